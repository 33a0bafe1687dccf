"""Whether this session was proven with a second factor, as article 11 asks of staff."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from inzage.access.identity.models import Login

SECOND = "mfa"


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this very session gave a second factor: at login, later, or by setting one up.

    That the login has one says nothing of the session: one that began before, with the password alone, stays without.
    """
    return any(record.get("method") == SECOND for record in get_authentication_records(request, request.user))


def owns_second_factor(login: Login) -> bool:
    """Whether a second factor was set up for this login, in whatever session."""
    return bool(Authenticator.objects.filter(user=login, type=Authenticator.Type.TOTP).exists())


def record_set_up(request: HttpRequest) -> None:
    """Note that this session set up a second factor, which is as good as giving it."""
    record_authentication(request, request.user, method=SECOND, type=Authenticator.Type.TOTP)
