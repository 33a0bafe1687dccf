"""The frame around every page of the desk: menu, search, who is signed in, the opened dossier with its tabs.

All of it is lazy: a fragment that shows none of it costs no query; a whole page costs at most two.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from inzage.access.actor import Actor
from inzage.access.openings.actions import OpeningInfo
from inzage.access.people.roles import labels
from inzage.access.preferences.facts import preferred
from inzage.access.searches.facts import way_back
from inzage.clients.representatives.models import Representative
from inzage.front import words
from inzage.front.desk.facts import how_many_due
from inzage.front.dossier.card import Card, client_card, sponsor_card
from inzage.front.dossier.tabs import tabs
from inzage.front.news.facts import unread
from inzage.kit.listing import LISTS
from inzage.law.policy import Policy
from inzage.work.engagements.courses import stage_label
from inzage.work.engagements.facts import WORKERS

SEES_CARDS = "card"
CONSENTS = {
    ("health", "given"): __("Consent for health data: given"),
    ("health", "missing"): __("Consent for health data: missing"),
    ("health", "expired"): __("Consent for health data: expired"),
    ("health", "withdrawn"): __("Consent for health data: withdrawn"),
    ("profile", "given"): __("Consent for the profile: given"),
    ("profile", "expired"): __("Consent for the profile: expired"),
    ("profile", "withdrawn"): __("Consent for the profile: withdrawn"),
}
TONES = {"given": "good", "missing": "neutral", "expired": "warn", "withdrawn": "bad"}
A_CLIENT = "/dossiers/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the main menu, shown to whom `allowed` says, given roles and policy; `g` and `key` go there."""

    page: str
    label: Promise
    icon: str
    areas: tuple[str, ...]
    allowed: Callable[[Actor, Policy], bool]
    key: str = ""


def _everybody(actor: Actor, policy: Policy) -> bool:  # noqa: ARG001  one form for all
    return True


def _sees(kind: str) -> Callable[[Actor, Policy], bool]:
    """Who sees cards of this kind: bureau-wide, or of the dossiers that are assigned."""

    def allowed(actor: Actor, policy: Policy) -> bool:
        return any(SEES_CARDS in policy.parts(role, "assigned", kind) for role in actor.roles)

    return allowed


def _holds(*roles: str) -> Callable[[Actor, Policy], bool]:
    def allowed(actor: Actor, policy: Policy) -> bool:  # noqa: ARG001  one form for all
        return actor.has(*roles)

    return allowed


def _gives_access(actor: Actor, policy: Policy) -> bool:
    """Who gives access to the dossiers of an office."""
    return actor.has(*policy.grants.givers)


def _supports(actor: Actor, policy: Policy) -> bool:
    """Who looks at the screens as a colleague, for support."""
    return actor.has(*policy.support.roles) and not actor.cover


