"""What we ask of allauth: no sign-up by strangers, no second factor switched off by staff."""

import base64
import time
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from inzage.access.identity.sessions import device
from inzage.access.vault.sealing import Place, seal, unseal

PLACE = Place("mfa_authenticator", UUID(int=0), "data", 1)


class LoginAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Logins are made by the bureau, not by visitors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's signature
        """Nobody signs up by himself."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:  # noqa: ARG002  allauth's signature
        """Not shortly after signing in: who sets up the second step has just given the password."""
        proofs = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - proof["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for proof in proofs)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """The second factor stays on (articles 1.confidentiality and 11)."""

    def encrypt(self, text: str) -> str:
        """The secret of a second factor, sealed with the master key of the installation."""
        return base64.b64encode(seal(text.encode(), settings.VAULT_KEY, PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises VaultError when it was changed."""
        return unseal(base64.b64decode(encrypted_text), settings.VAULT_KEY, PLACE).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Recovery codes may be made anew; apps and passkeys go by `people.passkeys`, which leaves one."""
        return bool(authenticator.type == authenticator.Type.RECOVERY_CODES)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002  allauth's signature
        """What a passkey is called until its owner gives it a name: after the device it is made on."""
        agent = context.request.headers.get("User-Agent", "") if context.request else ""
        return device(agent) or _("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom a passkey is for: the first host that the installation answers to. Another host cannot ask for it."""
        return {"id": settings.PASSKEY_HOST, "name": f"{settings.PRODUCT_NAME} · {settings.BUREAU_NAME}"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Whose it is, as the browser lists it: by address, as at the login."""
        return {"id": user_pk_to_url_str(user).encode(), "display_name": user.email, "name": user.email}

    def validate_can_add_authenticator(self, user: Any) -> None:
        """Raise ValidationError for a login that is no longer active."""
        if not user.is_active:
            raise ValidationError(_("This login is no longer active."))
