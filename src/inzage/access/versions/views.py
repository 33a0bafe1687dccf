"""Pages of the regulation: the version in force, all versions, one version, and what changed between two."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inzage.access import guards
from inzage.access.tasks.models import Task
from inzage.access.versions import current_version, facts
from inzage.access.versions.difference import difference
from inzage.access.versions.forms import CheckForm, PublishForm
from inzage.access.versions.models import RegulationVersion
from inzage.access.versions.reading import shown


@require_GET
@guards.person(articles=("1.confidentiality",))
def current(request: guards.Request) -> HttpResponseBase:
    """The regulation in force, in full; also for who has still to acknowledge it."""
    version = current_version()
    articles = shown(version.text) if version else []
    return TemplateResponse(request, "versions/current.html", {"version": version, "articles": articles})


@require_GET
@guards.staff(articles=("V.versions",))
def index(request: guards.Request) -> HttpResponseBase:
    """Every version with its state."""
    newest = current_version()
    context = {
        "rows": [{"version": each, "state": facts.state(each, newest)} for each in facts.everything()],
        "may_draft": request.actor.has("back_office", "manager"),
        "public_address": settings.PUBLIC_ADDRESS,
    }
    return TemplateResponse(request, "versions/list.html", context)


@require_GET
@guards.staff(articles=("16.change", "V.versions"))
def show(request: guards.Request, version: UUID) -> HttpResponseBase:
    """One version: its text, who wrote, checked and published it, and what may now be done with it."""
    return shown_version(request, version_or_404(version))


@require_GET
@guards.staff(articles=("16.change",))
def compare(request: guards.Request, version: UUID, earlier: UUID) -> HttpResponseBase:
    """What changed between two versions, article by article, with the words marked."""
    old, new = version_or_404(earlier), version_or_404(version)
    articles = difference(old.text, new.text)
    context = {
        "old": old,
        "new": new,
        "changed": [article for article in articles if article.state != "same"],
        "same": [article.number for article in articles if article.state == "same"],
    }
    return TemplateResponse(request, "versions/difference.html", context)


def version_or_404(version: UUID) -> RegulationVersion:
    """The version with this id; raises Http404."""
    found = RegulationVersion.objects.filter(pk=version).first()
    if found is None:
        raise Http404
    return found


def shown_version(
    request: guards.Request, version: RegulationVersion, *, check: CheckForm | None = None
) -> HttpResponseBase:
    """The page of one version, with the form of a check that was filled in wrongly when given."""
    actor, newest = request.actor, current_version()
    where = facts.state(version, newest)
    names = facts.names(version)
    context = {
        "version": version,
        "state": where,
        "articles": shown(version.text),
        "author": names.get(version.author, ""),
        "checker": names.get(version.checked_by, "") if version.checked_by else "",
        "publisher": names.get(version.published_by, "") if version.published_by else "",
        "earlier": facts.published_before(version),
        "public_address": settings.PUBLIC_ADDRESS,
        "check_form": (check or CheckForm()) if where == "draft" and actor.has("privacy_officer") else None,
        "publish_form": PublishForm() if where == "checked" and actor.has("back_office", "manager") else None,
        "is_author": version.author == actor.person,
        "to_tell": Task.objects.filter(subject=version.pk, kind="tell_change", done_at=None).first(),
    }
    return TemplateResponse(request, "versions/show.html", context)


def said(request: guards.Request, version: RegulationVersion, sentence: str) -> HttpResponseBase:
    """Back to the page of a version with a message."""
    messages.success(request, sentence)
    return redirect("versions:show", version=version.pk)


def publication_sentence(version: RegulationVersion) -> str:
    """What is told after publishing."""
    return _("Version %(label)s is in force since %(day)s. Every colleague is asked to read and confirm it.") % {
        "label": version.label,
        "day": date_format(timezone.localdate(version.published_at), "j F Y"),
    }
