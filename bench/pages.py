"""The dossier page and the list of own clients, with both gates and without, in turn in one run; and their bare SQL."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connections
from django.test import Client

from bench import without
from bench.bureau import Bureau
from inzage.access.actor import Actor
from inzage.access.identity import acting
from inzage.front.processes.environment import Role
from tests.kit.cluster import connection_of
from tests.kit.fixtures import sign_in

ROUNDS = 40
Statement = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to time: its name, its address, and whose it is."""

    name: str
    address: str


def run(bureau: Bureau) -> None:
    """Time each page of the coach."""
    browser = sign_in(bureau.cast.coach)
    with acting(bureau.cast.coach.person) as actor:
        pass
    heads = ("queries", "gated", "without", "ratio", "SQL gated", "SQL bare", "ratio")
    print(f"{'page':<16}" + "".join(f"{head:>11}" for head in heads))
    for page in (Page("dossier page", f"/dossiers/{bureau.own[0].pk}/"), Page("own clients", "/clients/?tab=mine")):
        _time(page, browser, actor, bureau.database)
    print(
        f"\nmilliseconds, medians of {ROUNDS} rounds, gated and ungated in turn; SQL: the page's own reads replayed\n"
    )


def _time(page: Page, browser: Client, actor: Actor, database: str) -> None:
    gated, ungated = [], []
    statements: list[Statement] = []
    with _recorded(statements):
        _get(browser, page)
    for _ in range(ROUNDS):
        gated.append(_clock(lambda: _get(browser, page)))
        with without.gates(actor):
            ungated.append(_clock(lambda: _get(browser, page)))
    with_gate, bare = _replay(statements, actor, database)
    figures = (*_pair(gated, ungated), *_pair(with_gate, bare))
    print(f"{page.name:<16}{len(statements):>11}" + "".join(f"{figure:>11.2f}" for figure in figures))


def _get(browser: Client, page: Page) -> None:
    answer = browser.get(page.address)
    if answer.status_code != 200:  # noqa: PLR2004  HTTP
        message = f"{page.address} answered {answer.status_code}"
        raise RuntimeError(message)


def _clock(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _pair(first: list[float], second: list[float]) -> tuple[float, float, float]:
    """Both medians, and the median of the ratios pair by pair."""
    ratios = [one / other for one, other in zip(first, second, strict=True)]
    return statistics.median(first), statistics.median(second), statistics.median(ratios)


@contextmanager
def _recorded(statements: list[Statement]) -> Iterator[None]:
    """Collect the statements that the page itself sends on the default alias, the gate's own left out."""

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  Django's
        if "gate.begin" not in sql and not sql.startswith(("SAVEPOINT", "RELEASE")):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(note):
        yield


def _replay(statements: list[Statement], actor: Actor, database: str) -> tuple[list[float], list[float]]:
    """The page's statements alone: as the desk with a proven actor, and as a role without row security."""
    gated, bare = [], []
    reading = [(sql, params) for sql, params in statements if sql.lstrip().upper().startswith("SELECT")]
    with connection_of(Role.BACKUP, database) as backup:
        for _ in range(ROUNDS):
            with acting(actor.person), connections["default"].cursor() as cursor:
                gated.append(_clock(partial(_fetch, cursor, reading)))
            with backup.transaction():
                bare.append(_clock(partial(_fetch, backup, [each for each in reading if "gate." not in each[0]])))
    return gated, bare


def _fetch(target: Any, statements: list[Statement]) -> None:
    for sql, params in statements:
        found = target.execute(sql, params)
        (found or target).fetchall()
