"""Invitations: a login for a colleague, and a mail with a link to choose a password. The mail names no dossier."""

from contextlib import suppress
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import IntegrityError

from inzage.access.identity.models import Login, Person
from inzage.access.people.actions import make_login
from inzage.access.people.facts import login_of

HOUR = 3600


def invite(*, person: UUID, email: str) -> None:
    """Make the login unless there is one, and mail the link to its address.

    Runs after the transaction that added the person, inside the request whose host the link gets. An address that
    somebody else took meanwhile gives no login; the page of the person then still offers to invite.
    """
    with suppress(IntegrityError):
        mail_link(login_of(person) or make_login(person=person, kind=Person.Kind.STAFF, email=email))


def mail_link(login: Login) -> None:
    """Mail the link with which the password is chosen; it works once, for as long as PASSWORD_RESET_TIMEOUT says."""
    key = f"{user_pk_to_url_str(login)}-{default_token_generator.make_token(login)}"
    adapter = get_adapter()
    context = {
        "link": adapter.get_reset_password_from_key_url(key),
        "hours": settings.PASSWORD_RESET_TIMEOUT // HOUR,
    }
    adapter.send_mail("account/email/invitation", login.email, context)
