"""Each check sees what is wrong, on a real installation that something was done to."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.test import override_settings

from inzage.access.directory.configured import Directory as Configured
from inzage.access.identity import acting
from inzage.access.identity.models import Login
from inzage.access.ledger.sealing import seal
from inzage.access.people.actions import make_login
from inzage.access.services import SEALER
from inzage.front.demo.cast import MEMBERS
from inzage.front.processes import backup, environment, keyfiles
from inzage.front.processes.commands.doctor import CHECKS
from inzage.front.processes.doctor import databases, running, surroundings
from inzage.front.processes.doctor.finding import Check, Finding, Level, line, ok, wrong
from inzage.front.processes.environment import Environment, Role
from inzage.sharing.invitations.tests.conftest import PASSWORD, USER
from inzage.sharing.invitations.tests.conftest import imap as imap
from tests.kit.cluster import PREFIX, owner_connection
from tests.kit.directory import running as directory
from tests.kit.fixtures import AsProcess, Cast
from tests.kit.horizon import wait_until_decided

pytestmark = pytest.mark.article("11.security")


@pytest.fixture
def outside(database: str, as_process: AsProcess) -> Iterator[Environment]:
    """The installation of this worker's database, as the doctor sees it: an owner's environment, a worker's process."""
    read = environment.read({**os.environ, "INZAGE_PROCESS": "owner"})
    with as_process(Role.WORKER):
        yield replace(read, database=replace(read.database, name=database))


@pytest.fixture
def own_folder(outside: Environment, tmp_path: Path) -> Environment:
    """The same with a data folder of its own."""
    environment.prepare(tmp_path)
    return replace(outside, data=tmp_path)


def test_row_security_that_was_changed_by_hand_is_named(outside: Environment, database: str) -> None:
    assert databases.row_security(outside) == ok("what the database allows is what the declarations say")
    with owner_connection(database) as owner:
        owner.execute(f"create policy stray on access_person for select to {PREFIX}_desk using (true)".encode())
        try:
            found = databases.row_security(outside)
        finally:
            owner.execute(b"drop policy stray on access_person")
    assert (found.level, found.remedy) == (Level.WRONG, "run `inzage migrate`")
    assert "policy access_person stray" in found.what


def test_a_migration_that_waits_is_named(outside: Environment, database: str) -> None:
    assert databases.migrations(outside).level is Level.OK
    with owner_connection(database) as owner:
        row = owner.execute(
            "delete from django_migrations where app = any(array['websites', 'clients']) returning app, name, applied"
        ).fetchall()
        try:
            found = databases.migrations(outside)
        finally:
            for each in row:
                owner.execute("insert into django_migrations (app, name, applied) values (%s, %s, %s)", each)
    assert found.level is Level.WRONG
    assert found.remedy == "run `inzage migrate`"
    assert databases.migrations(outside).level is Level.OK


def test_the_embedded_server_holds_no_dossiers_of_people(outside: Environment) -> None:
    assert databases.server(outside).level is Level.WRONG
    assert databases.server(replace(outside, embedded=False)).level is not Level.WRONG


def test_keys_beside_what_they_open_are_named(outside: Environment) -> None:
    found = databases.keys_apart(outside)
    assert found.level is Level.WRONG
    assert "KEYS_URL" in found.remedy


def test_a_clock_that_is_off_is_named(outside: Environment) -> None:
    assert databases.clock(outside).level is Level.OK
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=30), tick=True):
        assert databases.clock(outside).level is Level.WRONG


def test_a_login_of_the_demo_outside_a_demo_is_named(outside: Environment) -> None:
    member = MEMBERS[0]
    login = make_login(person=uuid4(), kind="client", email=member.email, password=member.password)
    try:
        assert databases.demo_logins(outside).level is Level.OK
        found = databases.demo_logins(replace(outside, demo=False))
        assert (found.level, found.what) == (Level.WRONG, "1 logins of the demo work")
        login.set_password("een ander wachtwoord")
        login.save()
        assert databases.demo_logins(replace(outside, demo=False)).level is Level.OK
    finally:
        Login.objects.filter(person=login.person).delete()


def test_a_log_that_nobody_seals_is_named(outside: Environment, cast: Cast) -> None:
    wait_until_decided()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=20), tick=True):
        assert running.seals(outside).level is Level.WRONG
        key = bytes.fromhex(keyfiles.find(settings.DATA_FOLDER, "ledger_key") or "")
        with override_settings(LEDGER_KEY=key), acting(SEALER.person) as by:
            seal(by=by, at=datetime.now(UTC))
        assert running.seals(outside).level is Level.OK


def test_a_worker_without_a_sign_of_life_is_named(outside: Environment, database: str) -> None:
    with owner_connection(database) as owner:
        owner.execute(b"delete from procrastinate_workers")
        assert running.worker(outside).level is Level.WRONG
        owner.execute(b"insert into procrastinate_workers (last_heartbeat) values (now() - interval '5 minutes')")
        assert running.worker(outside).level is Level.WRONG
        owner.execute(b"update procrastinate_workers set last_heartbeat = now()")
        assert running.worker(outside) == ok("alive")
        owner.execute(b"delete from procrastinate_workers")


