"""The verbs of a release: send a report, or record that it was told; all of it or nothing.

Facts, decision, version, vault, register, tasks, mail, time line and ledger stand or fall together.
"""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.dossiers.actions import enter
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Document, Dossier
from inzage.access.tasks.actions import open_task
from inzage.access.vault.actions import put
from inzage.clients.notes.models import Passage
from inzage.kit.uploads import DOCX
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.decision import Decision
from inzage.sharing.consents.facts import relied_on
from inzage.sharing.consents.models import Consent
from inzage.sharing.disclosures.models import Disclosure, Grounds
from inzage.sharing.post.actions import queue_letter
from inzage.sharing.post.models import Message
from inzage.sharing.releases.facts import PURPOSE, Sending, decide
from inzage.sharing.releases.filling import fill_form
from inzage.sharing.releases.printing import Printed, code_of, preview
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement
from inzage.work.house.facts import usable_forms
from inzage.work.reports.actions import mark_sent
from inzage.work.reports.facts import categories_in
from inzage.work.reports.models import Report, ReportVersion
from inzage.work.reports.states import Addressee
from inzage.work.reports.states import Kind as ReportKind

PDF = "application/pdf"


@transaction.atomic
def release(*, version: ReportVersion, sending: Sending, printed: Printed, by: Actor, at: datetime) -> Disclosure:
    """Send a locked version to one contact as a sealed PDF and give its line in the register (articles 4 and 6).

    `printed` was made before; its preview is compared with the version as it is now, so that what was seen is what
    goes. By e-mail the message is queued in this transaction; by upload the sender takes the bytes from the register.
    Raises law's Refused with article and remedy, and ValidationError when the report changed since, is not the last
    version, or went to this contact before.
    """
    kept, sending = _lock(version, sending)
    if kept.report.kind == ReportKind.ORAL:
        raise ValidationError(_("This is an oral report: record that it was told."))
    if kept.report.addressee != Addressee.SPONSOR:
        raise ValidationError(_("This report is for the client: give it to the client."))
    shown = preview(kept, sending.contact)
    if shown.sha256 != printed.seen or not printed.sealed.startswith(shown.data):
        raise ValidationError(_("The report changed since you looked at it. Look at it again before you send it."))
    decision = decide(version=kept, sending=sending, at=at).enforce()
    _once(kept, sending)
    mark_sent(version=kept, sha256=printed.sha256, by=by, at=at)
    document = put(
        dossier=kept.dossier,
        part="disclosures",
        name=_file_name(kept),
        media_type=PDF,
        content=printed.sealed,
        by=by,
        at=at,
    )
    message = _mail(kept, sending, document, by=by, at=at) if sending.channel == Disclosure.Channel.EMAIL_PDF else None
    disclosure = _disclose(kept, sending, decision, document, message, by=by, at=at)
    _account(disclosure, kept, decision, by=by, at=at)
    record(
        Kind.REPORT_RELEASED,
        by=by,
        dossier=kept.dossier_id,
        subject=kept.id,
        purpose=PURPOSE,
        articles=decision.articles,
        detail={"sha256": printed.sha256, "code": code_of(kept), "version": kept.number},
    )
    return disclosure


@transaction.atomic
def release_on_form(*, version: ReportVersion, sending: Sending, by: Actor, at: datetime) -> Disclosure:
    """Fill a locked version into the form that the recipient prescribes and give its line in the register (6.sending).

    The filled form is kept with its hash; the sender takes the bytes from the register and uploads them. Raises law's
    Refused with article and remedy, and ValidationError when the form is not in use, or as `release` does.
    """
    kept, sending = _lock(version, sending)
    if kept.report.kind == ReportKind.ORAL or kept.report.addressee != Addressee.SPONSOR:
        raise ValidationError(_("Only a written report to the sponsor goes on a form."))
    form = next((each for each in usable_forms() if str(each.pk) == sending.form), None)
    if form is None:
        raise ValidationError(_("This form is not in use any more; choose another."))
    decision = decide(version=kept, sending=sending, at=at).enforce()
    _once(kept, sending)
    content = fill_form(kept, form, sending.contact)
    name = _("report-%(code)s.pdf") % {"code": code_of(kept)}
    document = put(
        dossier=kept.dossier, part="disclosures", name=name.replace(".pdf", ".docx"), media_type=DOCX, content=content,
        by=by, at=at,
    )  # fmt: skip
    mark_sent(version=kept, sha256=document.sha256, by=by, at=at)
    disclosure = _disclose(kept, sending, decision, document, None, by=by, at=at)
    _account(disclosure, kept, decision, by=by, at=at)
    record(
        Kind.REPORT_RELEASED, by=by, dossier=kept.dossier_id, subject=kept.id, purpose=PURPOSE,
        articles=decision.articles,
        detail={"sha256": document.sha256, "code": code_of(kept), "version": kept.number, "form": form.sha256},
    )  # fmt: skip
    return disclosure


