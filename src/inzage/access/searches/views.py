"""Pages of saved searches: all of one's own, saving one, taking one away."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access.guards import Request, staff
from inzage.access.searches import actions, facts
from inzage.access.searches.forms import SaveForm
from inzage.kit.listing import LISTS


@require_GET
@staff()
def index(request: Request) -> HttpResponseBase:
    """All searches that the actor saved, by list."""
    rows = [
        {"search": search, "list": LISTS[search.page].label, "url": facts.Way(search.page, search.query).url}
        for search in facts.every_saved(request.actor)
        if search.page in LISTS
    ]
    return TemplateResponse(request, "searches/saved.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@staff()
def new(request: Request) -> HttpResponseBase:
    """Give the list as it stands a name, and go back to it; without a list that there is, to all searches."""
    form = SaveForm(request.POST or None, initial={name: request.GET.get(name, "") for name in ("page", "query")})
    shape = LISTS.get(str(form["page"].value() or ""))
    if shape is None:
        return redirect("searches:list")
    if request.method == "POST" and form.is_valid():
        saved = actions.save_search(**form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Saved. You find it in the menu above the list."))
        return redirect(facts.Way(shape.name, saved.query).url)
    return TemplateResponse(request, "searches/new.html", {"form": form, "list": shape})


@require_POST
@staff()
def remove(request: Request, search: UUID) -> HttpResponseBase:
    """Take a search away."""
    if not actions.remove_search(search=search, by=request.actor, at=timezone.now()):
        raise Http404
    messages.success(request, _("The search is removed."))
    return redirect("searches:list")
