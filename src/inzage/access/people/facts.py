"""What the pages about people show: colleagues with their roles and what they signed, and one's own login."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from allauth.mfa.models import Authenticator
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare

from inzage.access.identity import sessions
from inzage.access.identity.models import Acknowledgement, Declaration, Login, Person, PersonRole, Session
from inzage.access.identity.second_factor import KINDS
from inzage.access.people.roles import LABELS, labels
from inzage.access.versions.current import current_version

STEPS = UUID("0f5a5d1b-6a0e-4f6c-9a55-0a8f3f0f1c77")
LONG_AGO = datetime.min.replace(tzinfo=UTC)
COLLEAGUES = (Person.Kind.STAFF, Person.Kind.AUDITOR)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff, the roles held now, when secrecy was signed and the newest regulation acknowledged."""

    person: Person
    roles: tuple[str, ...]
    declared_on: date | None
    acknowledged_at: datetime | None

    @property
    def role_labels(self) -> list[str]:
        """The roles in words."""
        return labels(self.roles)


def colleagues(*, left: bool = False) -> list[Colleague]:
    """Everybody who works here, or who has left, by name. Needs an actor who is a manager to see what was signed."""
    people = Person.objects.filter(kind__in=COLLEAGUES, left_at__isnull=not left).select_related("office")
    return _with_standing(list(people.order_by("name", "id")))


def colleague(person: UUID) -> Colleague | None:
    """One member of staff, working here or not; None for anybody else."""
    found = Person.objects.filter(id=person, kind__in=COLLEAGUES).select_related("office").first()
    return _with_standing([found])[0] if found else None


def free_roles(found: Colleague) -> list[tuple[str, str]]:
    """The roles that a colleague does not hold yet, as choices. Auditors are invited apart (13.audit)."""
    return [(role, str(label)) for role, label in LABELS.items() if role not in {*found.roles, "auditor"}]


def login_of(person: UUID) -> Login | None:
    """The login of a person, or None when nobody was invited yet."""
    return Login.objects.filter(person=person).first()


@dataclass(frozen=True, slots=True)
class SecondStep:
    """An app or a passkey of a login: what a page calls it by, its kind (totp | webauthn), its name when it has one."""

    handle: UUID
    key: int
    kind: str
    name: str
    added_at: datetime
    used_at: datetime | None


def second_steps(login: Login) -> list[SecondStep]:
    """The apps and passkeys of a login, the oldest first."""
    rows = Authenticator.objects.filter(user=login, type__in=KINDS).order_by("pk")
    return [
        SecondStep(
            handle=uuid5(STEPS, str(row.pk)),
            key=row.pk,
            kind=row.type,
            name=row.data.get("name", ""),
            added_at=row.created_at,
            used_at=row.last_used_at,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session as its person sees it: what a page calls it by, the device, when last seen, whether it is this one."""

    handle: UUID
    key: str
    device: str
    seen_at: datetime | None
    is_this: bool


def sessions_of(login: Login, *, this: SessionBase, at: datetime) -> list[OwnSession]:
    """The sessions that still work, this one first, then the one seen last; `this` is the one that asks.

    Those from before a new password are left out: they do not work any more.
    """
    rows = Session.objects.filter(person=login.person, expire_date__gt=at)
    proof = login.get_session_auth_hash()
    working = [row for row in rows if constant_time_compare(sessions.held(row).get(HASH_SESSION_KEY, ""), proof)]
    found = [
        OwnSession(
            handle=sessions.handle(row.session_key),
            key=row.session_key,
            device=row.device or (this.get(sessions.DEVICE, "") if row.session_key == this.session_key else ""),
            seen_at=row.seen_at,
            is_this=row.session_key == this.session_key,
        )
        for row in working
    ]
    return sorted(found, key=lambda one: (one.is_this, one.seen_at or LONG_AGO), reverse=True)


def person_by_email(email: str) -> UUID | None:
    """Whose login this address is, whatever its capitals; None for an unknown one."""
    return Login.objects.filter(email__iexact=email, is_active=True).values_list("person", flat=True).first()


def with_password(passwords: Mapping[str, str]) -> int:
    """How many logins that still work have this address and this very password."""
    found = Login.objects.filter(email__in=passwords, is_active=True)
    return sum(check_password(passwords[login.email], login.password) for login in found if login.email in passwords)


def _with_standing(people: list[Person]) -> list[Colleague]:
    ids = [person.pk for person in people]
    roles: dict[UUID, list[str]] = defaultdict(list)
    for holder, role in PersonRole.objects.filter(person__in=ids, ended_at=None).values_list("person", "role"):
        roles[holder].append(role)
    declared = dict(
        Declaration.objects.filter(person__in=ids).order_by("-recorded_at").values_list("person", "signed_on")
    )
    acknowledged = dict(
        Acknowledgement.objects.filter(person__in=ids, version=current_version()).values_list("person", "at")
    )
    return [
        Colleague(person, tuple(roles[person.pk]), declared.get(person.pk), acknowledged.get(person.pk))
        for person in people
    ]