@transaction.atomic
def report_orally(*, version: ReportVersion, sending: Sending, by: Actor, at: datetime) -> Disclosure:
    """Record that an oral report was told to one contact and give its line in the register (6.sending, 6.informing).

    Its session note is part of the report. Raises law's Refused with article and remedy, and ValidationError when it
    is no oral report, not the last version, or recorded for this contact before.
    """
    kept, sending = _lock(version, sending)
    if kept.report.kind != ReportKind.ORAL:
        raise ValidationError(_("This is a written report: send it as a PDF."))
    decision = decide(version=kept, sending=sending, at=at).enforce()
    _once(kept, sending)
    mark_sent(version=kept, sha256=kept.fingerprint, by=by, at=at)
    disclosure = _disclose(kept, sending, decision, None, None, by=by, at=at)
    _account(disclosure, kept, decision, by=by, at=at)
    record(
        Kind.ORAL_REPORTED,
        by=by,
        dossier=kept.dossier_id,
        subject=kept.id,
        purpose=PURPOSE,
        articles=decision.articles,
        detail={"note": str(kept.report.note_id)},
    )
    return disclosure


def check_again(*, disclosure: Disclosure, at: datetime) -> Decision:
    """Decide once more on what was released before, with the words of then and the facts of now; gives the Decision.

    Holds the facts until the end of the transaction. Raises law's Refused when it may not go any more.
    """
    words = Grounds.objects.get(dossier=disclosure.dossier_id, disclosure=disclosure)
    version = ReportVersion.objects.get(dossier=disclosure.dossier_id, id=disclosure.subject)
    said = Sending(
        contact=disclosure.recipient,
        channel=disclosure.channel,
        ground=disclosure.ground,
        ground_reasons=words.reasons,
        weighing=words.weighing,
        health_necessity=words.health_necessity,
        ethics_confirmed=True,
    )
    kept, sending = _lock(version, said)
    return decide(version=kept, sending=sending, at=at).enforce()


def _lock(version: ReportVersion, sending: Sending) -> tuple[ReportVersion, Sending]:
    """Lock what a decision rests on until the end of the transaction, and read it again.

    Whoever withdraws a consent, marks a note, makes a new agreement or lets a contact go at this very moment waits, or
    was first and is seen. The report comes first, as in every verb of a report.
    """
    Report.objects.select_for_update(of=("self",)).get(id=version.report_id)
    found = ReportVersion.objects.select_for_update(of=("self",)).select_related(
        "dossier", "report__engagement__agreement", "report__engagement__sponsor"
    )
    kept = found.get(id=version.id)
    engagement = kept.report.engagement_id
    Engagement.objects.select_for_update(of=("self",)).get(id=engagement)
    drawn = Passage.objects.filter(dossier=kept.dossier_id, id__in=kept.passages)
    consents = Consent.objects.filter(dossier=kept.dossier_id, engagement=engagement)
    for rows in (drawn, consents):
        list(rows.select_for_update(of=("self",)).order_by("id"))
    contact = SponsorContact.objects.select_for_update(of=("self",)).get(id=sending.contact.id)
    return kept, replace(sending, contact=contact)


def _once(version: ReportVersion, sending: Sending) -> None:
    """Raise ValidationError when this version went to this contact this way before: a second click sends nothing."""
    channel = _channel(version, sending)
    if Disclosure.objects.filter(subject=version.id, recipient=sending.contact, channel=channel).exists():
        raise ValidationError(_("This report went to this contact already. You find it in the register."))


def _channel(version: ReportVersion, sending: Sending) -> str:
    return Disclosure.Channel.ORAL if version.report.kind == ReportKind.ORAL else sending.channel


