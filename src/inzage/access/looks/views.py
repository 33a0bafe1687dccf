"""Pages of support: begin a look as a colleague, stop it, and read that somebody looked."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inzage.access.guards import Request, person, staff
from inzage.access.looks import actions, facts
from inzage.access.looks.forms import LookForm
from inzage.access.tasks.models import Task
from inzage.access.undercover import LOOK
from inzage.law.policy import ROLES

# nobody looks as these two, and they do not watch over it
CONCERNED = staff(*(set(ROLES) - {"complaint_officer", "auditor"}), articles=("11.security",))


@require_http_methods(["GET", "POST"])
@staff(*settings.POLICY.support.roles, articles=("11.security",))
def index(request: Request) -> HttpResponseBase:
    """One's looks, and a new one (article 11.security)."""
    longest = settings.POLICY.support.longest_minutes
    form = LookForm(request.POST or None, colleagues=facts.colleagues_of(request.actor), longest=longest)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"colleague": UUID(form.cleaned_data["colleague"])}
        look = actions.begin(**data, by=request.actor, at=timezone.now())
        request.session[LOOK] = str(look)
        return redirect("desk:home")
    context = {"form": form, "looks": facts.looks_of(request.actor.person)[:50], "now": timezone.now()}
    return TemplateResponse(request, "looks/list.html", context)


@require_POST
@person(articles=("11.security",))
def stop(request: Request) -> HttpResponseBase:
    """Stop looking: from here on one is oneself again."""
    look = request.session.pop(LOOK, None)
    if look is not None:
        actions.end(look=UUID(look), by=request.actor, at=timezone.now())
        messages.success(request, _("You are yourself again."))
    return redirect("desk:home")


@require_http_methods(["GET", "POST"])
@CONCERNED
def show(request: Request, look: UUID) -> HttpResponseBase:
    """Who looked as whom, when and why; saying that one knows of it finishes one's task (article 11.security)."""
    found = facts.look(look)
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.know(look=look, by=request.actor, at=timezone.now())
        messages.success(request, _("Recorded that you know of it."))
        return redirect("looks:show", look=look)
    waits = Task.objects.filter(subject=look, kind=facts.TASK, done_at=None).exists()
    return TemplateResponse(request, "looks/show.html", {"look": found, "waits": waits})
