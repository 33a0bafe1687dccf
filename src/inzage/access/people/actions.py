"""Found the bureau, add people, give and end roles, sign the declaration, acknowledge the regulation, make logins."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.db import connections, transaction
from django.db.models import QuerySet

from inzage.access.actor import Actor
from inzage.access.identity.models import Acknowledgement, Declaration, Login, Person, PersonRole, Session
from inzage.access.identity.second_factor import KINDS
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.versions.current import policy
from inzage.access.versions.models import RegulationVersion
from inzage.law.decisions.end_role import END_ROLE, EndRole
from inzage.law.decisions.remove_second_factor import REMOVE_SECOND_FACTOR, RemoveSecondFactor


def found_bureau(*, office: str, manager: str) -> tuple[UUID, UUID]:
    """The first office and its first manager, once. Returns their ids; raises ProgrammingError the second time."""
    ids = uuid4(), uuid4()
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("select gate.found_bureau(%s, %s, %s, %s)", [ids[0], office, ids[1], manager])
    return ids


def add_staff(*, name: str, office: UUID, by: Actor, at: datetime, kind: str = "staff") -> UUID:
    """A new member of staff or an auditor, without roles. Raises ProgrammingError unless the actor is a manager."""
    person = uuid4()
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.add_staff(%s, %s, %s, %s)", [person, kind, name, office])
    return person


def add_colleague(*, name: str, office: UUID, roles: Iterable[str], by: Actor, at: datetime) -> UUID:
    """A new member of staff with roles, in one transaction; see `add_staff` and `give_role`."""
    person = add_staff(name=name, office=office, by=by, at=at)
    for role in roles:
        give_role(person=person, office=office, role=role, by=by, at=at)
    return person


def give_role(*, person: UUID, office: UUID, role: str, by: Actor, at: datetime) -> None:
    """Give a role that the policy knows (DataError for others). Raises ProgrammingError unless by a manager."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.give_role(%s, %s, %s)", [person, office, role])


def end_role(*, person: UUID, office: UUID, role: str, by: Actor, at: datetime) -> None:
    """End a role. Raises Refused (6.need) for the last manager, ProgrammingError unless the actor is a manager."""
    _manager_remains(person, role)
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.end_role(%s, %s, %s)", [person, office, role])


def end_role_everywhere(*, person: UUID, role: str, by: Actor, at: datetime) -> None:
    """End a role at every office where the person holds it; see `end_role`."""
    offices = PersonRole.objects.filter(person=person, role=role, ended_at=None).values_list("office", flat=True)
    for office in list(offices):
        end_role(person=person, office=office, role=role, by=by, at=at)


def leave(*, person: UUID, by: Actor, at: datetime) -> None:
    """Somebody leaves: roles and grants end now, and the login is closed once that is committed.

    Raises Refused (6.need) for the last manager, ProgrammingError unless the actor is a manager.
    """
    _manager_remains(person, "manager")
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.leave(%s)", [person])
    transaction.on_commit(lambda: close_login(person=person))


def sign_declaration(*, by: Actor, on: date, at: datetime) -> Declaration:
    """The actor signs the declaration of secrecy on screen (article 1.3; UAVG 30(4))."""
    return _declare(person=by.person, form=Declaration.Form.DIGITAL, reference="", on=on, by=by, at=at)


def record_paper_declaration(*, person: UUID, reference: str, on: date, by: Actor, at: datetime) -> Declaration:
    """A manager records a declaration signed on paper, and where the paper is kept."""
    return _declare(person=person, form=Declaration.Form.PAPER, reference=reference, on=on, by=by, at=at)


def acknowledge(*, version: RegulationVersion, by: Actor, at: datetime) -> Acknowledgement:
    """The actor confirms to know this version of the regulation and the code of conduct. Twice is once."""
    known = Acknowledgement.objects.filter(person=by.person, version=version).first()
    if known:
        return known
    record(Kind.ACKNOWLEDGEMENT_GIVEN, by=by, subject=version.pk, purpose="3.a", articles=["1.confidentiality"])
    return Acknowledgement.objects.create(person_id=by.person, version=version, at=at)


