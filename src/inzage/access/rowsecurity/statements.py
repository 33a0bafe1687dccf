"""Statements that name our database roles, which bear the installation's prefix."""

from django.conf import settings
from psycopg import sql

PROCESS_ROLES = ("desk", "public", "worker", "login", "opener")


def role(name: str) -> sql.Identifier:
    """The database's name of one of our roles."""
    return sql.Identifier(f"{settings.ENVIRONMENT.prefix}_{name}")


def statement(template: str, **names: sql.Composable) -> sql.Composed:
    """SQL with names put in; `{owner}`, `{gate}`, `{desk}` and so on stand for our roles."""
    known = {name: role(name) for name in ("owner", "gate", "keys", *PROCESS_ROLES)}
    return sql.SQL(template).format(**known, **names)
