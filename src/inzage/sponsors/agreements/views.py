"""Pages of agreements: those of a sponsor, recording one, and its scan."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.guards import Request, opens
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.limits.actions import DOCUMENTS
from inzage.access.models import Document
from inzage.access.vault.actions import read
from inzage.kit.downloads import download
from inzage.sponsors.agreements import facts
from inzage.sponsors.agreements.actions import record_agreement
from inzage.sponsors.agreements.forms import AgreementForm, purpose_choices, service_choices
from inzage.sponsors.relations.facts import sponsor_of
from inzage.sponsors.relations.models import Sponsor

RECORDERS = ("back_office", "account_manager", "manager")


@opens("card", "agreements", kind="sponsor", purpose="3.d", articles=("5.dossier", "5.need", "3.2"))
def index(request: Request, dossier: UUID) -> HttpResponse:
    """The agreements with a sponsor, and the purposes that they switch on today."""
    services, purposes = dict(service_choices()), dict(purpose_choices())
    today = timezone.localdate()
    on = facts.purposes_of(dossier, today)
    rows = [
        {
            "agreement": agreement,
            "services": [services.get(code, code) for code in agreement.services],
            "purposes": ", ".join(agreement.purposes),
            "runs": agreement.starts_on <= today and (agreement.ends_on is None or agreement.ends_on >= today),
        }
        for agreement in facts.agreements_of(dossier)
    ]
    context = {
        "sponsor": _sponsor(dossier),
        "rows": rows,
        "purposes": [{"label": label, "on": code in on} for code, label in purposes.items()],
        "may_record": request.actor.has(*RECORDERS),
    }
    return TemplateResponse(request, "agreements/list.html", context)


@opens("card", "agreements", kind="sponsor", purpose="3.d", roles=RECORDERS, articles=("5.signing", "3.2"))
def new(request: Request, dossier: UUID) -> HttpResponse:
    """Record a signed agreement with its scan."""
    sponsor = _sponsor(dossier)
    form = AgreementForm(
        request.POST or None,
        request.FILES or None,
        today=timezone.localdate(),
        initial={"purposes": ["3.a", "3.b", "3.c", "3.d", "3.g"]},
    )
    if request.method == "POST" and form.is_valid():
        scan = form.cleaned_data["scan"]
        try:
            record_agreement(
                sponsor_dossier=sponsor.dossier,
                terms=form.terms(),
                scan=scan.content,
                scan_name=scan.name,
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The agreement is recorded; its scan is in the vault."))
            return redirect("agreements:list", dossier=dossier)
    return TemplateResponse(request, "agreements/new.html", {"sponsor": sponsor, "form": form})


@opens("agreements", kind="sponsor", purpose="3.d", articles=("5.need",), limit=DOCUMENTS)
def document(request: Request, dossier: UUID, agreement: UUID) -> HttpResponse:
    """The scan of an agreement, as a file to keep; never shown inside the page."""
    found = facts.agreements_of(dossier).filter(id=agreement).first()
    scan = Document.objects.filter(dossier=dossier, id=found.document_id).first() if found else None
    if scan is None:
        raise Http404
    record(Kind.DOCUMENT_READ, by=request.actor, dossier=dossier, subject=scan.id, purpose="3.d", articles=("5.need",))
    return download(read(scan), name=scan.name, media_type=scan.media_type)


def _sponsor(dossier: UUID) -> Sponsor:
    sponsor = sponsor_of(dossier)
    if sponsor is None:
        raise Http404
    return sponsor
