"""The cast and the ways to act, open and browse as one of them. Everything goes through the real gates."""

import functools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.db.utils import load_backend
from django.test import Client, override_settings
from django.utils import timezone, translation

from inzage.access import identity
from inzage.access.actor import Actor
from inzage.access.dossiers.actions import create_dossier, next_number
from inzage.access.grants.actions import give
from inzage.access.models import Dossier, RegulationVersion
from inzage.access.openings.actions import OpeningInfo, open_dossier
from inzage.access.people import actions as people
from inzage.access.purposes.actions import carry
from inzage.access.versions import current_version
from inzage.access.versions.actions import check, draft, publish
from inzage.front.processes import keyfiles
from inzage.front.processes.environment import Role
from inzage.law.policy import MODEL
from inzage.law.regulation import read_regulation
from tests.kit.cluster import forget_counts
from tests.kit.undefined import forbid

PASSWORD = "een lang wachtwoord voor de proef"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast."""

    person: UUID
    email: str
    password: str = PASSWORD
    secret: str = TOTP_SECRET


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the test bureau, all cleared. `other_coach` is on no dossier unless a test says so."""

    manager: Member
    back_office: Member
    coach: Member
    other_coach: Member
    team_leader: Member
    account_manager: Member
    privacy_officer: Member
    psychologist: Member
    complaint_officer: Member
    office: UUID


Acting = Callable[[Member], AbstractContextManager[Actor]]
Now = Callable[[], datetime]
Browse = Callable[[Member], Client]
AsProcess = Callable[[Role], AbstractContextManager[None]]


class Opened(Protocol):
    """Opens a dossier for a member, committed."""

    def __call__(
        self,
        member: Member,
        dossier: UUID,
        purpose: str = "3.c",
        kind: str = "client",
        parts: tuple[str, ...] = ("card",),
    ) -> OpeningInfo: ...


class MakeDossier(Protocol):
    """Makes a fresh dossier, with a grant for a coach when given."""

    def __call__(self, kind: str = "client", coach: Member | None = None, role: str = "coach") -> Dossier: ...


ROLES = {
    "back_office": ("back_office",),
    "coach": ("coach",),
    "other_coach": ("coach",),
    "team_leader": ("team_leader",),
    "account_manager": ("account_manager",),
    "privacy_officer": ("privacy_officer",),
    "psychologist": ("psychologist",),
    "complaint_officer": ("complaint_officer",),
}


@pytest.fixture(scope="session")
def cast(database: str) -> Cast:
    """The bureau with its people, made once per worker."""
    return make_cast(f"Kantoor {database}")


def make_cast(office_name: str) -> Cast:
    """A bureau with its people, made through the verbs that a bureau uses itself."""
    at = timezone.now()
    office, manager = people.found_bureau(office=office_name, manager="Marijke Manager")
    members = {"manager": _member(manager, "manager")}
    with identity.acting(manager) as actor:
        people.sign_declaration(by=actor, on=at.date(), at=at)
    with identity.acting(manager) as actor:
        staff = {name: people.add_staff(name=f"Test {name}", office=office, by=actor, at=at) for name in ROLES}
        for name, roles in ROLES.items():
            for role in roles:
                people.give_role(person=staff[name], office=office, role=role, by=actor, at=at)
    for name, person in staff.items():
        members[name] = _member(person, name)
        with identity.acting(person) as actor:
            people.sign_declaration(by=actor, on=at.date(), at=at)
    version = _regulation(members)
    for member in members.values():
        with identity.acting(member.person) as actor:
            people.acknowledge(version=version, by=actor, at=timezone.now())
    return Cast(office=office, **members)


def _member(person: UUID, name: str) -> Member:
    member = Member(person, f"{name}@bureau.test")
    login = people.make_login(person=person, kind="staff", email=member.email, password=PASSWORD)
    TOTP.activate(login, TOTP_SECRET)
    return member


def _regulation(members: dict[str, Member]) -> RegulationVersion:
    source = (MODEL / "text.md").read_bytes()
    with identity.acting(members["back_office"].person) as actor:
        version = draft(
            text=read_regulation(source.decode()),
            label="Model 1",
            description="Eerste versie",
            source_name="text.md",
            source=source,
            by=actor,
            at=timezone.now(),
        )
    with identity.acting(members["privacy_officer"].person) as actor:
        check(version=version, remark="", by=actor, at=timezone.now())
    with identity.acting(members["back_office"].person) as actor:
        publish(version=version, relevant_change=False, by=actor, at=timezone.now())
    return version


@pytest.fixture(scope="session", autouse=True)
def no_undefined_variables(database: str) -> None:
    """In every test, a template of ours that asks for what its view does not give fails."""
    forbid()


