"""Guards: each route has exactly one. It opens, begins the transaction, proves the actor, runs the view and renders.

In this order: who is it (login and second factor); the opening, committed on the opener's connection, when the route is
about a dossier; the request's own transaction with the proven actor; the view and its template inside it. A refusal is
written on the ledger after the rollback, through the opener, so that it never rolls back its own line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import InternalError, ProgrammingError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django_htmx.middleware import HtmxDetails

from inzage.access.actor import Actor
from inzage.access.feeds.actions import digest
from inzage.access.feeds.facts import owner
from inzage.access.identity import acting, sessions
from inzage.access.identity.looks import Look
from inzage.access.identity.models import Login
from inzage.access.identity.second_factor import has_second_factor, where_to_prove
from inzage.access.ledger.actions import record_refusal
from inzage.access.ledger.kinds import Kind
from inzage.access.limits.actions import Excess, Limit, use
from inzage.access.need import may_open
from inzage.access.openings.actions import OpeningInfo, open_dossier
from inzage.access.undercover import LOOK, look_of, only_looks, refusal
from inzage.law.decisions.decision import Refused
from inzage.law.decisions.enter import ENTER, Enter
from inzage.law.policy import DUTIES, PURPOSES

STAFF = frozenset({"staff", "auditor"})
WRONG_PURPOSE = frozenset({"no_purpose", "not_agreed", "prohibited"})
CHOSEN = "purposes"
MOST_CHOSEN = 20
METHODS = ("GET", "HEAD", "POST")
READING = ("GET", "HEAD")


class Request(HttpRequest):
    """A request inside a guard: the proven actor, the opening and the look for support when there is one, htmx."""

    look: Look | None

    actor: Actor
    opening: OpeningInfo | None
    htmx: HtmxDetails


class Who(NamedTuple):
    """As whom a request is answered, and who looks as them for support, if anybody does."""

    person: UUID
    cover: UUID | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """What a route asks of whoever comes: shown in the permission matrix and tested for every route."""

    who: str
    roles: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    kind: str = ""
    purpose: str = ""
    articles: tuple[str, ...] = ()
    limit: Limit | None = None

    def __call__(self, view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        """The guarded view."""

        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: Any) -> HttpResponseBase:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            if self.who == "public":
                return view(request, *args, **kwargs)
            if self.who == "secret":
                return _by_secret(self, view, cast("Request", request), kwargs)
            return _enter(self, view, cast("Request", request), kwargs)

        guarded.guard = self  # type: ignore[attr-defined]  # read by the law of the house that every route has one
        return guarded


def public(*, articles: tuple[str, ...] = ()) -> Guard:
    """Anybody, without a login."""
    return Guard("public", articles=articles)


def person(*, articles: tuple[str, ...] = ()) -> Guard:
    """Anybody who is signed in, for what is only their own."""
    return Guard("person", articles=articles)


def secret(*, articles: tuple[str, ...] = (), limit: Limit | None = None) -> Guard:
    """Whoever knows the secret in the address, without a login: for reading what is only its owner's own.

    The view acts as the owner, so that it sees what the owner may see now; nobody who has left has anything.
    """
    return Guard("secret", articles=articles, limit=limit)


def staff(*roles: str, articles: tuple[str, ...] = (), limit: Limit | None = None) -> Guard:
    """Staff that signed the declaration and know the current regulation; holding any of `roles` when given."""
    return Guard("staff", roles=frozenset(roles), articles=articles, limit=limit)


def opens(
    *parts: str,
    purpose: str = "3.c",
    kind: str = "client",
    roles: tuple[str, ...] = (),
    articles: tuple[str, ...] = (),
    limit: Limit | None = None,
) -> Guard:
    """Staff with a right on all these parts of the dossier in the URL; opens it first.

    Under the purpose that the user chose for this dossier, else under `purpose`, else under the first one of the
    regulation that the user's right and the dossier's agreement carry (articles 3.purposes and 3.2).
    """
    return Guard("staff", frozenset(roles), frozenset(parts), kind, purpose, articles, limit)


def _enter(
    guard: Guard, view: Callable[..., HttpResponseBase], request: Request, kwargs: dict[str, Any]
) -> HttpResponseBase:
    login = request.user
    if not isinstance(login, Login):
        return redirect_to_login(request.get_full_path())
    if guard.who == "staff" and login.kind not in STAFF:
        request.look = None
        return _not_found(request, Who(login.person))
    if login.kind in STAFF and not has_second_factor(request):
        return redirect(where_to_prove(login))
    sessions.note(request, at=timezone.now())
    request.opening = None
    request.look = look_of(request, login.person)
    covered = request.look is not None and guard.who == "staff"
    who = Who(request.look.colleague_id, login.person) if request.look and covered else Who(login.person)
    if guard.limit and (excess := use(guard.limit, person=login.person)):
        return _too_often(request, who, guard.limit, excess)
    if guard.kind and (answer := _open(guard, request, who, kwargs["dossier"])):
        return answer
    return _inside(guard, view, request, who, kwargs)


def _by_secret(
    guard: Guard, view: Callable[..., HttpResponseBase], request: Request, kwargs: dict[str, Any]
) -> HttpResponseBase:
    """Run the view as the owner of a secret address; a program reads the answer, so a refusal is a bare status."""
    if request.method not in READING:
        return HttpResponseNotAllowed(READING)
    who = owner(digest(kwargs["secret"]))
    if who is None:
        return HttpResponse(status=404)
    if guard.limit and (excess := use(guard.limit, person=who)):
        return HttpResponse(status=429, headers={"Retry-After": str(excess.wait)})
    with acting(who) as actor:
        request.actor, request.opening = actor, None
        response = view(request, **kwargs)
    add_never_cache_headers(response)
    return response


def _open(guard: Guard, request: Request, who: Who, dossier: UUID) -> HttpResponse | None:
    """Open the dossier under the purpose that the user chose for it, or that the route has, or that is possible.

    Gives the page that says why not, or None when the view may be run.
    """
    chosen = request.session.get(CHOSEN, {}).get(str(dossier))
    first, *others = dict.fromkeys([*([chosen] if chosen else []), guard.purpose, *PURPOSES, *DUTIES])
    opening = open_dossier(
        person=who.person,
        dossier=dossier,
        kind=guard.kind,
        parts=guard.parts,
        purpose=first,
        others=others,
        cover=who.cover,
    )
    if opening.status == "covered":
        return _page(request, who, "kit/refused.html", {"decision": refusal("open").decision}, status=403)
    if opening.status == "no_need":
        return _not_found(request, who)
    if opening.status in WRONG_PURPOSE:
        return _wrong_purpose(guard, request, who, opening)
    request.opening = opening if opening.is_open else None
    return None


def remember_purpose(request: HttpRequest, dossier: UUID, purpose: str) -> None:
    """Open this dossier under `purpose` from now on, where the page allows it, for the rest of the session."""
    kept = dict(list(request.session.get(CHOSEN, {}).items())[-MOST_CHOSEN:])
    request.session[CHOSEN] = kept | {str(dossier): purpose}


def _inside(
    guard: Guard, view: Callable[..., HttpResponseBase], request: Request, who: Who, kwargs: dict[str, Any]
) -> HttpResponseBase:
    try:
        with acting(who.person, cover=who.cover) as actor:
            request.actor = actor
            if who.cover:
                only_looks(request)
            if guard.who == "staff":
                if actor.missing:
                    request.session.pop(LOOK, None)
                    return redirect("people:start")
                facts = Enter(needed_roles=guard.roles, roles=actor.roles, missing=frozenset(actor.missing))
                ENTER.decide(facts, settings.POLICY).enforce()
            response = view(request, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
            return response
    except Refused as refused:
        return _refused(request, who, refused, kwargs.get("dossier"))
    except Http404:
        return _not_found(request, who)
    except (InternalError, ProgrammingError):
        if not who.cover:
            raise
        return _refused(request, who, refusal(), kwargs.get("dossier"))


def _refused(request: Request, who: Who, refused: Refused, dossier: UUID | None) -> HttpResponse:
    """The refusal on the ledger, then a page that names the article and what would make it allowed."""
    decision = refused.decision
    opened = request.opening
    record_refusal(
        Kind.DECISION_REFUSED,
        person=who.person,
        cover=who.cover,
        dossier=dossier,
        purpose=opened.purpose if opened else "",
        articles=decision.articles,
        detail={"act": decision.act},
    )
    return _page(request, who, "kit/refused.html", {"decision": decision}, status=403)


def _wrong_purpose(guard: Guard, request: Request, who: Who, opening: OpeningInfo) -> HttpResponse:
    """The law's words for a purpose that the gate refused; that is on the ledger already."""
    with acting(who.person, cover=who.cover) as actor:
        decision = may_open(actor, dossier=opening.dossier, kind=guard.kind, parts=guard.parts, purpose=opening.purpose)
    return _page(request, who, "kit/refused.html", {"decision": decision}, status=403)


def _too_often(request: Request, who: Who, limit: Limit, excess: Excess) -> HttpResponse:
    """The first one too many of a window is on the ledger; were each there, the limit itself could flood it."""
    if excess.is_first:
        detail: dict[str, str | int] = {"limit": limit.name, "times": limit.times, "seconds": limit.seconds}
        record_refusal(Kind.RATE_LIMITED, person=who.person, cover=who.cover, articles=("11.security",), detail=detail)
    response = _page(request, who, "kit/too_often.html", {"wait": excess.wait, "on_log": True}, status=429)
    response.headers["Retry-After"] = str(excess.wait)
    return response


def _not_found(request: Request, who: Who) -> HttpResponse:
    """One answer for "not yours" and "does not exist"."""
    request.opening = None
    return _page(request, who, "kit/not_found.html", {}, status=404)


def _page(request: Request, who: Who, template: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    with acting(who.person, cover=who.cover) as actor:
        request.actor = actor
        response = TemplateResponse(request, template, context, status=status)
        response.render()
    return response
