"""`python -m bench.worlds --rows 100000`: random small bureaus, row by row against an evaluator of the policy's text.

The long form of tests/worlds. Prints how much was compared; leaves with 1 and the first differences when there are any.
"""

import argparse
import os
import secrets
import sys
import time
from contextlib import ExitStack
from tempfile import TemporaryDirectory

import django

from tests.kit.cluster import ENVIRONMENT

BATCH = 100
SHOWN = 10


def main() -> int:
    """Compare until so many rows are decided on, from a fresh seed unless one is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="how many decisions on a row to compare at least")
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(2**31), help="begin here; printed, to repeat a run"
    )
    options = parser.parse_args()
    os.environ.update(ENVIRONMENT)
    with TemporaryDirectory() as data:
        os.environ["INZAGE_DATA"] = data
        django.setup()
        return _run(options.rows, options.seed)


def _run(rows: int, seed: int) -> int:
    from tests.worlds.checking import Tally, cases, check  # noqa: PLC0415  Django must stand first
    from tests.worlds.laboratory import Laboratory  # noqa: PLC0415

    total, began, number = Tally(), time.perf_counter(), seed
    print(f"seed {seed}")
    with ExitStack() as stack:
        laboratory = Laboratory(stack)
        while total.rows < rows and not total.differences:
            drawn = cases(BATCH, number)
            for world, _questions in drawn:
                laboratory.write(world)
            total = total + check(laboratory, drawn)
            number += 1
    print(
        f"{total.worlds:,} worlds, {total.rows:,} decisions on a row ({total.shown:,} shown), "
        f"{total.openings:,} attempts to open ({total.opened:,} open), {len(total.differences)} differences, "
        f"{time.perf_counter() - began:.0f} s"
    )
    print("\n".join(total.differences[:SHOWN]))
    return 1 if total.differences else 0


if __name__ == "__main__":
    sys.exit(main())
