"""Questions about meetings: those of a dossier, one with all that belongs to it, and what it runs into."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from inzage.access.models import Person
from inzage.clients.registration.models import Client
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.facts import WORKERS
from inzage.work.meetings.models import Guest, Meeting, MeetingChange, MeetingPlace, Seat

PLANNERS = (*WORKERS, "back_office")
"""Who plans with a client: those who do the work, and the office for them."""
LOOKERS = (*PLANNERS, "team_leader", "complaint_officer")
"""Who looks at the meetings of a client besides: who leads the team, and who handles a complaint (article 6.need)."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat with the name and the role of who sits there, and the mail address of a contact or guest."""

    seat: Seat
    name: str
    role: str
    email: str


def meetings_of(dossier: UUID) -> QuerySet[Meeting]:
    """The meetings of a client's dossier, the latest first, each with its coach and engagement."""
    return Meeting.objects.filter(dossier=dossier).select_related("coach", "engagement").order_by("-starts_at", "id")


def meeting_of(dossier: UUID, meeting: UUID) -> Meeting | None:
    """One meeting of a dossier; None when it is not there or not to be seen."""
    return meetings_of(dossier).select_related("dossier", "engagement__dossier").filter(pk=meeting).first()


def place_of(meeting: Meeting) -> MeetingPlace:
    """Where exactly and what about; an empty one when the dossier is not opened."""
    found = MeetingPlace.objects.filter(dossier=meeting.dossier_id, meeting=meeting).first()
    return found or MeetingPlace(meeting=meeting, dossier_id=meeting.dossier_id)


def sittings_of(meeting: Meeting) -> list[Sitting]:
    """Who of outside takes part, the client first."""
    seats = Seat.objects.filter(dossier=meeting.dossier_id, meeting=meeting)
    found = list(seats.order_by("kind", "id"))
    contacts = SponsorContact.objects.in_bulk([seat.contact_id for seat in found if seat.contact_id])
    guests = {each.seat_id: each for each in Guest.objects.filter(dossier=meeting.dossier_id, seat__in=found)}
    client = Client.objects.filter(dossier=meeting.dossier_id).first()
    return [_sitting(seat, client, contacts.get(seat.contact_id), guests.get(seat.pk)) for seat in found]


def _sitting(seat: Seat, client: Client | None, contact: SponsorContact | None, guest: Guest | None) -> Sitting:
    if seat.kind == Seat.Kind.CLIENT:
        return Sitting(seat, client.display_name if client else "", seat.get_kind_display(), "")
    if contact is not None:
        return Sitting(seat, contact.name, contact.job_title or seat.get_kind_display(), contact.email)
    if guest is not None:
        return Sitting(seat, guest.name, guest.role, guest.email)
    return Sitting(seat, "", seat.get_kind_display(), "")


def staff_of(meeting: Meeting) -> list[Person]:
    """The people of the bureau who come, the coach first."""
    found = Person.objects.in_bulk(meeting.staff)
    return [found[person] for person in meeting.staff if person in found]


def changes_of(meeting: Meeting) -> QuerySet[MeetingChange]:
    """When it was moved or called off, the latest first."""
    found = MeetingChange.objects.filter(dossier=meeting.dossier_id, meeting=meeting)
    return found.select_related("by").order_by("-at", "id")


def of_people(people: Sequence[UUID], since: datetime, until: datetime) -> QuerySet[Meeting]:
    """The meetings to which any of these people of the bureau comes, and that touch this time; not what is called off.

    Only those that the actor may see.
    """
    found = Meeting.objects.filter(staff__overlap=list(people), starts_at__lt=until, ends_at__gt=since)
    return found.exclude(state=Meeting.State.CANCELLED).order_by("starts_at", "id")


def conflicts(meeting: Meeting) -> QuerySet[Meeting]:
    """The other meetings of its people at the same time; shown, never forbidden."""
    found = of_people(meeting.staff, meeting.starts_at, meeting.ends_at).exclude(pk=meeting.pk)
    return found.filter(state=Meeting.State.PLANNED)