def _file_name(version: ReportVersion) -> str:
    """The name of the PDF: kind of document and code, nothing of a person."""
    with translation.override(version.report.language):
        return _("report-%(code)s.pdf") % {"code": code_of(version)}


def _mail(version: ReportVersion, sending: Sending, document: Document, *, by: Actor, at: datetime) -> Message:
    """Queue the mail in the report's language. Neither subject nor text names the client."""
    with translation.override(version.report.language):
        text = _(
            "Dear %(name)s,\n\n"
            "Attached you find a report, as agreed with you. The report is confidential and meant for you alone. "
            "Do not pass it on, and keep it no longer than you need it.\n\n"
            "Your reference: %(reference)s\n"
            "Our code: %(code)s\n\n"
            "Is this message not for you? Please tell us by answering it, and delete it.\n\n"
            "Kind regards,\n%(sender)s\n"
        ) % {
            "name": sending.contact.name,
            "reference": version.report.engagement.reference or "-",
            "code": code_of(version),
            "sender": by.name,
        }
        subject = _("A report for you")
    return queue_letter(
        dossier=version.dossier,
        recipient=sending.contact.email,
        subject=subject,
        text=text,
        document=document,
        file_name=document.name,
        by=by,
        at=at,
    )


def _disclose(
    version: ReportVersion,
    sending: Sending,
    decision: Decision,
    document: Document | None,
    message: Message | None,
    *,
    by: Actor,
    at: datetime,
) -> Disclosure:
    """Write the line in the register, with the decision as it was made."""
    oral = document is None
    disclosure = Disclosure.objects.create(
        id=uuid4(),
        dossier_id=version.dossier_id,
        office_id=version.report.office_id,
        kind=Disclosure.Kind.ORAL_REPORT if oral else Disclosure.Kind.REPORT,
        subject=version.id,
        report=version.report_id,
        engagement_id=version.report.engagement_id,
        recipient=sending.contact,
        recipient_label=sending.contact.name,
        organisation=version.report.engagement.sponsor.name,
        form="oral" if oral else "written",
        channel=_channel(version, sending),
        categories=sorted(categories_in(version)),
        document=document,
        sha256=document.sha256 if document else "",
        size=document.size if document else None,
        purpose=PURPOSE,
        ground=sending.ground,
        articles=[str(ref) for ref in decision.articles],
        decision=decision.to_json(),
        made_at=at,
        made_by_id=by.person,
        message=message,
    )
    _words(disclosure, sending)
    return disclosure


def _words(disclosure: Disclosure, sending: Sending) -> None:
    """Keep the words that the decision rested on."""
    Grounds.objects.create(
        id=uuid4(),
        dossier_id=disclosure.dossier_id,
        disclosure=disclosure,
        reasons=sending.ground_reasons,
        weighing=sending.weighing,
        health_necessity=sending.health_necessity,
    )


def _account(disclosure: Disclosure, version: ReportVersion, decision: Decision, *, by: Actor, at: datetime) -> None:
    """Open what the decision leaves to be done, and put the disclosure on time line and ledger."""
    dossier: Dossier = version.dossier
    for duty in decision.obligations:
        open_task(
            kind=duty.kind,
            article=str(duty.article),
            dossier=dossier,
            due=duty.due_on(at) or at.astimezone(AMSTERDAM).date(),
            person=version.report.author_id,
            subject=version.report_id if duty.kind == "present_to_client" else disclosure.id,
            by=by,
            at=at,
        )
    kind = "oral_report" if disclosure.kind == Disclosure.Kind.ORAL_REPORT else "disclosure"
    enter(dossier=dossier, part="disclosures", kind=kind, subject=disclosure.id, visibility="client", by=by, at=at)
    record(
        Kind.DISCLOSURE_MADE,
        by=by,
        dossier=dossier.id,
        subject=disclosure.id,
        purpose=PURPOSE,
        articles=decision.articles,
        detail={"sha256": disclosure.sha256, "channel": disclosure.channel, **_consent(disclosure, at)},
    )


def _consent(disclosure: Disclosure, at: datetime) -> dict[str, str]:
    """The consents that were relied on, for the log; nothing when none was needed."""
    found = relied_on(
        dossier=disclosure.dossier_id,
        engagement=disclosure.engagement_id,
        recipient=disclosure.recipient_id,
        kinds=disclosure.categories,
        at=at,
    )
    return {"consent": ",".join(map(str, found))} if found else {}
