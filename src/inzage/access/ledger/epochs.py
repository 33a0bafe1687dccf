"""Epochs of the ledger. After a restore transaction ids begin low again, so a new epoch begins with it."""

from django.conf import settings
from django.db import connections, transaction
from psycopg import sql


def begin_epoch() -> int:
    """Begin a new epoch and return its number. Run once after a restore, in the owner's process."""
    gate = sql.Identifier(f"{settings.ENVIRONMENT.prefix}_gate")
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(sql.SQL("set local role {}").format(gate))
        cursor.execute("insert into gate.epoch select max(number) + 1 from gate.epoch returning number")
        return int(cursor.fetchone()[0])
