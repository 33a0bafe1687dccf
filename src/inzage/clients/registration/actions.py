"""Registering a client, correcting and completing the data, adding a service, recording a notice, tracing a search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import create_dossiers, enter, next_numbers
from inzage.access.ledger.actions import record, record_all, record_shown
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier, Entry, Person
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.versions.current import policy
from inzage.clients.registration import keys
from inzage.clients.registration.facts import Data, client_of, data_of, fields_of, missing_fields, required_of
from inzage.clients.registration.fields import FIELDS, Field, Place
from inzage.clients.registration.models import (
    Client,
    ClientChange,
    ClientContact,
    ClientIdentity,
    NoticeDelivery,
)
from inzage.law.decisions.register_client import REGISTER_CLIENT, RegisterClient

ARTICLE = "2.registration"
MISSING_DATA_WITHIN = timedelta(weeks=2)
DESK = "back_office"
NAMES = ("initials", "first_name", "infix", "last_name")

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """One person to register: the service asked for, the fields by name, and who brought the person in.

    `received_on` is the day on which another gave the data, when that was before: the month of AVG 14 runs from it.
    """

    service: str
    fields: Values
    source: str
    referrer: Dossier | None = None
    received_on: date | None = None


def register(
    *,
    service: str,
    fields: Values,
    source: str,
    referrer: Dossier | None,
    by: Actor,
    at: datetime,
) -> Client:
    """Register one client for `service` (a code of the policy) with the given fields, and open the dossier for it.

    `source` is "self" or "sponsor"; `referrer` the sponsor's dossier. What the service requires and is not given
    becomes a task; so does, for a referred client, the notice of AVG 14, due within the policy's month. Registering
    gives no consent to anything. Raises Refused (2.registration) for a field that the service does not need,
    ValidationError without a last name or for an actor without an office, ProgrammingError when the actor's role may
    not register here.
    """
    enrolment = Enrolment(service=service, fields=fields, source=source, referrer=referrer)
    return enrol([enrolment], by=by, at=at)[0]


def enrol(
    enrolments: Sequence[Enrolment], *, by: Actor, at: datetime, event: Kind = Kind.CLIENT_REGISTERED
) -> list[Client]:
    """Register all of these or none; see `register`. `event` is what the ledger says of each."""
    if by.office is None:
        raise ValidationError(_("You belong to no office, so there is nowhere to register a client. Ask the manager."))
    for enrolment in enrolments:
        _check(enrolment)
    office = by.office
    numbers = next_numbers(kind=Dossier.Kind.CLIENT, office=office, how_many=len(enrolments), at=at)
    dossiers = create_dossiers(kind=Dossier.Kind.CLIENT, office=office, numbers=numbers, by=by, at=at)
    people = [Person(id=uuid4(), kind=Person.Kind.CLIENT, office_id=office) for _one in enrolments]
    pairs = list(zip(enrolments, dossiers, strict=True))
    clients = [_card(one, dossier, person) for (one, dossier), person in zip(pairs, people, strict=True)]
    Person.objects.bulk_create(people)
    Client.objects.bulk_create(clients)
    ClientIdentity.objects.bulk_create(
        ClientIdentity(dossier=each, **_kept(one, Place.IDENTITY)) for one, each in pairs
    )
    ClientContact.objects.bulk_create(ClientContact(dossier=each, **_kept(one, Place.CONTACT)) for one, each in pairs)
    Entry.objects.bulk_create(_entry(client, by, at) for client in clients)
    record_all(event, dossiers=[each.pk for each in dossiers], by=by, purpose="3.a", articles=["3.a", ARTICLE])
    for client, enrolment in zip(clients, enrolments, strict=True):
        _open_tasks(client, enrolment, by, at)
    return clients


def _check(enrolment: Enrolment) -> None:
    given = frozenset(name for name, value in enrolment.fields.items() if value not in ("", None))
    source: Literal["self", "sponsor"] = "sponsor" if enrolment.source == Client.Source.SPONSOR else "self"
    asked = RegisterClient(service=enrolment.service, fields=given, source=source)
    REGISTER_CLIENT.decide(asked, policy()).enforce()
    if "last_name" not in given:
        raise ValidationError({"last_name": _("A client has a last name. Fill it in.")})
    if given - FIELDS.keys():
        raise ValidationError(
            _("These are not kept on the card of a client: %(names)s. Leave them out.")
            % {"names": ", ".join(sorted(given - FIELDS.keys()))}
        )


def _kept(enrolment: Enrolment, place: Place) -> dict[str, object]:
    """The fields of one table, with the empty value for what was not given."""
    return {
        field.name: enrolment.fields.get(field.name) or field.empty for field in FIELDS.values() if field.place is place
    }


def _card(enrolment: Enrolment, dossier: Dossier, person: Person) -> Client:
    client = Client(
        dossier=dossier,
        office_id=dossier.office_id,
        person=person,
        source=enrolment.source,
        referrer=enrolment.referrer,
        services=[enrolment.service],
        **_kept(enrolment, Place.CARD),
    )
    born = enrolment.fields.get("date_of_birth")
    _make_keys(
        client, dossier.number, born if isinstance(born, date) else None, str(enrolment.fields.get("email") or "")
    )
    return client


def _make_keys(client: Client, number: str, born: date | None, email: str) -> None:
    names = {name: getattr(client, name) for name in NAMES}
    for name, key in keys.name_keys(names, number).items():
        setattr(client, name, key)
    client.birth_fingerprint = keys.birth_fingerprint(names, born)
    client.email_fingerprint = keys.email_fingerprint(names, email)


def _entry(client: Client, by: Actor, at: datetime) -> Entry:
    """The first line of the dossier's time line."""
    return Entry(
        dossier=client.dossier,
        office_id=client.office_id,
        part="card",
        kind="registration",
        at=at,
        author_id=by.person,
        subject=client.pk,
    )


