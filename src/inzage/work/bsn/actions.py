"""The verbs of the BSN: record it, ask to see it, show it, print it on a form, remove it."""

from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record as note_on_ledger
from inzage.access.ledger.kinds import Kind
from inzage.access.vault.sealing import current_key, seal
from inzage.access.versions import policy
from inzage.clients.registration.facts import data_of
from inzage.law.decisions.use_bsn import USE_BSN, UseBsn
from inzage.paper.content import BsnFormContent, Bureau
from inzage.work.bsn.facts import digits, is_due, kept
from inzage.work.bsn.models import Bsn, BsnReveal, place
from inzage.work.bsn.number import read
from inzage.work.engagements.models import Engagement


def record(*, engagement: Engagement, number: str, by: Actor, at: datetime) -> Bsn:
    """Seal the number of an engagement, or seal a corrected one in its place (article 2.registration).

    Raises law's Refused for a service whose statute does not provide for it (UAVG 46), ValidationError for what is no
    BSN and for an engagement that has ended.
    """
    USE_BSN.decide(UseBsn(how="keep", service=engagement.service), policy()).enforce()
    if engagement.ended_on is not None:
        raise ValidationError(_("This engagement has ended; nothing needs the BSN any more."))
    found = kept(engagement)
    row = found.pk if found else uuid4()
    version, key = current_key(engagement.dossier_id)
    bsn = Bsn(
        id=row,
        dossier_id=engagement.dossier_id,
        engagement=engagement,
        service=engagement.service,
        sealed=seal(read(number).encode(), key, place(row, version)),
        key_version=version,
        recorded_at=at,
        recorded_by_id=by.person,
    )
    if found:
        bsn.save(update_fields=["sealed", "key_version", "recorded_at", "recorded_by"], force_update=True)
    else:
        bsn.save(force_insert=True)
    _trace(Kind.BSN_RECORDED, engagement, by)
    return bsn


def ask_to_see(*, engagement: Engagement, reason: str, by: Actor, at: datetime) -> BsnReveal:
    """Ask to see the number for a reason (one of BsnReveal.Reason); it is on the log before it is shown.

    Raises law's Refused without a reason, Bsn.DoesNotExist when there is no number or the part is not opened.
    """
    facts = UseBsn(how="show", service=engagement.service, reason_given=reason in BsnReveal.Reason.values)
    USE_BSN.decide(facts, policy()).enforce()
    Bsn.objects.get(dossier=engagement.dossier_id, engagement=engagement)
    asked = BsnReveal.objects.create(
        id=uuid4(), dossier_id=engagement.dossier_id, engagement=engagement, reason=reason, at=at, by_id=by.person
    )
    _trace(Kind.BSN_REVEALED, engagement, by, category=reason)
    return asked


def show(*, reveal: BsnReveal, by: Actor, at: datetime) -> str | None:
    """The number, once for each time that its asker asked, within two minutes.

    None after that, for another person, and when the number was removed meanwhile.
    """
    found = BsnReveal.objects.select_for_update(of=("self",)).get(pk=reveal.pk)
    if found.by_id != by.person or not is_due(found, at):
        return None
    found.shown_at = at
    found.save(update_fields=["shown_at"])
    bsn = Bsn.objects.filter(dossier=found.dossier_id, engagement=found.engagement_id).first()
    return digits(bsn) if bsn else None


def print_on(*, engagement: Engagement, form: str, bureau: Bureau, by: Actor, at: datetime) -> BsnFormContent:
    """What a form bears on which the law asks for the number: `form` is a code of the policy's list.

    The dossier must be opened with identity, contact and bsn. Raises law's Refused for any other form, and
    Bsn.DoesNotExist when there is no number.
    """
    USE_BSN.decide(UseBsn(how="print", service=engagement.service, form=form), policy()).enforce()
    bsn = Bsn.objects.get(dossier=engagement.dossier_id, engagement=engagement)
    client = data_of(engagement.dossier_id)
    known = policy().bsn.forms[form]
    _trace(Kind.BSN_PRINTED, engagement, by, form=form)
    return BsnFormContent(
        language="en" if client.contact.language == "en" else "nl",
        bureau=bureau,
        titles={"nl": known.label.nl, "en": known.label.en},
        law=", ".join(known.law),
        client=client.card.display_name,
        born=client.identity.date_of_birth,
        number=digits(bsn),
        reference=engagement.reference or client.card.dossier.number,
        dated=at,
    )


def remove(*, engagement: Engagement, by: Actor, at: datetime) -> None:  # noqa: ARG001  the same shape for each verb
    """Take the number away for good; one that is not there stays away."""
    removed, _tables = Bsn.objects.filter(dossier=engagement.dossier_id, engagement=engagement).delete()
    if removed:
        _trace(Kind.BSN_REMOVED, engagement, by)


def _trace(kind: Kind, engagement: Engagement, by: Actor, **detail: str) -> None:
    """A line on the ledger that names the engagement, never the number."""
    note_on_ledger(
        kind,
        by=by,
        dossier=engagement.dossier_id,
        subject=engagement.pk,
        purpose="3.c",
        articles=["2.registration"],
        detail=detail,
    )
