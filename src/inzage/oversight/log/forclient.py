"""The log of a dossier as its client reads it: by day, in plain words, by role and reason, alike lines together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.models import LedgerEvent
from inzage.access.models import Person
from inzage.access.people.roles import labels
from inzage.access.versions import policy
from inzage.oversight.log.wording import words_for

BECAUSE: Mapping[str, Promise] = {
    "assigned": gettext_lazy("works with you"),
    "stand_in": gettext_lazy("stood in for a colleague who works with you"),
    "exception": gettext_lazy("had access for a short time, with a reason"),
    "sample": gettext_lazy("tests the quality of the bureau"),
    "office": gettext_lazy("needs this for work of the whole office"),
}
EMERGENCIES = (Kind.GLASS_BROKEN,)
TO_YOU: Mapping[str, Promise] = {
    Kind.DOSSIER_OPENED: gettext_lazy("looked into your dossier"),
    Kind.DOSSIER_DENIED: gettext_lazy("wanted to look into your dossier and was refused"),
    Kind.DOSSIER_CREATED: gettext_lazy("made your dossier"),
    Kind.GRANT_GIVEN: gettext_lazy("gave a colleague access to your dossier"),
    Kind.GRANT_ENDED: gettext_lazy("ended a colleague's access to your dossier"),
    Kind.GLASS_BROKEN: gettext_lazy("opened your dossier in an emergency"),
    Kind.CLIENT_REGISTERED: gettext_lazy("registered you"),
    Kind.CLIENT_IMPORTED: gettext_lazy("registered you from a list"),
    Kind.CLIENT_CHANGED: gettext_lazy("changed your data"),
    Kind.NOTICE_SENT: gettext_lazy("gave you the notice about your data"),
    Kind.REPORTING_TOLD: gettext_lazy("told you what is reported"),
    Kind.REPORT_PRESENTED: gettext_lazy("put a report before you"),
    Kind.CONSENT_GIVEN: gettext_lazy("recorded your consent"),
    Kind.CONSENT_REFUSED: gettext_lazy("recorded that you refused consent"),
    Kind.CONSENT_WITHDRAWN: gettext_lazy("recorded that you withdrew a consent"),
    Kind.DISCLOSURE_MADE: gettext_lazy("gave data of yours to somebody outside"),
    Kind.CLIENT_INFORMED: gettext_lazy("told you what was reported"),
    Kind.LOG_READ: gettext_lazy("read this log"),
    Kind.LIST_SHOWN: gettext_lazy("saw a list in which you stand"),
    Kind.SEARCH_MADE: gettext_lazy("searched, and you were among what was found"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line: who by role (by name where the policy says so), what, why and how often, between two moments."""

    who: str
    what: str
    because: str
    purpose: str
    refused: bool
    emergency: bool
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day, the newest first."""

    day: date
    lines: tuple[Told, ...]


def days(events: Iterable[LedgerEvent]) -> list[Day]:
    """These events of one dossier as its client reads them, the newest day first (13.access, NEN 7513).

    Lines of a day that say the same stand once, with how often. No id, no address and no colleague's name, unless the
    policy says "people" ([client_log]).
    """
    found = sorted(events, key=lambda each: each.at, reverse=True)
    names = _names(found)
    return [
        Day(day, tuple(_folded(list(of_day), names)))
        for day, of_day in groupby(found, key=lambda each: timezone.localdate(each.at))
    ]


def _names(events: Iterable[LedgerEvent]) -> Mapping[UUID, str]:
    if policy().client_log.names == "roles":
        return {}
    return dict(Person.objects.filter(id__in={each.actor for each in events}).values_list("id", "name"))


def _folded(events: list[LedgerEvent], names: Mapping[UUID, str]) -> Iterable[Told]:
    alike: dict[tuple[object, ...], list[LedgerEvent]] = {}
    for each in events:
        said = (_who(each, names), each.kind, each.rule, each.purpose, each.outcome)
        alike.setdefault(said, []).append(each)
    return [_told(same, names) for same in alike.values()]


def _told(same: list[LedgerEvent], names: Mapping[UUID, str]) -> Told:
    newest = same[0]
    return Told(
        who=_who(newest, names),
        what=str(TO_YOU.get(newest.kind) or words_for(newest.kind)),
        because=str(BECAUSE.get(newest.rule, "")),
        purpose=_purpose(newest.purpose),
        refused=newest.outcome == "refused",
        emergency=newest.kind in EMERGENCIES,
        times=len(same),
        first=same[-1].at,
        last=newest.at,
    )


def _who(event: LedgerEvent, names: Mapping[UUID, str]) -> str:
    role = ", ".join(labels(event.role.split(","))) or _("the system")
    name = names.get(event.actor)
    return f"{name} ({role})" if name else role


def _purpose(code: str) -> str:
    known = policy().purpose(code)
    return known.label.to(get_language() or "nl") if known else ""