def make_member(cast: Cast, role: str, *, kind: str = "staff") -> Member:
    """Somebody new with one role at the office of the cast, who signed and can sign in."""
    at = timezone.now()
    with identity.acting(cast.manager.person) as actor:
        person = people.add_colleague(name=f"Matrix {role}", office=cast.office, roles=[role], by=actor, at=at)
    member = Member(person, f"{person}@bureau.test")
    login = people.make_login(person=person, kind=kind, email=member.email, password=member.password)
    TOTP.activate(login, TOTP_SECRET)
    version = current_version()
    with identity.acting(person) as actor:
        people.sign_declaration(by=actor, on=at.date(), at=at)
        if version is not None:
            people.acknowledge(version=version, by=actor, at=at)
    return member


@pytest.fixture
def office(cast: Cast) -> UUID:
    """The office of the cast."""
    return cast.office


@pytest.fixture
def now() -> Now:
    """The moment, for `at=`."""
    return timezone.now


@pytest.fixture
def acting() -> Acting:
    """A transaction as one of the cast."""
    return lambda member: identity.acting(member.person)


@pytest.fixture
def opened() -> Opened:
    """`opened(cast.coach, dossier_id)`: the dossier is opened, and that is committed, before it returns."""

    def open_it(
        member: Member, dossier: UUID, purpose: str = "3.c", kind: str = "client", parts: tuple[str, ...] = ("card",)
    ) -> OpeningInfo:
        opening = open_dossier(person=member.person, dossier=dossier, kind=kind, parts=parts, purpose=purpose)
        assert opening.is_open, opening.status
        return opening

    return open_it


@pytest.fixture
def make_dossier(cast: Cast) -> MakeDossier:
    """A fresh dossier that carries what an agreement usually carries, with a grant for `coach` when given."""

    def make(kind: str = "client", coach: Member | None = None, role: str = "coach") -> Dossier:
        at = timezone.now()
        with identity.acting(cast.back_office.person) as actor:
            number = next_number(kind=kind, office=cast.office, at=at)
            dossier = create_dossier(kind=kind, office=cast.office, number=number, by=actor, at=at)
            if coach is not None:
                give(
                    person=coach.person,
                    dossier=dossier,
                    role=role,
                    relation="assigned",
                    reason="as long as the work lasts",
                    until=None,
                    by=actor,
                    at=at,
                )
            carry(dossier=dossier.pk, purposes=("3.a", "3.c", "3.g"), subject=uuid4(), by=actor, at=at)
        return dossier

    return make


@pytest.fixture(autouse=True)
def language_of_the_product() -> None:
    """A page in English that an earlier test asked for leaves no language behind."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def fresh_limits(database: str) -> None:
    """No test is held up by what others did in the same minute."""
    forget_counts(database)


def sign_in_anew(member: Member, agent: str = "") -> Client:
    """A browser of its own, that names itself `agent`, after a real login with password and code."""
    cache.clear()  # a code works once: as if the next one was waited for
    client = Client(headers={"User-Agent": agent})
    _log_in(client, member.email, member.password, member.secret)
    return client


@functools.cache
def _signed_in(email: str, password: str, secret: str) -> dict[str, str]:
    """The cookies of a real login with password and code, once per member and worker."""
    client = Client()
    _log_in(client, email, password, secret)
    return {name: morsel.value for name, morsel in client.cookies.items()}


def _log_in(client: Client, email: str, password: str, secret: str) -> None:
    answer = client.post("/account/login/", {"login": email, "password": password})
    assert answer.status_code == 302, answer.content[:2000]
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    answer = client.post("/account/2fa/authenticate/", {"code": code})
    assert answer.status_code == 302, answer.content[:2000]


@pytest.fixture
def browse() -> Browse:
    """`browse(cast.coach)`: Django's test client, signed in with password and second factor."""
    return sign_in


def sign_in(member: Member) -> Client:
    """Django's test client with the cookies of this member's login."""
    client = Client()
    for name, value in _signed_in(member.email, member.password, member.secret).items():
        client.cookies[name] = value
    return client


@contextmanager
def process(role: Role) -> Iterator[None]:
    """The default alias as another process has it, and the key of the log when it is the worker."""
    before = connections["default"]
    described = dict(before.settings_dict)
    described["USER"] = settings.ENVIRONMENT.role(role)
    described["PASSWORD"] = keyfiles.find(settings.DATA_FOLDER, f"password_{role}") or ""
    described["OPTIONS"] = {**described["OPTIONS"], "pool": False}
    connections["default"] = load_backend(described["ENGINE"]).DatabaseWrapper(described, "default")
    secret = keyfiles.find(settings.DATA_FOLDER, "ledger_key") if role is Role.WORKER else None
    try:
        with override_settings(LEDGER_KEY=bytes.fromhex(secret or "")):
            yield
    finally:
        connections["default"].close()
        connections["default"] = before


@pytest.fixture
def as_process() -> AsProcess:
    """Work as the database role of another process."""
    return process


def forget_authenticators(login: Any) -> None:
    """A login without second factor, as right after an invitation."""
    Authenticator.objects.filter(user=login).delete()


def member_fields() -> list[str]:
    """The names of the cast, for tables over all of them."""
    return [each.name for each in fields(Cast) if each.name != "office"]
