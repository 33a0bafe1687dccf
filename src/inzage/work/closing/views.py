"""Pages of an ending: the check-list, closing the engagement, aftercare, and the satisfaction question."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access.actor import Actor
from inzage.access.guards import Request, opens
from inzage.work.closing import actions, facts
from inzage.work.closing.checklist import Line, check, gaps
from inzage.work.closing.forms import EndForm, InvitationForm
from inzage.work.engagements.courses import service_label
from inzage.work.engagements.facts import WORKERS, found_or_404, may_need, still_to_do
from inzage.work.engagements.models import Engagement

ENDERS = ("back_office", "team_leader")
FOLLOWERS = (*WORKERS, *ENDERS)
PARTS = ("card", "agreements", "reports")
READS = opens(*PARTS, articles=("3.c", "6.dossier"))


@require_GET
@READS
def check_list(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """What an auditor must find in the dossier, each line proven or with what to do (article 6.dossier)."""
    found = found_or_404(dossier, engagement)
    closing = facts.closing_of(found)
    context = _context(found, check(found, timezone.localdate()), request.actor) | {
        "closing": closing,
        "invitation": facts.invitation_of(found),
        "survey_due": facts.owed(found, facts.SURVEY).values_list("due", flat=True).first(),
        "aftercare_due": facts.owed(found, facts.AFTERCARE).values_list("due", flat=True).first(),
        "may_end": found.ended_on is None and request.actor.has(*ENDERS),
        "may_follow": found.ended_on is not None and request.actor.has(*FOLLOWERS),
        "may_invite": found.ended_on is not None and request.actor.has("back_office"),
    }
    return TemplateResponse(request, "closing/check.html", context)


def _context(engagement: Engagement, lines: list[Line], actor: Actor) -> dict[str, object]:
    """The lines, each with the address of its page for who may open that."""
    dossier = {"dossier": engagement.dossier_id}
    one = dossier | {"engagement": engagement.id}
    rows = [
        {
            "line": line,
            "url": reverse(line.wanted.page, kwargs=dossier if line.wanted.is_of_dossier else one)
            if may_need(actor, line.wanted.part)
            else "",
        }
        for line in lines
    ]
    return dossier | {
        "engagement": engagement,
        "service": service_label(engagement.service),
        "rows": rows,
        "missing": len(gaps(lines)),
    }


@require_http_methods(["GET", "POST"])
@opens(*PARTS, roles=ENDERS, articles=("3.c", "6.dossier", "14.retention"))
def end(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """End the engagement with its outcome; with gaps in the check-list only with a reason (articles 3.c, 6.dossier)."""
    found, today = found_or_404(dossier, engagement), timezone.localdate()
    lines = check(found, today)
    form = EndForm(request.POST or None, engagement=found, today=today, has_gaps=bool(gaps(lines)))
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(engagement=found, ending=form.ending(), by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The engagement has ended."))
            return redirect("closing:check", dossier=dossier, engagement=engagement)
    context = _context(found, lines, request.actor) | {"form": form, "tasks": still_to_do(dossier)}
    return TemplateResponse(request, "closing/end.html", context)


@require_POST
@opens(*PARTS, roles=FOLLOWERS, articles=("3.c",))
def aftercare(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Record that aftercare was given (article 3.c)."""
    if actions.finish_aftercare(engagement=found_or_404(dossier, engagement), by=request.actor, at=timezone.now()):
        messages.success(request, _("Recorded: aftercare was given."))
    return redirect("closing:check", dossier=dossier, engagement=engagement)


@require_http_methods(["GET", "POST"])
@opens(*PARTS, roles=("back_office",), articles=("3.e",))
def invitation(request: Request, dossier: UUID, engagement: UUID) -> HttpResponse:
    """Record that the client was asked how satisfied they are; those who broke off too (article 3.e)."""
    found = found_or_404(dossier, engagement)
    form = InvitationForm(request.POST or None, initial={"invited_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_invitation(engagement=found, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is recorded that the client was asked."))
            return redirect("closing:check", dossier=dossier, engagement=engagement)
    context = {"dossier": dossier, "engagement": found, "form": form}
    return TemplateResponse(request, "closing/invitation.html", context)
