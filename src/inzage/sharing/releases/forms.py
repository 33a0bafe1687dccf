"""The form of the send page: the way, the ground, the need, and the word on professional ethics."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inzage.kit.forms import KitForm
from inzage.sharing.releases.facts import Sending
from inzage.sponsors.relations.models import SponsorContact
from inzage.work.reporting.models import ReportingAgreement

GROUNDS = (
    ("", _("Choose a ground")),
    ("contract", _("Needed for a contract with the client")),
    ("legal_duty", _("Legal duty of the bureau")),
    ("vital_interest", _("Vital interest of the client")),
    ("legitimate_interest", _("Legitimate interest, weighed")),
    ("consent", _("The client agreed beforehand")),
)
CHANNELS = (
    ("email_pdf", _("PDF by e-mail")),
    ("upload", _("I upload the PDF to the recipient's own portal")),
)
ON_A_FORM = ("form", _("I upload it on the form that the recipient prescribes"))


class ExtraForm(KitForm):
    """How the client was told of a report outside the agreement, and what was said."""

    told_how = forms.ChoiceField(label=_("How"), choices=ReportingAgreement.ToldHow.choices, widget=forms.RadioSelect)
    response = forms.ChoiceField(
        label=_("What the client said"), choices=ReportingAgreement.Response.choices, widget=forms.RadioSelect
    )


class SendForm(KitForm):
    """What a sender chooses and confirms. `seen` is the hash of the preview that stands on the page."""

    contact = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    channel = forms.ChoiceField(label=_("How"), choices=CHANNELS, widget=forms.RadioSelect, initial="email_pdf")
    form = forms.ChoiceField(
        label=_("Which form"),
        required=False,
        help_text=_("Only for a form: it is filled in with this report, and you download it from the register."),
    )
    ground = forms.ChoiceField(
        label=_("On which ground"),
        choices=GROUNDS,
        help_text=_("Without the client's consent one of four grounds is needed; the client is told all the same."),
    )
    ground_reasons = forms.CharField(
        label=_("Why this ground holds"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )
    weighing = forms.CharField(
        label=_("The weighing"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
        help_text=_("Only for a legitimate interest: why it outweighs the client's interests."),
    )
    health_necessity = forms.CharField(
        label=_("Why the health data are needed"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )
    ethics_confirmed = forms.BooleanField(
        label=_("I work by my professional ethics, my duty of secrecy and the code of conduct of the branch."),
        error_messages={"required": _("Tick this to send, or leave the report as it is and talk it over first.")},
    )

    def __init__(
        self,
        *args: Any,
        oral: bool = False,
        health: bool = False,
        prescribed: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if oral or not prescribed:
            del self.fields["form"]
        else:
            self.fields["channel"].choices = [*CHANNELS, ON_A_FORM]  # type: ignore[attr-defined]  # a choice field
            self.fields["form"].choices = [("", _("No form")), *prescribed]  # type: ignore[attr-defined]
        if oral:
            del self.fields["channel"]
        if not health:
            del self.fields["health_necessity"]

    def clean(self) -> dict[str, Any]:
        """Ask here for what article 6 will ask anyhow, so that nothing that was typed is lost to a refusal."""
        data = super().clean() or {}
        if data.get("channel") == "form" and not data.get("form"):
            self.add_error("form", _("Choose the form that the recipient prescribes."))
        if data.get("ground") == "legitimate_interest" and not data.get("weighing"):
            self.add_error("weighing", _("A legitimate interest is weighed: write why it outweighs the client's."))
        return data

    def sending(self, contact: SponsorContact) -> Sending:
        """What was filled in, for this contact. Valid or not: what is missing is law's to judge."""
        data = self.cleaned_data
        return Sending(
            contact=contact,
            channel=data.get("channel") or "",
            ground=data.get("ground") or "",
            ground_reasons=data.get("ground_reasons") or "",
            weighing=data.get("weighing") or "",
            health_necessity=data.get("health_necessity") or "",
            ethics_confirmed=bool(data.get("ethics_confirmed")),
            form=data.get("form") or "" if data.get("channel") == "form" else "",
        )
