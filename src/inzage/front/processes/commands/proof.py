"""`inzage ledger verify --proof FILE --key FILE`: on any machine, without database, settings or password."""

import argparse
import json

from inzage.access.ledger.checkpoint import CheckpointError, read, read_key
from inzage.access.ledger.proof import ProofError, check, read_proof
from inzage.front.processes.textfile import text_of
from inzage.front.processes.unusable import Unusable


def run(options: argparse.Namespace) -> int:
    """Say whether the proof holds under the key, and begins with each kept checkpoint: 0, or 1 when it does not.

    Raises Unusable for a file that cannot be read or is something else.
    """
    if options.key is None:
        raise Unusable("--key: name the file with the public key of the log; it is published at /checkpoint/key")
    try:
        key = read_key(text_of(options.key))
        proof = read_proof(text_of(options.proof))
        kept = [read(text_of(file), key) for file in options.checkpoint]
    except (ProofError, CheckpointError) as error:
        raise Unusable(str(error)) from error
    try:
        top = check(proof, key)
        for older in kept:
            check(proof, key, older)
    except (ProofError, CheckpointError) as error:
        print(f"DOES NOT HOLD: {error}")
        return 1
    print(f"holds: checkpoint {top.code} of {top.origin}")
    if proof.line:
        print(f"line {proof.line.index + 1} of the log:")
        for name, value in json.loads(proof.line.event).items():
            print(f"  {name}: {value}")
    for older in kept:
        print(f"the log begins with the kept checkpoint {older.code}")
    return 0
