"""Questions about invitations and reminders: what law asks, and what waits."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from inzage.clients.registration.models import ClientContact
from inzage.law.decisions.invite import Invite
from inzage.sharing.invitations.models import Invitation, Reminder, ReminderRefusal
from inzage.work.engagements.models import Engagement
from inzage.work.meetings.facts import place_of
from inzage.work.meetings.models import Guest, Meeting, Seat
from inzage.work.reporting.facts import current_agreement, is_recipient

STOPPING = ("3.g", "3.c")
"""An objection to any of these purposes stops reminders."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where the mail of a seat goes: the bare address, empty when there is none, and the language."""

    email: str
    language: str


def client_email(dossier: UUID) -> str:
    """The client's mail address; empty when there is none or the dossier is not opened."""
    return ClientContact.objects.filter(dossier=dossier).values_list("email", flat=True).first() or ""


def addressee(seat: Seat) -> Addressee:
    """The address of whoever sits there; the dossier must be opened."""
    if seat.kind == Seat.Kind.CLIENT:
        contact = ClientContact.objects.filter(dossier=seat.dossier_id).first()
        language = contact.language if contact and contact.language == "en" else "nl"
        return Addressee(contact.email if contact else "", language)
    if seat.contact is not None:
        return Addressee(seat.contact.email, "nl")
    guest = Guest.objects.filter(dossier=seat.dossier_id, seat=seat).first()
    return Addressee(guest.email if guest else "", "nl")


def invite_facts(seat: Seat, engagement: Engagement, email: str) -> Invite:
    """What law asks before an invitation goes."""
    return Invite(
        recipient=seat.kind,  # type: ignore[arg-type]  # the choices of the column are the words of the act
        has_email=bool(email),
        client_knows=seat.client_knows_on is not None,
        gets_reports_that_client_knows_of=_gets_reports(seat, engagement),
    )


def _gets_reports(seat: Seat, engagement: Engagement) -> bool:
    """Whether the reporting agreement in force names this contact, and the client was told of it."""
    if seat.contact_id is None:
        return False
    agreed = current_agreement(engagement)
    return agreed is not None and agreed.told_at is not None and is_recipient(agreed, seat.contact_id)


def whereabouts(meeting: Meeting, seat: Seat) -> str:
    """Where the meeting is, for whoever sits there: an address or telephone number is told to the client only."""
    shared = seat.kind == Seat.Kind.CLIENT or meeting.place in {Meeting.Place.OFFICE, Meeting.Place.VIDEO}
    exact = place_of(meeting).whereabouts if shared else ""
    if meeting.place == Meeting.Place.OFFICE:
        return ", ".join(part for part in (*settings.BUREAU_ADDRESS, exact) if part)
    return exact


def invitations_of(meeting: Meeting) -> QuerySet[Invitation]:
    """The invitations that went for a meeting."""
    found = Invitation.objects.filter(dossier=meeting.dossier_id, meeting=meeting)
    return found.select_related("seat", "seat__contact").order_by("sent_at", "id")


def waiting(dossier: UUID) -> QuerySet[Reminder]:
    """The reminders of a dossier that wait, the first due first."""
    return Reminder.objects.filter(dossier=dossier, state=Reminder.State.WAITING).order_by("due_at")


def refusal(dossier: UUID) -> ReminderRefusal | None:
    """That the client wants no reminders, or None."""
    return ReminderRefusal.objects.filter(dossier=dossier, withdrawn_at=None).first()


def is_objected(dossier: UUID) -> bool:
    """Whether the client's objection stops reminders now; the worker may ask this of the gate."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select gate.objected(%s, %s)", [dossier, list(STOPPING)])
        return bool(cursor.fetchone()[0])


def address_mark(email: str) -> str:
    """A keyed hash of a mail address; capitals make no difference."""
    return salted_hmac("sharing.invitations.address", email.strip().casefold(), algorithm="sha256").hexdigest()


def is_from(invitation: Invitation, sender: str) -> bool:
    """Whether a mail from this address comes from whom the invitation went to."""
    return constant_time_compare(invitation.addressed_to, address_mark(sender))
