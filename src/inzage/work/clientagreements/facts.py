"""The templates of the agreement with clients, what one says for an engagement, and which agreements there are."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.formats import date_format

from inzage.clients.registration.facts import client_of
from inzage.paper.agreement import AgreementContent
from inzage.paper.content import Bureau, Section
from inzage.work.clientagreements.models import AgreementTemplate, ClientAgreement
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.models import Engagement

FIELDS = ("client", "bureau", "service", "sponsor", "date")
"""The fields that a template may hold, each between braces."""


def templates() -> QuerySet[AgreementTemplate]:
    """All versions, the newest first."""
    return AgreementTemplate.objects.select_related("drafted_by", "published_by").order_by("-number")


def template(template_id: UUID) -> AgreementTemplate | None:
    """One version; None when there is none such."""
    return templates().filter(id=template_id).first()


def published() -> AgreementTemplate | None:
    """The newest version that was published; None as long as there is none."""
    return templates().filter(published_at__isnull=False).first()


def draft() -> AgreementTemplate | None:
    """The version that is being written; None when there is none."""
    return templates().filter(published_at=None).first()


def agreements_of(engagement: Engagement) -> QuerySet[ClientAgreement]:
    """The agreements of an engagement, the latest first."""
    found = ClientAgreement.objects.filter(dossier=engagement.dossier_id, engagement=engagement)
    return found.select_related("template", "recorded_by").order_by("-agreed_on", "-recorded_at")


def agreement_of(engagement: Engagement, agreement: UUID) -> ClientAgreement | None:
    """One agreement of an engagement; None when it is not there, or not to be seen."""
    return agreements_of(engagement).filter(id=agreement).first()


def content_for(kept: AgreementTemplate, engagement: Engagement, *, on: date) -> AgreementContent:
    """What a version says for this engagement on a day: text and secrecy clause, the fields filled in."""
    client = client_of(engagement.dossier_id).display_name
    values = {
        "client": client,
        "bureau": settings.BUREAU_NAME,
        "service": service_label(engagement.service),
        "sponsor": engagement.sponsor_name,
        "date": date_format(on, "j F Y"),
    }
    return AgreementContent(
        bureau=Bureau(name=settings.BUREAU_NAME, address=settings.BUREAU_ADDRESS),
        title=kept.title,
        reference=f"{engagement.dossier.number} / {kept.number}",
        client=client,
        dated=on,
        text=Section(title="", paragraphs=[filled(kept.text, values)]),
        secrecy=Section(title="", paragraphs=[filled(kept.secrecy, values)]),
    )


def filled(text: str, values: dict[str, str]) -> str:
    """A text with its fields filled in; what stands between other braces stays as it is written."""
    parts = text.split("{")
    return parts[0] + "".join(_field(part, values) for part in parts[1:])


def _field(part: str, values: dict[str, str]) -> str:
    name, brace, rest = part.partition("}")
    return values[name] + rest if brace and name in values else "{" + part
