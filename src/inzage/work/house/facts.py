"""Questions about house templates: the style that holds, the forms that may be used, who could publish."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from inzage.access.actor import Actor
from inzage.access.models import PersonRole
from inzage.access.versions import policy
from inzage.law.merging import FIELDS
from inzage.paper.content import Style
from inzage.paper.prescribed import Looked, look_through
from inzage.work.house.models import HouseStyle, PrescribedForm

KEEPERS = ("back_office", "manager")
TEXT_OF = "report_"
"""A field of a form that begins so holds the text of the sections about that kind of data (`report_attendance`)."""


def styles() -> QuerySet[HouseStyle]:
    """Every version of the house style, the latest first; without the picture."""
    return HouseStyle.objects.defer("logo").order_by("-number")


def style_at(moment: datetime) -> Style:
    """The house style that held at a moment; the product's own before the first was published."""
    found = HouseStyle.objects.filter(published_at__lte=moment).order_by("-published_at", "-number").first()
    return as_style(found) if found else Style()


def as_style(kept: HouseStyle) -> Style:
    """A kept version, for paper."""
    return Style(
        accent=kept.accent,
        letterhead=tuple(kept.letterhead),
        footer=kept.footer,
        logo=bytes(kept.logo),
        logo_text=kept.logo_text,
        blocks=tuple(kept.blocks),
    )


def forms() -> QuerySet[PrescribedForm]:
    """Every version of every form, by name, the latest first; without the file."""
    return PrescribedForm.objects.defer("content").order_by("name", "-number")


def usable_forms() -> list[PrescribedForm]:
    """Of each name the version that was published last, unless that one was withdrawn."""
    newest: dict[str, PrescribedForm] = {}
    for form in forms().filter(published_at__isnull=False):
        newest.setdefault(form.name, form)
    return [form for form in newest.values() if form.withdrawn_at is None]


def form_fields() -> dict[str, str]:
    """The closed list of what a form may ask for, each with what it holds in Dutch: merge fields and texts by category.

    What never goes to a sponsor is not on it (6.health).
    """
    never = policy().health.never_to_sponsor
    texts = {
        f"{TEXT_OF}{code}": f"tekst: {category.label.nl.lower()}"
        for code, category in policy().reporting.categories.items()
        if code not in never
    }
    return {code: label.nl for code, label in FIELDS.items()} | texts


def looked(content: bytes) -> Looked:
    """Look a form through, against the closed list."""
    return look_through(content, form_fields().keys())


def others_could_publish(author: UUID, by: Actor) -> bool:
    """Whether somebody else than the author holds a role that publishes templates, at the actor's office."""
    held = PersonRole.objects.filter(office=by.office, role__in=KEEPERS, ended_at=None, person__left_at=None)
    return held.exclude(person=author).exists()
