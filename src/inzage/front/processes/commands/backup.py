"""`inzage backup FOLDER`."""

import argparse
import os
from datetime import UTC, datetime

from inzage.access.identity import acting
from inzage.access.ledger import sealing
from inzage.access.ledger.actions import record
from inzage.access.ledger.kinds import Kind
from inzage.access.services import KEEPER, SEALER
from inzage.front.processes import backup, environment
from inzage.front.processes.environment import Process

WHILE_SEALING = 3600  # seconds: the first seal of a large ledger takes a while


def run(options: argparse.Namespace) -> int:
    """Note the backup on the log, seal the log, and save everything into a new folder."""
    at = datetime.now(UTC)
    with acting(KEEPER.person) as keeper:
        record(Kind.BACKUP_MADE, by=keeper)
    with acting(SEALER.person, lifetime=WHILE_SEALING) as sealer:
        sealing.seal(by=sealer, at=at)
        code = sealing.last_code()
    outside = environment.read({**os.environ, "INZAGE_PROCESS": Process.OWNER})
    written = backup.save(outside, options.folder.absolute(), at=at, seal=code)
    backup.note(outside.data, options.folder.absolute(), at=at)
    print(f"saved in {options.folder}: {len(written)} files; the log is sealed up to {code}")
    print("Keep its folder `keys` in another place than its folder `main`, and for a shorter time.")
    return 0
