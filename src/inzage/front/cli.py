"""The command line, `inzage`: it reads the arguments, prepares the surroundings and calls the room that does the work.

Exit codes: 0 done or allowed, 1 refused or found wrong, 2 bad input or surroundings that cannot be used (one clear
line, no traceback). Django is loaded after the arguments are read, as the process and database role that the command
needs; that is why the commands are modules of their own, named here by their path.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import django

from inzage.front.processes import database, environment
from inzage.front.processes.environment import Process
from inzage.front.processes.unusable import Unusable

COMMANDS = "inzage.front.processes.commands"


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be there before a command's module is loaded."""

    module: str
    django: bool = True
    database: bool = True
    process: Process = Process.OWNER


NEEDS = {
    "run": Needs("run", django=False, database=False),
    "bootstrap": Needs("bootstrap", django=False, database=False),
    "migrate": Needs("migrate"),
    "decide": Needs("law", database=False),
    "regulation": Needs("law", database=False),
    "ledger": Needs("ledger", process=Process.WORKER),
    "ledger epoch": Needs("epoch"),
    "ledger proof": Needs("proof", django=False, database=False),
    "clients": Needs("clients", process=Process.DESK),
    "backup": Needs("backup", process=Process.WORKER),
    "restore": Needs("restore", django=False, database=False),
    "compliance": Needs("compliance", database=False),
    "doctor": Needs("doctor", process=Process.WORKER),
    "demo build": Needs("demo", process=Process.DESK),
    "demo code": Needs("code", django=False, database=False),
    "makemigrations": Needs("manage", database=False),
    "django": Needs("manage", database=False),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; `arguments` are those of the command line unless given. Returns the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:1] in (["django"], ["makemigrations"]):  # Django parses what is its own
        options = argparse.Namespace(command=given[0], rest=given if given[0] == "makemigrations" else given[1:])
    else:
        options = parser().parse_args(given)
    try:
        return _run(options)
    except Unusable as fault:
        print(f"inzage: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    top = argparse.ArgumentParser(
        prog="inzage", description="Client-tracking in which the bureau's regulation is executable."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="start everything on this machine; Ctrl-C stops it")
    boot = commands.add_parser("bootstrap", help="make roles and databases on a PostgreSQL server")
    boot.add_argument("--admin-url", help="postgresql://... of a superuser; without it the SQL is printed")
    boot.add_argument("--keys-admin-url", help="the same for the server of KEYS_URL, when that is another one")
    commands.add_parser("migrate", help="bring tables, functions, policies and grants up to date")
    decide = commands.add_parser("decide", help="ask the regulation: what would it decide on these facts?")
    decide.add_argument("file", type=Path)
    regulation = commands.add_parser("regulation", help="work with the text of a regulation")
    verbs = regulation.add_subparsers(dest="verb", required=True)
    verbs.add_parser("needs", help="print who sees which part of a dossier for what, as docs/needs.md has it")
    reading = verbs.add_parser("read", help="read one from plain text")
    reading.add_argument("file", type=Path)
    reading.add_argument("--json", action="store_true", help="print articles, versions and unplaced lines as JSON")
    _ledger(commands.add_parser("ledger", help="the log of openings, decisions and disclosures: seal, verify, prove"))
    clients = commands.add_parser("clients", help="bring clients in")
    importing = clients.add_subparsers(dest="verb", required=True).add_parser("import", help="from a CSV file")
    importing.add_argument("file", type=Path)
    importing.add_argument(
        "--dry-run", action="store_true", help="say what would happen, row by row, and change nothing"
    )
    importing.add_argument("--by", required=True, metavar="EMAIL", help="the staff member in whose name it is done")
    importing.add_argument("--service", default="", metavar="CODE", help="the service of rows that name none")
    commands.add_parser("backup", help="save everything into a folder").add_argument("folder", type=Path)
    commands.add_parser("restore", help="bring a backup back, where nothing is yet").add_argument("folder", type=Path)
    commands.add_parser("doctor", help="is this installation fit for people's dossiers? a line for each check")
    commands.add_parser("compliance", help="each article: rule, screens and passing tests")
    demo = commands.add_parser("demo", help="the demo bureau").add_subparsers(dest="verb", required=True)
    demo.add_parser("build", help="make the demo bureau; does nothing when it is there")
    demo.add_parser("code", help="the second factor of somebody, now").add_argument("name")
    commands.add_parser("makemigrations", help="Django's makemigrations (--check)")
    commands.add_parser("django", help="any other command of Django: inzage django COMMAND ...")
    return top


def _ledger(ledger: argparse.ArgumentParser) -> None:
    verbs = ledger.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="is the log whole? or does a proof hold, without the database?")
    verify.add_argument("--checkpoint", type=Path, action="append", default=[], metavar="FILE", help="one kept outside")
    verify.add_argument("--proof", type=Path, metavar="FILE", help="check this proof, here, without any database")
    verify.add_argument("--key", type=Path, metavar="FILE", help="the public key of the log, for --proof")
    prove = verbs.add_parser("prove", help="print the proof that a line is in the log")
    prove.add_argument("event", type=int, help="the number of the line")
    prove.add_argument("--checkpoint", type=Path, metavar="FILE", help="lead back to this older checkpoint as well")
    verbs.add_parser("checkpoint", help="print the newest checkpoint")
    verbs.add_parser("key", help="print the public key of the log")
    verbs.add_parser("seal", help="seal what is decided and not sealed yet")
    verbs.add_parser("rebuild", help="lay the tree anew over the sealed lines, when it was damaged")
    verbs.add_parser("epoch", help="begin a new epoch, after a restore by other means")


def _needs(options: argparse.Namespace) -> Needs:
    verb = "proof" if getattr(options, "proof", None) else getattr(options, "verb", "")
    return NEEDS.get(f"{options.command} {verb}") or NEEDS[options.command]


def _run(options: argparse.Namespace) -> int:
    needs = _needs(options)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inzage.front.settings")
    os.environ.setdefault("INZAGE_PROCESS", needs.process)
    with ExitStack() as surroundings:
        if needs.database:
            surroundings.enter_context(database.serving(environment.read()))
        if needs.django:
            django.setup()
        run: Callable[[argparse.Namespace], int] = importlib.import_module(f"{COMMANDS}.{needs.module}").run
        return run(options)


if __name__ == "__main__":
    sys.exit(main())
