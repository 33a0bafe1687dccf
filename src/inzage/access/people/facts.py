"""What the pages about people show: colleagues with their roles and what they signed, and one's own login."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password

from inzage.access.identity.models import Acknowledgement, Declaration, Login, Person, PersonRole
from inzage.access.people.roles import LABELS, labels
from inzage.access.versions.current import current_version

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
