"""The bootstrap on a server of the bureau's own: by its administrator, repeatable, and with the same closed doors."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from inzage.front.processes import account, database, environment, programs, server
from inzage.front.processes.cluster import LOCAL
from inzage.front.processes.environment import Environment, Role
from inzage.front.processes.unusable import Unusable

RULES = "local all postgres trust\nlocal all all scram-sha-256\n"


@pytest.fixture
def administrator(folder: Path) -> Iterator[str]:
    """A server as a distribution makes it, and the connection string of its superuser."""
    user = account.server_account()
    folder.chmod(0o755)
    home = user.own(folder / "server")
    chosen = account.reachable(programs.choose(home / "cluster"), user)
    who = {"user": user.user, "group": user.group, "extra_groups": user.groups, "env": LOCAL, "cwd": "/"}
    made = [
        chosen.folder / "initdb",
        "-D",
        home / "cluster",
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "-N",
        *chosen.locale,
    ]
    subprocess.run(made, check=True, capture_output=True, **who)  # type: ignore[call-overload]
    (home / "cluster" / "pg_hba.conf").write_text(RULES, encoding="utf-8")
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={home}", "-c", "fsync=off"]
    command = [chosen.folder / "postgres", "-D", home / "cluster", *options]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, **who)  # type: ignore[call-overload]
    url = f"host={home} user=postgres dbname=postgres"
    until = time.monotonic() + 20
    while time.monotonic() < until and not _answers(url):
        time.sleep(0.02)
    yield url
    running.terminate()
    running.wait()


@pytest.fixture
def outside(folder: Path) -> Environment:
    """A bureau that uses that server."""
    data = folder / "data"
    environment.prepare(data)
    address = str(folder / "server").replace("/", "%2F")
    return environment.read({"INZAGE_DATA": str(data), "DATABASE_URL": f"postgresql://{address}/bureau"})


def test_it_makes_everything_and_can_be_repeated(administrator: str, outside: Environment) -> None:
    for _ in range(2):
        told = list(server.execute(server.plan(outside), administrator, administrator))
        assert [line.partition(" ")[0] for line in told] == ["bureau", "bureau_keys"]
    database.check_server(outside)
    for role in Role:
        with psycopg.connect(outside.url(role), password=outside.passwords[role]) as connection:
            found = connection.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
            assert found.fetchone() == (f"bureau_{role}", False)
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(
            outside.url(Role.DESK).replace("bureau ", "bureau_keys "), password=outside.passwords[Role.DESK]
        )


def test_what_it_prints_is_what_it_does(administrator: str, outside: Environment) -> None:
    script = server.script(server.plan(outside))
    assert not any(password in script for password in outside.passwords.values())
    psql = str(programs.choose(Path("/nowhere")).folder / "psql")
    command = [psql, "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--quiet", administrator]
    subprocess.run(command, input=script, text=True, check=True, capture_output=True)
    database.check_server(outside)


def test_what_the_server_refuses_is_one_line(administrator: str, outside: Environment) -> None:
    list(server.execute(server.plan(outside), administrator, administrator))
    owner = f"{outside.url(Role.OWNER)} password={outside.passwords[Role.OWNER]}"
    with pytest.raises(Unusable, match="the bootstrap of bureau on ") as refused:
        list(server.execute(server.plan(outside), owner, owner))
    assert "\n" not in str(refused.value)


def test_a_server_that_was_not_bootstrapped_is_named(administrator: str, outside: Environment) -> None:
    with pytest.raises(Unusable, match="was `inzage bootstrap` done"):
        database.check_server(outside)


def test_a_server_that_is_too_old_is_named(
    administrator: str, outside: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(server.execute(server.plan(outside), administrator, administrator))
    monkeypatch.setattr("inzage.front.processes.bootstrap.LOWEST_VERSION", 99)
    with pytest.raises(Unusable, match="wrong PostgreSQL version"):
        database.check_server(outside)
    with pytest.raises(Unusable, match="wrong PostgreSQL version"):
        list(server.execute(server.plan(outside), administrator, administrator))


def test_the_embedded_server_needs_no_bootstrap(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="set DATABASE_URL"):
        server.plan(environment.read({"INZAGE_DATA": str(tmp_path)}))


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True
