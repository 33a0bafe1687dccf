"""Questions of the desk: which referrals wait, who is perhaps known, and who could take one on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inzage.access.models import Dossier, Grant, Person, PersonRole
from inzage.access.versions.current import policy
from inzage.clients.referrals.models import Capacity, Referral, known_by
from inzage.clients.registration.facts import same_person
from inzage.clients.registration.fields import FIELDS
from inzage.law.wording import Words

WORKERS = ("coach", "psychologist", "labour_expert")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may be the same person: the dossier where the actor may know it, else only that there is one."""

    dossier: UUID | None
    number: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A colleague who could take a referral on: hours left a week, clients in hand, and why, in words."""

    person: Person
    free: Decimal | None
    clients: int
    matches: int
    why: tuple[str, ...]


def referrals(*, ended: bool = False) -> QuerySet[Referral]:
    """The referrals that wait, the oldest first; or those that were decided on, the latest first."""
    found = Referral.objects.select_related("coach", "sponsor", "dossier")
    if ended:
        return found.exclude(status__in=Referral.OPEN).order_by("-decided_at", "id")
    return found.filter(status__in=Referral.OPEN).order_by("received_on", "recorded_at", "id")


def values_of(referral: Referral) -> dict[str, Any]:
    """The fields of a referral as registration takes them: days as days."""
    return {name: date.fromisoformat(value) if FIELDS[name].is_date else value for name, value in referral.data.items()}


def perhaps_known(values: Mapping[str, Any]) -> list[Known]:
    """Who may be the same person, by name with date of birth or e-mail address (article 3.a).

    The gate looks over all offices. It names a dossier only to who sees its card; of another office it tells only that
    somebody is perhaps known there, and that only to who takes in referrals.
    """
    prints = same_person(values)
    found = known_by(birth=prints.get("birth_fingerprint", ""), email=prints.get("email_fingerprint", ""))
    return [Known(dossier, number) for dossier, number in found]


def same_referrals(referral: Referral) -> list[Referral]:
    """Other referrals that wait for the same name."""
    names = Q(**{f"data__{name}": referral.data.get(name, "") for name in ("last_name", "first_name")})
    return list(referrals().filter(names).exclude(pk=referral.pk)[:5])


def workers(office: UUID) -> list[Person]:
    """The colleagues of an office who do the work, by name."""
    held = PersonRole.objects.filter(office=office, role__in=WORKERS, ended_at=None).values("person")
    return list(Person.objects.filter(pk__in=held, kind=Person.Kind.STAFF, left_at=None).order_by("name"))


def capacities(people: Iterable[Person]) -> dict[UUID, Capacity]:
    """What is on record of what each of them can take on."""
    return {each.person_id: each for each in Capacity.objects.filter(person__in=list(people))}


def proposals(referral: Referral, at: datetime) -> list[Proposal]:
    """Who could take it on, the best first: by region, specialism and hours that are left.

    It is advice only: a person chooses (AVG 22).
    """
    people = workers(referral.office_id)
    known, load = capacities(people), _clients_in_hand(people, at)
    found = [_proposal(referral, person, known.get(person.pk), load.get(person.pk, 0)) for person in people]
    return sorted(found, key=lambda each: (-each.matches, -(each.free if each.free is not None else Decimal(-99))))


def _proposal(referral: Referral, person: Person, kept: Capacity | None, clients: int) -> Proposal:
    if kept is None:
        return Proposal(person, None, clients, 0, (_("nothing on record of hours, regions and specialisms"),))
    free = kept.hours - clients * policy().referrals.hours_a_client
    why = []
    if referral.region:
        why.append(_("works in the region") if referral.region in kept.regions else _("works in other regions"))
    if referral.specialism:
        has = referral.specialism in kept.specialisms
        why.append(_("has the specialism") if has else _("lacks the specialism"))
    why.append(_("has room") if free >= policy().referrals.hours_a_client else _("has no room"))
    matches = sum(
        (referral.region in kept.regions, referral.specialism in kept.specialisms,
         2 * (free >= policy().referrals.hours_a_client))
    )  # fmt: skip
    return Proposal(person, free, clients, matches, tuple(why))


def _clients_in_hand(people: Iterable[Person], at: datetime) -> dict[UUID, int]:
    """How many clients' dossiers each is assigned to at a moment."""
    running = Grant.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=at),
        person__in=[each.pk for each in people],
        relation="assigned",
        dossier__kind=Dossier.Kind.CLIENT,
    )
    return dict(running.values_list("person").annotate(Count("dossier", distinct=True)))


def labels(words: Mapping[str, Words]) -> dict[str, str]:
    """A list of the policy in the language of the page."""
    language = get_language() or "nl"
    return {code: each.to(language) for code, each in words.items()}
