"""The words of the notice that the policy does not hold: grounds, terms and rights, in the language of the letter."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from inzage.law.calendar import Term

GROUNDS: Mapping[str, Promise] = {
    "consent": __("your consent, which you can withdraw at any moment"),
    "contract": __("we need it for the agreement with you"),
    "legal_duty": __("the law obliges us to"),
    "vital_interest": __("your life or health depends on it"),
    "public_task": __("a public task"),
    "legitimate_interest": __(
        "our interest in doing our work for you and the one who pays for it, weighed against yours"
    ),
}
ANCHORS: Mapping[str, Promise] = {
    "engagement_ended": __("after your engagement has ended"),
    "invoice_year_end": __("after the year of the invoice"),
    "referral_ended": __("after it is clear that it does not go on"),
    "consent_ended": __("after the consent has ended"),
    "written_at": __("after it was written"),
    "complaint_closed": __("after the complaint is closed"),
}
RIGHTS: tuple[Promise, ...] = (
    __("You may see what we hold of you and get a copy."),
    __("You may have it corrected, completed or erased."),
    __("You may ask us to do nothing with it for a while."),
    __("You may take the data that you gave us with you in a file."),
    __("You may object when we rest on our interest; we then stop unless we must go on."),
    __("When you gave consent you may withdraw it at any moment. What was done before stays lawful."),
)


def term_in_words(term: Term) -> str:
    """Say a term of the policy in words: "2 years"."""
    match term.unit:
        case "years":
            words = ngettext("%(count)s year", "%(count)s years", term.amount)
        case "months":
            words = ngettext("%(count)s month", "%(count)s months", term.amount)
        case "weeks":
            words = ngettext("%(count)s week", "%(count)s weeks", term.amount)
        case "working_days":
            words = ngettext("%(count)s working day", "%(count)s working days", term.amount)
        case "days":
            words = ngettext("%(count)s day", "%(count)s days", term.amount)
        case _:
            words = ngettext("%(count)s hour", "%(count)s hours", term.amount)
    return words % {"count": term.amount}
