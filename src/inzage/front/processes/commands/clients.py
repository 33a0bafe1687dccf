"""`inzage clients import FILE [--dry-run] --by EMAIL [--service CODE]`."""

import argparse
import sys
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db.utils import ProgrammingError
from django.utils import translation

from inzage.access.identity import acting
from inzage.access.models import Login
from inzage.clients.registration.imports.files import ImportReport, RowProblem, import_file
from inzage.front.processes.unusable import Unusable

A_LONG_IMPORT = 3600  # seconds


def run(options: argparse.Namespace) -> int:
    """Import, or say what would happen: 0 done, 1 rows are wrong and nothing was imported. Raises Unusable."""
    login = Login.objects.filter(email__iexact=options.by, kind="staff", is_active=True).first()
    if login is None:
        raise Unusable(f"--by: no staff member logs in with {options.by}; give the e-mail address of one who does")
    with translation.override("en"):
        try:
            with acting(login.person, lifetime=A_LONG_IMPORT) as actor:
                found = import_file(
                    options.file,
                    dry_run=options.dry_run,
                    by=actor,
                    at=datetime.now(UTC),
                    service=options.service,
                    progress=_progress,
                )
        except ValidationError as error:
            raise Unusable(f"{options.file.name}: {' '.join(error.messages)}") from error
        except ProgrammingError as error:
            raise Unusable("--by: this staff member may not register clients; name one of the back office") from error
    print("\n".join(_lines(found, dry_run=options.dry_run)))
    return 1 if found.problems else 0


def _lines(found: ImportReport, *, dry_run: bool) -> list[str]:
    counts = f"{found.total} rows: {found.fresh} new, {found.known} known already, {len(found.problems)} problems"
    if found.problems:
        return [*map(_problem, found.problems), counts, "Nothing was imported. Mend these rows and try again."]
    return [counts, "Nothing was imported: this was a dry run." if dry_run else f"{found.imported} clients imported."]


def _problem(problem: RowProblem) -> str:
    column = f", column {problem.column}" if problem.column else ""
    return f"row {problem.row}{column}: {problem.message}"


def _progress(done: int, whole: int) -> None:
    print(f"{done} of {whole}", file=sys.stderr, flush=True)
