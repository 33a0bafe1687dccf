"""What stops a start is one clear line; what runs is watched together and stopped together."""

import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from inzage.front.demo.cast import LOGINS
from inzage.front.processes import datafolder, environment, start
from inzage.front.processes.environment import Environment
from inzage.front.processes.family import Family, Member, python, step
from inzage.front.processes.unusable import Unusable

FOREVER = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def outside(folder: Path, port: int, **variables: str) -> Environment:
    return environment.read({"INZAGE_DATA": str(folder), "PORT": str(port), **variables})


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return min(int(one.getsockname()[1]), 60_000)


@pytest.mark.parametrize("offset", [0, 1, 2])
def test_a_taken_port_is_named(tmp_path: Path, offset: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Unusable, match=f"port {port} of 127.0.0.1 cannot be had .* make run PORT=8080"):
            start.check_ports("127.0.0.1", outside(tmp_path, port - offset))


def test_free_ports_are_fine(tmp_path: Path) -> None:
    start.check_ports("127.0.0.1", outside(tmp_path, free_port()))


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=12_000_000))
    with pytest.raises(Unusable, match="no room: 12 MB free"):
        datafolder.check_room(tmp_path)


def test_data_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    datafolder.check_version(tmp_path)
    datafolder.check_version(tmp_path)
    (tmp_path / "version").write_text(json.dumps({"layout": datafolder.LAYOUT + 1}), encoding="utf-8")
    with pytest.raises(Unusable, match="made by a newer version"):
        datafolder.check_version(tmp_path)
    (tmp_path / "version").write_text("?", encoding="utf-8")
    with pytest.raises(Unusable, match="cannot be read"):
        datafolder.check_version(tmp_path)


def test_a_data_folder_serves_one_at_a_time(tmp_path: Path) -> None:
    with (
        datafolder.locked(tmp_path),
        pytest.raises(datafolder.InUse, match="in use by another Inzage"),
        datafolder.locked(tmp_path),
    ):
        pytest.fail("two hold the same folder")
    with datafolder.locked(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_is_named() -> None:
    with pytest.raises(Unusable, match="INZAGE_DATA"), datafolder.locked(Path("/proc/self")):
        pass


def test_each_process_is_started_as_itself(tmp_path: Path) -> None:
    members = {one.name: one for one in start.members("127.0.0.1", outside(tmp_path, 8000))}
    assert list(members) == ["desk", "public sites", "worker", "mailbox"]
    assert members["desk"].variables["INZAGE_PROCESS"] == "desk"
    assert members["public sites"].variables["INZAGE_PROCESS"] == "public"
    assert members["worker"].variables["INZAGE_PROCESS"] == "worker"
    assert "127.0.0.1:8001" in members["public sites"].command
    served = outside(tmp_path, 8000, DATABASE_URL="postgresql://db.example/bureau")
    assert [one.name for one in start.members("::1", served)] == ["desk", "public sites", "worker"]


def test_only_a_demo_tells_passwords(tmp_path: Path) -> None:
    told = start.announcement(outside(tmp_path, 8000))
    assert "http://localhost:8000/" in told
    assert all(f"{login.email} " in told and login.password in told for login in LOGINS)
    served = start.announcement(outside(tmp_path, 9000, DATABASE_URL="postgresql://db.example/bureau"))
    assert "http://localhost:9001/" in served
    assert not any(login.password in served for login in LOGINS)


def test_a_process_that_ends_by_itself_is_noticed_and_the_rest_is_stopped() -> None:
    with Family() as family:
        family.start(Member(name="short", command=python("-c", "raise SystemExit(3)")))
        family.start(Member(name="long", command=python("-c", FOREVER)))
        until = time.monotonic() + 10
        while (over := family.ended()) is None and time.monotonic() < until:
            time.sleep(0.01)
        assert over == ("short", 3)
        before = time.monotonic()
    assert time.monotonic() - before < 5


def test_a_process_that_does_not_listen_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.front.processes.family.PATIENCE", 0.3)
    family = Family()
    family.start(Member(name="deaf", command=python("-c", DEAF)))
    time.sleep(0.5)
    before = time.monotonic()
    family.stop()
    assert 0.2 < time.monotonic() - before < 5
    assert family.ended() is None


def test_a_step_gives_its_exit_code() -> None:
    assert step(python("-c", "import os; raise SystemExit(int(os.environ['CODE']))"), {"CODE": "5"}) == 5


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_children_die_with_their_parent() -> None:
    parent = (
        "import time\n"
        "from inzage.front.processes.family import Family, Member, python\n"
        "family = Family()\n"
        f"family.start(Member(name='child', command=python('-c', {FOREVER!r})))\n"
        "print(family._running['child'].pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    running = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    child = Path(f"/proc/{int(running.stdout.readline())}")
    running.kill()
    running.wait()
    running.stdout.close()
    until = time.monotonic() + 10
    while child.exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert not child.exists()
