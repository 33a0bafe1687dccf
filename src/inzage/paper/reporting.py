"""A letter that tells a client what is reported about them, to whom, how, why and when (article 6.agreement)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from inzage.paper.content import ReportingLetterContent
from inzage.paper.labels import REPORT, REPORTING, long_date
from inzage.paper.report import recipient_lines
from inzage.paper.typesetting import RenderedPdf, typeset
from inzage.paper.wording import printable


def render_reporting_letter(letter: ReportingLetterContent, *, at: datetime) -> RenderedPdf:
    """Set the letter in type; `at` is the moment of making, aware of its time zone.

    Raises ValueError naming the field when one of the things that article 6 names is empty.
    """
    told: dict[str, Sequence[str]] = {
        "recipients": letter.recipients,
        "data": letter.data,
        "kinds": letter.kinds,
        "forms": letter.forms,
        "purpose": [letter.purpose],
        "when": [letter.when],
    }
    missing = [name for name, lines in told.items() if not any(line.strip() for line in lines)]
    if missing:
        raise ValueError(f"{', '.join(missing)}: empty; article 6 asks that the client hears it")
    return typeset("reporting", _data(letter, told), at=at)


def _data(letter: ReportingLetterContent, told: dict[str, Sequence[str]]) -> dict[str, object]:
    """Give the template's data: printable strings and lists of them, nothing else."""
    common = {key: REPORT[letter.language][key] for key in ("page", "date", "reference")}
    labels = {**REPORTING[letter.language], **common}
    return {
        "language": letter.language,
        "labels": labels,
        "title": labels["title"],
        "bureau": printable(letter.bureau.name),
        "bureau_address": [printable(line) for line in letter.bureau.address],
        "recipient": recipient_lines(letter.recipient),
        "reference": printable(letter.reference),
        "dated": long_date(letter.dated, letter.language),
        "version": str(letter.version),
        "salutation": printable(letter.salutation),
        "introduction": labels["introduction"].format(sponsor=printable(letter.sponsor)),
        "rows": [[labels[name], [printable(line) for line in lines]] for name, lines in told.items()],
        "signed_by": printable(letter.signed_by),
    }
