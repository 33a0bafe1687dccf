"""The page checks a proof in a real browser: a good one holds, a tampered one does not, and it says which part."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route

from inzage.access import identity
from inzage.access.ledger.actions import record
from inzage.access.ledger.checkpoint import Checkpoint, parse, sign
from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.models import LedgerEvent
from inzage.access.ledger.proof import write
from inzage.access.ledger.proving import prove
from inzage.access.ledger.sealing import seal
from inzage.access.services import SEALER
from inzage.front.processes.environment import Role
from tests.browser.axe import violations
from tests.browser.chromium import chromium
from tests.kit.cluster import PREFIX
from tests.kit.fixtures import Cast, process
from tests.kit.horizon import wait_until_decided

pytestmark = [pytest.mark.article("11.security"), pytest.mark.slow]
STARTING = 30
Visit = Callable[..., AbstractContextManager[Page]]


def grow(cast: Cast, lines: int) -> Checkpoint:
    """The checkpoint after some more lines."""
    with identity.acting(cast.coach.person) as actor:
        for _ in range(lines):
            record(Kind.LOG_READ, by=actor)
    wait_until_decided()
    with process(Role.WORKER), identity.acting(SEALER.person) as sealer:
        made = seal(by=sealer, at=timezone.now())
    assert made is not None
    return parse(made.checkpoint)


@dataclass(frozen=True, slots=True)
class Given:
    """The proof of a line, as a file; and a checkpoint of that size over another log, truly signed."""

    proof: str
    rewritten: str


@pytest.fixture(scope="module")
def given(cast: Cast) -> Given:
    """The log went on after the proof was made."""
    grow(cast, 5)
    with process(Role.WORKER), identity.acting(SEALER.person):
        made = prove(LedgerEvent.objects.filter(actor=cast.coach.person).latest("id"))
        rewritten = sign(parse(made.checkpoint).size, bytes(32), settings.LEDGER_KEY)
    grow(cast, 300)
    return Given(write(made), rewritten.text)


@pytest.fixture
def proof(given: Given) -> str:
    """The proof that holds."""
    return given.proof


@pytest.fixture(scope="module")
def address(database: str, cast: Cast) -> Iterator[str]:
    """The public process on the database of this test, at a port of its own."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    place = quote((settings.DATA_FOLDER / "socket").read_text(encoding="utf-8").strip(), safe="")
    surroundings = {
        "DATABASE_URL": f"postgresql://{place}/{database}", "INZAGE_PREFIX": PREFIX, "INZAGE_PROCESS": "public",
        "INZAGE_DEMO": "1", "INZAGE_HTTPS": "0", "INZAGE_HOSTS": "localhost",
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "inzage.front.wsgi:application", "--bind", f"127.0.0.1:{port}",
               "--no-control-socket", "--log-level", "warning", "--threads", "4"]  # fmt: skip
    server = subprocess.Popen(command, env={**os.environ, **surroundings})
    try:
        until = time.monotonic() + STARTING
        while not _answers(port):
            assert server.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _answers(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def browser(given: Given, address: str) -> Iterator[Browser]:
    """One browser for all; it starts when the database has had its turn, for the two do not go together."""
    with chromium() as started:
        yield started


@pytest.fixture
def visit(browser: Browser, address: str) -> Visit:
    """`visit("/en/proef/", width=390)`: the page in a tab; nothing may be complained of on its console."""

    @contextmanager
    def tab(path: str = "/proef/", width: int = 1280) -> Iterator[Page]:
        faults: list[str] = []
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.on("console", lambda told: faults.append(told.text) if told.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address + path)
        yield page
        page.close()
        assert [fault for fault in faults if "404" not in fault and "503" not in fault] == []

    return tab


def verdict(page: Page) -> str:
    page.wait_for_selector("[data-result][data-done]")
    return str(page.locator("[data-result]").get_attribute("data-done"))


def give(page: Page, content: str) -> str:
    """Give the page a file, and what it finds."""
    page.set_input_files("#proof-file", {"name": "proof.json", "mimeType": "application/json",
                                         "buffer": content.encode()})  # fmt: skip
    return verdict(page)


def says(page: Page) -> str:
    return page.locator("#proof").inner_text()


def test_a_good_proof_holds_and_its_line_is_shown(visit: Visit, proof: str, cast: Cast) -> None:
    with visit(width=390) as page:
        assert violations(page) == []
        assert give(page, proof) == "ok"
        assert "Het klopt." in says(page)
        assert "begint nog steeds met dit controlepunt" in says(page)
        assert "draagt de handtekening" in says(page)
        assert page.locator('[data-field="kind"]').inner_text() == "log.read"
        assert page.locator('[data-field="actor"]').inner_text() == str(cast.coach.person)
        assert page.evaluate("document.activeElement.matches('[data-result]')")
        assert violations(page) == []
        wide, shown = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= shown


TAMPERED: dict[str, tuple[Callable[[dict[str, object]], object], str]] = {
    "line": (lambda said: {"event": str(said["event"]).replace("log.read", "log.kept")}, "De regel valt niet onder"),
    "place": (lambda said: {"index": int(str(said["index"])) - 1}, "De regel valt niet onder"),
    "path": (lambda said: {"path": [*said["path"][1:], said["path"][0]]}, "De regel valt niet onder"),  # type: ignore[index]
    "short path": (lambda said: {"path": said["path"][1:]}, "De regel valt niet onder"),  # type: ignore[index]
    "size": (lambda said: {"checkpoint": _other_size(str(said["checkpoint"]))}, "De handtekening van het controlepunt"),
    "no checkpoint": (lambda _: {"checkpoint": "x"}, "geen bewijs of code"),
    "no hash": (lambda _: {"path": ["AAAA"]}, "geen bewijs of code"),
    "another form": (lambda _: {"form": "other"}, "geen bewijs of code"),
}


def _other_size(checkpoint: str) -> str:
    size = checkpoint.split("\n")[1]
    return checkpoint.replace(f"\n{size}\n", f"\n{int(size) + 1}\n")


@pytest.mark.parametrize("how", TAMPERED)
def test_a_tampered_proof_does_not_hold(visit: Visit, proof: str, how: str) -> None:
    change, told = TAMPERED[how]
    said = json.loads(proof)
    with visit() as page:
        assert give(page, json.dumps(said | change(said))) == "bad"
        assert told in says(page)
        assert violations(page) == []
        assert give(page, proof) == "ok", "a good one after a bad one is good"


def test_a_file_that_is_no_proof_is_said_to_be_none(visit: Visit) -> None:
    with visit() as page:
        assert give(page, "Beste lezer,") == "bad"
        assert "geen bewijs of code" in says(page)
        assert not page.locator("[data-line]").is_visible()


def test_a_log_that_was_rewritten_is_found(visit: Visit, given: Given) -> None:
    """A proof under a checkpoint that was truly signed, but that what is published does not begin with."""
    with visit() as page:
        assert give(page, json.dumps(json.loads(given.proof) | {"checkpoint": given.rewritten})) == "bad"
        assert "begint niet met dit controlepunt" in says(page)
        assert "draagt de handtekening" in says(page)


def test_what_cannot_be_fetched_is_told(visit: Visit, proof: str) -> None:
    def away(route: Route) -> None:
        route.fulfill(status=503, body="")

    with visit() as page:
        page.route("**/checkpoint/*/since/*", away)
        assert give(page, proof) == "partly"
        assert "kon niet worden opgehaald" in says(page)
        page.unroute_all()
        assert give(page, proof) == "ok"


def test_a_browser_without_the_signature_says_so(visit: Visit, proof: str) -> None:
    with visit() as page:
        page.evaluate("() => { SubtleCrypto.prototype.importKey = () => { throw new Error('no Ed25519'); }; }")
        assert give(page, proof) == "partly"
        assert "kan de handtekening (Ed25519) niet controleren" in says(page)
        assert "begint nog steeds" in says(page)


def test_a_code_from_a_report_is_checked_by_keyboard(visit: Visit, proof: str) -> None:
    code = parse(json.loads(proof)["checkpoint"]).code
    with visit("/en/proef/", width=390) as page:
        page.focus("#proof-code")
        page.keyboard.type(f" {code.upper()} ")
        page.keyboard.press("Enter")
        assert verdict(page) == "ok"
        assert "It is right." in says(page)
        changed = code[:-1] + ("0" if code[-1] != "0" else "1")
        for wrong, told in ((changed, "does not begin with"), (f"9{code}", "does not begin with"), ("x", "no proof")):
            page.fill("#proof-code", wrong)
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            assert verdict(page) == "bad"
            assert told in says(page)


def test_the_script_stands_alone() -> None:
    script = (Path(__file__).parents[2] / "static" / "websites" / "proof.js").read_text(encoding="utf-8")
    assert "import " not in script
    assert "innerHTML" not in script
    assert "eval(" not in script
