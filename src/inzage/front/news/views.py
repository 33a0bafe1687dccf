"""The page of what's new; who looks at it has read it."""

from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from inzage.access.guards import Request, staff
from inzage.access.preferences import actions
from inzage.access.preferences.facts import forget, preferred
from inzage.front.news import facts


@require_GET
@staff()
def index(request: Request) -> HttpResponseBase:
    """What changed, the newest first; what one had not read yet is marked, this once."""
    read = preferred(request, request.actor).news
    rows = [{"entry": entry, "url": reverse(entry.page), "is_unread": entry.id > read} for entry in facts.entries()]
    if facts.unread(read):
        actions.read_news(newest=facts.entries()[0].id, by=request.actor, at=timezone.now())
        forget(request)
    return TemplateResponse(request, "news/list.html", {"rows": rows})
