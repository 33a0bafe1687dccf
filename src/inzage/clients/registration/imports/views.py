"""Pages of the import: choose a file, see the dry run go by, see every bad row, then confirm or throw away."""

import csv
import io
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRedirect

from inzage.access.guards import Request, staff
from inzage.clients.registration.imports import actions
from inzage.clients.registration.imports.checking import LABELS, Problem, check_row, twin_message
from inzage.clients.registration.imports.forms import UploadForm
from inzage.clients.registration.imports.models import ImportBatch, ImportRow
from inzage.clients.registration.services import service_labels
from inzage.kit.downloads import download

MOST_SHOWN = 200


@staff("back_office", articles=("3.a",))
def upload(request: Request) -> HttpResponse:
    """Choose a file; it is staged and the dry run begins. Files that were left half-way are listed."""
    form = UploadForm(request.POST or None, request.FILES or None, services=service_labels().items())
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.start(
                content=form.cleaned_data["file"].content,
                service=form.cleaned_data["service"],
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("registration:import_show", batch=batch.pk)
    left = ImportBatch.objects.filter(person=request.actor.person).order_by("-at")
    return TemplateResponse(request, "registration/import_upload.html", {"form": form, "left": left})


@staff("back_office", articles=("3.a",))
def template(request: Request) -> HttpResponse:  # noqa: ARG001  the same file for everybody
    """An empty file with a heading for each field that is kept, as a Dutch spreadsheet opens it."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow([str(label) for label in LABELS.values()])
    return download(text.getvalue().encode("utf-8-sig"), name=f"{_('clients')}.csv", media_type="text/csv")


@staff("back_office", articles=("3.a",))
def show(request: Request, batch: UUID) -> HttpResponse:
    """How far the dry run is; afterwards what it found, by row and column."""
    found = _batch(request, batch)
    rows = ImportRow.objects.filter(batch=found).order_by("number")
    bad = list(rows.filter(outcome=ImportRow.Outcome.BAD)[:MOST_SHOWN])
    known = rows.filter(outcome=ImportRow.Outcome.KNOWN)[:MOST_SHOWN]
    context = {"batch": found, "bad": _problems(found, bad), "known": known, "most": MOST_SHOWN}
    return TemplateResponse(request, "registration/import_show.html", context)


def _problems(batch: ImportBatch, rows: list[ImportRow]) -> list[tuple[int, list[Problem]]]:
    """The bad rows with what is wrong, read again so that it is told in the language of the page."""
    rules = actions.rules_of(batch, batch.at)
    return [
        (
            row.number,
            [Problem("", twin_message(row.twin))]
            if row.twin
            else list(check_row(row.number, row.cells, rules).problems),
        )
        for row in rows
    ]


@staff("back_office", articles=("3.a",))
def check(request: Request, batch: UUID) -> HttpResponse:
    """Look at the next hundred rows. The page asks for it again until all were seen; without script a button does."""
    if request.method != "POST":
        return redirect("registration:import_show", batch=batch)
    try:
        found = actions.check_rows(batch=batch, by=request.actor, at=timezone.now())
    except ImportBatch.DoesNotExist as missing:
        raise Http404 from missing
    if not request.htmx:
        return redirect("registration:import_show", batch=batch)
    if found.is_checked:
        return HttpResponseClientRedirect(reverse("registration:import_show", args=[batch]))
    return TemplateResponse(request, "registration/import_progress.html", {"batch": found})


@staff("back_office", articles=("3.a",))
def confirm(request: Request, batch: UUID) -> HttpResponse:
    """Take in all new clients of the file at once."""
    if request.method != "POST":
        return redirect("registration:import_show", batch=batch)
    try:
        imported = actions.finish(batch=batch, by=request.actor, at=timezone.now())
    except ImportBatch.DoesNotExist:
        messages.info(request, _("This import was finished or thrown away already."))
        return redirect("registration:import")
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("registration:import_show", batch=batch)
    messages.success(
        request,
        ngettext("%(number)s client is imported.", "%(number)s clients are imported.", imported) % {"number": imported},
    )
    return redirect("registration:list")


@staff("back_office", articles=("3.a",))
def throw_away(request: Request, batch: UUID) -> HttpResponse:
    """Erase the staged file; nothing was imported."""
    if request.method == "POST":
        actions.throw_away(batch=batch, by=request.actor, at=timezone.now())
        messages.success(request, _("The file is thrown away. Nothing was imported."))
    return redirect("registration:import")


def _batch(request: Request, batch: UUID) -> ImportBatch:
    try:
        return ImportBatch.objects.get(pk=batch, person=request.actor.person)
    except ImportBatch.DoesNotExist as missing:
        raise Http404 from missing
