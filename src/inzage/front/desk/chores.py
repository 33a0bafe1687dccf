"""Each kind of task in plain words, and the address of exactly the page where it is done.

The front knows all rooms, so this stands here: a room that opens a task need not know who shows it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.access.models import Task

Engagements = Mapping[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Chore:
    """What a task asks, the icon beside it, and how its address is made.

    The address is made from the task and from the engagement of each reporting agreement that tasks are about. `sort`
    is one of `SORTS`; what is done `by_hand` can be ticked off, everything else ends with the act itself.
    """

    words: Promise
    icon: str
    address: Callable[[Task, Engagements], str]
    sort: str = "other"
    by_hand: bool = False


def _dossier(page: str, subject: str = "") -> Callable[[Task, Engagements], str]:
    """An address under the task's dossier; `subject` is the name of the part of the address that its subject fills."""

    def address(task: Task, _engagements: Engagements) -> str:
        kwargs = {"dossier": task.dossier_id} | ({subject: task.subject} if subject else {})
        return reverse(page, kwargs=kwargs)

    return address


def _page(page: str, subject: str = "") -> Callable[[Task, Engagements], str]:
    """An address that belongs to no dossier."""

    def address(task: Task, _engagements: Engagements) -> str:
        return reverse(page, kwargs={subject: task.subject} if subject else None)

    return address


def _told(task: Task, engagements: Engagements) -> str:
    """The page to record that the client was told of a reporting agreement."""
    engagement = engagements[task.subject] if task.subject else None
    kwargs = {"dossier": task.dossier_id, "engagement": engagement, "agreement": task.subject}
    return reverse("reporting:tell", kwargs=kwargs)


@dataclass(frozen=True, slots=True)
class Sort:
    """Tasks that belong together: how they are called, and on the start page when they are counted there."""

    label: Promise
    counted_as: Promise | None = None


SORTS: Mapping[str, Sort] = {
    "report": Sort(_("reports")),
    "agreement": Sort(_("agreements"), _("Agreements to be made or told")),
    "inform": Sort(_("telling the client"), _("Clients to be told")),
    "access": Sort(_("access"), _("Questions for access")),
    "data": Sort(_("details of the client")),
    "other": Sort(_("something else")),
}

CHORES: Mapping[str, Chore] = {
    "notice_due": Chore(_("Give the client the privacy notice"), "mail", _dossier("notices:show"), "inform"),
    "missing_data": Chore(_("Complete the details of the client"), "id", _dossier("registration:data"), "data"),
    "referral_waits": Chore(_("Look at a referral"), "user-plus", _page("referrals:show", "referral"), "data"),
    "representation_ends": Chore(
        _("Look at a representation that ends"), "users", _dossier("representatives:list"), "data"
    ),
    "agree_reporting": Chore(
        _("Record what was agreed to be reported"),
        "clipboard-list",
        _dossier("reporting:new", "engagement"),
        "agreement",
    ),
    "tell_reporting": Chore(_("Tell the client what will be reported"), "message", _told, "agreement"),
    "report_due": Chore(_("Write the report"), "pencil", _dossier("reports:new", "engagement_id"), "report"),
    "present_to_client": Chore(
        _("Put the report before the client"), "eye", _dossier("reports:review", "report_id"), "report"
    ),
    "client_agreement_due": Chore(
        _("Hand over the agreement, or have it signed"),
        "certificate",
        _dossier("clientagreements:show", "engagement"),
        "agreement",
    ),
    "plan_due": Chore(_("Make the plan and have it signed for seen"), "flag", _dossier("plans:show", "engagement")),
    "plan_action": Chore(_("An action of the plan"), "list-check", _dossier("plans:show", "engagement")),
    "own_task": Chore(_("A task that was added"), "list-check", _dossier("todos:list", "engagement"), by_hand=True),
    "aftercare_due": Chore(_("Follow the client after the end"), "heart", _dossier("closing:check", "engagement")),
    "satisfaction_due": Chore(
        _("Ask how satisfied the client is"), "star", _dossier("closing:invitation", "engagement")
    ),
    "judge_word": Chore(
        _("Judge whether a word may stand in a report"), "scale", _dossier("reports:judge", "question_id"), "report"
    ),
    "inform_client_orally": Chore(
        _("Tell the client orally what was reported"),
        "phone",
        _dossier("disclosures:inform", "disclosure_id"),
        "inform",
    ),
    "inform_client": Chore(
        _("Tell the client what was given to others"),
        "phone",
        _dossier("disclosures:inform", "disclosure_id"),
        "inform",
    ),
    "meeting_declined": Chore(
        _("Plan another time: somebody cannot come"), "calendar", _dossier("meetings:show", "meeting")
    ),
    "message_in_doubt": Chore(
        _("Find out whether a message arrived"), "alert-triangle", _dossier("settling:show", "message_id")
    ),
    "check_regulation": Chore(
        _("Check a new version of the regulation legally"), "scale", _page("versions:show", "version")
    ),
    "publish_regulation": Chore(
        _("Publish the new version of the regulation, which was checked"), "book", _page("versions:show", "version")
    ),
    "publish_style": Chore(_("Look at a new house style and publish it"), "eye", _page("house:style", "style")),
    "publish_form": Chore(_("Look at a prescribed form and publish it"), "eye", _page("house:form", "form")),
    "tell_change": Chore(
        _("Tell the clients what changes in the regulation"), "bell", _page("versions:show", "version")
    ),
    "access_asked": Chore(_("Answer who asks for access"), "hand-stop", _page("asking:answer", "question"), "access"),
    "access_answered": Chore(
        _("Read the answer to your question for access"),
        "message",
        _page("asking:list"),
        "access",
        by_hand=True,
    ),
    "glass_broken": Chore(_("Look at an emergency access"), "alert-triangle", _dossier("glass:review"), "access"),
    "look_begun": Chore(_("Read that support looked at screens"), "eye", _page("looks:show", "look"), "access"),
    "review_rights": Chore(
        _("Review who may see what, and sign"), "users", _page("reviews:review", "office"), "access"
    ),
    "acknowledge_regulation": Chore(_("Read the new version of the regulation"), "book", _page("people:start")),
}

# A kind of task that these pages do not know, of a later version or put in by hand: shown, with the dossier behind it.
UNKNOWN = Chore(
    _("Something to do"),
    "clipboard-list",
    lambda task, _: reverse("dossier:show", args=[task.dossier_id]) if task.dossier_id else reverse("desk:home"),
    by_hand=True,
)
