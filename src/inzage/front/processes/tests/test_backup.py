"""A backup is whole or refused; what is restored elsewhere reads back under both gates, with a log that verifies."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzage.front.processes import programs
from inzage.front.processes.postgres import EmbeddedPostgres

WRITE = """
import json
from django.utils import timezone
from inzage.access.dossiers.actions import create_dossier, next_number
from inzage.access.grants.actions import give
from inzage.access.purposes.actions import carry
from inzage.access.identity import acting
from inzage.access.people import actions as people
from inzage.access.vault.actions import put
from inzage.access.versions.actions import check, draft, publish
from inzage.law import MODEL, read_regulation

at = timezone.now()
office, manager = people.found_bureau(office="Kantoor Proef", manager="Meike Proef")
with acting(manager) as by:
    people.sign_declaration(by=by, on=at.date(), at=at)
with acting(manager) as by:
    coach = people.add_colleague(name="Coen Proef", office=office, roles=["coach", "back_office"], by=by, at=at)
with acting(coach) as by:
    people.sign_declaration(by=by, on=at.date(), at=at)
source = (MODEL / "text.md").read_bytes()
with acting(coach) as by:
    version = draft(text=read_regulation(source.decode()), label="1", description="Proef",
                    source_name="text.md", source=source, by=by, at=at)
with acting(manager) as by:
    check(version=version, remark="", by=by, at=at)
with acting(coach) as by:
    publish(version=version, relevant_change=False, by=by, at=timezone.now())
    people.acknowledge(version=version, by=by, at=timezone.now())
with acting(coach) as by:
    number = next_number(kind="client", office=office, at=at)
    dossier = create_dossier(kind="client", office=office, number=number, by=by, at=at)
    give(person=coach, dossier=dossier, role="coach", relation="assigned", reason="werk", until=None, by=by, at=at)
    carry(dossier=dossier.pk, purposes=["3.c"], subject=dossier.pk, by=by, at=at)
    number = next_number(kind="client", office=office, at=at)
    other = create_dossier(kind="client", office=office, number=number, by=by, at=at)
for one in (dossier, other):
    with acting(coach) as by:
        put(dossier=one, part="reports", name="stuk.txt", media_type="text/plain", content="één kanarie".encode(),
            by=by, at=at)
print(json.dumps({"coach": str(coach), "dossier": str(dossier.pk), "other": str(other.pk), "office": str(office),
                  "number": number}))
"""
READ = """
import json
from uuid import UUID
from django.utils import timezone
from inzage.access.dossiers.actions import next_number
from inzage.access.identity import acting
from inzage.access.models import Document
from inzage.access.openings.actions import open_dossier
from inzage.access.vault.actions import read

known = {known}
with acting(UUID(known["coach"])):
    unopened = Document.objects.filter(dossier=known["other"]).count()
coach, dossier = UUID(known["coach"]), UUID(known["dossier"])
open_dossier(person=coach, dossier=dossier, kind="client", parts=("reports",), purpose="3.c")
with acting(coach):
    found = [read(one).decode() for one in Document.objects.filter(dossier=known["dossier"])]
    number = next_number(kind="client", office=UUID(known["office"]), at=timezone.now())
print(json.dumps(dict(found=found, unopened=unopened, next=number)))
"""


def inzage(data: Path, *arguments: str, process: str = "") -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INZAGE_", "DATABASE", "KEYS"))}
    chosen = {"INZAGE_PROCESS": process} if process else {}
    return subprocess.run(
        [sys.executable, "-m", "inzage.front.cli", *arguments],
        env={**kept, **chosen, "INZAGE_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def done(data: Path, *arguments: str, process: str = "") -> str:
    """What a command that must succeed prints."""
    ended = inzage(data, *arguments, process=process)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def here() -> Iterator[Path]:
    """A folder for the installations and backups of this file."""
    made = Path(tempfile.mkdtemp(prefix="inzage-test-", dir="/tmp"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def known(here: Path) -> dict[str, str]:
    """An installation with one client, a sealed document in her dossier, and a backup of it in `here`/backup."""
    done(here / "first", "migrate")
    known: dict[str, str] = json.loads(shell(here / "first", WRITE))
    done(here / "first", "backup", str(here / "backup"))
    return known


def shell(data: Path, code: str) -> str:
    """What code prints, run with Django as the desk's process; the embedded server runs for as long as it takes."""
    with EmbeddedPostgres(data, durable=False):
        return done(data, "django", "shell", "--no-imports", "-c", code, process="desk")


