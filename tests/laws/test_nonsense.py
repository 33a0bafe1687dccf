"""Nonsense in, a clear answer out: no address and no form of the desk answers with a fault of ours.

Each route is asked as somebody who may come there, with the fields of its own form filled in by chance: what the page
proposes, and now and then something hostile. The chance is fixed, so that a fault that is found is found again.
"""

import random
import sys
import traceback
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.test import Client
from django.urls import reverse

from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member
from tests.laws.expected import IN, OWN, outcome, roles
from tests.laws.routes import DESK, Route, routes
from tests.laws.world import USES_UP, World

GUARDED = [route for route in routes(DESK) if route.guard is not None and route.guard.who != "public"]
TIMES = 3
HOSTILE = (
    "", "\0", "a\0b", "x" * 3_000, "x" * 1_500_000, "\u202egpj.exe", "\ud7ff\uffff", "e" + "\u0301" * 2_000,
    "'; drop table access_person; --", "%s %(x)s {0}", "{{ 7|add:7 }}{% debug %}", "<script>alert(1)</script>",
    '#set text(red) #read("/etc/passwd") $x$ */', "\r\nBcc: iedereen@example.org", "=cmd|' /C calc'!A0", "-1", "0",
    "99999999999999999999", "1e400", "nan", "Infinity", "\u0662\u0660\u0662\u0666-01-01", "0001-01-01", "9999-12-31",
    "0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30", "1899-12-31", str(uuid4()), "urn:uuid:" + str(uuid4()),
    "geen-uuid", "null", "[]", "True", "\U0001f9d1\u200d\U0001f4bb", "../../etc/passwd", "a@b", '"a, b"@example.org',
    "undraw:x", "draw:" + str(uuid4()), "draw:\0", "remove:x", "lock", "up:",
)  # fmt: skip
FILES = (
    b"", b"%PDF-", b"%PDF-1.7\n" + b"\0" * 100_000, b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04" + b"\0" * 50,
    b"\xff\xfe" + "achternaam;e-mail\nX;y".encode("utf-16-le"), b"\xff\xfe\x00", b"achternaam;achternaam\n;;;;;\n",
    b"achternaam\n" + b'"' * 5_000, b"\0\0\0", b"a;" * 20_000, b"Artikel 1\n" * 5_000, "Artikel ٣".encode(),
    b"<html>", b"achternaam\n=1+1\n", b"\r" * 10_000,
)  # fmt: skip
ASKED = (
    "page", "sort", "tab", "s", "q", "kind", "before", "kinds", "since", "until", "organisation", "person", "to",
    "referrer", "dossier", "number", "outcome", "service", "next",
)  # fmt: skip


class Fields(HTMLParser):
    """The fields of the forms of a page, with what they propose."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.files: set[str] = set()
        self.choosing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a field."""
        said = dict(attrs)
        name = said.get("name") or ""
        if tag == "select":
            self.choosing = name
        if tag == "option" and said.get("value"):
            self.found.setdefault(self.choosing, said["value"] or "")
        if tag in {"input", "textarea", "select", "button"} and name:
            if said.get("type") == "file":
                self.files.add(name)
            elif tag != "select":
                self.found.setdefault(name, said.get("value") or "")


@pytest.fixture(scope="module")
def worlds() -> dict[str, World]:
    """The world of this file, made by the first test that needs it."""
    return {}


@pytest.fixture
def world(
    worlds: dict[str, World], cast: Cast, make_case: Callable[..., Case], browse: Callable[[Member], Client]
) -> World:
    """The people and things that addresses are filled with."""
    if "nonsense" not in worlds:
        worlds["nonsense"] = World(cast, make_case, browse)
    return worlds["nonsense"]


def visits(world: World, route: Route) -> Iterator[tuple[str, Client]]:
    """The address of a route, with a browser of somebody who gets in."""
    assert route.guard is not None
    for who in roles():
        if outcome(route.guard, who, OWN) == IN:
            filled = world.fill(route.name, route.guard.kind, route.arguments, who, OWN)
            visitor = world.visitor(who)
            visitor.raise_request_exception = False
            yield reverse(route.name, kwargs=filled), visitor
            return


def body(chance: random.Random, fields: Fields) -> dict[str, Any]:
    """A filled-in form: mostly what it proposes, here and there something hostile."""
    filled: dict[str, Any] = {}
    for name, proposed in fields.found.items():
        drawn = chance.random()
        if drawn < 0.35:
            filled[name] = chance.choice(HOSTILE)
        elif drawn < 0.9:
            filled[name] = proposed or "x"
    for name in fields.files:
        filled[name] = SimpleUploadedFile(chance.choice(("a.pdf", "../x", "\u202e.csv")), chance.choice(FILES))
    return filled


@pytest.fixture
def broken() -> Iterator[list[str]]:
    """Where in the code the faults were."""
    found: list[str] = []

    def note(**_said: object) -> None:
        found.append("".join(traceback.format_exception(*sys.exc_info())[-4:]))

    got_request_exception.connect(note)
    yield found
    got_request_exception.disconnect(note)


@pytest.mark.slow
@pytest.mark.article("11.security")
@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_nonsense_is_no_fault_of_ours(route: Route, world: World, broken: list[str]) -> None:
    chance = random.Random(route.name)  # noqa: S311  no secret
    faults = []
    for _ in range(TIMES):
        for address, visitor in visits(world, route):
            fields = Fields()
            query = {name: chance.choice(HOSTILE[:4] + HOSTILE[5:]) for name in ASKED if chance.random() < 0.4}
            plain = visitor.get(address)
            asked = visitor.get(address, query)
            if plain.status_code == 200 and not plain.streaming and "html" in plain["Content-Type"]:
                fields.feed(plain.content.decode(errors="replace"))
            sent = body(chance, fields) or {name: chance.choice(HOSTILE) for name in ASKED}
            posted = visitor.post(address, sent)
            faults += [
                (answer.status_code, how)
                for answer, how in ((plain, "plain"), (asked, query), (posted, sent))
                if answer.status_code >= 500
            ]
            if route.name in USES_UP:
                world.use_up(USES_UP[route.name])
    assert faults == [], broken
