"""The words of the notice that the policy does not hold: grounds, terms and rights, in the language of the letter."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUNDS: Mapping[str, Promise] = {
    "consent": _("your consent, which you can withdraw at any moment"),
    "contract": _("we need it for the agreement with you"),
    "legal_duty": _("the law obliges us to"),
    "vital_interest": _("your life or health depends on it"),
    "public_task": _("a public task"),
    "legitimate_interest": _(
        "our interest in doing our work for you and the one who pays for it, weighed against yours"
    ),
}
ANCHORS: Mapping[str, Promise] = {
    "engagement_ended": _("after your engagement has ended"),
    "invoice_year_end": _("after the year of the invoice"),
    "referral_ended": _("after it is clear that it does not go on"),
    "consent_ended": _("after the consent has ended"),
    "written_at": _("after it was written"),
    "complaint_closed": _("after the complaint is closed"),
}
RIGHTS: tuple[Promise, ...] = (
    _("You may see what we hold of you and get a copy."),
    _("You may have it corrected, completed or erased."),
    _("You may ask us to do nothing with it for a while."),
    _("You may take the data that you gave us with you in a file."),
    _("You may object when we rest on our interest; we then stop unless we must go on."),
    _("When you gave consent you may withdraw it at any moment. What was done before stays lawful."),
)
