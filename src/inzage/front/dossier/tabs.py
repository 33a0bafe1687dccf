"""The parts of a dossier as tabs: each shown to who has a right on what its page opens."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.access.actor import Actor
from inzage.access.guards import Guard
from inzage.front.dossier.card import Card


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: the name of its page, its label and icon, and the areas in whose pages it is the present one."""

    page: str
    label: Promise
    icon: str
    areas: tuple[str, ...]


DETAILS_AREAS = ("registration", "notices", "objections", "representatives", "closures")
ENGAGEMENT_AREAS = (
    "engagements",
    "reporting",
    "bsn",
    "todos",
    "plans",
    "absence",
    "clientagreements",
    "closing",
    "hours",
    "groups",
)
CLIENT = (
    Tab("dossier:show", _("Time line"), "history", ("dossier", "notes", "drafts")),
    Tab("registration:data", _("Details"), "id", DETAILS_AREAS),
    Tab("correspondence:list", _("Correspondence"), "mail", ("correspondence",)),
    Tab("engagements:list", _("Engagements"), "briefcase", ENGAGEMENT_AREAS),
    Tab("meetings:list", _("Meetings"), "calendar-event", ("meetings", "invitations")),
    Tab("health:show", _("Work capacity"), "stethoscope", ("health",)),
    Tab("reports:list", _("Reports"), "file-text", ("reports", "releases", "deliveries")),
    Tab("disclosures:list", _("Disclosures"), "send", ("disclosures", "settling")),
    Tab("consents:list", _("Consents"), "file-check", ("consents", "enquiries")),
    Tab("holders:list", _("Access"), "key", ("holders",)),
    Tab("log:dossier", _("Log"), "eye", ("log", "glass")),
)
SPONSOR = (
    Tab("relations:show", _("Sponsor"), "building", ("relations",)),
    Tab("agreements:list", _("Agreements"), "file-text", ("agreements",)),
    Tab("hours:balance", _("Hours"), "clock", ("hours",)),
)


def tabs(card: Card, actor: Actor, area: str) -> list[dict[str, object]]:
    """The tabs that the actor may follow, for a page of `area` (the namespace of its address)."""
    return [
        {
            "label": tab.label,
            "url": reverse(tab.page, kwargs={"dossier": card.dossier}),
            "icon": tab.icon,
            "active": area in tab.areas,
        }
        for tab in (CLIENT if card.kind == "client" else SPONSOR)
        if may_open(tab.page, actor, card.parts)
    ]


def may_open(page: str, actor: Actor, parts: frozenset[str], *more: str) -> bool:
    """Whether the guard of a page lets the actor in, who has a right on these parts of the dossier.

    `page` is the page's name, `more` the names of what its address holds beside the dossier.
    """
    guard = _guard(page, more)
    return guard.parts <= parts and (not guard.roles or actor.has(*guard.roles))


@cache
def _guard(page: str, more: tuple[str, ...]) -> Guard:
    nobody = dict.fromkeys(("dossier", *more), UUID(int=0))
    view = resolve(reverse(page, kwargs=nobody)).func
    guard: Guard = getattr(view, "guard")  # noqa: B009  every view of ours has one; Django's type cannot know
    return guard
