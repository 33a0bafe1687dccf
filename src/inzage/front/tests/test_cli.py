"""The command line: exit codes that scripts can trust, one clear line for bad input, no traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from inzage.front import cli

ROOT = Path(__file__).resolve().parents[4]
REGULATION = ROOT.parent / "shared" / "seed" / "privacyreglement-werkcontact-2018.txt"


def inzage(*arguments: str, data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INZAGE_", "DATABASE", "KEYS"))}
    return subprocess.run(
        [sys.executable, "-m", "inzage.front.cli", *arguments],
        env={**kept, "INZAGE_DATA": str(data), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_command_has_a_module_of_its_own() -> None:
    named = {path.stem for path in (Path(cli.__file__).parent / "processes" / "commands").glob("[a-z]*.py")}
    assert {needs.module for needs in cli.NEEDS.values()} == named
    for command in cli.NEEDS:
        assert command.split()[0] in cli.parser().format_help()


@pytest.mark.parametrize("arguments", [[], ["fly"], ["ledger", "burn"], ["clients", "import", "x.csv"], ["backup"]])
def test_arguments_that_are_none_end_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: inzage" in capsys.readouterr().err


def test_a_setting_that_cannot_be_right_is_one_line(tmp_path: Path) -> None:
    done = inzage("run", data=tmp_path, PORT="many")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "inzage: PORT is 'many'; give a port number from 1 to 65533\n"


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = inzage("migrate", data=tmp_path, DATABASE_URL=f"postgresql://{str(tmp_path).replace('/', '%2F')}/bureau")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "does not let bureau_owner in" in done.stderr


def test_bootstrap_prints_what_an_administrator_can_read_without_a_password(tmp_path: Path) -> None:
    done = inzage("bootstrap", data=tmp_path, DATABASE_URL="postgresql://db.example/bureau")
    assert done.returncode == 0
    assert "CREATE DATABASE" in done.stdout
    secrets = [path.read_text(encoding="ascii").strip() for path in (tmp_path / "secrets").iterdir()]
    assert not any(secret in done.stdout for secret in secrets)
    assert inzage("bootstrap", data=tmp_path).returncode == 2


def test_a_decision_that_cannot_be_asked_names_the_field(tmp_path: Path) -> None:
    question = tmp_path / "facts.json"
    question.write_text(json.dumps({"act": "fly", "facts": {}}), encoding="utf-8")
    done = inzage("decide", str(question), data=tmp_path / "data")
    assert done.returncode == 2
    assert done.stderr.startswith("inzage: act: 'fly' is not an act; allowed: ")


@pytest.mark.parametrize(("confidential", "code", "outcome"), [(False, 0, "allow"), (True, 1, "refuse")])
@pytest.mark.article("6.confidential")
def test_a_decision_is_asked_without_a_database(tmp_path: Path, *, confidential: bool, code: int, outcome: str) -> None:
    question = tmp_path / "facts.json"
    facts = {"act": "release_passage", "facts": {"confidential": confidential, "by_author": True}}
    question.write_text(json.dumps(facts), encoding="utf-8")
    done = inzage("decide", str(question), data=tmp_path / "data")
    assert done.returncode == code
    decision = json.loads(done.stdout)
    assert (decision["outcome"], "6.confidential" in decision["articles"]) == (outcome, True)
    assert not (tmp_path / "data").exists()


def test_the_second_factor_of_a_demo_is_told_at_once_and_of_nobody_else(tmp_path: Path) -> None:
    done = inzage("demo", "code", "coach", data=tmp_path)
    assert (done.returncode, len(done.stdout.strip()), done.stdout.strip().isdigit()) == (0, 6, True)
    nobody = inzage("demo", "code", "napoleon", data=tmp_path)
    assert nobody.returncode == 2
    assert "'napoleon' is nobody at the demo bureau" in nobody.stderr
    served = inzage("demo", "code", "coach", data=tmp_path, DATABASE_URL="postgresql://db.example/bureau")
    assert (served.returncode, served.stdout) == (2, "")


@pytest.mark.skipif(not REGULATION.exists(), reason="the regulation of the bureau is not beside this checkout")
@pytest.mark.article("16.change")
def test_a_regulation_is_read_whole(tmp_path: Path) -> None:
    done = inzage("regulation", "read", str(REGULATION), "--json", data=tmp_path)
    assert done.returncode == 0
    read = json.loads(done.stdout)
    assert [article["number"] for article in read["articles"]] == list(range(1, 18))
    assert len(read["versions"]) == 5


def test_what_is_no_regulation_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(b"%PDF-1.7")
    done = inzage("regulation", "read", str(tmp_path / "letter.txt"), data=tmp_path)
    assert done.returncode == 2
    assert "save the regulation as plain text" in done.stderr
