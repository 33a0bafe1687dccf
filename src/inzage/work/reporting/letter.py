"""The letter that tells the client what was agreed to be reported, in the language of their letters."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inzage.access.actor import Actor
from inzage.clients.registration.facts import client_of
from inzage.clients.registration.models import Client, ClientContact
from inzage.paper.content import Bureau, Language, Recipient, ReportingLetterContent
from inzage.work.reporting.facts import category_labels, recipients
from inzage.work.reporting.forms import KINDS
from inzage.work.reporting.models import ReportingAgreement

FORMS = {"written": ("written",), "oral": ("oral",), "both": ("written", "oral")}


def letter_of(agreement: ReportingAgreement, *, by: Actor, on: date) -> ReportingLetterContent:
    """The letter about a version of the agreement; `on` is its date, `by` signs it.

    The dossier must be opened with the part contact. Raises ClientContact.DoesNotExist when it is not.
    """
    client, contact = client_of(agreement.dossier_id), _contact(agreement.dossier_id)
    language: Language = "en" if contact.language == "en" else "nl"
    with translation.override(language):
        return _content(agreement, client, contact, language, by=by, on=on)


def _contact(dossier: UUID) -> ClientContact:
    return ClientContact.objects.get(dossier=dossier)


def _content(
    agreement: ReportingAgreement, client: Client, contact: ClientContact, language: Language, *, by: Actor, on: date
) -> ReportingLetterContent:
    """Put the letter together in the active language."""
    labels = category_labels(language)
    sponsor = agreement.engagement.sponsor_name or _("the sponsor")
    town = " ".join(part for part in (contact.postcode, contact.city) if part)
    forms = dict(ReportingAgreement.Form.choices)
    return ReportingLetterContent(
        language=language,
        bureau=Bureau(name=settings.BUREAU_NAME, address=settings.BUREAU_ADDRESS),
        recipient=Recipient(name=client.display_name, organisation="", address=[contact.address, town]),
        reference=client.dossier.number,
        dated=on,
        salutation=_("Dear %(name)s,") % {"name": client.display_name},
        sponsor=sponsor,
        recipients=[", ".join(filter(None, (each.name, each.job_title))) for each in recipients(agreement)],
        data=[labels.get(code, code) for code in agreement.categories],
        kinds=[str(KINDS.get(kind, kind)) for kind in agreement.kinds],
        forms=[str(forms[form]) for form in FORMS[agreement.form]],
        purpose=agreement.purpose,
        when=_when(agreement),
        version=agreement.version,
        signed_by=by.name,
    )


def _when(agreement: ReportingAgreement) -> str:
    day = date_format(agreement.first_on, "j F Y")
    weeks = agreement.every_weeks
    if weeks is None:
        return _("Once, on %(day)s") % {"day": day}
    return ngettext(
        "First on %(day)s, then every week", "First on %(day)s, then every %(weeks)s weeks", weeks
    ) % {"day": day, "weeks": weeks}  # fmt: skip
