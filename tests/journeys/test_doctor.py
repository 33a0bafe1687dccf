"""An installation as in production: two servers, https, a worker; the doctor finds what is missing, then nothing."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from inzage.front.processes import keyfiles
from inzage.front.processes.environment import prepare
from inzage.front.processes.postgres import EmbeddedPostgres
from tests.journeys.installation import NOT_OURS, free_ports

PROGRAM = [sys.executable, "-m", "inzage.front.cli"]


@pytest.fixture
def production() -> Iterator[dict[str, str]]:
    """The environment variables of a bureau with a server for its data and one for its keys."""
    home = Path(tempfile.mkdtemp(prefix="inzage-production-"))
    prepare(home / "data")
    for name in ("main", "keys"):
        keyfiles.private_folder(home / name)
        shutil.copytree(keyfiles.folder(home / "data"), keyfiles.folder(home / name))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    with ExitStack() as servers:
        socket, apart = (
            str(servers.enter_context(EmbeddedPostgres(home / name, durable=False)).socket).replace("/", "%2F")
            for name in ("main", "keys")
        )
        yield kept | {
            "INZAGE_DATA": str(home / "data"),
            "DATABASE_URL": f"postgresql://{socket}/inzage",
            "KEYS_URL": f"postgresql://{apart}/inzage_keys",
            "INZAGE_DEMO": "0",
            "INZAGE_HOSTS": "desk.bureau.example",
            "INZAGE_BUREAU_NAME": "Bureau Proef",
            "INZAGE_MAIL_PORT": str(free_ports()),
            "INZAGE_MAIL_SENDER": "bureau@proef.example",
        }
    shutil.rmtree(home)


def doctor(environment: dict[str, str]) -> tuple[int, dict[str, str]]:
    """The exit code, and the level of each check."""
    done = subprocess.run([*PROGRAM, "doctor"], env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines() if ":" in line]
    return done.returncode, {rest.partition(":")[0]: level for level, rest in lines}


@pytest.mark.slow
@pytest.mark.article("11.security")
def test_a_bureau_that_is_well_set_up_is_told_so(production: dict[str, str]) -> None:
    subprocess.run([*PROGRAM, "migrate"], env=production, check=True, capture_output=True)
    code, found = doctor(production)
    assert code == 1
    assert {name for name, level in found.items() if level == "WRONG"} == {
        "worker",
        "witness",
        "backups",
        "mail server",
    }

    production["INZAGE_WITNESS"] = "log@elders.example"
    data = Path(production["INZAGE_DATA"])
    sink = ["-m", "inzage.front.processes.mailsink", "127.0.0.1", production["INZAGE_MAIL_PORT"], str(data / "mail")]
    subprocess.run([*PROGRAM, "backup", str(data.parent / "backup")], env=production, check=True, capture_output=True)
    with (
        subprocess.Popen([sys.executable, *sink], env=production) as mailbox,
        subprocess.Popen(
            [*PROGRAM, "django", "procrastinate", "worker"], env={**production, "INZAGE_PROCESS": "worker"}
        ) as worker,
    ):
        try:
            until = time.monotonic() + 60
            while (told := doctor(production))[0] and time.monotonic() < until:
                time.sleep(1)
        finally:
            mailbox.terminate()
            worker.terminate()
    code, found = told
    assert {name for name, level in found.items() if level == "WRONG"} == set()
    assert code == 0
    # the wheel's server lags behind the newest release, and neither a scanner nor a mailbox of answers was set
    assert {name for name, level in found.items() if level == "warn"} <= {
        "database server",
        "virus scanner",
        "disk",
        "answers by mail",
    }
