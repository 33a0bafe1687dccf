"""Copies of the log in the field names of Logboek Dataverwerkingen with its NEN 7513 extension, as CSV or JSON.

In CSV the fields of one line stand side by side; in JSON they are nested as the extension nests them. docs/log.md
explains every field.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from inzage.access.ledger.models import LedgerEvent
from inzage.access.models import Dossier, Person
from inzage.oversight.log.nen7513 import EMERGENCY, REFUSED, SUCCESS, action, life_cycle

MOST = 50_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
USER, RESPONSIBLE = "users.0.", "users.1."
OBJECT = "participants.0."
CORE, NEN, SOURCE = "dpl.core.", "dpl.nen7513.", "nen7513."


def records(events: QuerySet[LedgerEvent]) -> list[dict[str, str]]:
    """The events as flat records, in the order given; three queries, however many there are."""
    found = list(events)
    people = {each.actor for each in found} | {each.on_behalf_of for each in found if each.on_behalf_of}
    names = dict(Person.objects.filter(id__in=people).values_list("id", "name"))
    dossiers = {each.dossier for each in found if each.dossier}
    kinds = dict(Dossier.objects.filter(id__in=dossiers).values_list("id", "kind"))
    return [_record(each, names, kinds) for each in found]


def as_csv(lines: Sequence[Mapping[str, str]]) -> bytes:
    """A table with a heading, UTF-8 with a mark so that spreadsheets see it; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(FIELDS)
    writer.writerows([_cell(line[name]) for name in FIELDS] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def as_json(lines: Sequence[Mapping[str, str]]) -> bytes:
    """A list of log records as the interface of Logboek Dataverwerkingen has them."""
    return json.dumps([_nested(line) for line in lines], ensure_ascii=False, indent=1).encode()


def _record(event: LedgerEvent, names: Mapping[UUID, str], kinds: Mapping[UUID, str]) -> dict[str, str]:
    return {
        "trace_id": f"{event.epoch:016x}{event.xid:016x}",
        "operation_id": f"{event.pk:016x}",
        "status_code": "STATUS_CODE_ERROR" if event.outcome == "refused" else "STATUS_CODE_OK",
        "name": event.kind,
        "start_time": _moment(event.at),
        "end_time": _moment(event.at),
        **{CORE + name: value for name, value in _core(event).items()},
        **{NEN + name: value for name, value in _nen(event, names, kinds).items()},
        SOURCE + "AuditSourceID": settings.PRODUCT_NAME,
        SOURCE + "AuditEnterpriseSiteID": settings.BUREAU_NAME,
        SOURCE + "AuditSourceTypeCode": "4",
    }


def _core(event: LedgerEvent) -> dict[str, str]:
    why = event.purpose or next(iter(event.articles), "")
    return {
        "processing_activity_id": f"urn:inzage:regulation:{why}" if why else "",
        "data_subject_id": str(event.dossier or ""),
        "data_subject_id_type": "urn:inzage:dossier" if event.dossier else "",
    }


def _nen(event: LedgerEvent, names: Mapping[UUID, str], kinds: Mapping[UUID, str]) -> dict[str, str]:
    behalf = event.on_behalf_of
    return {
        "eventTypeCode": event.kind,
        "eventActionCode": action(event.kind),
        "eventOutcomeIndicator": REFUSED if event.outcome == "refused" else SUCCESS,
        USER + "userID": str(event.actor),
        USER + "userName": names.get(event.actor, ""),
        USER + "userIsRequestor": "true",
        USER + "roleIDCode": event.role,
        USER + "purposeOfUse": event.purpose,
        RESPONSIBLE + "userID": str(behalf or ""),
        RESPONSIBLE + "userName": names.get(behalf, "") if behalf else "",
        RESPONSIBLE + "userIsRequestor": "false" if behalf else "",
        OBJECT + "participantObjectTypeCode": "2" if event.subject or event.dossier else "",
        OBJECT + "participantObjectTypeCodeRole": kinds.get(event.dossier, "") if event.dossier else "",
        OBJECT + "participantObjectDataLifeCycle": life_cycle(event.kind),
        OBJECT + "participantObjectIDTypeCode": "urn:inzage:uuid" if event.subject else "",
        OBJECT + "participantObjectID": str(event.subject or ""),
        OBJECT + "participantObjectDetail": json.dumps(event.detail, sort_keys=True) if event.detail else "",
        "autorisatieProtocol": " ".join(part for part in (event.rule, *event.articles) if part),
        "behandelrelatieProtocol": event.rule,
        "toestemmingsProfiel": str(event.detail.get("consent", "")),
        "noodknop": "true" if event.rule == EMERGENCY else "false",
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(DANGEROUS) else value


def _nested(line: Mapping[str, str]) -> dict[str, object]:
    """The flat record as the standard nests it; what is empty is left out."""
    users = [part for prefix in (USER, RESPONSIBLE) if (part := dict(_below(line, NEN + prefix)))]
    things = dict(_below(line, NEN + OBJECT))
    attributes: dict[str, object] = {
        name: value
        for name, value in line.items()
        if value and name.startswith((CORE, NEN)) and not name.startswith((NEN + "users.", NEN + "participants."))
    }
    attributes |= {NEN + "users": users, NEN + "participants": [things]}
    source = {SOURCE + name: value for name, value in _below(line, SOURCE)}
    top: dict[str, object] = {name: value for name, value in line.items() if "." not in name}
    return {**top, "resource": {"attributes": source}, "attributes": attributes}


def _below(line: Mapping[str, str], prefix: str) -> Iterator[tuple[str, str]]:
    return ((name.removeprefix(prefix), value) for name, value in line.items() if value and name.startswith(prefix))


# every field, in order: those of any event
FIELDS = tuple(_record(LedgerEvent(pk=0, epoch=0, xid=0, at=datetime(2000, 1, 1, tzinfo=UTC), articles=[]), {}, {}))
