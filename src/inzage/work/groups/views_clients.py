"""Pages of a client in group programmes: those of an engagement with a form for one more, and leaving one."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inzage.access.guards import Request, opens
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import found_or_404
from inzage.work.groups import actions, facts
from inzage.work.groups.forms import JoinForm
from inzage.work.groups.views import KEEPERS

GUARD = opens("card", roles=KEEPERS, articles=("3.c",))


@require_http_methods(["GET", "POST"])
@GUARD
def join(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """The programmes that an engagement takes part in, and a form for one more (article 3.c)."""
    found = found_or_404(dossier, engagement)
    offered = list(facts.programmes(found.office_id))
    form = JoinForm(request.POST or None, programmes=offered)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_part(engagement=found, programme=form.chosen(), by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The client takes part from now on."))
            return redirect("groups:join", dossier=dossier, engagement=engagement)
    context = {
        "dossier": dossier,
        "engagement": found,
        "service": service_label(found.service),
        "rows": facts.of_engagement(found),
        "form": form,
        "offered": offered,
    }
    return TemplateResponse(request, "groups/join.html", context)


@require_POST
@GUARD
def leave(request: Request, dossier: UUID, engagement: UUID, participant: UUID) -> HttpResponse:
    """End that the client takes part in a programme (article 3.c)."""
    rows = facts.of_engagement(found_or_404(dossier, engagement))
    kept = next((each for each in rows if each.id == participant), None)
    if kept is None:
        raise Http404
    actions.leave(participant=kept, by=request.actor, at=timezone.now())
    messages.success(request, _("The client does not take part any more."))
    return redirect("groups:join", dossier=dossier, engagement=engagement)
