"""What the operator sets is read exactly, and what cannot be right is named with its remedy."""

from pathlib import Path

import pytest

from inzage.access.directory.configured import Directory
from inzage.front.processes import environment, keyfiles
from inzage.front.processes.environment import Process, Role
from inzage.front.processes.unusable import Unusable


def test_nothing_is_needed_and_nothing_is_made(tmp_path: Path) -> None:
    data = tmp_path / "absent"
    outside = environment.read({"INZAGE_DATA": str(data)})
    assert not data.exists()
    assert (outside.process, outside.demo, outside.embedded, outside.port) == (Process.OWNER, True, True, 8000)
    assert outside.public_address == "http://localhost:8001"
    assert len(outside.secret_key) == 64
    assert outside.vault_key == outside.token_key == b""


def test_secrets_are_made_once_and_kept(tmp_path: Path) -> None:
    environment.prepare(tmp_path)
    first = environment.read({"INZAGE_DATA": str(tmp_path)})
    environment.prepare(tmp_path)
    again = environment.read({"INZAGE_DATA": str(tmp_path)})
    assert (first.secret_key, first.vault_key, dict(first.passwords)) == (
        again.secret_key,
        again.vault_key,
        dict(again.passwords),
    )
    assert len(first.vault_key) == len(first.token_key) == 32
    assert {path.stat().st_mode & 0o777 for path in keyfiles.folder(tmp_path).iterdir()} == {0o600}


@pytest.mark.article("11.security")
@pytest.mark.parametrize(
    ("process", "roles"),
    [
        ("desk", {"desk", "login", "opener", "keys"}),
        ("public", {"public"}),
        ("worker", {"worker", "login", "opener", "keys"}),
        ("owner", set(Role)),
    ],
)
def test_a_process_gets_the_passwords_of_its_own_roles_only(tmp_path: Path, process: str, roles: set[str]) -> None:
    environment.prepare(tmp_path)
    outside = environment.read({"INZAGE_DATA": str(tmp_path), "INZAGE_PROCESS": process})
    assert set(outside.passwords) == roles
    assert all(outside.passwords.values())


@pytest.mark.article("11.security")
def test_the_public_sites_cannot_open_the_vault_and_no_secret_is_printed(tmp_path: Path) -> None:
    environment.prepare(tmp_path)
    public = environment.read({"INZAGE_DATA": str(tmp_path), "INZAGE_PROCESS": "public"})
    assert public.vault_key == public.token_key == b""
    owner = environment.read({"INZAGE_DATA": str(tmp_path)})
    shown = repr(owner)
    assert not any(secret in shown for secret in (owner.secret_key, repr(owner.vault_key), *owner.passwords.values()))


@pytest.mark.article("11.security")
def test_only_the_worker_has_the_key_of_the_log(tmp_path: Path) -> None:
    environment.prepare(tmp_path)
    lengths = {
        process: len(environment.read({"INZAGE_DATA": str(tmp_path), "INZAGE_PROCESS": process}).ledger_key)
        for process in Process
    }
    assert lengths == {Process.DESK: 0, Process.PUBLIC: 0, Process.OWNER: 0, Process.WORKER: 32}


def test_the_log_has_a_witness_when_one_is_named() -> None:
    server = {"DATABASE_URL": "postgresql://db.example/bureau"}
    assert environment.read(server).witness == ""
    assert environment.read({**server, "INZAGE_WITNESS": "log@witness.example"}).witness == "log@witness.example"


def test_a_server_is_no_demo_and_its_keys_stand_beside_it() -> None:
    outside = environment.read({"DATABASE_URL": "postgresql://db.example:5433/bureau"})
    assert (outside.embedded, outside.demo, outside.https) == (False, False, True)
    assert outside.url(Role.DESK) == "host=db.example port=5433 dbname=bureau user=bureau_desk"
    assert outside.url(Role.KEYS) == "host=db.example port=5433 dbname=bureau_keys user=bureau_keys"
    apart = environment.read({"DATABASE_URL": "postgresql://a/b", "KEYS_URL": "postgresql://%2Frun%2Fpg/k"})
    assert (apart.keys.host, apart.keys.port, apart.keys.name) == ("/run/pg", 5432, "k")


def test_a_bureau_must_have_a_name_before_it_prints_it() -> None:
    server = {"DATABASE_URL": "postgresql://db.example/bureau", "INZAGE_PROCESS": "desk"}
    with pytest.raises(Unusable, match="INZAGE_BUREAU_NAME is not set"):
        environment.read(server)
    named = {"INZAGE_BUREAU_NAME": "Bureau Noord", "INZAGE_BUREAU_ADDRESS": "Kade 1; 9711 AA Groningen;"}
    assert environment.read({**server, **named}).bureau.address == ("Kade 1", "9711 AA Groningen")
    assert environment.read({"INZAGE_PROCESS": "desk"}).bureau == environment.DEMO_BUREAU


def test_a_password_may_come_from_the_environment(tmp_path: Path) -> None:
    given = {"INZAGE_DATA": str(tmp_path), "INZAGE_PASSWORD_DESK": "from-a-safe", "INZAGE_PROCESS": "desk"}
    assert environment.read(given).passwords[Role.DESK] == "from-a-safe"


