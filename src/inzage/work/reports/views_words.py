"""Pages of the word check: let a word stand in a report, ask a colleague, and judge what a colleague asks."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from inzage.access.guards import Request, opens
from inzage.access.versions import policy
from inzage.work.reports import actions, facts
from inzage.work.reports.forms import JudgeForm, WordForm
from inzage.work.reports.models import Report, WordQuestion
from inzage.work.reports.states import Verb, may
from inzage.work.reports.views import WRITERS, find
from inzage.work.reports.words import Spot

ARTICLES = ("6.confidential", "6.health")


@opens("card", "reports", roles=WRITERS, articles=ARTICLES)
def word(request: Request, dossier: UUID, report_id: UUID, number: int) -> HttpResponse:
    """Why a word may stand; a POST clears it or asks the colleague who must judge it. `number` is its place from 0."""
    found = find(dossier, report_id)
    editor = redirect("reports:edit", dossier=dossier, report_id=report_id)
    spots = facts.spots_of(found) if may(found.state, Verb.SAVE) else ()
    spot = next((each for each in spots if each.mark == request.POST.get("mark")), None) or (
        spots[number] if number < len(spots) else None
    )
    if spot is None:
        messages.info(request, _("This sentence is not in the report any more; there is nothing to judge."))
        return editor
    judges = facts.judges_of(found)
    second = _needs_second(spot, found, request)
    form = WordForm(request.POST or None, judges=judges, second_person=second, initial={"mark": spot.mark})
    question = facts.open_question(found, spot.mark)
    if request.method == "POST" and form.is_valid() and _act(request, found, spot, form, ask=second and not question):
        return editor
    context = {
        "dossier": dossier, "report": found, "spot": spot, "form": form, "second": second, "alone": not judges,
        "question": question, "ready_at": _ready_at(question),
        "group": next((each.label for code, each in policy().words.items() if code == spot.hit.group), None),
    }  # fmt: skip
    return TemplateResponse(request, "reports/word.html", context)


def _needs_second(spot: Spot, report: Report, request: Request) -> bool:
    """Whether somebody else must judge this word: by its group, when the author asks."""
    return spot.hit.group in policy().reporting.word_check.second_person and request.actor.person == report.author_id


def _ready_at(question: WordQuestion | None) -> datetime | None:
    """When the thinking time of a bureau of one person is over."""
    if question is None or question.judge_id is not None:
        return None
    return policy().reporting.word_check.thinking_time.due(question.asked_at)


def _act(request: Request, report: Report, spot: Spot, form: WordForm, *, ask: bool) -> bool:
    """Ask or clear; False when something is to be looked at again, which then stands in the form."""
    by, at, reason = request.actor, timezone.now(), form.cleaned_data["reason"]
    try:
        if ask:
            judge = form.chosen_judge()
            actions.ask_word(report=report, mark=spot.mark, reason=reason, judge=judge, by=by, at=at)
            messages.success(
                request, _("The colleague was asked.") if judge else _("The thinking time has begun; look again later.")
            )
        else:
            actions.clear_word(report=report, mark=spot.mark, reason=reason, by=by, at=at)
            messages.success(request, _("The word may stand; your reason is kept."))
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@opens("card", "reports", roles=(*WRITERS, "team_leader"), articles=ARTICLES)
def judge(request: Request, dossier: UUID, question_id: UUID) -> HttpResponse:
    """What a colleague is asked: one sentence with the word marked, and the reason; a POST answers."""
    question = (
        WordQuestion.objects.filter(dossier=dossier, id=question_id)
        .select_related("report__engagement", "report__dossier", "asked_by", "answered_by")
        .first()
    )
    if question is None:
        raise Http404
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_word(
                question=question, may_stand=form.cleaned_data["may_stand"] == "yes",
                answer=form.cleaned_data["answer"], by=request.actor, at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The author reads your answer with the sentence."))
            return redirect("desk:home")
    spot = next((each for each in facts.spots_of(question.report) if each.mark == question.mark), None)
    context = {
        "dossier": dossier, "question": question, "spot": spot, "form": form,
        "is_author": question.report.author_id == request.actor.person,
    }  # fmt: skip
    return TemplateResponse(request, "reports/judge.html", context)
