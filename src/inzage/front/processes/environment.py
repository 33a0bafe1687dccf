"""What the outside world told us: environment variables and the data folder, read once into one frozen value.

Reading makes nothing and reaches no database, so it works on a machine where nothing has been set up yet (mypy and
`makemigrations --check` do that). Each process is handed the passwords of its own database roles and of no others.
`docs/install.md` explains every variable to the person who sets it.
"""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from inzage.access.directory.configured import Directory
from inzage.front.processes import directory, keyfiles, mailboxes
from inzage.front.processes.mailboxes import Mail, Replies
from inzage.front.processes.unusable import Unusable
from inzage.front.processes.values import ADDRESS, flag, number

CHECKOUT = Path(__file__).resolve().parents[4]
NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
SECRETS = ("secret_key", "vault_key", "token_key", "ledger_key")
POSTGRES_PORT = 5432


class Process(StrEnum):
    """What a process is for; it decides which addresses it serves and which database roles it may use."""

    DESK = "desk"
    PUBLIC = "public"
    WORKER = "worker"
    OWNER = "owner"


class Role(StrEnum):
    """The database roles that log in, without their prefix. `bootstrap` says what each is for."""

    OWNER = "owner"
    DESK = "desk"
    PUBLIC = "public"
    WORKER = "worker"
    LOGIN = "login"
    OPENER = "opener"
    BACKUP = "backup"
    KEYS = "keys"


