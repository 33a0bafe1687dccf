"""Pages about colleagues, for managers: who works here in which role, who signed what, and who leaves."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access import guards
from inzage.access.identity.models import Office
from inzage.access.people import actions, facts
from inzage.access.people.forms import EmailForm, NewColleagueForm, PaperDeclarationForm, RoleForm
from inzage.access.people.invitations import invite
from inzage.access.people.roles import labels

MANAGER = guards.staff("manager", articles=("1.confidentiality", "6.need"))


@require_GET
@MANAGER
def index(request: guards.Request) -> HttpResponseBase:
    """Everybody who works here, or has left, with roles and what they signed."""
    left = request.GET.get("tab") == "left"
    address = reverse("people:list")
    tabs = [
        {"label": _("Work here"), "url": address, "active": not left, "count": None},
        {"label": _("Have left"), "url": f"{address}?tab=left", "active": left, "count": None},
    ]
    context = {"colleagues": facts.colleagues(left=left), "tabs": tabs, "left": left}
    return TemplateResponse(request, "people/list.html", context)


@require_http_methods(["GET", "POST"])
@MANAGER
def new(request: guards.Request) -> HttpResponseBase:
    """Add a colleague with roles, and invite by mail."""
    offices = [(str(office.pk), office.name) for office in Office.objects.order_by("name")]
    form = NewColleagueForm(request.POST or None, offices=offices, initial={"office": request.actor.office})
    if request.method == "POST" and form.is_valid():
        person = actions.add_colleague(
            name=form.cleaned_data["name"],
            office=UUID(form.cleaned_data["office"]),
            roles=form.cleaned_data["roles"],
            by=request.actor,
            at=timezone.now(),
        )
        _invite_later(person, form.cleaned_data["email"])
        messages.success(request, _("The colleague is added. The invitation is on its way."))
        return redirect("people:show", person=person)
    return TemplateResponse(request, "people/new.html", {"form": form})


@require_GET
@MANAGER
def show(request: guards.Request, person: UUID) -> HttpResponseBase:
    """One colleague: roles, declaration, acknowledgement, login."""
    return _show(request, _colleague(person))


@require_POST
@MANAGER
def give_role(request: guards.Request, person: UUID) -> HttpResponseBase:
    """Give one more role."""
    found = _working(person)
    form = RoleForm(request.POST, roles=facts.free_roles(found))
    if not form.is_valid():
        return _show(request, found, role=form)
    office = found.person.office_id or request.actor.office
    if office is None:
        raise Http404
    actions.give_role(person=person, office=office, role=form.cleaned_data["role"], by=request.actor, at=timezone.now())
    messages.success(request, _("The role is given and works at once."))
    return redirect("people:show", person=person)


@require_POST
@MANAGER
def end_role(request: guards.Request, person: UUID, role: str) -> HttpResponseBase:
    """End a role; the last manager keeps it until there is another."""
    found = _working(person)
    if role not in found.roles:
        raise Http404
    actions.end_role_everywhere(person=person, role=role, by=request.actor, at=timezone.now())
    messages.success(request, _("The role has ended."))
    return redirect("people:show", person=person)


@require_POST
@MANAGER
def declaration(request: guards.Request, person: UUID) -> HttpResponseBase:
    """Record a declaration of secrecy that was signed on paper."""
    found = _working(person)
    form = PaperDeclarationForm(request.POST)
    if not form.is_valid():
        return _show(request, found, declaration=form)
    actions.record_paper_declaration(
        person=person,
        reference=form.cleaned_data["reference"],
        on=form.cleaned_data["signed_on"],
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("The declaration is recorded."))
    return redirect("people:show", person=person)


@require_POST
@MANAGER
def invitation(request: guards.Request, person: UUID) -> HttpResponseBase:
    """Send the invitation, again or for the first time."""
    found = _working(person)
    login = facts.login_of(person)
    form = EmailForm(request.POST)
    if login is None and not form.is_valid():
        return _show(request, found, email=form)
    _invite_later(person, login.email if login else form.cleaned_data["email"])
    messages.success(request, _("The invitation is on its way."))
    return redirect("people:show", person=person)


@require_POST
@MANAGER
def departure(request: guards.Request, person: UUID) -> HttpResponseBase:
    """Somebody has left: roles and access end, the login closes. The last manager cannot leave."""
    _working(person)
    actions.leave(person=person, by=request.actor, at=timezone.now())
    messages.success(request, _("Recorded. Roles and access have ended and the login is closed."))
    return redirect("people:show", person=person)


def _invite_later(person: UUID, email: str) -> None:
    """After the commit: a mail about somebody who was not added after all would be wrong."""
    transaction.on_commit(partial(invite, person=person, email=email), robust=True)


def _colleague(person: UUID) -> facts.Colleague:
    found = facts.colleague(person)
    if found is None:
        raise Http404
    return found


def _working(person: UUID) -> facts.Colleague:
    found = _colleague(person)
    if found.person.left_at is not None:
        raise Http404
    return found


def _show(
    request: guards.Request,
    found: facts.Colleague,
    *,
    role: RoleForm | None = None,
    declaration: PaperDeclarationForm | None = None,
    email: EmailForm | None = None,
) -> HttpResponseBase:
    login = facts.login_of(found.person.pk)
    context = {
        "colleague": found,
        "roles": [{"code": code, "label": labels([code])[0]} for code in found.roles],
        "login": login,
        "is_self": found.person.pk == request.actor.person,
        "role_form": role or RoleForm(roles=facts.free_roles(found)),
        "declaration_form": declaration or PaperDeclarationForm(),
        "email_form": email or EmailForm(),
    }
    return TemplateResponse(request, "people/show.html", context)
