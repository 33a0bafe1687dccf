"""Whose turn it is, in words: shown on the page of every engagement and every report."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHO: dict[str, str | Promise] = {
    "coach": _("The coach"),
    "author": _("The author"),
    "client": _("The client"),
    "colleague": _("The colleague who was asked"),
    "sender": _("Coach or back office"),
    "office": _("Back office"),
    "nobody": _("Nobody"),
}
WHAT: dict[str, str | Promise] = {
    "assign": _("put a colleague on the engagement"),
    "work": _("work on the phase"),
    "ended": _("the engagement has ended"),
    "agree_reporting": _("record what was agreed to be reported"),
    "tell_reporting": _("tell the client what will be reported"),
    "client_agreement_due": _("hand over the agreement, or have it signed"),
    "plan_due": _("make the plan and have it signed for seen"),
    "plan_action": _("see to an action of the plan"),
    "own_task": _("do a task that was added"),
    "report_due": _("write the next report"),
    "present_to_client": _("put the report before the client"),
    "inform_client_orally": _("tell the client what was reported"),
    "inform_client": _("tell the client what was given to others"),
    "notice_due": _("give the client the privacy notice"),
    "missing_data": _("complete the client's data"),
    "representation_ends": _("look at a representation that ends"),
    "meeting_declined": _("plan another time, as somebody cannot come"),
    "aftercare_due": _("follow the client after the end"),
    "satisfaction_due": _("ask how satisfied the client is"),
    "glass_broken": _("look at an emergency access"),
    "message_in_doubt": _("find out whether a message arrived"),
    "write": _("write the report and lock it"),
    "judge": _("judge whether a word may stand"),
    "give": _("give the report to the client"),
    "judge_word": _("judge whether a word may stand in a report"),
    "present": _("put the report before the client and record it"),
    "respond": _("answer; record what the client says"),
    "send": _("send the report to the sponsor"),
    "sent": _("the report was sent"),
    "blocked": _("the client blocked the report; it is not sent"),
    "dropped": _("the report was dropped"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn: `who` is a key of WHO, `what` a key of WHAT, `due` the last day, None without a clock."""

    who: str
    what: str
    due: date | None = None

    @property
    def who_label(self) -> str | Promise:
        """Who it is, for a page."""
        return WHO[self.who]

    @property
    def what_label(self) -> str | Promise:
        """What is to be done, for a page; a task of a kind that another room knows stands by its name."""
        return WHAT.get(self.what, self.what)
