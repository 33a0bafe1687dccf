"""Draft a house template, publish it as a second person, withdraw a form."""

import hashlib
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.versions import policy
from inzage.kit.text import clean_line
from inzage.law.decisions.publish_template import PUBLISH_TEMPLATE, PublishTemplate
from inzage.paper.content import BLOCKS, Style
from inzage.work.house.facts import looked, others_could_publish
from inzage.work.house.models import HouseStyle, PrescribedForm
from inzage.work.house.sample import sample_page

T = TypeVar("T", HouseStyle, PrescribedForm)
LOOK_WITHIN = timedelta(days=14)
ARTICLES = ("6.sending", "11.security")


def draft_style(*, style: Style, by: Actor, at: datetime) -> HouseStyle:
    """Keep a house style as the next version and ask a colleague to look at it; gives the version.

    Raises ValidationError when a block is missing or twice, or when the picture cannot be drawn.
    """
    if sorted(style.blocks) != sorted(BLOCKS):
        raise ValidationError({"blocks": _("Each block of a report stands in the order once.")})
    if not sample_page(style, at=at):
        raise ValidationError({"logo": _("This picture cannot be drawn. Save it anew as a plain PNG, and try again.")})
    number = (HouseStyle.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    kept = HouseStyle.objects.create(
        number=number,
        accent=style.accent.lower(),
        letterhead=[clean_line(line) for line in style.letterhead],
        footer=clean_line(style.footer),
        logo=style.logo,
        logo_text=clean_line(style.logo_text),
        blocks=list(style.blocks),
        author=by.person,
        drafted_at=at,
    )
    _ask("publish_style", kept.pk, by=by, at=at)
    return kept


def draft_form(*, name: str, content: bytes, by: Actor, at: datetime) -> PrescribedForm:
    """Keep a prescribed Word form as the next version under its name and ask a colleague to look at it; gives it.

    Raises ValidationError that names what is wrong with the file: a form with a fault is not kept.
    """
    found = looked(content)
    if found.faults:
        raise ValidationError({"file": _("This form cannot be used as it is; look at the list of what is wrong.")})
    name = clean_line(name)
    number = (PrescribedForm.objects.filter(name=name).aggregate(last=Max("number"))["last"] or 0) + 1
    kept = PrescribedForm.objects.create(
        name=name,
        number=number,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        fields=list(found.fields),
        author=by.person,
        drafted_at=at,
    )
    _ask("publish_form", kept.pk, by=by, at=at)
    return kept


def publish_style(*, style: HouseStyle, by: Actor, at: datetime) -> HouseStyle:
    """Let a version be the house style from now on. Raises law's Refused (11.security) when its author does it."""
    kept = HouseStyle.objects.select_for_update().get(pk=style.pk)
    _decide(kept, faults=0, by=by, at=at)
    return _publish(kept, "publish_style", by=by, at=at)


def publish_form(*, form: PrescribedForm, by: Actor, at: datetime) -> PrescribedForm:
    """Let a form be used from now on, in place of earlier versions of its name.

    Raises law's Refused when its author does it (11.security), or when it has a fault by now (6.sending): the closed
    list of fields may have changed since it was drafted.
    """
    kept = PrescribedForm.objects.select_for_update().get(pk=form.pk)
    _decide(kept, faults=len(looked(bytes(kept.content)).faults), by=by, at=at)
    return _publish(kept, "publish_form", by=by, at=at)


def withdraw_form(*, form: PrescribedForm, by: Actor, at: datetime) -> PrescribedForm:
    """Take a form out of use; what was sent on it stays as it was. Gives the form."""
    kept = PrescribedForm.objects.select_for_update().get(pk=form.pk)
    if kept.withdrawn_at is None:
        kept.withdrawn_by, kept.withdrawn_at = by.person, at
        kept.save(update_fields=["withdrawn_by", "withdrawn_at"])
        finish_about(subject=kept.pk, kind="publish_form", by=by, at=at)
        record(Kind.TEMPLATE_WITHDRAWN, by=by, subject=kept.pk, articles=ARTICLES)
    return kept


def _ask(kind: str, subject: UUID, *, by: Actor, at: datetime) -> None:
    """Put it on the log, and on the desk of the managers to look at."""
    due: date = timezone.localdate(at) + LOOK_WITHIN
    open_task(kind=kind, article="11.security", dossier=None, due=due, role="manager", subject=subject, by=by, at=at)
    record(Kind.TEMPLATE_DRAFTED, by=by, subject=subject, articles=ARTICLES)


def _decide(kept: HouseStyle | PrescribedForm, *, faults: int, by: Actor, at: datetime) -> None:
    facts = PublishTemplate(
        at=at,
        author=str(kept.author),
        drafted_at=kept.drafted_at,
        published_by=str(by.person),
        one_person_bureau=not others_could_publish(kept.author, by),
        faults=faults,
    )
    PUBLISH_TEMPLATE.decide(facts, policy()).enforce()


def _publish(kept: T, task: str, *, by: Actor, at: datetime) -> T:
    if kept.published_at is None:
        kept.published_by, kept.published_at = by.person, at
        kept.save(update_fields=["published_by", "published_at"])
        finish_about(subject=kept.pk, kind=task, by=by, at=at)
        record(Kind.TEMPLATE_PUBLISHED, by=by, subject=kept.pk, articles=ARTICLES)
    return kept
