"""The letter to a doctor as a sealed PDF, in Dutch: what is asked, why, on which consent, and what is not asked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from inzage.clients.registration.facts import client_of
from inzage.law.calendar import AMSTERDAM
from inzage.paper.content import Bureau, Language, Recipient, ReportContent, Section
from inzage.paper.labels import long_date
from inzage.paper.report import render_report
from inzage.paper.sealing import make_seal, seal
from inzage.sharing.consents.models import Consent

LANGUAGE: Language = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks of a doctor, why it is needed, and the lines of the doctor's address."""

    question: str
    necessity: str
    address: str


def print_letter(*, consent: Consent, asked: Asked, signed_by: str, at: datetime) -> bytes:
    """The bytes of the letter, sealed. The dossier must be opened."""
    with translation.override(LANGUAGE):
        content = _content(consent, asked, signed_by, at.astimezone(AMSTERDAM).date())
    identity = make_seal(settings.SEAL_FOLDER, organisation=settings.BUREAU_NAME, at=at)
    return seal(render_report(content, at=at).data, identity, at)


def _content(consent: Consent, asked: Asked, signed_by: str, day: date) -> ReportContent:
    """Put the letter together in the active language."""
    client = client_of(consent.dossier_id)
    allowed = _("%(name)s signed on %(day)s that we may ask you for: %(what)s. This holds until %(until)s.") % {
        "name": client.display_name,
        "day": long_date(consent.given_at.astimezone(AMSTERDAM).date(), LANGUAGE),
        "what": consent.information_label.lower(),
        "until": long_date(consent.expires_on, LANGUAGE),
    }
    limits = _(
        "No illness, no cause and no treatment: we have no place to keep them. Please leave them out of your answer. "
        "Your medical secrecy stands."
    )
    return ReportContent(
        language=LANGUAGE,
        title=_("Question about what your patient can do"),
        kind_label=_("Letter, medically confidential"),
        bureau=Bureau(name=settings.BUREAU_NAME, address=settings.BUREAU_ADDRESS),
        recipient=Recipient(name=consent.recipient_label, organisation="", address=asked.address.splitlines()),
        client_label=client.display_name,
        reference=client.dossier.number,
        service_label="",
        period_label="",
        written_by=signed_by,
        written_on=day,
        sections=(
            Section(title=_("Our question"), paragraphs=(asked.question,)),
            Section(title=_("Why we ask it"), paragraphs=(asked.necessity,)),
            Section(title=_("Consent"), paragraphs=(allowed,)),
            Section(title=_("What we do not ask"), paragraphs=(limits,)),
        ),
    )
