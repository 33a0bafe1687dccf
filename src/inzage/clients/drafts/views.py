"""Pages of drafts: one that was kept beside another, and throwing it away; and what every form with a draft needs."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from inzage.access.guards import Request, opens
from inzage.clients.drafts import actions
from inzage.clients.drafts.facts import draft_of, drafts_of
from inzage.clients.drafts.forms import Window
from inzage.clients.drafts.models import Draft

PAGES: Mapping[str, str] = {
    Draft.Kind.NOTE: "notes:new",
    Draft.Kind.NOTE_CHANGE: "notes:change",
    Draft.Kind.CORRESPONDENCE: "correspondence:new",
}
SHOWN_FIRST = ("subject", "text")


@opens("card", articles=("6.dossier",))
def show(request: Request, dossier: UUID, draft: UUID) -> HttpResponse:
    """A text that was kept, whole, with the ways to go on with it or to throw it away."""
    found = _found(dossier, request, draft)
    texts = [found.fields[name] for name in SHOWN_FIRST if found.fields.get(name)]
    on = f"{_page(found)}?{urlencode({'draft': str(found.pk)})}"
    return TemplateResponse(request, "drafts/show.html", {"dossier": dossier, "draft": found, "texts": texts, "on": on})


@opens("card", articles=("6.dossier",))
def throw_away(request: Request, dossier: UUID, draft: UUID) -> HttpResponse:
    """Throw a kept text away, and begin with an empty form."""
    found = _found(dossier, request, draft)
    if request.method == "POST":
        actions.throw_away(draft=found, by=request.actor, at=timezone.now())
        messages.success(request, _("The draft is thrown away."))
    return redirect(_page(found))


def _found(dossier: UUID, request: Request, draft: UUID) -> Draft:
    found = draft_of(dossier, request.actor, draft)
    if found is None:
        raise Http404
    return found


def _page(draft: Draft) -> str:
    """The page of the form that a draft belongs to."""
    about = [draft.subject] if draft.subject else []
    return reverse(PAGES[draft.kind], args=[draft.dossier_id, *about])


def answer_draft(
    request: Request, dossier: UUID, kind: str, names: Mapping[str, object], *, subject: UUID | None = None
) -> HttpResponse:
    """Keep what a form posts at a pause: these fields of it, whatever state they are in.

    Answers 204, or the time and the address of newer text that was kept in another window; 422 for too much.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    fields = {name: request.POST[name] for name in names if request.POST.get(name)}
    try:
        newer = actions.keep(
            dossier=dossier,
            kind=kind,
            subject=subject,
            window=Window.read(request.POST),
            fields=fields,
            by=request.actor,
            at=timezone.now(),
        )
    except actions.TooLongError:
        return HttpResponse(status=422)
    if newer is None:
        return HttpResponse(status=204)
    at = date_format(timezone.localtime(newer.saved_at), "H:i")
    return JsonResponse({"at": at, "address": reverse("drafts:show", args=[dossier, newer.pk])})


def begin(
    request: Request, dossier: UUID, kind: str, *, subject: UUID | None = None, chosen: str = ""
) -> dict[str, object]:
    """What a form begins with: its window, the draft that fills it (the `chosen` one, else the newest), and others.

    After a wrong form the window stays what it was, and no draft fills it: the form has what was typed.
    """
    drafts = drafts_of(dossier, request.actor, kind=kind, subject=subject)
    if request.method == "POST":
        window = Window.read(request.POST)
        others = [each for each in drafts if each.tab not in {window.tab, window.origin}]
        return {"window": window, "draft": None, "others": others}
    draft = next((each for each in drafts if str(each.pk) == chosen), drafts[0] if drafts else None)
    others = [each for each in drafts if each is not draft]
    return {"window": Window.fresh(draft, at=timezone.now()), "draft": draft, "others": others}
