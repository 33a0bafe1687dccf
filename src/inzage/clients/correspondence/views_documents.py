"""Documents that stand on their own, and any document of the correspondence as a download."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inzage.access.guards import Request, opens
from inzage.access.limits.actions import DOCUMENTS
from inzage.access.models import Dossier
from inzage.clients.correspondence import actions, facts
from inzage.clients.correspondence.forms import DocumentForm
from inzage.kit.downloads import download


@opens("card", "correspondence", articles=("6.dossier",))
def new(request: Request, dossier: UUID) -> HttpResponse:
    """File a document: a CV, a diploma, another."""
    today = timezone.localdate()
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        today=today,
        kinds=facts.document_kinds(get_language() or "nl"),
        initial={"dated_on": today},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.file_document(
            dossier=Dossier.objects.get(pk=dossier),
            kind=data["kind"],
            title=data["title"],
            dated_on=data["dated_on"],
            upload=data["file"],
            by=request.actor,
            at=timezone.now(),
        )
        messages.success(request, _("The document stands in the dossier."))
        return redirect("correspondence:list", dossier=dossier)
    return TemplateResponse(request, "correspondence/new_document.html", {"form": form, "dossier": dossier})


@opens("card", "correspondence", articles=("6.dossier", "6.need"), limit=DOCUMENTS)
def hand_out(request: Request, dossier: UUID, document: UUID) -> HttpResponse:
    """A document to keep; each reading is on the log."""
    found = facts.document_of(dossier, document)
    if found is None:
        raise Http404
    content = actions.hand_out(document=found, by=request.actor, at=timezone.now())
    return download(content, name=found.name, media_type=found.media_type)