def _open_tasks(client: Client, enrolment: Enrolment, by: Actor, at: datetime) -> None:
    """What is still to be done after registering: the notice of AVG 14, and the data that the service requires."""
    if client.source == Client.Source.SPONSOR:
        term = policy().clock("article_14_notice").term
        due = term.last_day(enrolment.received_on or timezone.localdate(at))
        _task("notice_due", client, due, by, at)
    if any(not enrolment.fields.get(name) for name in required_of(client.services)):
        _task("missing_data", client, timezone.localdate(at + MISSING_DATA_WITHIN), by, at)


def _task(kind: str, client: Client, due: date, by: Actor, at: datetime) -> None:
    open_task(kind=kind, article=ARTICLE, dossier=client.dossier, due=due, by=by, at=at, role=DESK, subject=client.pk)


def correct(*, dossier: Dossier, values: Values, by: Actor, at: datetime) -> int:
    """Correct or complete fields of an opened dossier, by name; how many really changed (article 3.a).

    What each field was and became stays on record. Closes the task for missing data once nothing required is missing.
    Raises Refused (2.registration) for a field that no service of this client needs, ValidationError when the last name
    would become empty, DoesNotExist when the dossier is not opened.
    """
    Client.objects.select_for_update().get(dossier=dossier)
    data = data_of(dossier)
    _check_allowed(data.card, frozenset(name for name, value in values.items() if value not in ("", None)))
    if "last_name" in values and not values["last_name"]:
        raise ValidationError({"last_name": _("A client has a last name. Fill it in.")})
    changes = [
        _change(data, FIELDS[name], new, by, at)
        for name, value in values.items()
        if data.value(FIELDS[name]) != (new := value or FIELDS[name].empty)
    ]
    if changes:
        _make_keys(data.card, dossier.number, data.identity.date_of_birth, data.contact.email)
        for row in (data.card, data.identity, data.contact):
            row.save(force_update=True)
        ClientChange.objects.bulk_create(changes)
        record(
            Kind.CLIENT_CHANGED,
            by=by,
            dossier=dossier.pk,
            subject=data.card.pk,
            purpose="3.a",
            articles=["3.a"],
            detail={"fields": len(changes)},
        )
        _settle_missing(data.card, by, at)
    return len(changes)


