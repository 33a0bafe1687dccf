"""Pages that everybody has: what one owes before any dossier opens, and one's own page."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inzage.access import guards
from inzage.access.identity.models import Acknowledgement, Declaration
from inzage.access.people import actions, facts
from inzage.access.people.forms import AcknowledgementForm, DeclarationForm
from inzage.access.people.forms_passkeys import StepNameForm
from inzage.access.people.roles import labels
from inzage.access.versions import current_version


@require_GET
@guards.person(articles=("1.confidentiality",))
def start(request: guards.Request) -> HttpResponseBase:
    """What is still owed before anything opens: the declaration of secrecy, the regulation in force (article 1)."""
    if not request.actor.missing:
        return redirect("/")
    return _start(request, DeclarationForm(), None)


@require_POST
@guards.person(articles=("1.confidentiality",))
def sign(request: guards.Request) -> HttpResponseBase:
    """Sign the declaration of secrecy; once is for ever."""
    form = DeclarationForm(request.POST)
    if not form.is_valid():
        return _start(request, form, None)
    if "declaration" in request.actor.missing:
        now = timezone.now()
        actions.sign_declaration(by=request.actor, on=timezone.localdate(now), at=now)
    return redirect("people:start")


@require_POST
@guards.person(articles=("1.confidentiality", "V.ethics"))
def acknowledge(request: guards.Request) -> HttpResponseBase:
    """Confirm to know the version that was shown; when a newer one came meanwhile, that one is shown instead."""
    form = AcknowledgementForm(request.POST)
    version = current_version()
    if version is None:
        raise Http404
    if not form.is_valid():
        return _start(request, DeclarationForm(), form)
    if form.cleaned_data["version"] == version.pk:
        actions.acknowledge(version=version, by=request.actor, at=timezone.now())
    return redirect("people:start")


def _start(
    request: guards.Request, declaration: DeclarationForm, acknowledgement: AcknowledgementForm | None
) -> HttpResponseBase:
    version = current_version()
    context = {
        "missing": request.actor.missing,
        "name": request.actor.name,
        "today": timezone.localdate(),
        "declaration": declaration,
        "version": version,
        "acknowledgement": acknowledgement or AcknowledgementForm(initial={"version": version.pk if version else None}),
    }
    return TemplateResponse(request, "people/start.html", context)


@require_GET
@guards.person()
def me(request: guards.Request) -> HttpResponseBase:
    """One's own page: roles, what one signed, where one is signed in, and the way to password and second step."""
    me = request.actor.person
    context = {
        "name": request.actor.name,
        "login": facts.login_of(me),
        "roles": labels(request.actor.roles),
        "declared": Declaration.objects.filter(person=me).order_by("-recorded_at").first(),
        "sessions": _sessions(request),
        "acknowledged": Acknowledgement.objects.filter(person=me).select_related("version").order_by("-at").first(),
    }
    return TemplateResponse(request, "people/me.html", context)


@require_POST
@guards.person(articles=("11.security",))
def end_session(request: guards.Request, handle: UUID) -> HttpResponseBase:
    """End one of one's other sessions: on a device that is lost, or that one forgot to sign out on."""
    keys = [one.key for one in _sessions(request) if one.handle == handle and not one.is_this]
    if actions.end_sessions(keys, by=request.actor, at=timezone.now()):
        messages.success(request, _("That session has ended."))
    else:
        messages.info(request, _("That session was over already."))
    return redirect("people:me")


@require_POST
@guards.person(articles=("11.security",))
def end_other_sessions(request: guards.Request) -> HttpResponseBase:
    """End all of one's sessions but this one."""
    keys = [one.key for one in _sessions(request) if not one.is_this]
    actions.end_sessions(keys, by=request.actor, at=timezone.now())
    messages.success(request, _("Your other sessions have ended."))
    return redirect("people:me")


@require_http_methods(["GET", "POST"])
@guards.person(articles=("11.security",))
def name_step(request: guards.Request, handle: UUID) -> HttpResponseBase:
    """Give one of one's passkeys, or the app that makes codes, another name."""
    step = _step(request, handle)
    form = StepNameForm(request.POST or None, initial={"name": step.name})
    if request.method == "POST" and form.is_valid():
        actions.name_step(key=step.key, name=form.cleaned_data["name"], by=request.actor, at=timezone.now())
        messages.success(request, _("The new name is kept."))
        return redirect("mfa_index")
    return TemplateResponse(request, "people/name_step.html", {"form": form})


@require_POST
@guards.person(articles=("11.security",))
def remove_step(request: guards.Request, handle: UUID) -> HttpResponseBase:
    """Remove one of one's passkeys, or the app that makes codes; not the last of them."""
    actions.remove_step(key=_step(request, handle).key, by=request.actor, at=timezone.now())
    messages.success(request, _("Removed. It does not sign in any more."))
    return redirect("mfa_index")


def _step(request: guards.Request, handle: UUID) -> facts.SecondStep:
    login = facts.login_of(request.actor.person)
    found = next((step for step in facts.second_steps(login) if step.handle == handle), None) if login else None
    if found is None:
        raise Http404
    return found


def _sessions(request: guards.Request) -> list[facts.OwnSession]:
    login = facts.login_of(request.actor.person)
    return facts.sessions_of(login, this=request.session, at=timezone.now()) if login else []


@guards.person()
def second_factor_stays(request: guards.Request) -> HttpResponseBase:  # noqa: ARG001  the form of every view
    """Where allauth would switch the second step off: it stays, and its page says so."""
    return redirect("mfa_index")
