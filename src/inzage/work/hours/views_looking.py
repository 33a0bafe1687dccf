"""Pages of hours that only show: those of the team, and those of one engagement against its norm."""

from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from inzage.access.guards import Request, opens, staff
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import found_or_404
from inzage.work.hours import facts
from inzage.work.hours.views import TEAM, week_context


@require_GET
@staff(TEAM, articles=("3.c", "6.tracking"))
def team(request: Request) -> HttpResponse:
    """What each colleague of the team wrote for a week, by kind (article 6.tracking)."""
    monday = facts.monday_of(request.GET.get("week", ""), timezone.localdate())
    context = {**week_context(monday), "kinds": facts.kinds().values(), "colleagues": facts.of_team(monday)}
    return TemplateResponse(request, "hours/team.html", context)


@require_GET
@opens("card", articles=("3.c",))
def engagement(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """The hours of an engagement that one may see, against the norm of its service (article 3.c)."""
    found = found_or_404(dossier, engagement)
    context = {
        "dossier": dossier,
        "engagement": found,
        "service": service_label(found.service),
        "norm": facts.norms([found])[found.id],
        "sees_all": request.actor.has(TEAM, "back_office", "account_manager"),
    }
    return TemplateResponse(request, "hours/engagement.html", context)
