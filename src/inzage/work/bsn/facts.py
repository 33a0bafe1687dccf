"""Questions about the BSN of an engagement. The dossier must be opened with the part `bsn`; otherwise there is none."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from inzage.access.vault.sealing import key_of, unseal
from inzage.access.versions import policy
from inzage.work.bsn.models import Bsn, BsnReveal, place
from inzage.work.engagements.models import Engagement

WITHIN = timedelta(minutes=2)
"""How long after asking the number is shown, if it was not yet."""


def kept(engagement: Engagement) -> Bsn | None:
    """The sealed number of an engagement, or None."""
    found = Bsn.objects.filter(dossier=engagement.dossier_id, engagement=engagement).select_related("recorded_by")
    return found.first()


def digits(bsn: Bsn) -> str:
    """The number itself. Raises VaultError when its key was destroyed or it was moved or changed."""
    key = key_of(bsn.dossier_id, bsn.key_version)
    return unseal(bytes(bsn.sealed), key, place(bsn.pk, bsn.key_version)).decode()


def reveals(engagement: Engagement) -> QuerySet[BsnReveal]:
    """Who asked to see the number, the last one first."""
    found = BsnReveal.objects.filter(dossier=engagement.dossier_id, engagement=engagement)
    return found.select_related("by").order_by("-at")


def reveal_of(engagement: Engagement, reveal: UUID, *, person: UUID) -> BsnReveal | None:
    """A look that this person asked for, or None."""
    return reveals(engagement).filter(pk=reveal, by=person).first()


def is_due(reveal: BsnReveal, at: datetime) -> bool:
    """Whether the number may still be shown for this look: once, within two minutes."""
    return reveal.shown_at is None and at - reveal.at <= WITHIN


def forms_for(service: str) -> dict[str, str]:
    """The forms of a service on which the law asks for the number: label by code, in the language of the page."""
    language = get_language() or "nl"
    return {code: form.label.to(language) for code, form in policy().bsn.forms.items() if service in form.services}
