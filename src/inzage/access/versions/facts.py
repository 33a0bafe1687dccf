"""Versions of the regulation by state, for the pages of the desk and the public site."""

from collections.abc import Mapping
from uuid import UUID

from inzage.access.identity.models import Person
from inzage.access.versions.models import RegulationVersion


def published() -> list[RegulationVersion]:
    """Every published version, newest first."""
    return list(RegulationVersion.objects.filter(published_at__isnull=False).order_by("-published_at"))


def everything() -> list[RegulationVersion]:
    """Every version, newest draft first."""
    return list(RegulationVersion.objects.order_by("-drafted_at", "label"))


def published_before(version: RegulationVersion) -> RegulationVersion | None:
    """The version that was in force before this one; for a draft, the one in force now."""
    others = RegulationVersion.objects.filter(published_at__isnull=False).exclude(pk=version.pk)
    if version.published_at is not None:
        others = others.filter(published_at__lt=version.published_at)
    return others.order_by("-published_at").first()


def state(version: RegulationVersion, current: RegulationVersion | None) -> str:
    """Where a version stands: "draft", "checked", "current" or "replaced"."""
    if version.published_at is not None:
        return "current" if current is not None and version.pk == current.pk else "replaced"
    return "draft" if version.checked_at is None else "checked"


def names(version: RegulationVersion) -> Mapping[UUID, str]:
    """The names of the people who wrote, checked and published a version, by id; for the desk only."""
    people = [person for person in (version.author, version.checked_by, version.published_by) if person]
    return dict(Person.objects.filter(id__in=people).values_list("id", "name"))
