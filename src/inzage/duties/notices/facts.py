"""What a notice says, made from the policy and from what is known of the client; and which were given."""

from collections.abc import Iterable
from datetime import date
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.versions import current_version, policy
from inzage.clients.registration.facts import client_of, fields_of
from inzage.clients.registration.models import Client, ClientContact, NoticeDelivery
from inzage.duties.notices.wording import ANCHORS, GROUNDS, RIGHTS
from inzage.paper.content import Bureau, Language, NoticeContent, Purpose, Recipient
from inzage.sponsors.relations.facts import sponsor_of
from inzage.work.engagements.courses import term_label
from inzage.work.engagements.facts import engagements_of

TOLD_TERMS = ("client_file", "invoice", "referral", "consent", "access_log")


def deliveries(dossier: UUID) -> QuerySet[NoticeDelivery]:
    """The notices that were given to a client, the newest first."""
    found = NoticeDelivery.objects.filter(dossier=dossier).select_related("by")
    return found.order_by("-sent_at")


def contact_of(dossier: UUID) -> ClientContact:
    """How the client is reached. Raises ClientContact.DoesNotExist when the dossier is not opened."""
    return ClientContact.objects.get(dossier=dossier)


def notice_for(dossier: UUID, *, by: Actor, on: date) -> NoticeContent:
    """The notice that this client is owed, in the language of their letters.

    AVG 14 when a sponsor referred the client, otherwise AVG 13.

    `on` is its date, `by` signs it. The dossier must be opened with the part contact.
    """
    client, contact = client_of(dossier), contact_of(dossier)
    language: Language = "en" if contact.language == "en" else "nl"
    with translation.override(language):
        return _content(client, contact, language, by, on)


def _content(client: Client, contact: ClientContact, language: Language, by: Actor, on: date) -> NoticeContent:
    """Put the letter together in the active language."""
    version = current_version()
    article: Literal["13", "14"] = "14" if client.source == Client.Source.SPONSOR else "13"
    sponsors = _sponsors(client)
    town = " ".join(part for part in (contact.postcode, contact.city) if part)
    return NoticeContent(
        language=language,
        article=article,
        bureau=Bureau(name=settings.BUREAU_NAME, address=settings.BUREAU_ADDRESS),
        recipient=Recipient(name=client.display_name, organisation="", address=[contact.address, town]),
        reference=client.dossier.number,
        introduction=(),
        dated=on,
        salutation=_("Dear %(name)s,") % {"name": client.display_name},
        controller=", ".join([settings.BUREAU_NAME, *settings.BUREAU_ADDRESS]),
        privacy_contact=settings.BUREAU_CONTACT,
        purposes=_purposes(client, language),
        categories=[
            *(str(field.label) for field in fields_of(client.services)),
            _("Short notes of our talks, letters, agreements and reports"),
        ],
        source=", ".join(sponsors) or _("The organisation that referred you"),
        recipients=_recipients(sponsors),
        transfers=_("Your data stay within the European Union."),
        retention=_terms(language),
        rights=[str(right) for right in RIGHTS],
        complaint=_("You can complain to: %(places)s.")
        % {"places": "; ".join(place.to(language) for place in policy().complaints.then_to)},
        required=_("Without the data that are marked as required on our form we cannot begin."),
        automated=_("No decision about you is made by a computer alone."),
        regulation=_("Our privacy regulation, version %(version)s, is on our web site.")
        % {"version": version.label if version else "-"},
        signed_by=by.name,
    )


def _sponsors(client: Client) -> list[str]:
    """The names of the sponsor that referred the client and of those of the engagements, each once."""
    referrer = sponsor_of(client.referrer_id) if client.referrer_id else None
    names = [referrer.name] if referrer else []
    return list(dict.fromkeys([*names, *(each.sponsor.name for each in engagements_of(client.dossier_id))]))


def _purposes(client: Client, language: str) -> list[Purpose]:
    """The purposes of the client's agreements and of the relation before one, with their grounds (3.2)."""
    terms = policy()
    agreed = {code for each in engagements_of(client.dossier_id) for code in each.agreement.purposes}
    codes = sorted({*terms.purposes.before_agreement, *agreed})
    known = [terms.purpose(code) for code in codes]
    return [
        Purpose(text=each.label.to(language), ground="; ".join(str(GROUNDS[ground]) for ground in each.grounds))
        for each in known
        if each is not None
    ]


def _recipients(sponsors: Iterable[str]) -> list[str]:
    """Who gets the data: the sponsors by name, and only what was agreed to be reported."""
    named = [
        _("%(sponsor)s, only what was agreed to be reported and told to you") % {"sponsor": name} for name in sponsors
    ]
    return [*named, _("Nobody else, unless you agree, the law obliges us, or our regulation says so")]


def _terms(language: str) -> list[str]:
    """How long what is kept, from the policy."""
    rules = policy().retention
    told = [rules[code] for code in TOLD_TERMS]  # type: ignore[index]  # codes of the closed list
    return [
        f"{rule.label.to(language)}: {term_label(rule.keep)} {ANCHORS.get(rule.anchor, '')}".strip() for rule in told
    ]
