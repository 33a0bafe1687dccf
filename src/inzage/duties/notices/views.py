"""The page of a notice: what it says, how it is given, and when it was."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inzage.access import guards
from inzage.access.limits.actions import DOCUMENTS
from inzage.access.models import Dossier
from inzage.clients.registration.facts import client_of
from inzage.duties.notices import actions
from inzage.duties.notices.facts import contact_of, deliveries, notice_for
from inzage.duties.notices.forms import NoticeForm
from inzage.kit.downloads import download
from inzage.paper.notice import render_notice
from inzage.paper.typesetting import RenderedPdf

GUARD = guards.opens("card", "contact", "correspondence", purpose="3.g", articles=("2.registration",))
DOWNLOAD = replace(GUARD, limit=DOCUMENTS)


@require_http_methods(["GET", "POST"])
@GUARD
def show(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """Preview the notice and give it (article 2.registration; AVG 13 and 14)."""
    contact = contact_of(dossier)
    given = list(deliveries(dossier))
    form = NoticeForm(request.POST or None, has_email=bool(contact.email), initial={"given_before": len(given)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_notice(
                dossier=Dossier.objects.get(id=dossier),
                channel=form.cleaned_data["channel"],
                given_before=form.cleaned_data["given_before"] or 0,
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("It is recorded that the client was given this notice."))
        return redirect("notices:show", dossier=dossier)
    return TemplateResponse(
        request,
        "notices/show.html",
        {
            "dossier": dossier,
            "client": client_of(dossier),
            "form": form,
            "deliveries": given,
            "pages": range(1, _rendered(request, dossier).pages + 1),
        },
    )


@require_GET
@GUARD
def page(request: guards.Request, dossier: UUID, number: int) -> HttpResponseBase:
    """One page of the notice as a picture (article 2.registration)."""
    pages = _rendered(request, dossier, pictures=True).png_pages
    if not 1 <= number <= len(pages):
        raise Http404
    return HttpResponse(pages[number - 1], content_type="image/png")


@require_GET
@DOWNLOAD
def preview(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """The notice as a PDF, to print and hand over (article 2.registration)."""
    return download(_rendered(request, dossier).data, name="notice.pdf", media_type="application/pdf")


def _rendered(request: guards.Request, dossier: UUID, *, pictures: bool = False) -> RenderedPdf:
    notice = notice_for(dossier, by=request.actor, on=timezone.localdate())
    return render_notice(notice, at=timezone.now(), pictures=pictures)
