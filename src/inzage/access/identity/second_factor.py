"""Whether this session was proven with a second factor, as article 11 asks of staff."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from inzage.access.identity.models import Login

SECOND = "mfa"
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this very session gave a second factor: at login, later, or by setting one up.

    That the login has one says nothing of the session: one that began before, with the password alone, stays without.
    A passkey counts whether it came after the password or instead of it: it asks who holds it for a finger or a PIN.
    """
    return any(record.get("method") == SECOND for record in get_authentication_records(request, request.user))


def owns_second_factor(login: Login) -> bool:
    """Whether a second factor was set up for this login, in whatever session: an app that makes codes, or a passkey."""
    return bool(Authenticator.objects.filter(user=login, type__in=KINDS).exists())


def where_to_prove(login: Login) -> str:
    """The name of the page where a session without second factor gives it, or sets up the first one."""
    owned = set(Authenticator.objects.filter(user=login, type__in=KINDS).values_list("type", flat=True))
    if Authenticator.Type.WEBAUTHN in owned:
        return "mfa_reauthenticate_webauthn"
    return "mfa_reauthenticate" if owned else "mfa_activate_totp"


def record_set_up(request: HttpRequest, kind: str) -> None:
    """Note that this session set up a second factor of this kind, which is as good as giving it."""
    record_authentication(request, request.user, method=SECOND, type=kind)
