"""The verb of a notice: give it to the client, by mail, by letter or in hand, and keep exactly what was given."""

from datetime import datetime
from typing import Literal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.models import Document, Dossier
from inzage.access.vault.actions import put
from inzage.access.versions import current_version, policy
from inzage.clients.registration.actions import record_notice
from inzage.clients.registration.facts import client_of
from inzage.clients.registration.models import Client, NoticeDelivery
from inzage.duties.notices.facts import contact_of, deliveries, notice_for
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.send_notice import SEND_NOTICE, SendNotice
from inzage.paper.content import NoticeContent
from inzage.paper.notice import missing_items, render_notice
from inzage.sharing.post.actions import queue_letter

CHANNELS: dict[str, Literal["email", "letter", "handed"]] = {"email": "email", "letter": "letter", "handed": "handed"}


@transaction.atomic
def send_notice(
    *, dossier: Dossier, channel: str, given_before: int | None = None, by: Actor, at: datetime
) -> NoticeDelivery:
    """Give a client the notice that is owed (AVG 14 when a sponsor referred them, else 13) and record it.

    `channel`: "email" queues it as a PDF to the client's own address, "letter" and "handed" record that the print was
    given. The PDF is kept in the dossier; the task for it is finished. `given_before` is how many were given when the
    actor looked: ValidationError when there is another by now, so that a form sent twice mails once. Raises law's
    Refused without an address, a regulation in force, or an item that the law asks for (article 2.registration), and
    DoesNotExist when the dossier is not opened.
    """
    if given_before is not None:
        _check_unseen(dossier, given_before)
    contact = contact_of(dossier.id)
    notice = notice_for(dossier.id, by=by, on=at.astimezone(AMSTERDAM).date())
    version = current_version()
    _check(notice, channel, has_email=bool(contact.email), published=version is not None)
    printed = render_notice(notice, at=at)
    with translation.override(notice.language):
        name = _("privacy-notice.pdf")
    document = put(
        dossier=dossier,
        part="correspondence",
        name=name,
        media_type="application/pdf",
        content=printed.data,
        by=by,
        at=at,
    )
    if channel == NoticeDelivery.Channel.EMAIL:
        _mail(dossier, contact.email, notice, document, by=by, at=at)
    return record_notice(
        dossier=dossier,
        kind=client_of(dossier).notice_owed,
        version=version.label if version else "",
        channel=channel,
        by=by,
        at=at,
    )


def _check_unseen(dossier: Dossier, given_before: int) -> None:
    """Raise ValidationError when a notice was given since; who gives one at the same moment waits for it."""
    Client.objects.select_for_update(of=("self",)).get(dossier=dossier)
    if deliveries(dossier.id).count() != given_before:
        raise ValidationError(_("This notice was given a moment ago; look at the list before you give it once more."))


def _check(notice: NoticeContent, channel: str, *, has_email: bool, published: bool) -> None:
    """Ask the regulation whether this notice may go so; raises law's Refused if not."""
    facts = SendNotice(
        channel=CHANNELS[channel],
        has_email=has_email,
        missing_items=frozenset(missing_items(notice)),
        regulation_published=published,
    )
    SEND_NOTICE.decide(facts, policy()).enforce()


def _mail(
    dossier: Dossier, address: str, notice: NoticeContent, document: Document, *, by: Actor, at: datetime
) -> None:
    """Queue the notice to the client's own address; the mail itself tells nothing of the engagement."""
    with translation.override(notice.language):
        text = _(
            "%(salutation)s\n\n"
            "Attached you find a letter about your data: what we keep, why, and what your rights are.\n"
            "Do you have a question? Answer this message or call us.\n\n"
            "Kind regards,\n%(name)s\n%(bureau)s\n"
        ) % {"salutation": notice.salutation, "name": by.name, "bureau": settings.BUREAU_NAME}
        subject = _("About your data")
    queue_letter(
        dossier=dossier,
        recipient=address,
        subject=subject,
        text=text,
        document=document,
        file_name=document.name,
        by=by,
        at=at,
    )