def _change(data: Data, field: Field, new: object, by: Actor, at: datetime) -> ClientChange:
    """Set a field, and give the row that keeps what it was."""
    row = data.row(field.place)
    old = getattr(row, field.name)
    setattr(row, field.name, new)
    return ClientChange(
        dossier_id=row.dossier_id, field=field.name, old=_text(old), new=_text(new), by_id=by.person, at=at
    )


def _check_allowed(client: Client, given: frozenset[str]) -> None:
    """Refuse, by the rule for the first service, a field that none of the client's services needs."""
    outside = given - {field.name for field in fields_of(client.services)}
    if outside:
        REGISTER_CLIENT.decide(RegisterClient(service=client.services[0], fields=outside), policy()).enforce()


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _settle_missing(client: Client, by: Actor, at: datetime) -> None:
    if not missing_fields(client.dossier_id):
        finish_about(subject=client.pk, kind="missing_data", by=by, at=at)


def add_service(*, dossier: Dossier, service: str, by: Actor, at: datetime) -> Client:
    """Let the fields of one more service be kept of this client; a required one that is empty becomes a task.

    The dossier must be opened (DoesNotExist otherwise). Raises Refused (2.registration) for a service the policy lacks.
    """
    REGISTER_CLIENT.decide(RegisterClient(service=service, fields=frozenset()), policy()).enforce()
    client = Client.objects.select_for_update().get(dossier=dossier)
    if service in client.services:
        return client
    complete_before = not missing_fields(dossier)
    client.services = [*client.services, service]
    client.save(update_fields=["services"], force_update=True)
    record(
        Kind.CLIENT_CHANGED,
        by=by,
        dossier=dossier.pk,
        subject=client.pk,
        purpose="3.a",
        articles=[ARTICLE],
        detail={"service": service},
    )
    if complete_before and missing_fields(dossier):
        _task("missing_data", client, timezone.localdate(at + MISSING_DATA_WITHIN), by, at)
    return client


def record_notice(
    *, dossier: Dossier, kind: str, version: str, channel: str, by: Actor, at: datetime
) -> NoticeDelivery:
    """Record that the client was given a notice, and close the task for it when it is the one that was owed.

    `kind` is "avg13" or "avg14", `version` the label of the regulation's version, `channel` "email", "letter" or
    "handed". Raises Client.DoesNotExist when the actor may not see the client.
    """
    client = client_of(dossier)
    delivery = NoticeDelivery.objects.create(
        dossier=dossier,
        office_id=dossier.office_id,
        kind=kind,
        version=version,
        channel=channel,
        sent_at=at,
        by_id=by.person,
    )
    enter(dossier=dossier, part="card", kind="notice", subject=delivery.pk, by=by, at=at, visibility="client")
    record(Kind.NOTICE_SENT, by=by, dossier=dossier.pk, subject=delivery.pk, purpose="3.g", articles=[ARTICLE])
    if kind == client.notice_owed:
        finish_about(subject=client.pk, kind="notice_due", by=by, at=at)
    return delivery


def trace_shown(*, clients: Iterable[Client], hits: int | None, by: Actor, at: datetime) -> None:  # noqa: ARG001  the ledger takes its own clock
    """Put on the ledger which clients a list showed; for a search also how many it found, never what was searched for.

    `hits` is None for a list without a search.
    """
    shown = [client.dossier_id for client in clients]
    if hits is None:
        record_shown(Kind.LIST_SHOWN, dossiers=shown, by=by, articles=["6.need"])
    else:
        record_shown(Kind.SEARCH_MADE, dossiers=shown, by=by, articles=["6.need"], detail={"hits": hits})
