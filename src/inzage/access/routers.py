"""Which database alias serves which table: logins, sessions and second factors go by the role `login`."""

from typing import Any

from django.db.models import Model

LOGIN_APPS = frozenset({"account", "mfa", "auth", "contenttypes", "django_cache"})
LOGIN_MODELS = frozenset({"access.login", "access.allowance", "access.session"})


class Router:
    """Sends what belongs to the login to the alias `login`, the rest to `default`."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:  # noqa: ARG002  Django's signature
        """The alias for reading `model`."""
        return _alias(model)

    def db_for_write(self, model: type[Model], **hints: Any) -> str | None:  # noqa: ARG002  Django's signature
        """The alias for writing `model`."""
        return _alias(model)

    def allow_relation(self, first: Model, second: Model, **hints: Any) -> bool | None:  # noqa: ARG002  Django's signature
        """Both aliases are the same database. Asked with rows, which may be lazy ones such as the user of a request."""
        return True if _alias(first) == _alias(second) else None


def _alias(model: type[Model] | Model) -> str | None:
    meta = model._meta
    return "login" if meta.app_label in LOGIN_APPS or meta.label_lower in LOGIN_MODELS else None