def test_a_secret_that_others_can_read_or_that_is_missing_is_named(own_folder: Environment) -> None:
    check = Check("secrets", surroundings.secrets)
    assert check.find(own_folder).level is Level.OK
    secret = keyfiles.folder(own_folder.data) / "vault_key"
    secret.chmod(0o644)
    assert "run: chmod 600" in check.find(own_folder).what
    secret.chmod(0o600)
    keyfiles.folder(own_folder.data).chmod(0o755)
    assert "others can read secrets" in check.find(own_folder).what
    keyfiles.folder(own_folder.data).chmod(0o700)
    kept = secret.read_text(encoding="ascii")
    secret.unlink()
    found = check.find(own_folder)
    assert found.what == "missing: vault_key"
    assert kept not in line("secrets", found)


@pytest.mark.parametrize(
    ("age", "level"),
    [(timedelta(hours=3), Level.OK), (timedelta(days=2), Level.WARN), (timedelta(days=9), Level.WRONG)],
)
def test_the_age_of_the_newest_backup_counts(own_folder: Environment, age: timedelta, level: Level) -> None:
    assert surroundings.backups(own_folder).level is Level.WRONG
    backup.note(own_folder.data, Path("/backups/kantoor-jansen"), at=datetime.now(UTC) - age)
    assert surroundings.backups(own_folder).level is level
    assert "jansen" not in (own_folder.data / backup.LAST).read_text(encoding="ascii")
    (own_folder.data / backup.LAST).write_text("{", encoding="ascii")
    assert surroundings.backups(own_folder).level is Level.WRONG


def test_what_is_around_is_judged(outside: Environment) -> None:
    assert surroundings.demo(outside).level is Level.WARN
    assert surroundings.demo(replace(outside, demo=False)).level is Level.OK
    assert surroundings.https(outside).level is Level.WRONG
    assert surroundings.hosts(replace(outside, hosts=("*",))).level is Level.WRONG
    assert surroundings.hosts(replace(outside, hosts=("desk.bureau.example",))).level is Level.OK
    assert surroundings.witness(replace(outside, witness="")).level is Level.WRONG
    assert surroundings.witness(replace(outside, witness="log@elders.example")).level is Level.OK
    assert surroundings.scanner(outside).level is Level.WARN
    assert surroundings.scanner(replace(outside, clamav="127.0.0.1:1")).level is Level.WRONG
    assert surroundings.mail(replace(outside, mail=replace(outside.mail, port=1))).level is Level.WRONG
    assert surroundings.disk(outside).what.endswith("MB free")


def test_the_mailbox_of_answers_is_signed_in_to(outside: Environment, imap: int) -> None:
    assert surroundings.answers(outside).level is Level.WARN, "none is set"
    box = replace(outside.replies, host="127.0.0.1", port=imap, user=USER, password=PASSWORD, tls=False)
    assert surroundings.answers(replace(outside, replies=box)).level is Level.OK
    for fault in ({"password": "wrong"}, {"folder": "Nergens"}, {"port": 1}):
        found = surroundings.answers(replace(outside, replies=replace(box, **fault)))
        assert found.level is Level.WRONG, fault
        assert PASSWORD not in found.what


def test_a_demo_is_not_blamed_for_being_one(outside: Environment) -> None:
    check = Check("keys", lambda _outside: wrong("beside", "apart"), production_only=True)
    assert check.find(outside) == Finding(Level.WARN, "beside", "no matter in a demo")
    assert check.find(replace(outside, demo=False)) == wrong("beside", "apart")
    assert Check("keys", lambda _outside: wrong("beside", "apart")).find(outside).level is Level.WRONG


def test_a_check_that_breaks_is_wrong_and_shows_no_value(outside: Environment) -> None:
    def broken(_outside: Environment) -> Finding:
        raise RuntimeError("a secret value")

    told = line("broken", Check("broken", broken).find(outside))
    assert told.startswith("WRONG  broken: could not be checked (RuntimeError). ")
    assert "secret value" not in told


def test_every_check_has_a_name_of_its_own() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS) >= 15


def test_a_directory_that_does_not_answer_is_named(outside: Environment) -> None:
    assert surroundings.directory(outside).level is Level.OK
    with directory() as there:
        known = Configured(
            issuer=there.issuer, client="inzage", secret="x", name="x", second_factor=frozenset({"mfa"}), local=True
        )
        with override_settings(DIRECTORY=known):
            assert "counts when it says mfa" in surroundings.directory(outside).what
            there.says_issuer = "https://elders.example"
            assert surroundings.directory(outside).level is Level.WRONG
    with override_settings(DIRECTORY=known):
        assert surroundings.directory(outside).remedy == "start it, or mend INZAGE_OIDC_ISSUER"