@pytest.mark.slow
@pytest.mark.article("11.security")
def test_what_comes_back_elsewhere_reads_as_before_and_the_log_is_whole(here: Path, known: dict[str, str]) -> None:
    told = done(here / "second", "restore", str(here / "backup"))
    assert "whole: 1 seals" in told
    read = json.loads(shell(here / "second", READ.format(known=known)))
    assert read["found"] == ["één kanarie"]
    assert read["unopened"] == 0  # there, but nobody opened that dossier
    assert read["next"] > known["number"]  # numbering goes on, no number is given twice
    assert "sealed: " in done(here / "second", "ledger", "seal")
    assert "whole: 2 seals" in done(here / "second", "ledger", "verify")


@pytest.mark.slow
def test_a_backup_goes_into_a_new_folder_and_is_for_its_owner_only(here: Path, known: dict[str, str]) -> None:
    again = inzage(here / "first", "backup", str(here / "backup"))
    assert (again.returncode, again.stderr) == (
        2,
        f"inzage: {here / 'backup'} is not empty; name a new folder for each backup\n",
    )
    modes = {path.stat().st_mode & 0o077 for path in [here / "backup", *(here / "backup").rglob("*.dump")]}
    assert modes == {0}


@pytest.mark.slow
def test_nothing_is_restored_over_what_is_there(here: Path, known: dict[str, str]) -> None:
    refused = inzage(here / "first", "restore", str(here / "backup"))
    assert refused.returncode == 2
    assert "holds a database already; restore into an empty folder" in refused.stderr


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["changed", "missing", "added", "newer", "none"])
def test_a_backup_that_is_not_as_it_was_made_is_refused(here: Path, known: dict[str, str], harm: str) -> None:
    copy = here / f"copy-{harm}"
    shutil.copytree(here / "backup", copy)
    manifest = copy / "manifest.json"
    match harm:
        case "changed":
            (copy / "keys" / "database.dump").write_bytes(b"other")
        case "missing":
            (copy / "main" / "database.dump").unlink()
        case "added":
            (copy / "main" / "more").write_bytes(b"")
        case "newer":
            read = json.loads(manifest.read_text(encoding="utf-8"))
            manifest.write_text(json.dumps({**read, "layout": 99}), encoding="utf-8")
        case _:
            manifest.unlink()
    refused = inzage(here / f"third-{harm}", "restore", str(copy))
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert {
        "changed": "keys/database.dump was changed",
        "missing": "main/database.dump is missing",
        "added": "main/more is not in the manifest",
        "newer": "was made by a newer version",
        "none": "is no backup of Inzage",
    }[harm] in refused.stderr
    assert not (here / f"third-{harm}").exists()


@pytest.mark.slow
@pytest.mark.article("11.security")
def test_the_main_half_alone_tells_nothing_of_a_document(here: Path, known: dict[str, str]) -> None:
    dump = here / "backup" / "main" / "database.dump"
    command = [str(programs.newest(15).folder / "pg_restore"), "--file=-", str(dump)]
    text = subprocess.run(command, capture_output=True, check=True).stdout
    assert text.count(b"stuk.txt") == 2  # that there is a document is in it; what it says is not
    assert b"kanarie" not in text
    assert b"kanarie".hex().encode() not in text
