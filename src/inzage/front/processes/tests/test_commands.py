"""The commands print what happened, and their exit codes say whether it may go on."""

import argparse
from pathlib import Path

import pytest

from inzage.access.identity import acting
from inzage.clients.models import Client
from inzage.front.processes.commands import clients
from inzage.front.processes.unusable import Unusable
from tests.kit.fixtures import Cast

GOOD = "Voornaam;Achternaam;E-mailadres;Telefoon\n{0};{1};{0}@voorbeeld.example;0612345678\n"


def options(file: Path, by: str, *, dry_run: bool = False) -> argparse.Namespace:
    return argparse.Namespace(file=file, by=by, dry_run=dry_run, service="coaching")


@pytest.mark.article("3.a")
def test_an_import_says_what_it_would_do_then_does_it_then_knows_it(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "clients.csv"
    file.write_text(GOOD.format("Wilhelmina", "Proefsteen"), encoding="utf-8")
    assert clients.run(options(file, cast.back_office.email, dry_run=True)) == 0
    assert (
        "1 rows: 1 new, 0 known already, 0 problems\nNothing was imported: this was a dry run."
        in capsys.readouterr().out
    )
    assert clients.run(options(file, cast.back_office.email)) == 0
    assert "1 clients imported." in capsys.readouterr().out
    assert clients.run(options(file, cast.back_office.email)) == 0
    assert "0 new, 1 known already" in capsys.readouterr().out


@pytest.mark.article("3.a")
def test_a_bad_row_is_named_and_nothing_is_imported(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "clients.csv"
    file.write_text(GOOD.format("Hendrik", "Toetsteen") + "Janna;Toetsteen;no address;\n", encoding="utf-8")
    assert clients.run(options(file, cast.back_office.email)) == 1
    told = capsys.readouterr().out
    assert "row 3, column E-mailadres: " in told
    assert "Nothing was imported. Mend these rows and try again." in told
    with acting(cast.back_office.person):
        assert not Client.objects.filter(last_name="Toetsteen").exists()


@pytest.mark.article("6.need")
def test_who_may_not_register_clients_may_not_import_them(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "clients.csv"
    file.write_text(GOOD.format("Truus", "Proefsteen"), encoding="utf-8")
    with pytest.raises(Unusable, match="--by: this staff member may not register clients"):
        clients.run(options(file, cast.psychologist.email))
    with pytest.raises(Unusable, match="--by: no staff member logs in with nobody@bureau"):
        clients.run(options(file, "nobody@bureau.test"))


def test_a_file_that_is_no_table_is_named(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="absent"):
        clients.run(options(tmp_path / "absent.csv", cast.back_office.email))
