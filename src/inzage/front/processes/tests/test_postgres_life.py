"""The embedded server is there in seconds, keeps what it has, and is gone with its parent."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from inzage.front.processes import account, keyfiles
from inzage.front.processes.environment import Role
from inzage.front.processes.postgres import EmbeddedPostgres
from inzage.front.processes.programs import SYSTEM
from inzage.front.processes.unusable import Unusable

LAUNCHER = """
import sys, time
from pathlib import Path
from inzage.front.processes.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
time.sleep(60)
"""


def who(server: EmbeddedPostgres, role: Role) -> tuple[object, ...] | None:
    with psycopg.connect(server.urls[role]) as connection:
        return connection.execute("SELECT current_user, current_database()").fetchone()


def test_fresh_within_seconds_and_warm_in_less_with_the_data_kept(folder: Path) -> None:
    before = time.monotonic()
    with EmbeddedPostgres(folder) as first:
        fresh = time.monotonic() - before
        with psycopg.connect(first.urls[Role.OWNER]) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    assert first.pid is None
    before = time.monotonic()
    with EmbeddedPostgres(folder) as second:
        warm = time.monotonic() - before
        with psycopg.connect(second.urls[Role.OWNER]) as connection:
            assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    assert fresh < 60  # 0.8 s on two quiet cores; a busy machine may take its time
    assert warm < fresh


def test_a_new_password_is_taken_over_at_the_next_start(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False):
        pass
    (keyfiles.folder(folder) / "password_desk").unlink()
    with EmbeddedPostgres(folder, durable=False) as server:
        assert who(server, Role.DESK) == ("inzage_desk", "inzage")


def test_a_half_made_cluster_is_made_anew(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as server:
        home = server.socket.parent
    (home / "cluster").rename(home / "being-made")
    (home / "being-made" / "PG_VERSION").unlink()
    with EmbeddedPostgres(folder, durable=False) as server:
        assert who(server, Role.DESK) == ("inzage_desk", "inzage")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_the_server_stops_when_its_launcher_is_killed_and_starts_again(folder: Path) -> None:
    launcher = subprocess.Popen([sys.executable, "-c", LAUNCHER, folder], stdout=subprocess.PIPE, text=True)
    assert launcher.stdout is not None
    server = int(launcher.stdout.readline())
    launcher.send_signal(signal.SIGKILL)
    launcher.wait()
    launcher.stdout.close()
    until = time.monotonic() + 10
    while Path(f"/proc/{server}").exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert not Path(f"/proc/{server}").exists()
    with EmbeddedPostgres(folder) as again:
        assert who(again, Role.DESK) == ("inzage_desk", "inzage")


def test_a_killed_server_recovers_what_was_committed(folder: Path) -> None:
    first = EmbeddedPostgres(folder)
    first.start()
    with psycopg.connect(first.urls[Role.OWNER]) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(first.pid or 0, signal.SIGKILL)
    first.stop()
    with EmbeddedPostgres(folder) as again, psycopg.connect(again.urls[Role.OWNER]) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_a_second_server_on_the_same_folder_is_refused(
    server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inzage.front.processes.postgres.LEFT_OVER_PATIENCE", 0.1)
    with pytest.raises(Unusable, match="stop that one first"):
        EmbeddedPostgres(server.data).start()


def test_data_of_another_major_version_is_refused(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as server:
        cluster = server.socket.parent / "cluster"
    (cluster / "PG_VERSION").write_text("14\n", encoding="ascii")
    with pytest.raises(Unusable, match="was made by PostgreSQL 14"):
        EmbeddedPostgres(folder).start()


def test_a_folder_without_programs_is_refused(folder: Path) -> None:
    with pytest.raises(Unusable, match="no PostgreSQL 15 or newer"):
        EmbeddedPostgres(folder, own=folder).start()


@pytest.mark.skipif(not list(SYSTEM.glob("*/bin/postgres")), reason="no PostgreSQL of the system here")
def test_the_programs_of_the_system_serve_as_well(folder: Path) -> None:
    own = max(SYSTEM.glob("*/bin"))
    with EmbeddedPostgres(folder, own=own, durable=False) as server:
        assert who(server, Role.KEYS) == ("inzage_keys", "inzage_keys")


def test_a_long_path_gets_a_short_socket(folder: Path) -> None:
    long = folder / ("x" * 120)
    long.mkdir()
    with EmbeddedPostgres(long, durable=False) as server:
        assert who(server, Role.DESK) == ("inzage_desk", "inzage")
        assert len(str(server.socket)) < 60
    shutil.rmtree(server.socket)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts it as another user")
@pytest.mark.article("11.security")
def test_root_serves_as_another_user_and_opens_no_folder_of_others(folder: Path) -> None:
    hidden = folder / "closed" / "data"
    hidden.mkdir(parents=True)
    hidden.parent.chmod(0o700)
    with EmbeddedPostgres(hidden, durable=False) as server:
        assert Path(f"/proc/{server.pid}").stat().st_uid == account.server_account().uid != 0
        assert who(server, Role.DESK) == ("inzage_desk", "inzage")
        assert hidden.parent.stat().st_mode & 0o777 == 0o700
        home = (hidden / "postgres").resolve()
        assert home.parent == account.SHARED
        assert home.stat().st_mode & 0o077 == 0
    shutil.rmtree(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_needs_no_help(folder: Path) -> None:
    python = "/usr/bin/python3"
    here = Path(__file__).resolve()
    user = account.server_account()
    if not (Path(python).exists() and user.reaches(here.parent)):
        pytest.skip("no Python, or no way to this folder, for other users")
    os.chown(folder, user.uid, user.gid)
    packages = f"{here.parents[4]}:{Path(psycopg.__file__).parents[1]}"
    command = [python, "-c", LAUNCHER.replace("time.sleep(60)", "server.stop()"), str(folder / "data")]
    done = subprocess.run(
        command,
        user=user.uid,
        group=user.gid,
        extra_groups=[],
        env={"PYTHONPATH": packages, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0
    assert (folder / "data").stat().st_uid == user.uid
