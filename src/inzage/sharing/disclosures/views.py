"""Pages of the register: of one dossier, over all, one line, its exact bytes, and that the client was told."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inzage.access import guards
from inzage.access.limits.actions import DOCUMENTS
from inzage.access.versions import policy
from inzage.kit.downloads import download
from inzage.kit.paging import paginate
from inzage.kit.uploads import DOCX
from inzage.sharing.disclosures import actions
from inzage.sharing.disclosures.facts import disclosure, disclosures_of, grounds, informed, register
from inzage.sharing.disclosures.forms import InformedForm, RegisterFilter
from inzage.sharing.disclosures.models import Disclosure
from inzage.sharing.post.models import Message
from inzage.work.engagements.facts import WORKERS

PDF = "application/pdf"
RECORDERS = (*WORKERS, "back_office")
UNSURE = {Message.State.FAILED, Message.State.IN_DOUBT}


@require_GET
@guards.opens("disclosures", articles=("4",))
def list_disclosures(request: guards.Request, dossier: UUID) -> HttpResponseBase:
    """Everything that left of one dossier (article 4)."""
    page = paginate(disclosures_of(dossier), request.GET)
    return TemplateResponse(request, "disclosures/list.html", {"dossier": dossier, "page": page})


@require_GET
@guards.staff("privacy_officer", articles=("4",))
def show_register(request: guards.Request) -> HttpResponseBase:
    """Everything that left of all dossiers, for the privacy officer (article 4)."""
    form = RegisterFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    page = paginate(register(**filters), request.GET)
    actions.trace_shown(disclosures=page.object_list, by=request.actor, at=timezone.now())
    return TemplateResponse(request, "disclosures/register.html", {"form": form, "page": page})


@require_GET
@guards.opens("disclosures", articles=("4",))
def show(request: guards.Request, dossier: UUID, disclosure_id: UUID) -> HttpResponseBase:
    """One disclosure with its decision, its articles and its hash (article 4)."""
    found = _found(dossier, disclosure_id)
    labels = policy().reporting.categories
    return TemplateResponse(
        request,
        "disclosures/show.html",
        {
            "dossier": dossier,
            "disclosure": found,
            "informed": informed(found),
            "grounds": grounds(found),
            "categories": [labels[code].label for code in found.categories if code in labels],
            "may_record": request.actor.has(*RECORDERS),
            "unsure": found.message is not None and found.message.state in UNSURE,
        },
    )


@require_GET
@guards.opens("disclosures", articles=("4", "6.need"), limit=DOCUMENTS)
def document(request: guards.Request, dossier: UUID, disclosure_id: UUID) -> HttpResponseBase:
    """The exact bytes that left, as a download; each reading is on the log (articles 4, 6.need)."""
    found = _found(dossier, disclosure_id)
    if found.document_id is None:
        raise Http404
    content = actions.hand_out(disclosure=found, by=request.actor, at=timezone.now())
    on_form = found.channel == Disclosure.Channel.FORM
    name, media_type = (f"disclosure-{found.id}.docx", DOCX) if on_form else (f"disclosure-{found.id}.pdf", PDF)
    return download(content, name=name, media_type=media_type)


@require_http_methods(["GET", "POST"])
@guards.opens("disclosures", roles=RECORDERS, articles=("6.informing", "6.exceptions"))
def inform(request: guards.Request, dossier: UUID, disclosure_id: UUID) -> HttpResponseBase:
    """Record that the client was told, when and how (article 6.informing)."""
    found = _found(dossier, disclosure_id)
    if informed(found) is not None:
        return redirect("disclosures:show", dossier=dossier, disclosure_id=found.id)
    form = InformedForm(request.POST or None, initial={"informed_on": timezone.localdate(), "how": "conversation"})
    if request.method == "POST" and form.is_valid():
        actions.record_informed(disclosure=found, **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("It is recorded that the client was told."))
        return redirect("disclosures:show", dossier=dossier, disclosure_id=found.id)
    return TemplateResponse(request, "disclosures/inform.html", {"dossier": dossier, "disclosure": found, "form": form})


def _found(dossier: UUID, disclosure_id: UUID) -> Disclosure:
    found = disclosure(dossier, disclosure_id)
    if found is None:
        raise Http404
    return found
