"""`inzage doctor`."""

import argparse
import os

from inzage.front.processes import environment
from inzage.front.processes.doctor import databases, running, surroundings
from inzage.front.processes.doctor.finding import Check, Level, line
from inzage.front.processes.environment import Process

CHECKS = (
    Check("demo", surroundings.demo),
    Check("https", surroundings.https, production_only=True),
    Check("hosts", surroundings.hosts, production_only=True),
    Check("secrets", surroundings.secrets),
    Check("database server", databases.server, production_only=True),
    Check("keys of dossiers", databases.keys_apart, production_only=True),
    Check("migrations", databases.migrations),
    Check("row security", databases.row_security),
    Check("known passwords", databases.demo_logins),
    Check("clock", databases.clock),
    Check("worker", running.worker),
    Check("log seals", running.seals),
    Check("witness", surroundings.witness, production_only=True),
    Check("backups", surroundings.backups, production_only=True),
    Check("mail server", surroundings.mail),
    Check("directory", surroundings.directory),
    Check("answers by mail", surroundings.answers),
    Check("virus scanner", surroundings.scanner),
    Check("disk", surroundings.disk),
)


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command gets the options
    """Print a line for each check: 0 when nothing is wrong, else 1. Warnings are for looking at."""
    outside = environment.read({**os.environ, "INZAGE_PROCESS": Process.OWNER})
    levels = []
    for check in CHECKS:
        found = check.find(outside)
        print(line(check.name, found), flush=True)
        levels.append(found.level)
    print(f"\n{levels.count(Level.WRONG)} wrong, {levels.count(Level.WARN)} to look at, {levels.count(Level.OK)} ok")
    return 1 if Level.WRONG in levels else 0
