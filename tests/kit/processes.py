"""Another process on the database of this test, as the second gunicorn worker is."""

import os
import subprocess
import sys
from collections.abc import Sequence

PROGRAM = """
import django
django.setup()
from django.db import connections
for alias in set(connections) - {{"keys"}}:
    connections[alias].settings_dict["NAME"] = {database!r}
{code}
for connection in connections.all():
    connection.close()
    getattr(connection, "close_pool", lambda: None)()
"""


def elsewhere(database: str, codes: Sequence[str], **environ: str) -> list[str]:
    """What each piece of code prints, run at the same time in as many processes of their own.

    `environ` are environment variables that differ from those of this process.
    """
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(database=database, code=code)],
            env={**os.environ, "INZAGE_PROCESS": "desk", **environ},
            stdout=subprocess.PIPE,
            text=True,
        )
        for code in codes
    ]
    said = [one.communicate(timeout=60)[0] for one in started]
    assert all(one.returncode == 0 for one in started)
    return said
