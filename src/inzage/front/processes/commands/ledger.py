"""`inzage ledger verify` and `inzage ledger seal`."""

import argparse
from datetime import UTC, datetime

from inzage.access.identity import acting
from inzage.access.ledger import sealing
from inzage.access.services import SEALER

WHILE_SEALING = 3600  # seconds: the first seal of a large ledger takes a while


def run(options: argparse.Namespace) -> int:
    """Say whether the log is whole (0) or where it was changed (1); or seal what happened since the last seal (0)."""
    return verify() if options.verb == "verify" else seal()


def verify() -> int:
    """Compare every line with its seal. Exit code 1 when one does not agree."""
    with acting(SEALER.person, lifetime=WHILE_SEALING):
        found = sealing.verify()
    if found.fault:
        print(f"CHANGED: seal {found.fault.seal}: {found.fault.what}; {found.seals} seals before it agree")
        return 1
    newest = f", the newest is {found.code}" if found.code else ""
    print(
        f"whole: {found.seals} seals over {found.events} events{newest}; {found.unsealed} events wait for the next seal"
    )
    return 0


def seal() -> int:
    """Seal what is decided and not sealed yet."""
    with acting(SEALER.person, lifetime=WHILE_SEALING) as by:
        made = sealing.seal(by=by, at=datetime.now(UTC))
    print(f"sealed: {made.count} events, {sealing.code(bytes(made.hash))}" if made else "nothing to seal")
    return 0
