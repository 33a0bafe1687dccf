"""`inzage run`."""

import argparse
import os

from inzage.front.processes import start


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command gets the options
    """Start everything on this machine and wait. Only this machine can reach it, unless INZAGE_BIND says otherwise."""
    return start.run(os.environ.get("INZAGE_BIND", "127.0.0.1"))
