"""Pages of asking for access: my questions with a form for one more, and answering somebody else's."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inzage.access.asking import actions, facts
from inzage.access.asking.forms import AnswerForm, AskForm
from inzage.access.asking.models import AccessRequest
from inzage.access.dossiers.models import Dossier
from inzage.access.guards import Request, staff
from inzage.access.people.roles import labels

PROPOSED = timedelta(weeks=1)


@require_http_methods(["GET", "POST"])
@staff(articles=("6.need", "5.need"))
def index(request: Request) -> HttpResponseBase:
    """Ask for access to a closed dossier, and see what became of earlier questions (articles 5.need and 6.need)."""
    roles = facts.roles_to_ask_in(request.actor)
    form = AskForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(**form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your question is with a colleague who may decide. The answer comes here."))
            return redirect("asking:list")
    actions.read_answers(by=request.actor, at=timezone.now())
    decides = request.actor.has(*settings.POLICY.grants.deciders)
    context = {
        "form": form,
        "can_ask": bool(roles),
        "questions": list(facts.own(request.actor)[:50]),
        "waiting": list(facts.waiting(request.actor)) if decides else [],
    }
    return TemplateResponse(request, "asking/list.html", context)


@require_http_methods(["GET", "POST"])
@staff(*settings.POLICY.grants.deciders, articles=("6.need", "5.need"))
def answer(request: Request, question: UUID) -> HttpResponseBase:
    """Answer a colleague's question: access with an end, or why not (articles 5.need and 6.need)."""
    found = facts.question(question, request.actor)
    if found is None:
        raise Http404
    dossier = facts.dossier_of(found)
    parts, daily = facts.parts_to_give(found, dossier) if dossier else ((), ())
    form = AnswerForm(request.POST or None, parts=parts, daily=daily, until=timezone.localdate() + PROPOSED)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, found, dossier, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your answer is given."))
            return redirect("asking:list")
    context = {"question": found, "role": labels([found.role]), "dossier": dossier, "form": form}
    return TemplateResponse(request, "asking/answer.html", context)


def _answer(request: Request, question: AccessRequest, dossier: Dossier | None, form: AnswerForm) -> None:
    data, at = form.cleaned_data, timezone.now()
    if data["outcome"] == AccessRequest.Outcome.ALLOWED and dossier is not None:
        actions.allow(
            question=question,
            dossier=dossier,
            parts=data["parts"],
            until=data["until"],
            answer=data["answer"],
            by=request.actor,
            at=at,
        )
    else:
        actions.refuse(question=question, answer=data["answer"], by=request.actor, at=at)
