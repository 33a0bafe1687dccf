"""Every page of the desk as one of its people gets it, kept so that a browser can look at it afterwards.

The pages come from the real views through the permission matrix's world, before the browser runs: in one thread Django
and Playwright do not go together. The browser is then answered from here: the page, and our own static files.
"""

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.urls import reverse
from playwright.sync_api import Route as Asked

from tests.laws.expected import IN, OWN, outcome
from tests.laws.routes import DESK, Route, routes
from tests.laws.world import World

WHO = ("coach", "back_office", "team_leader", "manager", "privacy_officer", "psychologist", "account_manager")
ORIGIN = "http://desk.test"
FORM = re.compile(r'<main.*<form[^>]*method="post"(?![^>]*action=)[^>]*>', re.DOTALL)
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Shown:
    """One page: which route, who got it, and what it holds; `wrong` when it shows what is wrong with a form."""

    route: str
    who: str
    html: str
    wrong: bool = False

    @property
    def name(self) -> str:
        """How a fault names it."""
        return f"{self.route} as {self.who}{' with errors' if self.wrong else ''}"


def every_page(world: World) -> Iterator[Shown]:
    """Each page that a person gets with GET, and each form of it as it comes back when nothing is filled in."""
    for route in routes(DESK):
        if route.guard is not None and route.guard.who in {"staff", "person"}:
            yield from _shown(world, route)


def _shown(world: World, route: Route) -> Iterator[Shown]:
    assert route.guard is not None
    who = next((each for each in WHO if outcome(route.guard, each, OWN) == IN), None)
    if who is None:
        return
    address = reverse(route.name, kwargs=world.fill(route.name, route.guard.kind, route.arguments, who, OWN))
    visitor = world.visitor(who)
    answer = visitor.get(address)
    if not _is_page(answer):
        return
    page = answer.content.decode()
    yield Shown(route.name, who, page)
    if FORM.search(page):
        answer = visitor.post(address, {})
        if _is_page(answer) and "data-error-summary" in answer.content.decode():
            yield Shown(route.name, who, answer.content.decode(), wrong=True)


def _is_page(answer: Any) -> bool:
    """Whether it is a whole page: not a file, and not a fragment that is put into one."""
    is_html = answer.status_code in {200, 422} and answer["Content-Type"].startswith(HTML) and not answer.streaming
    return bool(is_html and b"<html" in answer.content)


def answering(shown: Shown) -> Any:
    """A handler that answers the browser: this page for any address but those of static files."""

    def answer(asked: Asked) -> None:
        path = asked.request.url.removeprefix(ORIGIN).partition("?")[0]
        if not path.startswith("/static/"):
            is_document = asked.request.resource_type == "document"
            asked.fulfill(status=200 if is_document else 204, body=shown.html if is_document else "", content_type=HTML)
            return
        content = _file(path.removeprefix("/static/"))
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        asked.fulfill(status=200 if content else 404, body=content, content_type=kind)

    return answer


@cache
def _file(name: str) -> bytes:
    """A static file; empty when there is none of that name."""
    found = finders.find(name) or finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.)", "", name))
    return Path(str(found)).read_bytes() if found else b""
