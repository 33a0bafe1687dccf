"""The parts of a dossier as tabs: each shown to who has a right on what its page opens."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.access.guards import Guard
from inzage.front.dossier.card import Card


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: the name of its page, its label and icon, and the areas in whose pages it is the present one."""

    page: str
    label: Promise
    icon: str
    areas: tuple[str, ...]


CLIENT = (
    Tab("dossier:show", _("Time line"), "history", ("dossier", "notes")),
    Tab("registration:data", _("Details"), "id", ("registration", "notices")),
    Tab("engagements:list", _("Engagements"), "briefcase", ("engagements", "reporting")),
    Tab("reports:list", _("Reports"), "file-text", ("reports", "releases")),
    Tab("disclosures:list", _("Disclosures"), "send", ("disclosures", "post")),
    Tab("consents:list", _("Consents"), "file-check", ("consents",)),
    Tab("log:dossier", _("Log"), "eye", ("log",)),
)
SPONSOR = (
    Tab("relations:show", _("Sponsor"), "building", ("relations",)),
    Tab("agreements:list", _("Agreements"), "file-text", ("agreements",)),
)


def tabs(card: Card, area: str) -> list[dict[str, object]]:
    """The tabs that the actor may follow, for a page of `area` (the namespace of its address)."""
    return [
        {
            "label": tab.label,
            "url": reverse(tab.page, kwargs={"dossier": card.dossier}),
            "icon": tab.icon,
            "active": area in tab.areas,
        }
        for tab in (CLIENT if card.kind == "client" else SPONSOR)
        if _stands(tab.page) and may_open(tab.page, card.parts)
    ]


def _stands(page: str) -> bool:
    try:
        reverse(page, kwargs={"dossier": UUID(int=0)})
    except NoReverseMatch:
        return False
    return True


def may_open(page: str, parts: Collection[str]) -> bool:
    """Whether a right on these parts opens the page of a dossier that is named `page`."""
    return needed(page) <= frozenset(parts)


@cache
def needed(page: str) -> frozenset[str]:
    """The parts that a page of a dossier opens, as its own guard says."""
    view = resolve(reverse(page, kwargs={"dossier": UUID(int=0)})).func
    guard: Guard = getattr(view, "guard")  # noqa: B009  every view of ours has one; Django's type cannot know
    return guard.parts
