"""Passkeys around allauth's pages: making one, giving one as the second step, and the page with all second steps.

Each passkey is discoverable and asks whoever holds it for a finger or a PIN, so that it signs in alone as well.
"""

import json
from typing import Any

from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http.response import HttpResponseBase
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.identity.second_factor import record_set_up
from inzage.access.people import actions, facts


class OptionsMixin:
    """Gives the page what it asks the browser, as the text of an attribute: no script stands in a page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context with `passkey_options`; empty when nothing is asked."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # of the view it is mixed into
        data = context.pop("js_data", {})
        options = data.get("creation_options") or data.get("request_options")
        return context | {"passkey_options": json.dumps(options, cls=DjangoJSONEncoder) if options else ""}


class AddView(OptionsMixin, AddWebAuthnView):  # type: ignore[misc]  # allauth carries no types
    """Making a passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is asked for: a key that is kept on the device and asks for a finger or a PIN."""
        context = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"passkey_options": json.dumps(options, cls=DjangoJSONEncoder)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Keep the key, note it on the ledger, and count it as given in this session."""
        with acting(self.request.user.person) as actor, transaction.atomic(using="login"):
            actions.note_passkey(by=actor, at=timezone.now())
            answer: HttpResponseBase = super().form_valid(form)
        record_set_up(self.request, Authenticator.Type.WEBAUTHN)
        return answer


class SecondStepView(OptionsMixin, AuthenticateView):  # type: ignore[misc]  # allauth carries no types
    """The second step of signing in: a passkey for who has one, a code for everybody."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context; without options for a passkey when there is none to ask for."""
        context = super().get_context_data(**kwargs)
        kinds = {step.kind for step in facts.second_steps(self.stage.login.user)}
        return context if Authenticator.Type.WEBAUTHN in kinds else context | {"passkey_options": ""}


class ProveView(OptionsMixin, ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth carries no types
    """Giving the passkey again in a running session."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context with the other ways; the password is none of them, it proves no second step."""
        context = super().get_context_data(**kwargs)
        ways = [way for way in context.get("reauthentication_alternatives", []) if way["id"] != "reauthenticate"]
        return context | {"other_ways": ways}

    def form_invalid(self, form: Any) -> HttpResponseBase:
        """The page again, with what was wrong."""
        answer: HttpResponseBase = self.render_to_response(self.get_context_data(form=form))
        return answer


class StepsView(IndexView):  # type: ignore[misc]  # allauth carries no types
    """One's own second steps."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All second steps, and whether there are an app and recovery codes."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        kept = context["authenticators"]
        return context | {
            "steps": facts.second_steps(self.request.user),
            "has_app": Authenticator.Type.TOTP in kept,
            "has_codes": Authenticator.Type.RECOVERY_CODES in kept,
        }


add = AddView.as_view()
second_step = SecondStepView.as_view()
prove = ProveView.as_view()
steps = StepsView.as_view()
