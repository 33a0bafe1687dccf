"""Production starts on a server of its own and over https, or it says in one line why not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inzage.front.processes import environment, releases
from inzage.front.processes.safety import refuse_unsafe
from inzage.front.processes.unusable import Unusable

pytestmark = pytest.mark.article("11.security")
PRODUCTION = {
    "DATABASE_URL": "postgresql://db.example/bureau",
    "INZAGE_DEMO": "0",
    "INZAGE_HOSTS": "desk.bureau.example",
    "INZAGE_BUREAU_NAME": "Bureau Proef",
    "INZAGE_PROCESS": "desk",
}
UNSAFE = [
    ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
    ({"INZAGE_HTTPS": "0"}, "put a proxy with TLS before it"),
    ({"INZAGE_HOSTS": "*"}, "INZAGE_HOSTS names no host of yours"),
    ({"INZAGE_HOSTS": "desk.example,*"}, "INZAGE_HOSTS names no host of yours"),
    ({"INZAGE_HOSTS": "localhost"}, "INZAGE_HOSTS names no host of yours"),
    ({"INZAGE_PROCESS": "public", "INZAGE_HOSTS": "*"}, "INZAGE_HOSTS names no host of yours"),
    ({"INZAGE_PROCESS": "worker", "INZAGE_HTTPS": "0"}, "put a proxy with TLS before it"),
]


@pytest.mark.parametrize(("changed", "words"), UNSAFE)
def test_what_is_unsafe_is_named_with_its_remedy(tmp_path: Path, changed: dict[str, str], words: str) -> None:
    environment.prepare(tmp_path)
    given = {**PRODUCTION, "INZAGE_DATA": str(tmp_path), **changed}
    with pytest.raises(Unusable, match=words.replace("*", r"\*")) as refused:
        refuse_unsafe(environment.read(given))
    assert "\n" not in str(refused.value)
    refuse_unsafe(environment.read({**given, "INZAGE_DEMO": "1"}))


def test_what_is_safe_may_start(tmp_path: Path) -> None:
    environment.prepare(tmp_path)
    for process in ("desk", "public", "worker"):
        refuse_unsafe(environment.read({**PRODUCTION, "INZAGE_DATA": str(tmp_path), "INZAGE_PROCESS": process}))


def test_a_desk_without_its_secrets_does_not_make_others(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="secret_key is missing"):
        refuse_unsafe(environment.read({**PRODUCTION, "INZAGE_DATA": str(tmp_path)}))
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["-m", "inzage.front.cli", "run"],
        ["-m", "inzage.front.cli", "django", "procrastinate", "worker"],
        [
            "-m",
            "gunicorn",
            "--preload",
            "--no-control-socket",
            "--bind",
            "127.0.0.1:0",
            "inzage.front.wsgi:application",
        ],
    ],
)
def test_every_way_to_start_refuses_in_one_line(tmp_path: Path, command: list[str]) -> None:
    environment.prepare(tmp_path)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INZAGE_", "DATABASE"))}
    given = {**PRODUCTION, "INZAGE_DATA": str(tmp_path), "DATABASE_URL": "", "INZAGE_PROCESS": "desk"}
    done = subprocess.run(
        [sys.executable, *command], env={**kept, **given}, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode != 0
    assert done.stderr.count("inzage: ") == 1
    assert "Traceback" not in done.stderr
    [told] = [line for line in done.stderr.splitlines() if line.startswith("inzage: ")]
    assert told.startswith("inzage: INZAGE_DEMO is 0 and DATABASE_URL is not set; ")
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize(
    ("version", "parts", "behind"),
    [
        (150_018, (15, 18), True),
        (150_019, (15, 19), False),
        (180_006, (18, 6), False),
        (180_005, (18, 5), True),
        (190_000, (19, 0), False),
    ],
)
def test_a_release_is_judged_by_its_minor(version: int, parts: tuple[int, int], behind: bool) -> None:
    assert releases.parts(version) == parts
    assert releases.behind(version, releases.LEAST) is behind
    assert releases.behind(150_019, releases.NEWEST)


def test_the_newest_releases_are_not_before_the_least() -> None:
    assert releases.LEAST.keys() == releases.NEWEST.keys()
    assert all(releases.NEWEST[major] >= minor for major, minor in releases.LEAST.items())
    assert releases.LEAST_FROM <= releases.NEWEST_FROM
