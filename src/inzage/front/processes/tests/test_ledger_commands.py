"""`inzage ledger` seals, verifies and proves; what it proves, anybody checks elsewhere without the database."""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings

from inzage.access import identity
from inzage.access.ledger.actions import record
from inzage.access.ledger.checkpoint import key_of, parse, sign
from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.models import LedgerEvent
from inzage.front import cli
from inzage.front.processes.commands import ledger, proof
from inzage.front.processes.environment import Role
from inzage.front.processes.unusable import Unusable
from tests.kit.fixtures import Cast, process

pytestmark = pytest.mark.article("11.security")
Told = Callable[..., str]


@pytest.fixture
def told(cast: Cast, capsys: pytest.CaptureFixture[str]) -> Told:
    """`told("prove", "7")`: what the command prints in the worker's process; it must end well, or with `code`."""

    def run(*arguments: str, code: int = 0) -> str:
        options = cli.parser().parse_args(["ledger", *arguments])
        with process(Role.WORKER):
            assert ledger.run(options) == code
        return capsys.readouterr().out

    return run


@pytest.fixture
def line(cast: Cast, told: Told) -> str:
    """The number of a line that is sealed, with an earlier checkpoint before it and a later one after it."""
    _read_the_log(cast)
    told("seal")
    with identity.acting(cast.coach.person):
        return str(LedgerEvent.objects.filter(actor=cast.coach.person).latest("id").pk)


def _read_the_log(cast: Cast) -> None:
    with identity.acting(cast.coach.person) as actor:
        record(Kind.LOG_READ, by=actor)


@pytest.fixture
def files(cast: Cast, told: Told, line: str, tmp_path: Path) -> Path:
    """A folder with `key`, `old` and `new` checkpoint, and the `proof` of a line that leads back to the old one."""
    (tmp_path / "key").write_text(told("key"), encoding="utf-8")
    (tmp_path / "old").write_text(told("checkpoint"), encoding="utf-8")
    _read_the_log(cast)
    told("seal")
    (tmp_path / "new").write_text(told("checkpoint"), encoding="utf-8")
    (tmp_path / "proof").write_text(told("prove", line, "--checkpoint", str(tmp_path / "old")), encoding="utf-8")
    return tmp_path


def verify(folder: Path, *kept: str, proof_file: str = "proof", key: str | None = "key") -> int:
    """The exit code of the check without a database."""
    return proof.run(
        argparse.Namespace(
            proof=folder / proof_file, key=folder / key if key else None, checkpoint=[folder / name for name in kept]
        )
    )


def test_the_log_is_sealed_and_found_whole(told: Told, line: str) -> None:
    assert "nothing to seal" in told("seal")
    assert "whole: " in told("verify")
    assert "0 events wait" in told("verify")


def test_it_begins_with_the_checkpoints_that_were_kept(told: Told, files: Path) -> None:
    found = told("verify", "--checkpoint", str(files / "old"), "--checkpoint", str(files / "new"))
    for name in ("old", "new"):
        kept = parse((files / name).read_text(encoding="utf-8"))
        assert f"begins with the kept checkpoint {kept.code}" in found


def test_a_kept_checkpoint_that_the_log_does_not_begin_with_is_told(told: Told, files: Path) -> None:
    kept = parse((files / "old").read_text(encoding="utf-8"))
    with process(Role.WORKER):
        other = sign(kept.size, b"\0" * 32, settings.LEDGER_KEY)
        later = sign(kept.size + 1_000_000, b"\0" * 32, settings.LEDGER_KEY)
    (files / "other").write_text(other.text, encoding="utf-8")
    (files / "later").write_text(later.text, encoding="utf-8")
    assert "does not begin with the kept checkpoint" in told("verify", "--checkpoint", str(files / "other"), code=1)
    assert "the tail is gone" in told("verify", "--checkpoint", str(files / "later"), code=1)


def test_a_checkpoint_of_another_log_is_no_witness(told: Told, files: Path) -> None:
    (files / "foreign").write_text(sign(3, b"\0" * 32, b"\1" * 32).text, encoding="utf-8")
    with pytest.raises(Unusable, match=r"the checkpoint is of inzage\.log/"):
        told("verify", "--checkpoint", str(files / "foreign"))
    with pytest.raises(Unusable, match="No such file"):
        told("verify", "--checkpoint", str(files / "absent"))


