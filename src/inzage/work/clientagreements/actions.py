"""The verbs of the agreement with clients: draft and publish a template, record that a client has it (11)."""

from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Document
from inzage.access.tasks.actions import finish_about
from inzage.access.vault.actions import put
from inzage.access.versions import policy
from inzage.kit.text import clean_line
from inzage.kit.uploads import Upload
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.publish_client_agreement import PUBLISH_CLIENT_AGREEMENT, PublishClientAgreement
from inzage.work.clientagreements.facts import draft, published, templates
from inzage.work.clientagreements.models import AgreementTemplate, ClientAgreement
from inzage.work.engagements.models import Engagement

ARTICLE = "11.agreements"


def write_template(*, title: str, text: str, secrecy: str, by: Actor, at: datetime) -> AgreementTemplate:
    """Write the draft of the next version, or change the one that is being written, and give it.

    Raises ValidationError without a title, ProgrammingError for who does not keep the templates.
    """
    if not clean_line(title):
        raise ValidationError({"title": _("Give the agreement a title.")})
    kept = draft()
    if kept is None:
        newest = templates().values_list("number", flat=True).first() or 0
        kept = AgreementTemplate(id=uuid4(), number=newest + 1, drafted_by_id=by.person, drafted_at=at)
    kept.title, kept.text, kept.secrecy = clean_line(title), text.strip(), secrecy.strip()
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        raise ValidationError(_("A colleague began this version at the same time. Open it and go on there.")) from error
    record(Kind.CLIENT_AGREEMENT_DRAFTED, by=by, subject=kept.id, articles=(ARTICLE,), detail={"version": kept.number})
    return kept


def publish_template(*, template: AgreementTemplate, by: Actor, at: datetime) -> AgreementTemplate:
    """Publish a version: from now on it is the one that clients get. Gives it.

    Raises law's Refused without its secrecy clause (11.agreements), ValidationError when it was published already.
    """
    kept = AgreementTemplate.objects.select_for_update(of=("self",)).get(id=template.id)
    if kept.published_at is not None:
        raise ValidationError(_("This version was published already; write a new one."))
    facts = PublishClientAgreement(has_text=bool(kept.text), has_secrecy_clause=bool(kept.secrecy))
    PUBLISH_CLIENT_AGREEMENT.decide(facts, policy()).enforce()
    kept.published_at, kept.published_by_id = at, by.person
    kept.save(update_fields=("published_at", "published_by"))
    record(
        Kind.CLIENT_AGREEMENT_PUBLISHED, by=by, subject=kept.id, articles=(ARTICLE,), detail={"version": kept.number}
    )
    return kept


def record_agreement(
    *,
    engagement: Engagement,
    how: str,
    agreed_on: date,
    complaints_handed: bool,
    scan: Upload | None = None,
    by: Actor,
    at: datetime,
) -> ClientAgreement:
    """Record that the client was handed the newest agreement or signed it (`how`), with the scan when there is one.

    Finishes the task about it. Raises ValidationError as long as no agreement is published, and for a day that is
    still to come.
    """
    template = published()
    if template is None:
        raise ValidationError(_("No agreement with clients is published yet. Ask the back office for one."))
    if agreed_on > at.astimezone(AMSTERDAM).date():
        raise ValidationError(
            {"agreed_on": _("This day is still to come; record it when the client has the agreement.")}
        )
    kept = ClientAgreement.objects.create(
        id=uuid4(),
        dossier_id=engagement.dossier_id,
        office_id=engagement.office_id,
        engagement=engagement,
        template=template,
        how=how,
        agreed_on=agreed_on,
        complaints_handed=complaints_handed,
        document=_store(engagement, scan, by=by, at=at) if scan else None,
        recorded_by_id=by.person,
        recorded_at=at,
    )
    finish_about(subject=engagement.id, kind="client_agreement_due", by=by, at=at)
    enter(dossier=engagement.dossier, part="agreements", kind="client_agreement", subject=kept.id, by=by, at=at)
    record(
        Kind.CLIENT_AGREEMENT_RECORDED, by=by, dossier=engagement.dossier_id, subject=kept.id, articles=(ARTICLE,),
        detail={"how": how, "version": template.number},
    )  # fmt: skip
    return kept


def _store(engagement: Engagement, scan: Upload, *, by: Actor, at: datetime) -> Document:
    return put(
        dossier=engagement.dossier,
        part="agreements",
        name=scan.name,
        media_type=scan.media_type,
        content=scan.content,
        by=by,
        at=at,
    )
