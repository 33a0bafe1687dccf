"""From text file to publication: read and preview, keep as a draft, have it checked by another, publish, tell."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inzage.access import guards
from inzage.access.versions import actions
from inzage.access.versions.forms import CheckForm, DraftForm, FileForm, PublishForm, draft_form
from inzage.access.versions.reading import missing_articles, missing_purposes, shown
from inzage.access.versions.views import publication_sentence, said, shown_version, version_or_404
from inzage.law.regulation import RegulationText


@require_http_methods(["GET", "POST"])
@guards.staff("back_office", "manager", articles=("16.change",))
def new(request: guards.Request) -> HttpResponseBase:
    """Choose a text file; what was read of it is shown before anything is kept."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload, text = form.cleaned_data["file"], form.cleaned_data["text"]
        return _preview(request, text, draft_form(text, upload.name, upload.content))
    return TemplateResponse(request, "versions/new.html", {"form": form})


@require_POST
@guards.staff("back_office", "manager", articles=("16.change",))
def save(request: guards.Request) -> HttpResponseBase:
    """Keep the text as a draft under its own name; the privacy officer gets the task to check it."""
    form = DraftForm(request.POST)
    if form.is_valid():
        version = actions.draft(
            text=form.cleaned_data["text"],
            label=form.cleaned_data["label"],
            description=form.cleaned_data["description"],
            source_name=form.cleaned_data["source_name"],
            source=form.cleaned_data["content"],
            by=request.actor,
            at=timezone.now(),
        )
        return said(request, version, _("The draft is kept. The privacy officer is asked to check it against the law."))
    text = form.cleaned_data.get("text")
    if text is None:
        return redirect("versions:new")
    return _preview(request, text, form)


@require_POST
@guards.staff("privacy_officer", articles=("17.lawful-change",))
def check(request: guards.Request, version: UUID) -> HttpResponseBase:
    """Record the legal check; the author cannot check an own version (17.lawful-change)."""
    found = version_or_404(version)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return shown_version(request, found, check=form)
    if found.published_at is None:
        actions.check(version=found, remark=form.cleaned_data["remark"], by=request.actor, at=timezone.now())
    return said(request, found, _("The check is recorded. The version can now be published."))


@require_POST
@guards.staff("back_office", "manager", articles=("16.change", "17.lawful-change"))
def publish(request: guards.Request, version: UUID) -> HttpResponseBase:
    """Publish a checked draft; refused without a check by another (17.lawful-change)."""
    found = version_or_404(version)
    form = PublishForm(request.POST)
    relevant = form.is_valid() and form.cleaned_data["relevant_change"]
    actions.publish(version=found, relevant_change=relevant, by=request.actor, at=timezone.now())
    return said(request, found, publication_sentence(version_or_404(version)))


@require_POST
@guards.staff("back_office", "manager", articles=("16.change",))
def told(request: guards.Request, version: UUID) -> HttpResponseBase:
    """Record that clients and sponsors were told of a relevant change."""
    found = version_or_404(version)
    actions.tell(version=found, by=request.actor, at=timezone.now())
    return said(request, found, _("Recorded: clients and sponsors were told of the change."))


def _preview(request: guards.Request, text: RegulationText, form: DraftForm) -> HttpResponseBase:
    plain = text.to_json()
    context = {
        "form": form,
        "title": text.title,
        "articles": shown(plain),
        "versions": text.versions,
        "unplaced": text.unplaced,
        "missing_articles": missing_articles(plain),
        "missing_purposes": missing_purposes(plain),
    }
    return TemplateResponse(request, "versions/preview.html", context)
