"""Whether this session was proven with a second factor, as article 11 asks of staff."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from inzage.access.identity.models import Login


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the login used a second factor, or has one that was set up in this session.

    allauth asks for it at login whenever one exists; so a session without it is one of a login that has none yet.
    """
    if any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user)):
        return True
    return isinstance(request.user, Login) and Authenticator.objects.filter(user=request.user).exists()
