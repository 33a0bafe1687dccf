"""Count what a person does against a limit: in the database, so that it holds over every process and machine."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connections


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` in any window of `seconds`; the window begins with its first use."""

    name: str
    times: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Excess:
    """A use that was one too many: how many seconds to wait, and whether it is the first one in its window."""

    wait: int
    is_first: bool


SEARCHES = Limit("searches", 30, 60)
DOCUMENTS = Limit("documents", 30, 60)
EXPORTS = Limit("exports", 10, 60)
FEEDS = Limit("feeds", 120, 3600)


def use(limit: Limit, *, person: UUID) -> Excess | None:
    """Count one use by `person`; an Excess when it is over the limit.

    One statement on the connection of the role `login`, committed at once by the clock of the database: two processes
    never both get the last use.
    """
    with connections["login"].cursor() as cursor:
        cursor.execute(
            "insert into access_allowance as held (id, name, person, since, used)"
            " values (gen_random_uuid(), %(name)s, %(person)s, clock_timestamp(), 1)"
            " on conflict (name, person) do update set"
            " used = case when held.since + make_interval(secs => %(seconds)s) <= excluded.since"
            " then 1 else held.used + 1 end,"
            " since = case when held.since + make_interval(secs => %(seconds)s) <= excluded.since"
            " then excluded.since else held.since end"
            " returning used, ceil(extract(epoch from since - clock_timestamp()) + %(seconds)s)",
            {"name": limit.name, "person": person, "seconds": limit.seconds},
        )
        used, wait = cursor.fetchone()
    return Excess(max(1, int(wait)), used == limit.times + 1) if used > limit.times else None