ROLES_OF: Mapping[Process, tuple[Role, ...]] = MappingProxyType(
    {
        Process.DESK: (Role.DESK, Role.LOGIN, Role.OPENER, Role.KEYS),
        Process.PUBLIC: (Role.PUBLIC,),
        Process.WORKER: (Role.WORKER, Role.LOGIN, Role.OPENER, Role.KEYS),
        Process.OWNER: tuple(Role),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a database is: `host` is a host name, or the folder of a socket (begins with a slash)."""

    host: str
    port: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bureau:
    """Who the bureau is, as printed on letters and reports; `contact` is where its privacy officer is reached."""

    name: str
    address: tuple[str, ...]
    contact: str


DEMO_BUREAU = Bureau(
    name="Bureau De Werkhaven",
    address=("Kade 12", "3511 AB Utrecht"),
    contact="privacy@werkhaven.example",
)
DEMO_WITNESS = "getuige@notaris.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """All that the settings and the processes need to know of the outside world."""

    data: Path
    process: Process
    demo: bool
    https: bool
    embedded: bool
    port: int
    hosts: tuple[str, ...]
    public_address: str
    prefix: str
    database: Place
    keys: Place
    passwords: Mapping[Role, str] = field(repr=False)
    secret_key: str = field(repr=False)
    vault_key: bytes = field(repr=False)
    token_key: bytes = field(repr=False)
    ledger_key: bytes = field(repr=False)
    mail: Mail
    replies: Replies
    witness: str
    clamav: str
    directory: Directory | None
    policy: Path | None
    bureau: Bureau

    def role(self, role: Role) -> str:
        """The role's name in the database, with the prefix of this installation: `inzage_desk`."""
        return f"{self.prefix}_{role}"

    def url(self, role: Role) -> str:
        """The libpq connection string (`host=... dbname=...`) of `role`, without its password."""
        place = self.keys if role is Role.KEYS else self.database
        return f"host={place.host} port={place.port} dbname={place.name} user={self.role(role)}"


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """Read the environment variables (`os.environ` unless given) and the data folder.

    Where no secrets were made yet, `secret_key` is a random one that lasts as long as the process, and the vault's and
    the tokens' keys are empty, so that nothing can be sealed with a key that is lost afterwards; they are empty for the
    public process too, which has no business with them. Only the worker gets the key of the log. Raises Unusable, which
    names the variable, what is wrong and what is allowed.
    """
    given = os.environ if environ is None else environ
    data = Path(given.get("INZAGE_DATA") or CHECKOUT / "var").expanduser().absolute()
    process = _process(given.get("INZAGE_PROCESS", Process.OWNER))
    embedded = not given.get("DATABASE_URL")
    database = _embedded(data, given) if embedded else _place("DATABASE_URL", given["DATABASE_URL"])
    prefix = given.get("INZAGE_PREFIX") or ("inzage" if embedded else database.name)
    keys = _place("KEYS_URL", given["KEYS_URL"]) if given.get("KEYS_URL") else _beside(database, f"{prefix}_keys")
    if not NAME.fullmatch(prefix):
        raise Unusable("INZAGE_PREFIX must be a lower-case word of letters, digits and _, at most 31 characters long")
    inner = process is not Process.PUBLIC
    demo = flag("INZAGE_DEMO", given, default=embedded)
    port = number("PORT", given, default=8000)
    return Environment(
        data=data,
        process=process,
        demo=demo,
        https=flag("INZAGE_HTTPS", given, default=not demo),
        embedded=embedded,
        port=port,
        public_address=given.get("INZAGE_PUBLIC_ADDRESS") or (f"http://localhost:{port + 1}" if demo else ""),
        hosts=tuple(given.get("INZAGE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")),
        prefix=prefix,
        database=database,
        keys=keys,
        passwords=MappingProxyType({role: _password(data, role, given) for role in ROLES_OF[process]}),
        secret_key=keyfiles.find(data, "secret_key") or secrets.token_hex(keyfiles.SECRET_BYTES),
        vault_key=bytes.fromhex(keyfiles.find(data, "vault_key") or "") if inner else b"",
        token_key=bytes.fromhex(keyfiles.find(data, "token_key") or "") if inner else b"",
        ledger_key=bytes.fromhex(keyfiles.find(data, "ledger_key") or "") if process is Process.WORKER else b"",
        mail=mailboxes.mail(given, port, demo=demo),
        replies=mailboxes.replies(data, given, reads=process in {Process.WORKER, Process.OWNER}),
        witness=_witness(given, demo=demo),
        clamav=_clamav(given),
        directory=directory.read(given, demo=demo, needed=process in {Process.DESK, Process.OWNER}),
        bureau=_bureau(given, process, demo=demo),
        policy=Path(given["INZAGE_POLICY"]).expanduser().absolute() if given.get("INZAGE_POLICY") else None,
    )


def prepare(data: Path) -> None:
    """Make the data folder and the secrets that are not there yet. Raises Unusable when the folder cannot be used."""
    keyfiles.private_folder(data)
    for name in (*SECRETS, *(f"password_{role}" for role in Role)):
        keyfiles.ensure(data, name)


def _process(value: str) -> Process:
    try:
        return Process(value)
    except ValueError:
        raise Unusable(f"INZAGE_PROCESS is {value!r}; allowed: {', '.join(Process)}") from None


def _embedded(data: Path, given: Mapping[str, str]) -> Place:
    written = data / "socket"
    folder = written.read_text(encoding="utf-8").strip() if written.is_file() else str(data / "no-server-yet")
    return Place(host=folder, port=POSTGRES_PORT, name=given.get("INZAGE_PREFIX") or "inzage")


def _beside(database: Place, name: str) -> Place:
    return Place(host=database.host, port=database.port, name=name)


def _place(variable: str, url: str) -> Place:
    """Parse `postgresql://host:port/name`; a socket's folder is written `postgresql://%2Frun%2Fpostgresql/name`."""
    try:
        parts = urlsplit(url)
        port = parts.port or POSTGRES_PORT
    except ValueError:
        raise Unusable(f"{variable} is no address; write postgresql://host:port/name") from None
    name = parts.path.removeprefix("/")
    if parts.scheme not in {"postgresql", "postgres"} or not parts.hostname:
        raise Unusable(f"{variable} is no address of a PostgreSQL server; write postgresql://host:port/name")
    if parts.username or parts.password or parts.query:
        raise Unusable(
            f"{variable} holds more than host, port and name; passwords come from files or INZAGE_PASSWORD_ROLE"
        )
    if not NAME.fullmatch(name):
        raise Unusable(f"{variable} names the database {name!r}; use a lower-case word of letters, digits and _")
    host = unquote(parts.netloc.rpartition(":")[0] if parts.port else parts.netloc)
    return Place(host=host.strip("[]"), port=port, name=name)


def _password(data: Path, role: Role, given: Mapping[str, str]) -> str:
    return given.get(f"INZAGE_PASSWORD_{role.upper()}") or keyfiles.find(data, f"password_{role}") or ""


def _bureau(given: Mapping[str, str], process: Process, *, demo: bool) -> Bureau:
    """The bureau of the demo, or the one that is named; a process that prints its name will not start without it."""
    if demo:
        return DEMO_BUREAU
    name = given.get("INZAGE_BUREAU_NAME", "").strip()
    if not name and process in {Process.DESK, Process.WORKER}:
        raise Unusable(
            "INZAGE_BUREAU_NAME is not set; it is printed on every letter and report: give the bureau's name"
        )
    lines = (line.strip() for line in given.get("INZAGE_BUREAU_ADDRESS", "").split(";"))
    return Bureau(
        name=name,
        address=tuple(line for line in lines if line),
        contact=given.get("INZAGE_BUREAU_CONTACT", "").strip(),
    )


def _clamav(given: Mapping[str, str]) -> str:
    """Where the virus scanner listens: `host:port` or the path of its socket; empty for none."""
    where = given.get("INZAGE_CLAMAV", "").strip()
    host, _, port = where.rpartition(":")
    if not where or where.startswith("/") or (host and port.isascii() and port.isdigit()):
        return where
    raise Unusable(f"INZAGE_CLAMAV is {where!r}; write host:port, or the path of clamd's socket")


def _witness(given: Mapping[str, str], *, demo: bool) -> str:
    """The mail address outside the bureau that keeps the log's checkpoints; empty when there is none."""
    address = given.get("INZAGE_WITNESS", DEMO_WITNESS if demo else "").strip()
    if address and not ADDRESS.fullmatch(address):
        raise Unusable("INZAGE_WITNESS is no mail address; give one outside the bureau, such as log@witness.example")
    return address
