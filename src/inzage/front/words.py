"""Plain words for codes that several pages of the front show: entries on a time line, purposes, services."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inzage.access.versions import policy
from inzage.work.engagements.courses import stage_label

ENTRIES: Mapping[str, Promise] = {
    "registration": _("Registration"),
    "notice": _("Privacy notice"),
    "note": _("Session note"),
    "correspondence": _("Correspondence"),
    "document": _("Document"),
    "health": _("Work capacity"),
    "engagement": _("Engagement"),
    "meeting": _("Meeting planned"),
    "meeting_held": _("Meeting"),
    "meeting_change": _("Meeting moved or called off"),
    "reporting_agreement": _("Reporting agreement"),
    "reporting_told": _("Reporting agreement, told"),
    "client_agreement": _("Agreement with the client"),
    "group": _("Group programme"),
    "plan_seen": _("Plan signed for seen"),
    "report": _("Report"),
    "review": _("Put before the client"),
    "disclosure": _("Disclosure"),
    "delivery": _("Report given to the client"),
    "enquiry": _("Question to a doctor"),
    "oral_report": _("Oral report"),
    "informed": _("Client informed"),
    "consent": _("Consent"),
    "objection": _("Objection"),
    "representative": _("Representative"),
    "closure": _("Closing of the dossier"),
}


def purpose(code: str) -> str:
    """What a purpose of the policy is for, in the language of the page; the code itself when the policy lacks it."""
    known = policy().purpose(code)
    return known.label.to(get_language() or "nl") if known else code


def service(code: str) -> str:
    """The name of a service of the policy, in the language of the page; the code itself when the policy lacks it."""
    known = policy().service(code)
    return known.label.to(get_language() or "nl") if known else code


def phases() -> list[tuple[str, str]]:
    """Every phase that an engagement can be in, with its name, in their usual order."""
    return [(code, stage_label(code)) for code in policy().courses.stages]


def phase(code: str) -> str:
    """The name of a phase, in the language of the page; the code itself when the policy lacks it."""
    return stage_label(code)