def test_a_proof_holds_elsewhere(files: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(files, "old", "new") == 0
    found = capsys.readouterr().out
    assert f"  id: {line}" in found
    assert "  kind: log.read" in found
    assert found.count("begins with the kept checkpoint") == 2


@pytest.mark.slow
def test_it_needs_neither_database_nor_settings(files: Path) -> None:
    """A process of its own, on an empty data folder, that never loads Django's settings."""
    command = [sys.executable, "-m", "inzage.front.cli", "ledger", "verify", "--proof", str(files / "proof"),
               "--key", str(files / "key"), "--checkpoint", str(files / "old")]  # fmt: skip
    environment = {"PATH": "/usr/bin", "PYTHONPATH": "src", "INZAGE_DATA": str(files / "nothing")}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("holds: checkpoint ")
    assert not (files / "nothing").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("event", lambda said: said["event"].replace("log.read", "log.kept")),
        ("index", lambda said: said["index"] - 1),
        ("path", lambda said: said["path"][:-1]),
        ("checkpoint", lambda said: said["checkpoint"].replace("A", "B", 1)),
        ("since", lambda said: {**said["since"], "path": said["since"]["path"][1:] or [said["path"][0]]}),
        ("since", lambda _: None),
    ],
    ids=["line", "place", "path", "checkpoint", "way back", "no way back"],
)
def test_a_proof_that_was_changed_does_not_hold(
    files: Path, field: str, value: Callable[[dict[str, object]], object], capsys: pytest.CaptureFixture[str]
) -> None:
    said = json.loads((files / "proof").read_text(encoding="utf-8"))
    (files / "changed").write_text(json.dumps({**said, field: value(said)}), encoding="utf-8")
    assert verify(files, "old", proof_file="changed") == 1
    assert capsys.readouterr().out.startswith("DOES NOT HOLD: ")


def test_a_proof_under_another_key_does_not_hold(files: Path) -> None:
    (files / "other").write_text(str(key_of(b"\1" * 32)), encoding="utf-8")
    assert verify(files, key="other") == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("proof", "no json", "it is no JSON"),
        ("proof", "[]", "this is no proof of the log"),
        ("proof", '{"form": "inzage-proof-1"}', "checkpoint: a text is missing"),
        ("proof", '{"form": "inzage-proof-1", "event": 3}', "event: a text is missing"),
        ("proof", '{"form": "inzage-proof-1", "event": "", "index": true}', "index: a whole number is missing"),
        ("proof", '{"form": "inzage-proof-1", "event": "", "index": 1, "path": {}}', "path: a list"),
        ("proof", '{"form": "inzage-proof-1", "event": "", "index": 1, "path": ["é"]}', "path: holds something"),
        ("proof", '{"form": "inzage-proof-1", "event": "", "index": 1, "path": ["AAAA"]}', "path: holds something"),
        ("proof", '{"form": "inzage-proof-1", "checkpoint": "", "since": 3}', "since: this is no size"),
        ("key", "no key", "this is no key of a log"),
        ("key", "a+00000000+" + "A" * 44, "this key of a log is damaged"),
        ("old", "no checkpoint", "there is no checkpoint in it"),
    ],
)
def test_a_file_that_is_something_else_is_named(files: Path, name: str, content: str, said: str) -> None:
    (files / name).write_text(content, encoding="utf-8")
    with pytest.raises(Unusable, match=said):
        verify(files, "old")


def test_what_is_missing_is_named(files: Path, told: Told) -> None:
    with pytest.raises(Unusable, match="--key: name the file"):
        verify(files, key=None)
    with pytest.raises(Unusable, match="there is no line 999999999"):
        told("prove", "999999999")
    (files / "proof").write_bytes(b"\xff")
    with pytest.raises(Unusable, match="this is no text"):
        verify(files)
    with pytest.raises(Unusable, match="INZAGE_PROCESS=worker"):
        ledger.run(argparse.Namespace(verb="seal"))


def test_a_line_that_waits_for_its_seal_is_not_proven(cast: Cast, told: Told, line: str) -> None:
    _read_the_log(cast)
    with identity.acting(cast.coach.person):
        last = LedgerEvent.objects.filter(actor=cast.coach.person).latest("id").pk
    with pytest.raises(Unusable, match="not sealed yet"):
        told("prove", str(last))


def test_the_tree_can_be_laid_anew(told: Told, line: str) -> None:
    assert "the tree stands over " in told("rebuild")
    assert "whole: " in told("verify")


def test_a_checkpoint_is_found_between_other_lines_and_in_a_saved_mail(files: Path, told: Told) -> None:
    checkpoint = (files / "old").read_text(encoding="utf-8")
    (files / "old").write_text(f"Bewaar dit bericht.\n\n{checkpoint}\nGroet".replace("\n", "\r\n"), encoding="utf-8")
    assert verify(files, "old") == 0
    mail = EmailMessage()
    mail["From"], mail["To"] = "inzage@localhost", "getuige@notaris.example"
    mail.set_content(f"Bewaar dit bericht. Er staan geen persoonsgegevens in.\n\n{checkpoint}")
    assert checkpoint.encode() not in mail.as_bytes(), "a mail wraps and encodes its lines"
    (files / "old.eml").write_bytes(mail.as_bytes())
    assert verify(files, "old.eml") == 0
    assert "begins with the kept checkpoint" in told("verify", "--checkpoint", str(files / "old.eml"))