@pytest.mark.article("11.security")
def test_only_the_worker_and_the_owner_have_the_password_of_the_mailbox(tmp_path: Path) -> None:
    keyfiles.place(tmp_path, "imap_password", "from-a-file")
    given = {"INZAGE_DATA": str(tmp_path), "INZAGE_IMAP_HOST": "imap.example", "INZAGE_BUREAU_NAME": "Proef"}
    found = {
        name: environment.read({**given, "INZAGE_PROCESS": name}) for name in ("desk", "public", "worker", "owner")
    }
    assert {name: each.replies.password for name, each in found.items()} == {
        "desk": "", "public": "", "worker": "from-a-file", "owner": "from-a-file",
    }  # fmt: skip
    assert "from-a-file" not in repr(found["worker"])
    assert (found["worker"].replies.port, found["worker"].replies.folder) == (993, "INBOX")


def test_without_a_mailbox_answers_go_to_the_sender_and_nobody_reads_them(tmp_path: Path) -> None:
    replies = environment.read({"INZAGE_DATA": str(tmp_path), "INZAGE_MAIL_SENDER": "bureau@werk.example"}).replies
    assert (replies.address, replies.host) == ("bureau@werk.example", "")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "http", "PORT is 'http'; give a port number"),
        ("PORT", "0", "give a port number"),
        ("PORT", "65534", "give a port number"),  # the public sites and the demo's mail take the next two
        ("INZAGE_PROCESS", "boss", "allowed: desk, public, worker, owner"),
        ("INZAGE_DEMO", "yes", "allowed: 0 (no) and 1 (yes)"),
        ("INZAGE_PREFIX", "No-Good", "INZAGE_PREFIX must be a lower-case word"),
        ("DATABASE_URL", "sqlite:///x", "DATABASE_URL is no address of a PostgreSQL server"),
        ("DATABASE_URL", "postgresql://h:port/x", "DATABASE_URL is no address"),
        ("DATABASE_URL", "postgresql://me:secret@h/x", "passwords come from files or INZAGE_PASSWORD_ROLE"),
        ("DATABASE_URL", "postgresql://h/Bad Name", "names the database 'Bad Name'"),
        ("KEYS_URL", "postgresql:///x", "KEYS_URL is no address"),
        ("INZAGE_WITNESS", "not an address", "INZAGE_WITNESS is no mail address"),
        ("INZAGE_REPLY_ADDRESS", "nobody", "INZAGE_REPLY_ADDRESS is no mail address"),
        ("INZAGE_IMAP_PORT", "imap", "give a port number"),
        ("INZAGE_IMAP_TLS", "yes", "allowed: 0 (no) and 1 (yes)"),
        ("INZAGE_CLAMAV", "clamd", "write host:port, or the path"),
        ("INZAGE_CLAMAV", "clamd:", "write host:port, or the path"),
        ("INZAGE_OIDC_ISSUER", "http://directory.example", "must be the https address"),
        ("INZAGE_OIDC_ISSUER", "https://me@directory.example", "must be the https address"),
        ("INZAGE_OIDC_ISSUER", "https://directory.example", "INZAGE_OIDC_CLIENT is not set"),
    ],
)
def test_what_cannot_be_right_is_named(tmp_path: Path, name: str, value: str, said: str) -> None:
    with pytest.raises(Unusable) as refused:
        environment.read({"INZAGE_DATA": str(tmp_path), name: value})
    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.article("11.security")
def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    environment.prepare(tmp_path)
    (keyfiles.folder(tmp_path) / "vault_key").chmod(0o644)
    with pytest.raises(Unusable, match="chmod 600"):
        environment.read({"INZAGE_DATA": str(tmp_path)})


def test_two_processes_that_make_a_secret_end_up_with_the_same_one(tmp_path: Path) -> None:
    assert keyfiles.place(tmp_path, "once", "first") == "first"
    assert keyfiles.place(tmp_path, "once", "second") == "first"
    assert [path.name for path in keyfiles.folder(tmp_path).iterdir()] == ["once"]


def test_a_folder_that_cannot_be_made_is_named() -> None:
    with pytest.raises(Unusable, match="choose another with INZAGE_DATA"):
        environment.prepare(Path("/proc/no-such-place/var"))


def oidc(tmp_path: Path, **more: str) -> Directory | None:
    """What a desk reads of a directory whose secret stands in a file."""
    secret = tmp_path / "oidc"
    secret.write_text("hidden\n")
    secret.chmod(int(more.pop("mode", "600"), 8))
    given = {
        "INZAGE_DATA": str(tmp_path), "INZAGE_PROCESS": "desk", "INZAGE_OIDC_ISSUER": "https://directory.example/",
        "INZAGE_OIDC_CLIENT": "inzage", "INZAGE_OIDC_SECRET_FILE": str(secret),
    }  # fmt: skip
    return environment.read(given | more).directory


@pytest.mark.article("11.security")
def test_a_directory_has_its_secret_in_a_file_of_its_own(tmp_path: Path) -> None:
    found = oidc(tmp_path, INZAGE_OIDC_SECOND_FACTOR="mfa, hwk")
    assert found is not None
    assert (found.issuer, found.secret, found.name) == ("https://directory.example", "hidden", "directory.example")
    assert (found.second_factor, found.local) == (frozenset({"mfa", "hwk"}), False)
    assert "hidden" not in repr(found)
    with pytest.raises(Unusable, match="chmod 600"):
        oidc(tmp_path, mode="644")
    with pytest.raises(Unusable, match="names no file"):
        oidc(tmp_path, INZAGE_OIDC_SECRET_FILE=str(tmp_path / "absent"))
    assert oidc(tmp_path, INZAGE_PROCESS="worker") is None
