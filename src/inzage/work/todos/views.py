"""Pages of the tasks of an engagement: all of them with a form for one more, and marking one as done."""

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
from inzage.work.engagements.views import MOVERS
from inzage.work.todos import actions, facts
from inzage.work.todos.forms import TaskForm

GUARD = opens("card", roles=MOVERS, articles=("3.c",))


@require_http_methods(["GET", "POST"])
@GUARD
def index(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """The added tasks of an engagement, and a form to add one (article 3.c)."""
    found = found_or_404(dossier, engagement)
    me = request.actor.person
    form = TaskForm(request.POST or None, owners=facts.owners(found, me), me=me)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_task(engagement=found, **form.values(), by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The task is added and stands on the desk of whom it waits for."))
            return redirect("todos:list", dossier=dossier, engagement=engagement)
    today = timezone.localdate()
    context = {
        "dossier": dossier,
        "engagement": found,
        "service": service_label(found.service),
        "rows": [{"line": line, "is_late": line.is_late(today)} for line in facts.lines(found)],
        "form": form,
    }
    return TemplateResponse(request, "todos/list.html", context)


@require_POST
@GUARD
def done(request: Request, dossier: UUID, engagement: UUID, task: UUID) -> HttpResponse:
    """Mark an added task as done."""
    found = facts.task_of(found_or_404(dossier, engagement), task)
    if found is None:
        raise Http404
    actions.finish_task(task=found, by=request.actor, at=timezone.now())
    messages.success(request, _("Done."))
    return redirect("todos:list", dossier=dossier, engagement=engagement)
