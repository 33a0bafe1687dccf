"""The form of a consent: the words the client signed, and the scan of them."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import DayField, KitForm, LineField, UploadField
from inzage.kit.uploads import MEGABYTE
from inzage.law.calendar import AMSTERDAM
from inzage.sharing.consents.actions import Signed
from inzage.sharing.consents.facts import PROFILE, information_labels
from inzage.sharing.consents.models import Consent
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.engagements.models import Engagement

LARGEST = 10 * MEGABYTE
OTHERS = [pair for pair in Consent.RecipientKind.choices if pair[0] != Consent.RecipientKind.BUREAU]


class ConsentForm(KitForm):
    """A client's written consent. `choices` are the running engagements with the contacts of their sponsors."""

    engagement = forms.ChoiceField(label=_("Engagement"))
    information = forms.ChoiceField(
        label=_("Which information"), help_text=_("One kind for each consent. A second kind is a second consent.")
    )
    direction = forms.ChoiceField(
        label=_("Which way"),
        choices=Consent.Direction.choices,
        widget=forms.RadioSelect,
        help_text=_("When we keep it ourselves there is no recipient. Reintegration needs no consent for that."),
    )
    recipient_kind = forms.ChoiceField(label=_("Kind of recipient"), choices=OTHERS)
    contact = forms.ChoiceField(
        label=_("Contact of the sponsor"), required=False, help_text=_("Leave empty for anybody else.")
    )
    recipient_label = LineField(
        label=_("Name of the recipient"),
        required=False,
        max_length=200,
        help_text=_("Only when it is not a contact of the sponsor: name and organisation."),
    )
    given_on = DayField(label=_("Signed on"))
    expires_on = DayField(label=_("Valid until"))
    scan = UploadField(
        label=_("Scan of the signed form"),
        allowed=("pdf", "png", "jpeg"),
        max_bytes=LARGEST,
        help_text=_("PDF, PNG or JPEG, at most 10 MB."),
    )
    sections = (
        (_("What the client allows"), ("engagement", "information", "direction")),
        (_("To whom"), ("recipient_kind", "contact", "recipient_label")),
        (_("The signed form"), ("given_on", "expires_on", "scan")),
    )

    def __init__(
        self, *args: Any, choices: dict[Engagement, list[SponsorContact]], labels: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.engagements = {str(each.id): each for each in choices}
        self.contacts = {str(contact.id): contact for contacts in choices.values() for contact in contacts}
        self._set("engagement", [(key, labels.get(key, key)) for key in self.engagements])
        self._set("contact", [("", "—"), *((key, contact.name) for key, contact in self.contacts.items())])
        kinds = (
            {"": str(_("Choose one kind"))}
            | information_labels(get_language() or "nl")
            | {PROFILE: str(_("Profile or CV"))}
        )
        self._set("information", list(kinds.items()))

    def _set(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Tie the recipient to its kind: a sponsor's is a contact, anybody else has a name; the bureau keeps itself."""
        data = super().clean() or self.cleaned_data
        is_kept = data.get("direction") == Consent.Direction.KEEP
        if is_kept:
            data |= {"recipient_kind": Consent.RecipientKind.BUREAU, "contact": "", "recipient_label": ""}
        is_sponsor = data.get("recipient_kind") == Consent.RecipientKind.SPONSOR
        if is_sponsor and not data.get("contact"):
            self.add_error("contact", _("Choose the contact of the sponsor whom the form names."))
        if not is_sponsor and not is_kept and not data.get("recipient_label"):
            self.add_error("recipient_label", _("Give the name of the recipient, as the form has it."))
        given, until = data.get("given_on"), data.get("expires_on")
        if isinstance(given, date) and isinstance(until, date) and until < given:
            self.add_error("expires_on", _("The last day lies before the signature; give a later day."))
        return data

    def signed(self) -> Signed:
        """What was filled in, once it is valid."""
        data = self.cleaned_data
        is_profile = data["information"] == PROFILE
        is_sponsor = data["recipient_kind"] == Consent.RecipientKind.SPONSOR
        return Signed(
            engagement=self.engagements[data["engagement"]],
            subject_kind=Consent.Subject.PROFILE if is_profile else Consent.Subject.HEALTH,
            information=data["information"],
            direction=data["direction"],
            recipient_kind=data["recipient_kind"],
            contact=self.contacts[data["contact"]] if is_sponsor else None,
            recipient_label=data["recipient_label"],
            scan=data["scan"],
            given_at=datetime.combine(data["given_on"], time(), tzinfo=AMSTERDAM),
            expires_on=data["expires_on"],
        )
