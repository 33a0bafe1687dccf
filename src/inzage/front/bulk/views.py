"""Pages of bulk actions: what is asked, what would happen to each row, how far it is, what became of each."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from inzage.access.bulk import actions, facts
from inzage.access.bulk.models import Bulk, BulkRow
from inzage.access.bulk.verbs import Targets, Verb, verb_of
from inzage.access.guards import Request, staff
from inzage.access.openings.actions import open_many
from inzage.access.versions import policy
from inzage.front.bulk import names
from inzage.front.lists.actions import trace_shown
from inzage.kit.listing import LISTS
from inzage.law.decisions.enter import ENTER, Enter
from inzage.law.policy import DUTIES, PURPOSES

PURPOSE = "3.g"


@require_POST
@staff(articles=("6.need",))
def new(request: Request) -> HttpResponseBase:
    """Take the chosen rows; ask what the verb needs, then keep them with what would happen to each."""
    code, chosen = request.POST.get("verb", ""), _ids(request.POST.getlist("row"))
    verb = verb_of(code)
    if verb is None:
        messages.error(request, _("Choose what to do with the rows."))
        return redirect("desk:home")
    _check(request, verb)
    back = reverse(LISTS[verb.page].page)
    targets = verb.find(chosen[: actions.MOST], request.actor)
    if not targets:
        messages.error(request, _("Tick the rows first, then choose what to do with them."))
        return redirect(back)
    asked = "asked" in request.POST or not verb.form.base_fields
    form = verb.form(request.POST if asked else None, actor=request.actor)
    if not asked or not form.is_valid():
        context = {"form": form, "verb": verb, "code": code, "targets": targets, "back": back}
        return TemplateResponse(request, "bulk/new.html", context)
    bulk = _prepare(request, code, verb, targets, form.cleaned_data)
    return redirect("bulk:show", bulk=bulk.pk)


def _check(request: Request, verb: Verb) -> None:
    """Raise law's Refused for who holds none of the roles that the single act asks."""
    facts = Enter(needed_roles=frozenset(verb.roles), roles=request.actor.roles, missing=frozenset())
    ENTER.decide(facts, policy()).enforce()


def _prepare(request: Request, code: str, verb: Verb, targets: Targets, given: dict[str, str]) -> Bulk:
    at = timezone.now()
    trial = None if verb.opens else partial(_carry_out, verb, given, request)
    return actions.prepare(verb=code, given=given, targets=targets, trial=trial, by=request.actor, at=at)


def _carry_out(verb: Verb, given: dict[str, str], request: Request, target: UUID) -> None:
    verb.carry_out(target, given, request.actor, timezone.now())


@require_GET
@staff(articles=("6.need",))
def show(request: Request, bulk: UUID) -> HttpResponseBase:
    """Before it is confirmed: how many, and which will be refused and why. Afterwards: what became of each."""
    found, verb = _own(request, bulk)
    rows = list(facts.rows(found))
    named = names.of(verb.page, [row.target for row in rows])
    trace_shown(dossiers=[row.dossier for row in rows if row.dossier], by=request.actor, at=timezone.now())
    context = {
        "bulk": found,
        "verb": verb,
        "rows": [(row, named.get(row.target, "")) for row in rows],
        "progress": facts.progress(found),
        "back": reverse(LISTS[verb.page].page),
        "list": LISTS[verb.page].label,
    }
    return TemplateResponse(request, "bulk/show.html", context)


@require_POST
@staff(articles=("6.need",))
def confirm(request: Request, bulk: UUID) -> HttpResponseBase:
    """Begin to carry it out."""
    found, verb = _own(request, bulk)
    actions.confirm(bulk=found, by=request.actor, at=timezone.now())
    _open_next(request, found, verb)
    return redirect("bulk:show", bulk=bulk)


@require_POST
@staff(articles=("6.need",))
def carry_on(request: Request, bulk: UUID) -> HttpResponseBase:
    """Do the next ten rows. The page asks for it again until all were done; without script a button does."""
    found, verb = _own(request, bulk)
    if found.confirmed_at is not None and verb.may(request.actor):
        carry_out = partial(_carry_out, verb, found.given, request)
        actions.carry_on(bulk=found, carry_out=carry_out, by=request.actor, at=timezone.now())
        _open_next(request, found, verb)
    progress = facts.progress(found)
    if not request.htmx:
        return redirect("bulk:show", bulk=bulk)
    if not progress.waiting:
        return HttpResponseClientRedirect(reverse("bulk:show", args=[bulk]))
    return TemplateResponse(request, "bulk/progress.html", {"bulk": found, "progress": progress})


def _open_next(request: Request, bulk: Bulk, verb: Verb) -> None:
    """Open the dossiers of the next rows, for the next request: content shows only under an earlier opening."""
    rows = list(facts.waiting(bulk, actions.AT_ONCE)) if verb.opens else []
    if not rows:
        return
    found = {
        opening.dossier: opening
        for opening in open_many(
            person=request.actor.person,
            dossiers=[row.dossier for row in rows if row.dossier],
            kind="client",
            parts=verb.opens,
            purpose=PURPOSE,
            others=[*PURPOSES, *DUTIES],
        )
    }
    for row in rows:
        if row.dossier is None or not found[row.dossier].is_open:
            _refuse(row, request)


def _refuse(row: BulkRow, request: Request) -> None:
    reason = _("The dossier does not open to you for this.")
    actions.refuse(row=row, reason=reason, by=request.actor, at=timezone.now())


def _own(request: Request, bulk: UUID) -> tuple[Bulk, Verb]:
    found = facts.own(request.actor, bulk)
    verb = verb_of(found.verb) if found else None
    if found is None or verb is None:
        raise Http404
    return found, verb


def _ids(values: Iterable[str]) -> list[UUID]:
    """The ids among what a form sent."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return list(dict.fromkeys(found))
