"""Lists and a dossier as the bureau grows tenfold and again: what one coach or one page shows stays as large as it was.

The dossiers that are added belong to other people. They are written by the owner straight into the tables, with row
security off for as long as that takes: through the verbs of users a million would take a night.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connections
from django.test import Client

from bench.bureau import CLIENTS, Bureau
from inzage.front.processes.environment import Role
from tests.kit.cluster import close_pools, connection_of
from tests.kit.fixtures import sign_in

SIZES = (10_000, 100_000)
LARGE = (*SIZES, 1_000_000)
CHUNK = 50_000
COLLEAGUES = 200
ROUNDS = 40
TABLES = ("access_person", "access_dossier", "access_grant", "access_entry", "clients_client")
FILL = """
with fresh as (
  select n, gen_random_uuid() as dossier, gen_random_uuid() as person, gen_random_uuid() as client
    from generate_series(%(first)s::int, %(last)s::int) as n),
people as (insert into access_person (id, kind, name, office_id) select person, 'client', '', null from fresh),
dossiers as (
  insert into access_dossier (id, kind, number, office_id, opened_at)
  select dossier, 'client', 'B-' || n, %(office)s, now() - n * interval '1 second' from fresh),
grants as (
  insert into access_grant (id, person_id, dossier_id, office_id, role, relation, parts, reason, valid_from)
  select gen_random_uuid(), (%(colleagues)s::uuid[])[1 + n %% cardinality(%(colleagues)s::uuid[])], dossier, %(office)s,
         'coach', 'assigned', array['card', 'notes'], '', now() from fresh),
entries as (
  insert into access_entry (id, dossier_id, office_id, part, kind, at, author_id, subject, visibility, confidential)
  select gen_random_uuid(), dossier, %(office)s, 'card', 'registration', now() - n * interval '1 second', %(author)s,
         client, 'bureau', false from fresh)
insert into clients_client (id, dossier_id, office_id, person_id, initials, first_name, infix, last_name, sort_key,
                            search_key, source, services, birth_fingerprint, email_fingerprint)
select client, dossier, %(office)s, person, '', 'Test', '', 'Zuiver ' || n, 'zuiver ' || lpad(n::text, 8, '0'),
       'test zuiver ' || n, 'self', array['career_advice'], '', '' from fresh
"""


def run(bureau: Bureau, *, large: bool) -> None:
    """Time the pages at each size."""
    pages = {
        "own clients of a coach": (sign_in(bureau.cast.coach), "/clients/?tab=mine"),
        "dossier of that coach": (sign_in(bureau.cast.coach), f"/dossiers/{bureau.own[0].pk}/"),
        "all clients, first page": (sign_in(bureau.cast.back_office), "/clients/?tab=all"),
        "dossier, by back office": (sign_in(bureau.cast.back_office), f"/dossiers/{bureau.own[1].pk}/"),
    }
    sizes = LARGE if large else SIZES
    took: dict[str, list[float]] = {name: [] for name in pages}
    with connection_of(Role.OWNER, bureau.database) as owner:
        colleagues = _colleagues(owner, bureau)
        for before, size in zip((CLIENTS, *sizes), sizes, strict=False):
            _grow(owner, bureau, colleagues, before, size)
            for name, (browser, address) in pages.items():
                took[name].append(_clock(browser, address))
    print(f"\n{'dossiers':<26}" + "".join(f"{size:>12,}" for size in sizes) + f"{'growth':>10}")
    for name, each in took.items():
        print(f"{name:<26}" + "".join(f"{one:>12.1f}" for one in each) + f"{each[-1] / each[0]:>10.2f}")
    print(f"\nmilliseconds for a whole page, medians of {ROUNDS}")


def _colleagues(owner: psycopg.Connection, bureau: Bureau) -> list[str]:
    with _unguarded(owner):
        rows = owner.execute(
            "insert into access_person (id, kind, name, office_id)"
            " select gen_random_uuid(), 'staff', 'Collega ' || n, %s from generate_series(1, %s) as n"
            " returning id::text",
            [bureau.cast.office, COLLEAGUES],
        ).fetchall()
    return [row[0] for row in rows]


def _grow(owner: psycopg.Connection, bureau: Bureau, colleagues: list[str], before: int, size: int) -> None:
    began = time.perf_counter()
    for first in range(before + 1, size + 1, CHUNK):
        with _unguarded(owner):
            owner.execute(
                FILL.encode(),
                {
                    "first": first,
                    "last": min(first + CHUNK - 1, size),
                    "office": bureau.cast.office,
                    "author": bureau.cast.back_office.person,
                    "colleagues": colleagues,
                },
            )
    owner.execute(b"vacuum analyze")
    close_pools()
    if size > before:
        print(f"{size - before:,} dossiers more: {time.perf_counter() - began:.0f} s")


@contextmanager
def _unguarded(owner: psycopg.Connection) -> Iterator[None]:
    """A transaction in which the owner writes past row security."""
    with owner.transaction():
        for table in TABLES:
            owner.execute(f"alter table {table} no force row level security".encode())
        yield
        owner.execute(b"set constraints all immediate")
        for table in TABLES:
            owner.execute(f"alter table {table} force row level security".encode())


def _clock(browser: Client, address: str) -> float:
    """The median time of a page, after it was seen twice."""
    took = []
    for turn in range(ROUNDS + 2):
        began = time.perf_counter()
        answer = browser.get(address)
        if answer.status_code != 200:  # noqa: PLR2004  HTTP
            message = f"{address} answered {answer.status_code}"
            raise RuntimeError(message)
        if turn > 1:
            took.append((time.perf_counter() - began) * 1000)
    connections["default"].close()
    return statistics.median(took)
