"""Bring both databases up to date: tables by Django, then functions, policies and grants from the declarations.

One step for the operator, and idempotent. Runs in the process of the owner.
"""

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.utils import ProgrammingError

from inzage.access.rowsecurity.install import install, install_keys
from inzage.front.processes.environment import Environment, Role
from inzage.front.processes.unusable import Unusable


def migrate() -> None:
    """Do all of it. Raises Unusable when the database was brought up to date by a newer version of Inzage."""
    _refuse_newer()
    call_command("migrate", interactive=False, verbosity=0)
    furnish()


def furnish() -> None:
    """Everything but Django's tables: those of the cache and the keys, functions, policies and grants."""
    call_command("createcachetable", verbosity=0)
    install()
    keys = connections.create_connection("keys")
    outside: Environment = settings.ENVIRONMENT
    owner = {"USER": outside.role(Role.OWNER), "PASSWORD": outside.passwords[Role.OWNER], "OPTIONS": {}}
    keys.settings_dict = {**keys.settings_dict, **owner}  # the role of the alias reads and writes keys, and no more
    try:
        with keys.cursor() as cursor:
            install_keys(cursor)
    finally:
        keys.close()


def _refuse_newer() -> None:
    """A migration that was applied and that this code does not know comes from a version after ours."""
    try:
        loader = MigrationLoader(connection)
    except ProgrammingError as error:
        raise Unusable(
            f"its owner cannot read the database ({str(error).strip().splitlines()[0]}); run `inzage bootstrap` again",
        ) from error
    unknown = sorted(".".join(key) for key in loader.applied_migrations if key not in loader.disk_migrations)
    if unknown:
        raise Unusable(
            f"the data is of a newer version of Inzage (it knows {unknown[0]}, this version does not); "
            "install that version, or restore a backup made with this one",
        )
