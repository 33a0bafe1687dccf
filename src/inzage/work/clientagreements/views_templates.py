"""Pages of the templates of the agreement with clients: all versions, the draft, one version, publishing."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access.guards import Request, staff
from inzage.work.clientagreements import actions, facts
from inzage.work.clientagreements.forms import TemplateForm
from inzage.work.clientagreements.models import KEEPERS, AgreementTemplate

GUARD = staff(*KEEPERS, articles=("11.agreements",))


@require_GET
@GUARD
def index(request: Request) -> HttpResponse:
    """All versions of the agreement with clients, the newest first (article 11.agreements)."""
    return TemplateResponse(request, "clientagreements/templates.html", {"versions": list(facts.templates())})


@require_http_methods(["GET", "POST"])
@GUARD
def write(request: Request) -> HttpResponse:
    """Write the next version: the draft that is there, or one that begins with the words of the published one."""
    before = facts.draft() or facts.published()
    first = {"title": before.title, "text": before.text, "secrecy": before.secrecy} if before else None
    form = TemplateForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.write_template(**form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The draft is saved. Read it over, then publish it."))
            return redirect("clientagreements:template", template=kept.id)
    return TemplateResponse(request, "clientagreements/write.html", {"form": form})


@require_GET
@GUARD
def show(request: Request, template: UUID) -> HttpResponse:
    """One version as it is (article 11.agreements)."""
    return TemplateResponse(request, "clientagreements/template.html", {"version": _template(template)})


@require_POST
@GUARD
def publish(request: Request, template: UUID) -> HttpResponse:
    """Publish a version; refused without its secrecy clause (article 11.agreements)."""
    try:
        actions.publish_template(template=_template(template), by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Published: from now on clients get this version."))
    return redirect("clientagreements:template", template=template)


def _template(template: UUID) -> AgreementTemplate:
    found = facts.template(template)
    if found is None:
        raise Http404
    return found
