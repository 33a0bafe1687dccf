"""`inzage migrate`: tables, then what stands on them; repeating it changes nothing."""

import argparse

from inzage.front.processes import migration


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command gets the options
    """Bring both databases up to date. Exit code 0, or 2 when the data is of a newer version."""
    migration.migrate()
    print("inzage: the database is up to date")
    return 0
