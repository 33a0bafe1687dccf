"""The demo bureau itself: its office, its staff with their logins, and its regulation. What is there already stays."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from inzage.access.identity import acting
from inzage.access.models import Login, Person, RegulationVersion
from inzage.access.people import actions as people
from inzage.access.versions import actions as versions
from inzage.access.versions import current_version
from inzage.front.demo.cast import BY_KEY, MEMBERS, OFFICE, Member
from inzage.law.policy import MODEL
from inzage.law.regulation import read_regulation_file

TEXT = "text.md"
LABEL = "1.0"

Staff = dict[str, UUID]


def found(at: datetime) -> Staff:
    """The bureau with everybody at work and the regulation in force; gives each person's id by key of the cast.

    Raises ProgrammingError when the installation holds another bureau already.
    """
    manager = BY_KEY["manager"]
    login = _login(manager)
    person = login.person if login else people.found_bureau(office=OFFICE, manager=manager.name)[1]
    _let_in(manager, person)
    staff = {manager.key: person}
    _sign(person, at)
    for member in MEMBERS:
        if member.key not in staff:
            staff[member.key] = _hire(member, person, at)
            _sign(staff[member.key], at)
    _publish(staff, at)
    return staff


def _login(member: Member) -> Login | None:
    return Login.objects.filter(email=member.email).first()


def _let_in(member: Member, person: UUID) -> None:
    """Give the login with its second factor, unless it is there."""
    login = _login(member) or people.make_login(
        person=person, kind=Person.Kind.STAFF, email=member.email, password=member.password
    )
    if not Authenticator.objects.filter(user=login).exists():
        TOTP.activate(login, member.secret)


def _hire(member: Member, manager: UUID, at: datetime) -> UUID:
    """Add the member to the staff with their roles, unless they are; gives the person's id."""
    with acting(manager) as actor:
        known = Person.objects.filter(kind=Person.Kind.STAFF, name=member.name).first()
        office = actor.office
        if office is None:
            raise ValueError("office: the manager of the demo belongs to none")
        person = known.pk if known else people.add_staff(name=member.name, office=office, by=actor, at=at)
        for role in member.roles:
            people.give_role(person=person, office=office, role=role, by=actor, at=at)
    _let_in(member, person)
    return person


def _sign(person: UUID, at: datetime) -> None:
    """Let a person sign the declaration of secrecy, unless they did."""
    with acting(person) as actor:
        if "declaration" in actor.missing:
            people.sign_declaration(by=actor, on=at.date(), at=at)


def _publish(staff: Staff, at: datetime) -> None:
    """Publish the model regulation, checked by another than who drafted it, and let everybody acknowledge it."""
    with acting(staff["back_office"]) as actor:
        version = current_version() or RegulationVersion.objects.filter(label=LABEL).first()
        if version is None:
            source = (MODEL / TEXT).read_bytes()
            version = versions.draft(
                text=read_regulation_file(source),
                label=LABEL,
                description="Eerste versie van het reglement",
                source_name=TEXT,
                source=source,
                by=actor,
                at=at,
            )
    if version.checked_at is None:
        with acting(staff["privacy_officer"]) as actor:
            versions.check(version=version, remark="Getoetst aan AVG en UAVG", by=actor, at=at)
    if version.published_at is None:
        with acting(staff["manager"]) as actor:
            versions.publish(version=version, relevant_change=False, by=actor, at=at)
    for person in staff.values():
        with acting(person) as actor:
            if "acknowledgement" in actor.missing:
                people.acknowledge(version=version, by=actor, at=at)
