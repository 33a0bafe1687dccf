"""The second step around allauth's pages: what is weighty asks it of this session; setting it up is giving it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from inzage.access.identity.models import Login
from inzage.access.identity.second_factor import has_second_factor, owns_second_factor, record_set_up, where_to_prove

View = Callable[..., HttpResponseBase]


def after_the_second_step(view: View) -> View:
    """The view, for a session that gave the second factor, or while there is none to give.

    Without it a password alone would show the recovery codes, which are a second factor themselves.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        login = request.user
        if isinstance(login, Login) and owns_second_factor(login) and not has_second_factor(request):
            return redirect(where_to_prove(login))
        return view(request, *args, **kwargs)

    return guarded


class SetUpView(ActivateTOTPView):  # type: ignore[misc]  # allauth carries no types
    """Setting up the app that makes codes."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """The code was right: this session has the second factor from now on, and no other session gets it by this."""
        answer: HttpResponseBase = super().form_valid(form)
        record_set_up(self.request, Authenticator.Type.TOTP)
        return answer


set_up = SetUpView.as_view()
