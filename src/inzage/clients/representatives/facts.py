"""Questions about representatives: who runs, who ran out, and who decides on something at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast
from uuid import UUID

from django.db.models import Q, QuerySet

from inzage.access.versions.current import policy
from inzage.clients.registration.models import ClientIdentity
from inzage.clients.representatives.models import Representative
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.sign_for import OF_AGE, SIGN_FOR, About, Capacity, SignFor

MATTER_OF: Mapping[About, str] = {
    "consent": "data",
    "withdrawal": "data",
    "rights": "data",
    "agreement": "agreements",
}


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides: the client, these representatives, or either of them. With neither, somebody must be appointed."""

    client: bool
    representatives: tuple[Representative, ...]


def representatives_of(dossier: UUID) -> QuerySet[Representative]:
    """All who are or were on record for a client, those that end last first. The dossier must be opened."""
    found = Representative.objects.filter(dossier=dossier).select_related("recorded_by")
    return found.order_by("-ended_at", "-until", "-since", "id")


def running(dossier: UUID, day: date) -> QuerySet[Representative]:
    """Those who represent the client on a day."""
    found = Representative.objects.filter(dossier=dossier, ended_at=None, since__lte=day)
    return found.filter(Q(until=None) | Q(until__gte=day)).order_by("since", "id")


def ran_out(dossier: UUID, day: date) -> QuerySet[Representative]:
    """Those whose term is over before a day while nobody recorded that it ended: somebody must look."""
    return Representative.objects.filter(dossier=dossier, ended_at=None, until__lt=day).order_by("until", "id")


def who_decides(dossier: UUID, at: datetime, about: About) -> Decider:
    """Who signs for the client in this matter: a consent, its withdrawal, the rights of a person, or an agreement.

    The dossier must be opened with identity and contact; of what the actor may not see it knows nothing, and then
    everybody counts as of age (UAVG 5; BW 1:234).
    """
    return deciders(dossier, at)[about]


def deciders(dossier: UUID, at: datetime) -> Mapping[About, Decider]:
    """Who signs for what at a moment; see `who_decides`."""
    day = at.astimezone(AMSTERDAM).date()
    age, known = age_of(dossier, day), list(running(dossier, day))
    return {
        about: _decider(about, age, [each for each in known if MATTER_OF[about] in each.matters]) for about in MATTER_OF
    }


def _decider(about: About, age: int | None, appointed: list[Representative]) -> Decider:
    def allows(signer: Literal["client", "representative"], them: list[Representative]) -> bool:
        capacities = frozenset(cast("Capacity", each.capacity) for each in them)
        asked = SignFor(about=about, signer=signer, age=age, appointed=capacities)
        return SIGN_FOR.decide(asked, policy()).allowed

    return Decider(
        client=allows("client", appointed),
        representatives=tuple(each for each in appointed if allows("representative", [each])),
    )


def age_of(dossier: UUID, day: date) -> int | None:
    """The client's age on a day; None when no date of birth is kept or to be seen."""
    born = born_on(dossier)
    return None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def of_age_on(dossier: UUID) -> date | None:
    """The day on which the client turns eighteen; None when no date of birth is kept or to be seen."""
    born = born_on(dossier)
    if born is None:
        return None
    leap = (born.month, born.day) == (2, 29)
    return date(born.year + OF_AGE, 3, 1) if leap else born.replace(year=born.year + OF_AGE)


def born_on(dossier: UUID) -> date | None:
    """The client's date of birth, when it is kept and to be seen."""
    return ClientIdentity.objects.filter(dossier=dossier).values_list("date_of_birth", flat=True).first()
