"""Public pages: to be read by everybody, without telling who one is. They set no cookie and keep nothing."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from inzage.access import guards
from inzage.access.people.roles import labels
from inzage.access.versions import facts
from inzage.access.versions.difference import difference
from inzage.access.versions.models import RegulationVersion
from inzage.access.versions.reading import shown
from inzage.websites.frame import frame, page


@require_safe
@guards.public()
def home(request: HttpRequest) -> HttpResponse:
    """The first page: who this is, and where the regulation is."""
    return page(request, "pages/home.html", {"newest": next(iter(facts.published()), None)})


@require_safe
@guards.public(articles=("16.change",))
def newest(request: HttpRequest) -> HttpResponse:
    """The regulation in force."""
    versions = facts.published()
    if not versions:
        return page(request, "pages/none.html", {})
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
        "told": [
            {**row, "date": date_format(date.fromisoformat(row["date"]), "j F Y")}
            for row in (versions[0].text["versions"] if versions else [])
        ],
    }
    return page(request, "pages/history.html", context)


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
    return page(request, "pages/changes.html", context)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """An address that does not exist."""
    return render(request, "pages/not_found.html", frame(request), status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return render(request, "kit/error.html", frame(request), status=500)


def _version(request: HttpRequest, found: RegulationVersion, versions: list[RegulationVersion]) -> HttpResponse:
    context = {
        "version": found,
        "articles": shown(found.text),
        "is_newest": found is versions[0],
        "newest": versions[0],
        "has_earlier": found is not versions[-1],
    }
    return page(request, "pages/version.html", context)


def _named(versions: list[RegulationVersion], label: str) -> RegulationVersion:
    found = next((each for each in versions if each.label == label), None)
    if found is None:
        raise Http404
    return found
