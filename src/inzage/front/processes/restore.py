"""Bring a backup back, where nothing is yet: data first, then all that stands on it, then the proof that it is whole.

Policies, functions and grants are not taken from the dump: `inzage migrate` makes them from the declarations, for the
roles of this installation. Transaction numbers begin anew on another server, so the log goes on in a new epoch.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from psycopg import sql

from inzage.access.rowsecurity.triggers import TRIGGERS
from inzage.front.processes import backup, database, datafolder, environment, keyfiles
from inzage.front.processes.dumps import Dumper, dumper
from inzage.front.processes.environment import SECRETS, Environment, Process, Role
from inzage.front.processes.family import python, step
from inzage.front.processes.unusable import Unusable

LINE = re.compile(r"\d+; \d+ \d+ (?P<kind>[A-Z]+(?: [A-Z]+)*) (?P<schema>[^A-Z ]\S*|-) (?P<name>.*)")
MADE_BY_MIGRATE = {"POLICY", "ROW SECURITY", "ACL", "DEFAULT ACL", "COMMENT"}
KEPT = {"counter", "epoch"}  # tables of the gate that remember; the others follow from the secrets and the policy


def bring_back(folder: Path) -> int:
    """Restore the backup in `folder` into the data folder and databases of the environment.

    Returns the exit code of `inzage ledger verify` over what came back. Raises Unusable: no backup, changed since it
    was made, made by a newer version, or something is there already.
    """
    wrong = list(backup.faults(folder))
    if wrong:
        raise Unusable(f"{folder} is not as it was made: {'; '.join(wrong)}; take another backup")
    data = environment.read().data
    with datafolder.locked(data):
        if (data / "postgres").exists():
            raise Unusable(f"{data} holds a database already; restore into an empty folder (INZAGE_DATA)")
        _place_secrets(folder, data)
    environment.prepare(data)
    datafolder.check_version(data)
    with database.serving(environment.read()):
        outside = environment.read()
        _restore_databases(outside, folder)
        return _run("ledger", "verify", process=Process.WORKER, allowed=(0, 1))


def _place_secrets(folder: Path, data: Path) -> None:
    for name in SECRETS:
        secret = (folder / backup.SECRET_FOLDER / name).read_text(encoding="ascii").strip()
        if keyfiles.place(data, name, secret) != secret:
            raise Unusable(f"{data} has another {name}; restore into an empty folder (INZAGE_DATA)")
    if (folder / backup.SEAL_FOLDER).is_dir():
        shutil.copytree(folder / backup.SEAL_FOLDER, data / backup.IDENTITY, dirs_exist_ok=True)
        (data / backup.IDENTITY).chmod(keyfiles.PRIVATE_FOLDER)


def _restore_databases(outside: Environment, folder: Path) -> None:
    main = dumper(outside, outside.database, Role.OWNER)
    keys = dumper(outside, outside.keys, Role.OWNER)
    for one in (main, keys):
        _refuse_what_is_there(one)
    contents = main.contents(folder / backup.MAIN)
    main.restore(folder / backup.MAIN, _tables(contents))
    keys.restore(folder / backup.KEYS, _tables(keys.contents(folder / backup.KEYS)))
    _run("migrate", process=Process.OWNER)
    _restore_gate(main, folder / backup.MAIN, contents, outside)
    _run("ledger", "epoch", process=Process.OWNER)


def _refuse_what_is_there(one: Dumper) -> None:
    with one.door.connect() as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if found != (0,):
        raise Unusable(f"the database {one.door.place.name} is not empty; restore into a new one")


def _tables(contents: Sequence[str]) -> Iterator[str]:
    """Tables with their data, sequences, indexes and constraints, and the functions and triggers of other packages."""
    for line in contents:
        found = LINE.match(line)
        if found is None or found["schema"] != "public" or found["kind"] in MADE_BY_MIGRATE:
            continue
        if not (found["kind"] == "TRIGGER" and any(name in found["name"] for name in TRIGGERS)):
            yield line


def _restore_gate(main: Dumper, file: Path, contents: Sequence[str], outside: Environment) -> None:
    """What the gate itself counts and remembers; as its owner, for nobody else may write there."""
    lines = {
        found["name"].split()[0]: line
        for line in contents
        if (found := LINE.match(line)) and (found["schema"], found["kind"]) == ("gate", "TABLE DATA")
    }
    kept = sorted(lines.keys() & KEPT)
    gate = f"{outside.prefix}_gate"
    with main.door.connect() as connection:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(gate)))
        for table in kept:
            connection.execute(sql.SQL("DELETE FROM gate.{}").format(sql.Identifier(table)))
    main.restore(file, [lines[table] for table in kept], options=["--data-only", f"--role={gate}"])


def _run(*arguments: str, process: Process, allowed: Sequence[int] = (0,)) -> int:
    code = step(python("-m", "inzage.front.cli", *arguments), {"INZAGE_PROCESS": process})
    if code not in allowed:
        raise Unusable(f"`inzage {' '.join(arguments)}` ended with exit code {code}; what went wrong is written above")
    return code
