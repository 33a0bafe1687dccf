"""`inzage ledger`: verify, seal, prove, checkpoint, key, rebuild. The worker's process, which has the log's key."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from inzage.access.identity import acting
from inzage.access.ledger import proof, proving, sealing
from inzage.access.ledger.checkpoint import Checkpoint, CheckpointError, parse, read
from inzage.access.ledger.models import LedgerEvent
from inzage.access.ledger.tiles import TreeError
from inzage.access.ledger.verifying import verify as verify_all
from inzage.access.services import SEALER
from inzage.front.processes.textfile import text_of
from inzage.front.processes.unusable import Unusable

WHILE_SEALING = 3600  # seconds: the first seal of a large ledger takes a while


def run(options: argparse.Namespace) -> int:
    """Do one of the verbs: 0 done or whole, 1 the log was changed. Raises Unusable."""
    if not settings.LEDGER_KEY:
        raise Unusable("the key of the log is not here; run this with INZAGE_PROCESS=worker, where ledger_key is")
    try:
        with acting(SEALER.person, lifetime=WHILE_SEALING) as by:
            match options.verb:
                case "verify":
                    return verify(options.checkpoint)
                case "prove":
                    print(proof.write(_proof(options)), end="")
                case "checkpoint":
                    print(_newest().text, end="")
                case "key":
                    print(sealing.own_key())
                case "rebuild":
                    print(f"the tree stands over {sealing.rebuild(by=by, at=datetime.now(UTC))} events")
                case _:
                    made = sealing.seal(by=by, at=datetime.now(UTC))
                    print(f"sealed: {made.size} events, {parse(made.checkpoint).code}" if made else "nothing to seal")
    except TreeError as error:
        print(f"CHANGED: {error}")
        return 1
    return 0


def verify(files: list[Path]) -> int:
    """Compare every line with its seal, and with the checkpoints that were kept: 1 when one does not agree."""
    kept = [kept_checkpoint(file) for file in files]
    found = verify_all(sealing.own_key(), kept)
    if found.fault:
        print(f"CHANGED: seal {found.fault.seal}: {found.fault.what}; {found.seals} seals before it agree")
        return 1
    newest = f", the newest is {found.code}" if found.code else ""
    print(
        f"whole: {found.seals} seals over {found.events} events{newest}; {found.unsealed} events wait for the next seal"
    )
    for one in kept:
        print(f"it begins with the kept checkpoint {one.code}")
    return 0


def kept_checkpoint(file: Path) -> Checkpoint:
    """The checkpoint in a file, signed by this log. Raises Unusable when it is none."""
    try:
        return read(text_of(file), sealing.own_key())
    except CheckpointError as error:
        raise Unusable(f"{file}: {error}") from error


def _proof(options: argparse.Namespace) -> proof.Proof:
    since = kept_checkpoint(options.checkpoint).size if options.checkpoint else 0
    try:
        return proving.prove(LedgerEvent.objects.get(pk=options.event), since)
    except LedgerEvent.DoesNotExist:
        raise Unusable(f"there is no line {options.event} in the log") from None
    except (proving.NotSealedError, ValueError) as error:
        raise Unusable(str(error)) from error


def _newest() -> Checkpoint:
    last = sealing.newest()
    if last is None:
        raise Unusable("nothing is sealed yet; run: inzage ledger seal")
    return parse(last.checkpoint)
