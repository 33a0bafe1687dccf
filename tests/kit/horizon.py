"""The horizon of sealing, in a cluster that the databases of several test workers share.

Transaction ids are the cluster's: a long transaction of another worker holds back what can be sealed here.
"""

import time

from django.db import connections

from inzage.front.processes.environment import Role
from tests.kit.cluster import connection_of

PATIENCE_SECONDS = 120


def wait_until_decided() -> None:
    """Wait until every transaction that began before now is decided, so that a seal covers all of it."""
    name = str(connections["default"].settings_dict["NAME"])
    with connection_of(Role.BACKUP, name) as watcher:
        watcher.execute("set default_transaction_read_only = off")
        row = watcher.execute("select pg_current_xact_id()::text").fetchone()
        assert row is not None
        patience = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < patience:
            found = watcher.execute("select pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8", [row[0]]).fetchone()
            if found == (True,):
                return
            time.sleep(0.05)
    message = "another transaction of the cluster went on for too long"
    raise TimeoutError(message)
