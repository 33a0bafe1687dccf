"""The routes of other people's packages: the few that are mounted, who may come there, and why that is safe.

What is not here is not mounted: nobody signs up by himself, changes the address of a login, or signs in by other means.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn import views as webauthn
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.i18n import set_language

from inzage.access.people import passkeys
from inzage.access.people.second_step import after_the_second_step, set_up
from inzage.access.people.views import second_factor_stays


@dataclass(frozen=True, slots=True)
class Route:
    """A route, whom it is for ("public": anybody, "person": whoever is signed in, for what is their own), and why."""

    pattern: URLPattern
    who: Literal["public", "person"]
    reason: str

    @property
    def name(self) -> str:
        """The name of the route."""
        return str(self.pattern.name)


def locking(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view in a transaction on the connection of the logins.

    allauth locks rows there and begins its transactions on the default connection, which is another one here.
    """

    @wraps(view)
    def locked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic(using="login"):
            return view(request, *args, **kwargs)

    return locked


RESET_KEY = r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

ROUTES = (
    Route(path("language/", set_language, name="set_language"), "public", "only remembers the language"),
    Route(path("account/login/", account.login, name="account_login"), "public", "the way in; limited in number"),
    Route(path("account/logout/", account.logout, name="account_logout"), "public", "ends one's own session"),
    Route(path("account/inactive/", account.account_inactive, name="account_inactive"), "public", "a text"),
    Route(
        path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
        "person",
        "asks the password again before something weighty",
    ),
    Route(
        path(
            "account/password/change/", after_the_second_step(account.password_change), name="account_change_password"
        ),
        "person",
        "changes one's own password",
    ),
    Route(
        path("account/password/reset/", account.password_reset, name="account_reset_password"),
        "public",
        "mails a link; says the same for an unknown address",
    ),
    Route(
        path("account/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
        "public",
        "a text",
    ),
    Route(
        re_path(RESET_KEY, account.password_reset_from_key, name="account_reset_password_from_key"),
        "public",
        "the mailed link is the proof; it works once and for a limited time",
    ),
    Route(
        path(
            "account/password/reset/key/done/",
            account.password_reset_from_key_done,
            name="account_reset_password_from_key_done",
        ),
        "public",
        "a text",
    ),
    Route(
        path("account/2fa/", after_the_second_step(passkeys.steps), name="mfa_index"), "person", "one's own second step"
    ),
    Route(
        path("account/2fa/authenticate/", locking(passkeys.second_step), name="mfa_authenticate"),
        "public",
        "the second step; nobody gets there without the right password",
    ),
    Route(
        path("account/2fa/reauthenticate/", locking(mfa.reauthenticate), name="mfa_reauthenticate"),
        "person",
        "asks a code again before something weighty",
    ),
    Route(
        path("account/2fa/totp/activate/", set_up, name="mfa_activate_totp"),
        "person",
        "sets up one's own app",
    ),
    Route(
        path("account/2fa/passkeys/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
        "public",
        "the way in with a passkey; its signature is the proof",
    ),
    Route(
        path("account/2fa/passkeys/reauthenticate/", passkeys.prove, name="mfa_reauthenticate_webauthn"),
        "person",
        "asks a passkey again before something weighty",
    ),
    Route(
        path("account/2fa/passkeys/add/", after_the_second_step(passkeys.add), name="mfa_add_webauthn"),
        "person",
        "makes one's own passkey, after proving oneself again",
    ),
    Route(
        path(
            "account/2fa/recovery-codes/",
            after_the_second_step(recovery_codes.view_recovery_codes),
            name="mfa_view_recovery_codes",
        ),
        "person",
        "one's own codes, after proving oneself again",
    ),
    Route(
        path(
            "account/2fa/recovery-codes/generate/",
            after_the_second_step(locking(recovery_codes.generate_recovery_codes)),
            name="mfa_generate_recovery_codes",
        ),
        "person",
        "makes one's own codes anew, after proving oneself again",
    ),
    Route(
        path(
            "account/2fa/recovery-codes/download/",
            after_the_second_step(recovery_codes.download_recovery_codes),
            name="mfa_download_recovery_codes",
        ),
        "person",
        "one's own codes, after proving oneself again",
    ),
)

urlpatterns = [
    *(route.pattern for route in ROUTES),
    path("account/2fa/totp/deactivate/", second_factor_stays, name="mfa_deactivate_totp"),
]
