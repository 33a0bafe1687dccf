"""Forms of passkeys. What a browser sends may be anything: what cannot be read is a wrong answer and never a fault."""

import struct
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inzage.kit.forms import KitForm, LineField

LONGEST_NAME = 60
UNREADABLE = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    struct.error,
    InvalidSignature,
    UnsupportedAlgorithm,
)


def _name_field(*, required: bool) -> LineField:
    return LineField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        required=required,
        help_text=gettext_lazy("By which you know the device, such as: laptop, phone, key on my key ring."),
    )


class StepNameForm(KitForm):
    """What a passkey or an app is called."""

    name = _name_field(required=True)


def _not_accepted() -> ValidationError:
    return ValidationError(_("The passkey was not accepted. Try again."), code="passkey")


class _AnswerMixin:
    """The answer of a browser to a question for a passkey."""

    def clean_credential(self) -> Any:
        """The passkey that answered. Raises ValidationError for a wrong or unreadable answer."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # of the form it is mixed into
        except UNREADABLE:
            raise _not_accepted() from None


class LoginForm(_AnswerMixin, LoginWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """Signing in with a passkey alone."""


class SecondStepForm(_AnswerMixin, AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """A passkey after the password."""


class ProveForm(_AnswerMixin, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """A passkey in a running session."""


class AddForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """A new passkey: its name, and what the browser answered."""

    name = _name_field(required=False)
    passwordless = None

    def clean(self) -> Any:
        """All of it. Raises ValidationError for a wrong or unreadable answer."""
        try:
            return super().clean()
        except UNREADABLE:
            raise _not_accepted() from None
