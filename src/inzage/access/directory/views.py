"""Two addresses: to the directory, and back from it. Whoever the bureau does not know by address gets no further."""

import logging
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login as Attempted
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inzage.access.directory.provider import Attempt, DirectoryError, address, claims, ours
from inzage.access.guards import STAFF, public
from inzage.access.identity.models import Login
from inzage.access.identity.second_factor import SECOND

KEPT, METHOD = "directory", "directory"
log = logging.getLogger(__name__)


@require_GET
@public(articles=("11.security",))
def go(request: HttpRequest) -> HttpResponseBase:
    """To the directory, which proves who this is."""
    if settings.DIRECTORY is None:
        raise Http404
    attempt = Attempt.new()
    try:
        there = address(attempt, back=_back(request))
    except DirectoryError as error:
        return _refuse(request, error, _("The directory does not answer. Sign in with your password, or try later."))
    request.session[KEPT] = asdict(attempt)
    return redirect(there)


@require_GET
@public(articles=("11.security",))
def back(request: HttpRequest) -> HttpResponseBase:
    """Back from the directory: sign in the member of staff whose address it proved, or nobody."""
    if settings.DIRECTORY is None:
        raise Http404
    try:
        attempt = _attempt(request)
        said = claims(attempt, request.GET.get("code", ""), back=_back(request))
        login = _known(said)
    except DirectoryError as error:
        return _refuse(
            request, error, _("The directory did not prove that you work here. Ask a manager to invite you.")
        )
    return _enter(request, login, said)


def _attempt(request: HttpRequest) -> Attempt:
    """The attempt of this browser, once. Raises DirectoryError when the answer belongs to another."""
    kept = request.session.pop(KEPT, None)
    if kept is None or not constant_time_compare(request.GET.get("state", ""), kept["state"]):
        raise DirectoryError("state")
    return Attempt(**kept)


def _known(said: Mapping[str, Any]) -> Login:
    """The login that the bureau made for this address. Raises DirectoryError for an unproven or unknown address."""
    if said.get("email_verified") is not True or not isinstance(said.get("email"), str):
        raise DirectoryError("email_verified")
    login = Login.objects.filter(email__iexact=said["email"], is_active=True, kind__in=STAFF).first()
    if login is None:
        raise DirectoryError("unknown")
    return login


def _enter(request: HttpRequest, login: Login, said: Mapping[str, Any]) -> HttpResponseBase:
    """Sign in; our own second step follows unless the bureau trusts the directory's, and the directory asked it."""
    if ours().second_factor & _proofs(said):
        get_adapter(request).login(request, login)
        record_authentication(request, login, method=SECOND, type=METHOD)
        return redirect(settings.LOGIN_REDIRECT_URL)
    record_authentication(request, login, method=METHOD)
    answer: HttpResponseBase = perform_login(request, Attempted(user=login, redirect_url=settings.LOGIN_REDIRECT_URL))
    return answer


def _proofs(said: Mapping[str, Any]) -> set[str]:
    """How the directory says that somebody proved themselves: the claims amr and acr."""
    ways = said.get("amr")
    return {str(way) for way in (ways if isinstance(ways, list) else ())} | {str(said.get("acr", ""))}


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("directory:back"))


def _refuse(request: HttpRequest, error: DirectoryError, text: str) -> HttpResponseBase:
    log.warning("sign-in through the directory refused: %s", error)
    messages.error(request, text)
    return redirect("account_login")
