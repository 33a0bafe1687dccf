"""Public pages: to be read by everybody, without telling who one is. They set no cookie and keep nothing."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_safe

from inzage.access import guards
from inzage.access.people.roles import labels
from inzage.access.versions import facts
from inzage.access.versions.difference import difference
from inzage.access.versions.models import RegulationVersion
from inzage.access.versions.reading import shown


@require_safe
@guards.public()
def home(request: HttpRequest) -> HttpResponse:
    """The first page: who this is, and where the regulation is."""
    return _page(request, "pages/home.html", {"newest": next(iter(facts.published()), None)})


@require_safe
@guards.public(articles=("16.change",))
def newest(request: HttpRequest) -> HttpResponse:
    """The regulation in force."""
    versions = facts.published()
    if not versions:
        return _page(request, "pages/none.html", {})
    return _version(request, versions[0], versions)


@require_safe
@guards.public(articles=("16.change", "V.versions"))
def version(request: HttpRequest, label: str) -> HttpResponse:
    """One published version at its lasting address."""
    versions = facts.published()
    return _version(request, _named(versions, label), versions)


@require_safe
@guards.public(articles=("V.versions",))
def history(request: HttpRequest) -> HttpResponse:
    """Every published version with what changed, who wrote it by role, and when; and the table in the text itself."""
    versions = facts.published()
    context = {
        "rows": [
            {"version": each, "role": next(iter(labels([each.author_role])), ""), "first": each is versions[-1]}
            for each in versions
        ],
        "told": versions[0].text["versions"] if versions else [],
    }
    return _page(request, "pages/history.html", context)


@require_safe
@guards.public(articles=("16.change", "V.versions"))
def changes(request: HttpRequest, label: str) -> HttpResponse:
    """What changed in a version since the one before it, word by word."""
    versions = facts.published()
    new = _named(versions, label)
    later = versions.index(new)
    if later + 1 >= len(versions):
        raise Http404
    old = versions[later + 1]
    articles = difference(old.text, new.text)
    context = {
        "old": old,
        "new": new,
        "changed": [article for article in articles if article.state != "same"],
        "same": [article.number for article in articles if article.state == "same"],
    }
    return _page(request, "pages/changes.html", context)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """An address that does not exist."""
    return render(request, "pages/not_found.html", _frame(request), status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return render(request, "kit/error.html", _frame(request), status=500)


def _version(request: HttpRequest, found: RegulationVersion, versions: list[RegulationVersion]) -> HttpResponse:
    context = {
        "version": found,
        "articles": shown(found.text),
        "is_newest": found is versions[0],
        "newest": versions[0],
        "has_earlier": found is not versions[-1],
    }
    return _page(request, "pages/version.html", context)


def _named(versions: list[RegulationVersion], label: str) -> RegulationVersion:
    found = next((each for each in versions if each.label == label), None)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    return TemplateResponse(request, template, {**_frame(request), **context})


def _frame(request: HttpRequest) -> dict[str, object]:
    """What every public page shows: the bureau's name, and the same page in the other language."""
    other = "en" if (get_language() or "nl").startswith("nl") else "nl"
    return {
        "bureau_name": settings.BUREAU_NAME,
        "other_language": {
            "code": other,
            "name": get_language_info(other)["name_local"].capitalize(),
            "url": translate_url(request.path, other),
        },
    }