MENU = (
    Entry("desk:home", __("My desk"), "layout-dashboard", ("desk",), _everybody, "d"),
    Entry("registration:list", __("Clients"), "users", ("registration",), _sees("client"), "c"),
    Entry("calendar:week", __("Calendar"), "calendar-event", ("calendar",), _sees("client"), "a"),
    Entry("lists:engagements", __("Engagements"), "briefcase", ("lists:engagements", "caseload"), _sees("client"), "e"),
    Entry("lists:reports", __("Reports"), "file-text", ("lists:reports",), _sees("client"), "r"),
    Entry("dossier:texts", __("Search in texts"), "search", ("dossier:texts",), _sees("client")),
    Entry(
        "referrals:list", __("Referrals"), "user-plus", ("referrals",), _holds("back_office", "team_leader", "manager")
    ),
    Entry("relations:list", __("Sponsors"), "building", ("relations", "agreements"), _sees("sponsor"), "s"),
    Entry("groups:list", __("Group programmes"), "users", ("groups",), _holds(*WORKERS, "back_office", "team_leader")),
    Entry("hours:week", __("Hours"), "clock", ("hours",), _holds(*WORKERS, "team_leader")),
    Entry(
        "clientagreements:templates",
        __("Agreement with clients"),
        "certificate",
        ("clientagreements",),
        _holds("back_office", "privacy_officer"),
    ),
    Entry("disclosures:register", __("Disclosures"), "send", ("disclosures",), _holds("privacy_officer")),
    Entry("standins:list", __("Standing in"), "calendar", ("standins", "asking", "glass"), _gives_access),
    Entry("house:list", __("House templates"), "file-check", ("house",), _holds("back_office", "manager")),
    Entry("people:list", __("Staff"), "user-plus", ("people", "reviews"), _holds("manager")),
    Entry("looks:list", __("Support"), "adjustments", ("looks",), _supports),
    Entry("versions:list", __("Regulation"), "book", ("versions",), _everybody),
    Entry("needs:show", __("Who sees what"), "key", ("needs",), _everybody),
    Entry("log:list", __("Log"), "eye", ("log",), _holds("privacy_officer", "manager")),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """What the frame of a page shows; nothing outside a guard."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"directory_name": settings.DIRECTORY.name if settings.DIRECTORY else ""}
    opening: OpeningInfo | None = getattr(request, "opening", None)
    at_work = not actor.missing and actor.kind in {"staff", "auditor"}
    return {
        "bureau_name": settings.BUREAU_NAME,
        "signed_in": _signed_in(actor, at_work=at_work),
        "news": SimpleLazyObject(lambda: {"number": unread(preferred(request, actor).news)}) if at_work else None,
        "navigation": SimpleLazyObject(lambda: _navigation(request, actor)) if at_work else [],
        "search_url": reverse("registration:search") if at_work and _sees("client")(actor, settings.POLICY) else "",
        "regulation_url": reverse("versions:current"),
        "words_url": reverse("words:show") if at_work else "",
        "session_seconds": settings.SESSION_COOKIE_AGE,
        "session_keep_url": reverse("desk:stay"),
        "ask_url": reverse("asking:list") if at_work else "",
        "glass_url": reverse("glass:break") if at_work and actor.has(*settings.POLICY.break_glass.roles) else "",
        "back_url": _came_from(request),
        "look": getattr(request, "look", None),
        "opening_strip": _strip(request, opening) if opening else None,
        "shortcuts_on": SimpleLazyObject(lambda: preferred(request, actor).shortcuts),
        "shortcuts_url": reverse("preferences:shortcuts"),
        "dossier_head": SimpleLazyObject(lambda: _head(request, actor, opening)) if opening else None,
    }


def _came_from(request: HttpRequest) -> str:
    """The page of ours from which somebody came, for the way back from a refusal; empty when there is none."""
    address = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()})
    path = urlsplit(address).path if ours else ""
    return path if path != request.path or request.method == "POST" else ""


def _signed_in(actor: Actor, *, at_work: bool) -> dict[str, object]:
    menu = [
        {"label": _("My details and sign-in"), "icon": "user", "url": reverse("people:me")},
    ]
    if at_work:
        menu.append({"label": _("My searches"), "icon": "star", "url": reverse("searches:list")})
        menu.append({"label": _("What's new"), "icon": "bell", "url": reverse("news:list")})
    return {"name": actor.name, "role": ", ".join(labels(actor.roles)).capitalize(), "menu": menu}


def _navigation(request: HttpRequest, actor: Actor) -> list[dict[str, object]]:
    match = request.resolver_match
    in_dossier = request.path.startswith(A_CLIENT)
    here = {"registration"} if in_dossier else {_area(request), match.view_name if match else ""}
    due = how_many_due(actor)
    return [
        {
            "label": entry.label,
            "url": reverse(entry.page),
            "icon": entry.icon,
            "key": entry.key,
            "active": not here.isdisjoint(entry.areas),
            "count": due if entry.page == "desk:home" and due else None,
        }
        for entry in MENU
        if entry.allowed(actor, settings.POLICY)
    ]


def _area(request: HttpRequest) -> str:
    """The area whose page this is: the namespace of its address."""
    match = request.resolver_match
    return match.namespace if match else ""


def _strip(request: HttpRequest, opening: OpeningInfo) -> dict[str, object]:
    change = f"{reverse('choosing:change')}?{urlencode({'page': request.path})}"
    return {"purpose": words.purpose(opening.purpose), "until": opening.until, "close_url": "", "change_url": change}


def _head(request: HttpRequest, actor: Actor, opening: OpeningInfo) -> dict[str, object] | None:
    """The head of the opened dossier; None when the actor has no card of it."""
    is_sponsor = request.path.startswith(reverse("relations:list"))
    card = (sponsor_card if is_sponsor else client_card)(opening.dossier, actor)
    if card is None:
        return None
    back_url, back_label = _way_back(request, is_sponsor=is_sponsor) if card.name else (reverse("log:list"), _("Log"))
    return {
        "title": card.name or _("Dossier %(number)s") % {"number": card.number},
        "number": card.number if card.name else "",
        "back_url": back_url,
        "back_label": back_label,
        "badges": list(_badges(card)),
        "facts": list(_facts(card)),
        "tabs": tabs(card, actor, _area(request)),
    }


def _way_back(request: HttpRequest, *, is_sponsor: bool) -> tuple[str, str]:
    """Address and name of the list from which somebody came, as it stood; else of all clients or sponsors."""
    way = way_back(request, "sponsor" if is_sponsor else "client")
    if way is not None and way.shape in LISTS:
        return way.url, str(LISTS[way.shape].label)
    return (reverse("relations:list"), _("Sponsors")) if is_sponsor else (reverse("registration:list"), _("Clients"))


def _badges(card: Card) -> list[tuple[str, str]]:
    """Label and tone of what one must know at a glance."""
    shown = [(stage_label(each.phase), "info") for each in card.engagements]
    if card.closed:
        shown.append((_("Closed"), "neutral"))
    for capacity, is_over in card.represented:
        label = str(Representative.Capacity(capacity).label)
        shown.append(
            (_("%(capacity)s: the term is over") % {"capacity": label}, "warn") if is_over else (label, "info")
        )
    if card.notice_missing:
        shown.append((_("Privacy notice not given yet"), "warn"))
    if card.still_since:
        since = date_format(timezone.localdate(card.still_since), "j F Y")
        shown.append((_("Stands still since %(day)s") % {"day": since}, "warn"))
    if "disclosures" in card.parts:
        shown += [(str(CONSENTS[each]), TONES[each[1]]) for each in card.consents]
    return shown


def _facts(card: Card) -> list[tuple[str, object]]:
    """The rows of the head; what is not there is left out."""
    rows: list[tuple[str, object]] = []
    if card.engagements:
        rows.append((_("Service"), ", ".join(words.service(each.service) for each in card.engagements)))
        rows.append((_("Sponsor"), ", ".join(sorted({each.sponsor for each in card.engagements}))))
    if card.coaches:
        rows.append((_("Coach"), ", ".join(card.coaches)))
    if card.next_meeting:
        rows.append((_("Next meeting"), timezone.localtime(card.next_meeting)))
    if card.next_due:
        rows.append((_("First thing due"), card.next_due))
    if card.last_entry:
        rows.append((_("Last entry"), timezone.localdate(card.last_entry)))
    return rows
