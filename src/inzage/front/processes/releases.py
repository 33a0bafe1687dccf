"""Which minor releases of PostgreSQL are good enough, as far as this release of Inzage knows.

`LEAST` mends what row security stands on (cached plans of one role served to another, mended in 15.19): nothing older
serves people's dossiers. `NEWEST` is the newest that was out. Releases of one day carry the same repairs: the numbers
of 15 are those of its release notes, the others follow from that.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

LEAST_FROM = date(2026, 8, 13)
LEAST: Mapping[int, int] = MappingProxyType({15: 19, 16: 15, 17: 11, 18: 6})
NEWEST_FROM = date(2026, 11, 12)
NEWEST: Mapping[int, int] = MappingProxyType({15: 20, 16: 16, 17: 12, 18: 7})


def parts(version: int) -> tuple[int, int]:
    """Major and minor of a server's version number: 150020 is (15, 20)."""
    return version // 10_000, version % 10_000


def behind(version: int, wanted: Mapping[int, int]) -> bool:
    """Whether the server is older than `wanted`. A major version that came out after this list is not."""
    major, minor = parts(version)
    return minor < wanted.get(major, 0)
