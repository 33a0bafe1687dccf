"""Searching for words: over all dossiers that one may open only how many, inside an opened one the words themselves."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from inzage.access.guards import Request, opens, staff
from inzage.access.limits.actions import SEARCHES
from inzage.access.models import Dossier
from inzage.access.searching.actions import LONGEST, search_all
from inzage.access.searching.facts import search_in
from inzage.front import words
from inzage.kit.sealing import open_search, seal_search
from inzage.work.hours.facts import client_names


@staff(articles=("6.need",), limit=SEARCHES)
def texts(request: Request) -> HttpResponseBase:
    """In which dossiers words stand. What was typed is sealed before it stands in an address."""
    if request.method == "POST":
        return redirect(_address(request, reverse("dossier:texts")))
    wanted = open_search(request.GET.get("s", ""))
    hits = search_all(person=request.actor.person, wanted=wanted, cover=request.actor.cover) if wanted else []
    ids = [hit.dossier for hit in hits]
    numbers = dict(Dossier.objects.filter(pk__in=ids).values_list("pk", "number"))
    called = client_names(ids)
    rows = [{"hit": hit, "number": numbers.get(hit.dossier, ""), "name": called.get(hit.dossier, "")} for hit in hits]
    context = {"wanted": wanted, "rows": rows, "sealed": request.GET.get("s", "")}
    return TemplateResponse(request, "dossier/texts.html", context)


@opens("card", articles=("6.dossier", "6.need"))
def search(request: Request, dossier: UUID) -> HttpResponseBase:
    """Where in this dossier words stand, each with the piece around it; only of what one may read."""
    if request.method == "POST":
        return redirect(_address(request, reverse("dossier:search", args=[dossier])))
    wanted = open_search(request.GET.get("s", ""))
    found = search_in(dossier, wanted, at=timezone.now()) if wanted else []
    rows = [(each, words.ENTRIES.get(each.entry.kind, each.entry.kind)) for each in found]
    return TemplateResponse(request, "dossier/search.html", {"dossier": dossier, "wanted": wanted, "rows": rows})


def _address(request: Request, page: str) -> str:
    """The page with the words sealed; without words the page alone."""
    text = request.POST.get("q", "").strip()[:LONGEST]
    return f"{page}?{urlencode({'s': seal_search(text)})}" if text else page
