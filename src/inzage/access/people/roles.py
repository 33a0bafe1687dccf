"""The roles of the policy in words, for lists and forms."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {
    "coach": _("coach"),
    "psychologist": _("psychologist"),
    "labour_expert": _("labour expert"),
    "back_office": _("back office"),
    "account_manager": _("account manager"),
    "team_leader": _("team leader"),
    "manager": _("manager"),
    "privacy_officer": _("privacy officer"),
    "complaint_officer": _("complaint officer"),
    "auditor": _("auditor"),
    "administrator": _("administrator"),
}


def labels(roles: Iterable[str]) -> list[str]:
    """The labels of some roles in the language of the page, in a fixed order."""
    held = set(roles)
    return [str(label) for role, label in LABELS.items() if role in held]
