"""`inzage ledger epoch`."""

import argparse

from inzage.access.ledger.epochs import begin_epoch


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command gets the options
    """Begin a new epoch of the log: once, after data came back on another server, where transactions count anew."""
    print(f"the log goes on in epoch {begin_epoch()}")
    return 0
