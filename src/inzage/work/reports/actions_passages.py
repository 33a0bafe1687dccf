"""What may stand in a draft: drawing released passages in and out."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.versions import policy
from inzage.clients.notes.facts import passages
from inzage.clients.notes.models import Passage
from inzage.law.decisions.draw_passage import DRAW_PASSAGE, DrawPassage
from inzage.work.reports.models import DrawnPassage, Report, ReportDraft
from inzage.work.reports.states import Verb, may


def draw_in(*, report: Report, passage: Passage, section: str, by: Actor, at: datetime) -> DrawnPassage:
    """Draw a released passage into a section of a draft (`section` is its key); one drawn before moves there. Gives it.

    Raises law's Refused for a passage that is not released, or withdrawn since (article 6.confidential), and
    ValidationError for a section that the draft does not have or a report that is no draft.
    """
    if not may(Report.objects.select_for_update(of=("self",)).get(id=report.id).state, Verb.SAVE):
        raise ValidationError(_("This report is locked. Choose “Change the text” first."))
    check_released([passage.id], report)
    draft = ReportDraft.objects.get(dossier=report.dossier_id, report=report)
    if section not in {each["key"] for each in draft.sections}:
        raise ValidationError({"section": _("This section is not in the report any more; choose another.")})
    drawn, _created = DrawnPassage.objects.update_or_create(
        report=report,
        passage=passage,
        removed_at=None,
        defaults={"dossier_id": report.dossier_id, "section": section, "drawn_at": at, "drawn_by_id": by.person},
    )
    return drawn


def check_released(wanted: Collection[UUID], report: Report) -> None:
    """Ask the regulation whether passages may stand in a report; raises law's Refused if not (6.confidential)."""
    usable = set(passages(report.dossier_id).filter(id__in=wanted).values_list("id", flat=True))
    for passage in wanted:
        facts = DrawPassage(released=passage in usable, same_dossier=passage in usable)
        DRAW_PASSAGE.decide(facts, policy()).enforce()


def remove_drawn(*, drawn: DrawnPassage, by: Actor, at: datetime) -> None:  # noqa: ARG001 every verb says by whom
    """Take a drawn passage out of a draft again; it stays released."""
    drawn.removed_at = at
    drawn.save(update_fields=("removed_at",))
