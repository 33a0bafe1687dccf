"""The page of a dossier with five hundred entries beside one with fifty; a search over many notes beside bare SQL."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from uuid import UUID

import psycopg
from django.db import connections
from django.test import Client

from bench.bureau import Bureau
from inzage.access.searching.actions import search_all
from inzage.front.processes.environment import Role
from tests.kit.cluster import connection_of
from tests.kit.fixtures import sign_in

ROUNDS = 20
ENTRIES = 500
NOTES, LARGE = 100_000, 1_000_000
CHUNK = 50_000
# one in ten holds the common word, one in a thousand the rare one
FILL = """
with fresh as (
  select gen_random_uuid() as note, gen_random_uuid() as entry, n,
         (%(dossiers)s::uuid[])[1 + n %% cardinality(%(dossiers)s::uuid[])] as dossier,
         now() - make_interval(mins => n) as at from generate_series(%(first)s::int, %(last)s::int) as n),
lines as (
  insert into access_entry (id, dossier_id, office_id, part, kind, at, author_id, subject, visibility, confidential)
  select entry, dossier, %(office)s, 'notes', 'note', at, %(author)s, note, 'bureau', false from fresh returning id)
insert into clients_sessionnote (id, dossier_id, entry_id, at, held_on, kind, author_id, text, confidential, revision)
select note, dossier, entry, at, at::date, 'talk', %(author)s,
       'Gesprek nummer ' || n || ' over werk, ritme en wat er komt. ' || md5(n::text)
       || case when n %% 10 = 0 then ' Gesolliciteerd.' else '' end
       || case when n %% 1000 = 0 then ' Fagotbouwer.' else '' end, false, 1 from fresh
"""
TABLES = ("access_entry", "clients_sessionnote")
BARE = """
select dossier_id, count(*), min(held_on), max(held_on) from clients_sessionnote
 where to_tsvector('dutch'::regconfig, coalesce(text, '')) @@ websearch_to_tsquery('dutch', %s)
   and dossier_id = any(%s) group by dossier_id order by 4 desc limit 100
"""


def run(bureau: Bureau, *, large: bool) -> None:
    """Time both."""
    own = [dossier.pk for dossier in bureau.own]
    browser = sign_in(bureau.cast.coach)
    with connection_of(Role.OWNER, bureau.database) as owner:
        _fill(owner, bureau, [own[1]], 1, ENTRIES)
        owner.execute(b"analyze")
        few, many = (_clock(partial(_page, browser, dossier)) for dossier in (own[0], own[1]))
        print(f"\ndossier page, ms: 50 entries {few:.1f}, {ENTRIES} entries {many:.1f}, ratio {many / few:.2f}")
        size = LARGE if large else NOTES
        for first in range(1, size + 1, CHUNK):
            _fill(owner, bureau, list(bureau.dossiers), first, min(first + CHUNK - 1, size))
        owner.execute(b"vacuum analyze access_entry, clients_sessionnote")
    print(f"search over {size:,} notes, {len(own)} own dossiers, ms")
    with connection_of(Role.BACKUP, bureau.database) as bare:
        for wanted in ("fagotbouwer", "gesolliciteerd"):
            plain = _clock(partial(bare.execute, BARE, [wanted, own]))
            ours = _clock(partial(search_all, person=bureau.cast.coach.person, wanted=wanted))
            print(f"  {wanted:<16} bare SQL {plain:>8.1f}  through the gate {ours:>8.1f}  ratio {ours / plain:.2f}")
    connections["opener"].close()


def _fill(owner: psycopg.Connection, bureau: Bureau, dossiers: list[UUID], first: int, last: int) -> None:
    """Write notes past row security, as the owner."""
    with owner.transaction():
        for table in TABLES:
            owner.execute(f"alter table {table} no force row level security".encode())
        owner.execute(
            FILL.encode(),
            {
                "dossiers": dossiers,
                "first": first,
                "last": last,
                "office": bureau.cast.office,
                "author": bureau.cast.coach.person,
            },
        )
        owner.execute(b"set constraints all immediate")
        for table in TABLES:
            owner.execute(f"alter table {table} force row level security".encode())


def _page(browser: Client, dossier: UUID) -> None:
    answer = browser.get(f"/dossiers/{dossier}/")
    if answer.status_code != 200:  # noqa: PLR2004  HTTP
        message = f"the page of the dossier answered {answer.status_code}"
        raise RuntimeError(message)


def _clock(work: Callable[[], object]) -> float:
    """The median time in milliseconds, after two turns to warm up."""
    took = []
    for turn in range(ROUNDS + 2):
        began = time.perf_counter()
        work()
        if turn > 1:
            took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
