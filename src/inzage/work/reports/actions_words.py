"""Letting a sensitive word stand in a sentence: alone with a reason, or asked of a colleague who sees that sentence."""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind as Event
from inzage.access.tasks.actions import finish_about, open_task
from inzage.access.versions import policy
from inzage.kit.text import clean_line
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.clear_word import CLEAR_WORD, ClearWord
from inzage.law.policy.blocks import WordGroup
from inzage.work.reports.facts import judges_of, open_question, spots_of
from inzage.work.reports.models import Report, WordClearance, WordQuestion
from inzage.work.reports.words import Spot

TASK = "judge_word"


def clear_word(*, report: Report, mark: str, reason: str, by: Actor, at: datetime) -> WordClearance:
    """Let a sensitive word stand in its sentence, with the reason; gives the clearance.

    `mark` is the fingerprint of word and sentence. Raises law's Refused (6.confidential, 6.health) without a reason,
    and when the author does alone what a second person must, or has not thought it over long enough in a bureau of
    one person; ValidationError when the sentence is not in the report any more.
    """
    spot = _spot(report, mark)
    alone = not judges_of(report)
    question = open_question(report, mark)
    considered = question.asked_at if question is not None and question.judge_id is None else None
    _decide(spot, reason, by_author=by.person == report.author_id, alone=alone, considered_since=considered, at=at)
    if question is not None:
        _close(question, may_stand=True, answer="", by=by, at=at)
    return _clear(report, spot, reason, by=by, at=at)


def ask_word(*, report: Report, mark: str, reason: str, judge: UUID | None, by: Actor, at: datetime) -> WordQuestion:
    """Ask a colleague whether a word may stand, and give the question; asked before, it gives that one.

    `judge` is one who may see the reports of this dossier; None begins the thinking time of a bureau of one person.
    Raises ValidationError without a reason, for a judge who cannot see it, and for no judge where there is one.
    """
    spot = _spot(report, mark)
    before = open_question(report, mark)
    if before is not None:
        return before
    if not clean_line(reason):
        raise ValidationError({"reason": _("Write why the word may stand; the colleague judges by it.")})
    known = judges_of(report)
    if (judge is None and known) or (judge is not None and judge not in known):
        raise ValidationError({"judge": _("Choose a colleague who may see the reports of this dossier.")})
    question = WordQuestion.objects.create(
        id=uuid4(), dossier_id=report.dossier_id, report=report, mark=mark, word=spot.hit.word, group=spot.hit.group,
        sentence=spot.sentence, reason=clean_line(reason), asked_by_id=by.person, asked_at=at, judge_id=judge,
    )  # fmt: skip
    if judge is not None:
        due = policy().reporting.word_check.answer_within.due(at).astimezone(AMSTERDAM).date()
        open_task(
            kind=TASK, article="6.confidential", dossier=report.dossier, due=due, person=judge, subject=question.id,
            by=by, at=at,
        )  # fmt: skip
    record(Event.WORD_ASKED, by=by, dossier=report.dossier_id, subject=report.id, articles=("6.confidential",))
    return question


def answer_word(*, question: WordQuestion, may_stand: bool, answer: str, by: Actor, at: datetime) -> WordQuestion:
    """Answer whether a word may stand, with a word to the author; gives the question.

    Raises law's Refused when the author of the report answers (6.health), and ValidationError when it was answered
    before, for a no without a word, and when the sentence is not in the report any more.
    """
    kept = WordQuestion.objects.select_for_update(of=("self",)).get(dossier=question.dossier_id, id=question.id)
    report = kept.report
    if kept.answered_at is not None:
        raise ValidationError(_("This question was answered already."))
    spot = _spot(report, kept.mark)
    _decide(spot, kept.reason, by_author=by.person == report.author_id, alone=False, considered_since=None, at=at)
    if not may_stand and not clean_line(answer):
        raise ValidationError({"answer": _("Say in a word what the author could write instead.")})
    if may_stand:
        _clear(report, spot, kept.reason, by=by, at=at)
    else:
        record(Event.WORD_REFUSED, by=by, dossier=report.dossier_id, subject=report.id, articles=("6.confidential",))
    return _close(kept, may_stand=may_stand, answer=clean_line(answer), by=by, at=at)


def let_lapse(*, report: Report, by: Actor, at: datetime) -> None:
    """Close what was asked about sentences that left the report; nobody needs to answer that any more."""
    present = {spot.mark for spot in spots_of(report)}
    for question in WordQuestion.objects.filter(dossier=report.dossier_id, report=report, answered_at=None):
        if question.mark not in present:
            _close(question, may_stand=None, answer="", by=by, at=at)


def _spot(report: Report, mark: str) -> Spot:
    found = next((spot for spot in spots_of(report) if spot.mark == mark), None)
    if found is None:
        raise ValidationError(_("This sentence is not in the report any more; there is nothing to judge."))
    return found


def _decide(
    spot: Spot, reason: str, *, by_author: bool, alone: bool, considered_since: datetime | None, at: datetime
) -> None:
    group: WordGroup = spot.hit.group  # type: ignore[assignment]  # the groups are the policy's own
    facts = ClearWord(
        at=at,
        group=group,
        reason_given=bool(clean_line(reason)),
        by_author=by_author,
        one_person_bureau=alone,
        considered_since=considered_since,
    )
    CLEAR_WORD.decide(facts, policy()).enforce()


def _clear(report: Report, spot: Spot, reason: str, *, by: Actor, at: datetime) -> WordClearance:
    clearance, _created = WordClearance.objects.get_or_create(
        report=report,
        mark=spot.mark,
        defaults={
            "dossier_id": report.dossier_id,
            "word": spot.hit.word,
            "sentence": spot.sentence,
            "reason": clean_line(reason),
            "cleared_by_id": by.person,
            "cleared_at": at,
        },
    )
    record(Event.WORD_CLEARED, by=by, dossier=report.dossier_id, subject=report.id, articles=("6.confidential",))
    return clearance


def _close(question: WordQuestion, *, may_stand: bool | None, answer: str, by: Actor, at: datetime) -> WordQuestion:
    question.answered_by_id, question.answered_at = by.person, at
    question.may_stand, question.answer = may_stand, answer
    question.save(update_fields=("answered_by", "answered_at", "may_stand", "answer"))
    finish_about(subject=question.id, kind=TASK, by=by, at=at)
    return question
