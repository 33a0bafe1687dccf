"""Questions about the register: what left, to whom, how it stands with its mail, and whether the client was told."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from inzage.sharing.disclosures.models import ClientInformed, Disclosure, Grounds
from inzage.sharing.post.models import Message


def disclosures_of(dossier: UUID) -> QuerySet[Disclosure]:
    """What left of a client's dossier, the newest first; `was_told` says whether the client was told of it."""
    return _all().filter(dossier=dossier)


def register(
    *, kind: str = "", organisation: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Disclosure]:
    """Everything that left, over the dossiers that the reader's role shows, the newest first (article 4).

    `kind` is one of Disclosure.Kind, `organisation` part of a name, `since` and `until` days that count along.
    """
    found = _all()
    if kind:
        found = found.filter(kind=kind)
    if organisation:
        found = found.filter(organisation__icontains=organisation)
    if since:
        found = found.filter(made_at__date__gte=since)
    if until:
        found = found.filter(made_at__date__lte=until)
    return found


def disclosure(dossier: UUID, disclosure_id: UUID) -> Disclosure | None:
    """One line of the register, or None when it is not there or not to be seen."""
    return disclosures_of(dossier).filter(id=disclosure_id).first()


def disclosed_by(message: Message) -> Disclosure | None:
    """The disclosure that a message carries; None for a message of another kind, such as a notice to the client."""
    return _all().select_related("recipient").filter(dossier=message.dossier, message=message).first()


def waiting(*, engagement: UUID, dossier: UUID, recipient: UUID, category: str) -> list[Message]:
    """The messages to a contact that carry data of this category and are still to go."""
    found = Disclosure.objects.filter(
        dossier=dossier, engagement=engagement, recipient=recipient, categories__contains=[category]
    )
    carried = found.filter(message__state=Message.State.QUEUED).select_related("message").order_by("id")
    return [each.message for each in carried if each.message is not None]


def informed(disclosure: Disclosure) -> ClientInformed | None:
    """When and how the client was told of a disclosure; None when that was not recorded yet."""
    found = ClientInformed.objects.filter(dossier=disclosure.dossier_id, disclosure=disclosure)
    return found.select_related("informed_by").first()


def grounds(disclosure: Disclosure) -> Grounds | None:
    """Why a disclosure rested on its ground; None when the dossier is not opened."""
    return Grounds.objects.filter(dossier=disclosure.dossier_id, disclosure=disclosure).first()


def last_grounds(engagement: UUID, dossier: UUID) -> tuple[Disclosure, Grounds] | None:
    """The latest disclosure of an engagement with its grounds, to begin the next one with; None when there is none."""
    found = Grounds.objects.filter(dossier=dossier, disclosure__engagement=engagement).select_related("disclosure")
    latest = found.order_by("-disclosure__made_at").first()
    return (latest.disclosure, latest) if latest else None


def sent_to(version: UUID) -> dict[UUID, Disclosure]:
    """To which contacts a report version went already."""
    found = Disclosure.objects.filter(subject=version).select_related("message")
    return {each.recipient_id: each for each in found}


def _all() -> QuerySet[Disclosure]:
    told = ClientInformed.objects.filter(disclosure=OuterRef("id"))
    found = Disclosure.objects.select_related("made_by", "message")
    return found.annotate(was_told=Exists(told)).order_by("-made_at", "-id")
