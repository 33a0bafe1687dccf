"""Pages of the desk for referrals: what waits, a new one, one of them, and each decision on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access.dossiers.names import names
from inzage.access.guards import Request, staff
from inzage.access.versions.current import policy
from inzage.clients.referrals import actions, facts
from inzage.clients.referrals.forms import DeclineForm, HandForm, ReferralForm
from inzage.clients.referrals.models import Referral
from inzage.clients.registration.facts import fields_of
from inzage.clients.registration.fields import FIELDS
from inzage.clients.registration.services import service_labels
from inzage.kit.paging import paginate

DESK = staff("back_office", "team_leader", "manager", articles=("3.a", "2.registration"))
OFFICE = staff("back_office", articles=("3.a", "2.registration"))


@require_GET
@DESK
def index(request: Request) -> HttpResponse:
    """The referrals that wait, or those that were decided on (article 3.a)."""
    ended = request.GET.get("tab") == "ended"
    page = paginate(facts.referrals(ended=ended), request.GET)
    sponsors, services = names("sponsor"), service_labels()
    rows = [
        {
            "referral": each,
            "service": services.get(each.service, each.service),
            "sponsor": sponsors.get(each.sponsor_id, "") if each.sponsor_id else "",
        }
        for each in page.object_list
    ]
    tabs = [
        {"label": _("Waiting"), "url": "?", "active": not ended},
        {"label": _("Decided on"), "url": "?tab=ended", "active": ended},
    ]
    context = {
        "page": page,
        "rows": rows,
        "tabs": tabs,
        "ended": ended,
        "may_take_in": request.actor.has("back_office"),
    }
    return TemplateResponse(request, "referrals/list.html", context)


@require_GET
@OFFICE
def choose_service(request: Request) -> HttpResponse:
    """Which service is asked for: it decides which data may be kept (article 2.registration)."""
    return TemplateResponse(request, "referrals/choose_service.html", {"services": service_labels()})


@require_http_methods(["GET", "POST"])
@OFFICE
def new(request: Request, service: str) -> HttpResponse:
    """Put a referral on the desk (articles 2.registration and 3.a)."""
    if policy().service(service) is None:
        raise Http404
    form = ReferralForm(
        request.POST or None,
        kept=fields_of([service]),
        required=frozenset({"last_name"}),
        today=timezone.localdate(),
        initial={"received_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.take_in(incoming=form.incoming(service), by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The referral is on the desk."))
            return redirect("referrals:show", referral=made.pk)
    return TemplateResponse(request, "referrals/new.html", {"form": form, "service": service_labels()[service]})


@require_GET
@DESK
def show(request: Request, referral: UUID) -> HttpResponse:
    """One referral: what came in, who is perhaps known, who could take it on, and the decisions (article 3.a)."""
    return _page(request, _found(referral))


@require_POST
@DESK
def hand_to(request: Request, referral: UUID) -> HttpResponse:
    """Propose a colleague for it (article 3.a)."""
    found = _found(referral)
    form = HandForm(request.POST, people=_people(facts.proposals(found, timezone.now())))
    if not form.is_valid():
        return _page(request, found, hand_form=form)
    coach = UUID(form.cleaned_data["coach"])
    return _done(
        request, found, _("The colleague is proposed."),
        lambda: actions.hand_to(referral=found, coach=coach, by=request.actor, at=timezone.now()),
    )  # fmt: skip


@require_POST
@OFFICE
def accept(request: Request, referral: UUID) -> HttpResponse:
    """Register the person as a client, with what is there already (articles 2.registration and 3.a)."""
    found = _found(referral)
    if found.is_open and _doubles(found) and "another" not in request.POST:
        return _page(request, found, ask_another=True)
    try:
        client = actions.accept(referral=found, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("referrals:show", referral=referral)
    messages.success(request, _("The client is registered as %(number)s.") % {"number": client.dossier.number})
    return redirect("engagements:new", dossier=client.dossier_id)


@require_POST
@DESK
def decline(request: Request, referral: UUID) -> HttpResponse:
    """Decline it, for a reason of the policy's list (articles 3.a and 14.retention)."""
    found, form = _found(referral), DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, found, decline_form=form)
    reason = form.cleaned_data["reason"]
    return _done(
        request, found, _("The referral is declined. It is erased by itself."),
        lambda: actions.decline(referral=found, reason=reason, by=request.actor, at=timezone.now()),
    )  # fmt: skip


@require_POST
@DESK
def withdraw(request: Request, referral: UUID) -> HttpResponse:
    """Record that the sponsor or the person took it back (articles 3.a and 14.retention)."""
    found = _found(referral)
    return _done(
        request, found, _("Recorded: the referral was taken back. It is erased by itself."),
        lambda: actions.withdraw(referral=found, by=request.actor, at=timezone.now()),
    )  # fmt: skip


def _done(request: Request, referral: Referral, told: str, act: Any) -> HttpResponse:
    """Do it, say so, and show the referral; or say why not."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, told)
    return redirect("referrals:show", referral=referral.pk)


def _page(
    request: Request,
    referral: Referral,
    *,
    hand_form: HandForm | None = None,
    decline_form: DeclineForm | None = None,
    ask_another: bool = False,
) -> HttpResponse:
    """The page of one referral, with a form that was filled in wrong where there is one."""
    proposals = facts.proposals(referral, timezone.now()) if referral.is_open else []
    initial = {"coach": str(referral.coach_id or (proposals[0].person.pk if proposals else ""))}
    known = policy().referrals
    context = {
        "referral": referral,
        "service": service_labels().get(referral.service, referral.service),
        "sponsor": names("sponsor", [referral.sponsor_id]).get(referral.sponsor_id, "") if referral.sponsor_id else "",
        "rows": [(FIELDS[name].label, value) for name, value in facts.values_of(referral).items()],
        "region": facts.labels(known.regions).get(referral.region, ""),
        "specialism": facts.labels(known.specialisms).get(referral.specialism, ""),
        "reason": facts.labels(known.reasons).get(referral.reason, ""),
        "doubles": _doubles(referral),
        "same": facts.same_referrals(referral) if referral.is_open else [],
        "proposals": proposals,
        "hand_form": hand_form or HandForm(people=_people(proposals), initial=initial),
        "decline_form": decline_form or DeclineForm(),
        "ask_another": ask_another,
        "may_accept": request.actor.has("back_office"),
    }
    return TemplateResponse(request, "referrals/show.html", context)


def _doubles(referral: Referral) -> list[facts.Known]:
    return facts.perhaps_known(facts.values_of(referral)) if referral.is_open else []


def _people(proposals: list[facts.Proposal]) -> dict[str, str]:
    return {str(each.person.pk): each.person.name for each in proposals}


def _found(referral: UUID) -> Referral:
    found = Referral.objects.filter(pk=referral).select_related("coach", "recorded_by", "dossier").first()
    if found is None:
        raise Http404
    return found
