"""Pages of the calendar: my week, my day, and when colleagues are busy."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inzage.access.actor import Actor
from inzage.access.feeds.actions import make, note_read, revoke
from inzage.access.feeds.facts import working
from inzage.access.guards import Request, person, secret, staff
from inzage.access.limits.actions import FEEDS
from inzage.kit.downloads import download
from inzage.work.calendar import actions, facts
from inzage.work.calendar.ical import calendar_of
from inzage.work.meetings.facts import of_people

WEEK_DAYS = 7
WEEK = timedelta(days=WEEK_DAYS)
DAY = timedelta(days=1)
SHOWN_ONCE = "calendar_secret"
OVERVIEW = ("team_leader", "back_office", "manager")
"""Who sees when colleagues are busy: those who plan for others and divide the work."""


@require_GET
@staff(articles=("3.c", "6.need"))
def week(request: Request) -> HttpResponseBase:
    """My week, as a grid of hours or as a plain list; a list on a narrow screen."""
    monday = _monday(request)
    days = facts.days_of(request.actor.person, monday, WEEK_DAYS, get_language() or "nl")
    _trace(request, (each for day in days for each in day.appointments))
    shown = facts.shown_days(days)
    is_list = request.GET.get("as") == "list"
    more = {"as": "list"} if is_list else {}
    context = {
        "days": shown,
        "grid": [] if is_list else facts.grid(shown),
        "is_list": is_list,
        "tabs": _tabs("list" if is_list else "week", monday, request.actor),
        **_around("calendar:week", monday, WEEK, more),
    }
    return TemplateResponse(request, "calendar/week.html", context)


@require_GET
@staff(articles=("3.c", "6.need"))
def day(request: Request) -> HttpResponseBase:
    """My day."""
    shown = _asked(request)
    days = facts.days_of(request.actor.person, shown, 1, get_language() or "nl")
    _trace(request, days[0].appointments)
    context = {"days": days, "tabs": _tabs("day", shown, request.actor), **_around("calendar:day", shown, DAY, {})}
    return TemplateResponse(request, "calendar/day.html", context)


@require_GET
@staff(*OVERVIEW, articles=("6.need",))
def colleagues(request: Request) -> HttpResponseBase:
    """When the colleagues of my office are busy in a week: begin and end, nothing of with whom."""
    monday = _monday(request)
    office = request.actor.office
    context = {
        "days": [monday + DAY * number for number in range(facts.WORKING_DAYS)],
        "colleagues": facts.busy(office, monday) if office else [],
        "tabs": _tabs("colleagues", monday, request.actor),
        **_around("calendar:colleagues", monday, WEEK, {}),
    }
    return TemplateResponse(request, "calendar/colleagues.html", context)


@person(articles=("11.security",))
def subscription(request: Request) -> HttpResponseBase:
    """The secret address of my calendar: make one, and see it this once."""
    if request.method == "POST":
        secret = make(language=get_language() or "nl", by=request.actor, at=timezone.now())
        request.session[SHOWN_ONCE] = secret
        messages.success(request, _("The address is made. It is shown this once; copy it now."))
        return redirect("calendar:subscription")
    secret = request.session.pop(SHOWN_ONCE, "")
    context = {
        "feed": working(request.actor),
        "address": request.build_absolute_uri(reverse("calendar:feed", args=[secret])) if secret else "",
        "tabs": _tabs("subscription", timezone.localdate(), request.actor),
    }
    return TemplateResponse(request, "calendar/subscription.html", context)


@require_POST
@person(articles=("11.security",))
def unsubscribe(request: Request) -> HttpResponseBase:
    """Let the secret address of my calendar work no more."""
    revoke(by=request.actor, at=timezone.now())
    messages.success(request, _("The address works no more."))
    return redirect("calendar:subscription")


@secret(articles=("6.need", "11.security"), limit=FEEDS)
def feed(request: Request, secret: str) -> HttpResponseBase:  # noqa: ARG001  the guard has used it
    """The calendar of whose secret address this is, for a program elsewhere: no client's name, number or address."""
    found, now = working(request.actor), timezone.now()
    if found is None:
        raise Http404
    note_read(feed=found, by=request.actor, at=now)
    with override(found.language):
        since, until = now - facts.FEED_PAST, now + facts.FEED_AHEAD
        content = calendar_of(of_people([request.actor.person], since, until), request.build_absolute_uri)
    return download(content, name="agenda.ics", media_type="text/calendar; charset=utf-8")


def _trace(request: Request, shown: Iterable[facts.Appointment]) -> None:
    dossiers: list[UUID] = [each.meeting.dossier_id for each in shown]
    actions.trace_shown(dossiers=dossiers, by=request.actor, at=timezone.now())


def _asked(request: HttpRequest) -> date:
    """The day that an address names; today for none and for nonsense, and for a year that no calendar of ours has."""
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    today = timezone.localdate()
    return asked if asked and abs(asked.year - today.year) <= 100 else today  # noqa: PLR2004  a century is enough


def _monday(request: HttpRequest) -> date:
    asked = _asked(request)
    return asked - DAY * asked.weekday()


def _around(page: str, first: date, step: timedelta, more: dict[str, str]) -> dict[str, object]:
    """The first day, today, and the addresses of the page before, the next one, and that of today."""

    def address(on: date) -> str:
        return f"{reverse(page)}?{urlencode({'on': on.isoformat(), **more})}"

    today = timezone.localdate()
    return {
        "first": first,
        "last": first + step - DAY,
        "today": today,
        "now": timezone.now(),
        "before_url": address(first - step),
        "next_url": address(first + step),
        "today_url": address(today),
    }


def _tabs(here: str, on: date, actor: Actor) -> list[dict[str, object]]:
    when = {"on": on.isoformat()}
    pages = [
        ("week", _("Week"), "calendar:week", {}),
        ("list", _("Week as a list"), "calendar:week", {"as": "list"}),
        ("day", _("Day"), "calendar:day", {}),
    ]
    if actor.has(*OVERVIEW):
        pages.append(("colleagues", _("Colleagues"), "calendar:colleagues", {}))
    pages.append(("subscription", _("In another calendar"), "calendar:subscription", {}))
    return [
        {"label": label, "url": f"{reverse(page)}?{urlencode(when | more)}", "active": name == here}
        for name, label, page, more in pages
    ]
