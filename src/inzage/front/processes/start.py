"""`inzage run`: everything on one machine, from nothing to pages that answer, and down again with Ctrl-C.

In this order: the folder, the ports and the room are looked at; PostgreSQL starts or is found; tables and demo data are
brought up to date when the code changed since the last start; then the desk, the public sites, the worker and, for a
demo, the mailbox. Each process gets the database roles of its own kind and no others.
"""

import hashlib
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import FrameType

import psycopg

from inzage.front.demo.cast import LOGINS
from inzage.front.processes import database, datafolder, environment, keyfiles, safety
from inzage.front.processes.environment import Environment, Process, Role
from inzage.front.processes.family import Family, Member, python, step
from inzage.front.processes.unusable import Unusable

SOURCE = Path(__file__).resolve().parents[2]
CODE = {".py", ".sql", ".toml", ".md"}
LONGEST_START = 60.0


def run(bind: str) -> int:
    """Start everything, tell where it is, and wait. `bind` is the address that the web processes listen on.

    Returns the exit code: 0 after Ctrl-C or SIGTERM, 1 when a process ended by itself. Raises Unusable.
    """
    for ending in (signal.SIGINT, signal.SIGTERM):  # also where the shell told us to ignore Ctrl-C
        signal.signal(ending, _interrupt)
    first = environment.read()
    safety.refuse_unsafe(first)
    environment.prepare(first.data)
    outside = environment.read()
    safety.refuse_unsafe(replace(outside, process=Process.DESK))
    check_ports(bind, outside)
    with ExitStack() as held:
        held.enter_context(datafolder.locked(outside.data))
        datafolder.check_version(outside.data)
        datafolder.check_room(outside.data)
        keyfiles.private_folder(outside.data / "static")  # whitenoise wants to see it
        if outside.embedded:
            held.enter_context(database.embedded(outside))
            outside = environment.read()
        else:
            database.check_server(outside)
        try:
            bring_up_to_date(outside)
            family = held.enter_context(Family())
            for member in members(bind, outside):
                family.start(member)
            return _watch(family, bind, outside)
        except KeyboardInterrupt:
            print("inzage: stopping", flush=True)
            return 0


def check_ports(bind: str, outside: Environment) -> None:
    """Raises Unusable when a port that we need is taken."""
    wanted = {bind: [outside.port, outside.port + 1]}
    if outside.demo:
        wanted.setdefault("127.0.0.1", []).append(outside.mail.port)
    for address, ports in wanted.items():
        for port in ports:
            with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    trial.bind((address, port))
                except OSError as error:
                    raise Unusable(
                        f"port {port} of {address} cannot be had ({error.strerror}); choose others: make run PORT=8080 "
                        "takes 8080 for the desk, 8081 for the public sites and 8082 for the demo's mail",
                    ) from error


def bring_up_to_date(outside: Environment) -> None:
    """Migrate, and build the demo bureau, when the code is not that of the last start. Raises Unusable."""
    mark = outside.data / "prepared"
    digest = _digest(outside)
    if mark.is_file() and mark.read_text(encoding="ascii").strip() == digest and _has_tables(outside):
        return
    print("inzage: bringing the database up to date", flush=True)
    steps = [(Process.OWNER, ["migrate"])] + ([(Process.DESK, ["demo", "build"])] if outside.demo else [])
    for process, arguments in steps:
        code = step(python("-m", "inzage.front.cli", *arguments), {"INZAGE_PROCESS": process})
        if code:
            raise Unusable(
                f"`inzage {' '.join(arguments)}` ended with exit code {code}; what went wrong is written above"
            )
    mark.write_text(digest + "\n", encoding="ascii")


def members(bind: str, outside: Environment) -> Iterator[Member]:
    """The processes of this installation."""
    yield _web("desk", Process.DESK, bind, outside.port, workers=2)
    yield _web("public sites", Process.PUBLIC, bind, outside.port + 1, workers=1)
    yield Member(
        name="worker",
        command=python("-m", "inzage.front.cli", "django", "procrastinate", "worker", "--delete-jobs", "successful"),
        variables={"INZAGE_PROCESS": Process.WORKER},
    )
    if outside.demo:
        mail = outside.mail
        arguments = ["127.0.0.1", str(mail.port), str(outside.data / "mail")]
        yield Member(name="mailbox", command=python("-m", "inzage.front.processes.mailsink", *arguments))


def _web(name: str, process: Process, bind: str, port: int, *, workers: int) -> Member:
    address = f"[{bind}]:{port}" if ":" in bind else f"{bind}:{port}"
    options = {
        "bind": address,
        "worker-class": "gthread",
        "workers": str(workers),
        "threads": "4",
        "timeout": "60",
        "graceful-timeout": "3",
        "keep-alive": "5",
        "log-level": "warning",
    }
    given = [part for option, value in options.items() for part in (f"--{option}", value)]
    command = python("-m", "gunicorn", "inzage.front.wsgi:application", "--preload", "--no-control-socket", *given)
    return Member(
        name=name,
        command=command,
        variables={"INZAGE_PROCESS": process, "DJANGO_SETTINGS_MODULE": "inzage.front.settings"},
    )


def _watch(family: Family, bind: str, outside: Environment) -> int:
    started, announced = time.monotonic(), False
    while (over := family.ended()) is None:
        if not announced and all(_answers(bind, port) for port in (outside.port, outside.port + 1)):
            print(announcement(outside), flush=True)
            announced = True
        if not announced and time.monotonic() - started > LONGEST_START:
            raise Unusable(f"the pages did not answer within {LONGEST_START:.0f} seconds")
        time.sleep(0.5 if announced else 0.05)
    name, code = over
    print(f"inzage: {name} ended by itself with exit code {code}; stopping the rest", flush=True)
    return 1


def announcement(outside: Environment) -> str:
    """What is told when everything answers: where, and for a demo who can log in."""
    lines = [
        "",
        f"Inzage answers at http://localhost:{outside.port}/",
        f"The public sites:  http://localhost:{outside.port + 1}/",
    ]
    if outside.demo:
        lines += ["", "This is a demo; everybody in it is made up. One login per role:"]
        lines += [f"  {login.role:<18}{login.email:<32}{login.password}" for login in LOGINS]
        lines += [
            f"Second factor:     http://localhost:{outside.port}/demo/ or: .venv/bin/inzage demo code NAME",
            f"Mail it sends:     http://localhost:{outside.port}/demo/mail/ (nothing leaves this machine)",
        ]
    return "\n".join([*lines, "", "Ctrl-C stops it."])


def _answers(bind: str, port: int) -> bool:
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # noqa: S104 - compared, not bound
    try:
        with socket.create_connection((address, port), timeout=1):
            return True
    except OSError:
        return False


def _digest(outside: Environment) -> str:
    """Of our code, the policy and the place of the database: what a migration and the demo depend on."""
    seen = hashlib.sha256(f"{outside.database}{outside.policy}{outside.demo}".encode())
    for path in sorted(path for path in SOURCE.rglob("*") if path.suffix in CODE and "tests" not in path.parts):
        seen.update(str(path.relative_to(SOURCE)).encode() + path.read_bytes())
    return seen.hexdigest()


def _has_tables(outside: Environment) -> bool:
    owner = outside.url(Role.OWNER)
    with psycopg.connect(owner, password=outside.passwords[Role.OWNER]) as connection:
        found = connection.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL").fetchone()
    return bool(found and found[0])


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