def make_login(*, person: UUID, kind: str, email: str, password: str | None = None) -> Login:
    """A login for a person. Without a password it can only be set through the mail that `account_reset_password` sends.

    Works on the role `login`, outside the actor's transaction. Raises IntegrityError when the address is taken.
    """
    login = Login(email=Login.objects.normalize_email(email), person=person, kind=kind)
    login.set_password(password)
    login.save()
    return login


def close_login(*, person: UUID) -> None:
    """The login of somebody who left: no longer active, and nothing of it works any more.

    No session, no passkey or app, and no mailed link, for that proves the password that it was sent for.
    """
    with transaction.atomic(using="login"):
        for login in Login.objects.filter(person=person):
            login.is_active = False
            login.set_unusable_password()
            login.save(update_fields=["is_active", "password"])
            Authenticator.objects.filter(user=login).delete()
        Session.objects.filter(person=person).delete()


def note_passkey(*, by: Actor, at: datetime) -> None:
    """Write on the ledger that the actor sets up a passkey; in the same breath as keeping it."""
    record(Kind.PASSKEY_ADDED, by=by, subject=by.person, articles=["11.security"])


def name_step(*, key: int, name: str, by: Actor, at: datetime) -> None:
    """Give a passkey or the app of the actor another name."""
    with transaction.atomic(using="login"):
        row = _own_steps(by).get(pk=key)
        row.data = row.data | {"name": name}
        row.save(update_fields=["data"])


def remove_step(*, key: int, by: Actor, at: datetime) -> None:
    """Remove a passkey or the app of the actor. Raises Refused (11.security) for the last one.

    All of them are locked first: two browsers cannot remove the last two at the same moment.
    """
    with transaction.atomic(using="login"):
        rows = {row.pk: row for row in _own_steps(by)}
        REMOVE_SECOND_FACTOR.decide(RemoveSecondFactor(others=len(rows.keys() - {key})), policy()).enforce()
        row = rows[key]
        is_app = row.type == Authenticator.Type.TOTP
        kind = Kind.APP_REMOVED if is_app else Kind.PASSKEY_REMOVED
        record(kind, by=by, subject=by.person, articles=["11.security"])
        row.delete()


def end_sessions(keys: Iterable[str], *, by: Actor, at: datetime) -> int:
    """End these sessions of the actor; how many there were. The keys are never told to anybody."""
    ended, _ = Session.objects.filter(person=by.person, session_key__in=list(keys)).delete()
    if ended:
        record(Kind.SESSION_ENDED, by=by, subject=by.person, articles=["11.security"], detail={"sessions": ended})
    return ended


def clear_sessions(*, at: datetime) -> int:
    """Take away the sessions that have expired; how many there were."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]


def is_taken(email: str) -> bool:
    """Whether a login with this address exists."""
    return Login.objects.filter(email__iexact=email).exists()


def _own_steps(by: Actor) -> QuerySet[Authenticator]:
    login = Login.objects.get(person=by.person)
    return Authenticator.objects.select_for_update().filter(user=login, type__in=KINDS)  # type: ignore[no-any-return]


def _manager_remains(person: UUID, role: str) -> None:
    others = PersonRole.objects.filter(role="manager", ended_at=None).exclude(person=person)
    facts = EndRole(role=role, other_holders=others.values("person").distinct().count())
    END_ROLE.decide(facts, policy()).enforce()


def _declare(*, person: UUID, form: str, reference: str, on: date, by: Actor, at: datetime) -> Declaration:
    declaration = Declaration.objects.create(
        person=Person(id=person), form=form, reference=reference, signed_on=on, recorded_by=by.person, recorded_at=at
    )
    record(Kind.DECLARATION_RECORDED, by=by, subject=person, purpose="3.a", articles=["1.confidentiality"])
    return declaration
