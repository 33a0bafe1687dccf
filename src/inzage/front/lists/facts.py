"""Questions that several lists ask: whom a dossier is about, and which reports somebody has in hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from inzage.access.actor import Actor
from inzage.clients.registration.models import Client
from inzage.sponsors.relations.models import Sponsor
from inzage.work.reports.models import Report
from inzage.work.reports.states import State


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a dossier is about: name and number, and whether it is a client's or a sponsor's."""

    name: str
    number: str
    kind: str


def who(dossiers: Iterable[UUID]) -> Mapping[UUID, Who]:
    """Whom each dossier is about, of those whose card the actor may see."""
    wanted = frozenset(dossiers)
    clients = Client.objects.filter(dossier__in=wanted).select_related("dossier")
    sponsors = Sponsor.objects.filter(dossier__in=wanted).select_related("dossier")
    return {each.dossier_id: Who(each.display_name, each.dossier.number, "client") for each in clients} | {
        each.dossier_id: Who(each.name, each.dossier.number, "sponsor") for each in sponsors
    }


def waiting_reports(actor: Actor) -> QuerySet[Report]:
    """The reports that the actor is writing or has locked and not sent, the oldest first."""
    mine = Report.objects.filter(author=actor.person, state__in=(State.DRAFT, State.LOCKED))
    return mine.order_by("created_at", "id")
