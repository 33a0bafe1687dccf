"""A million operations against the gate, with PostgreSQL killed now and then; see `tests.kit.hostile`.

python -m bench.hostile --operations 1000000 --seed 7
"""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import django

from tests.kit.cluster import Cluster, clone, close_pools
from tests.kit.hostile import Attack, Tally, World

DATABASE = "inzage_hostile"
DOSSIERS = 100


@contextmanager
def own_cluster() -> Iterator[Callable[[], None]]:
    """A durable cluster of this run alone; gives the way to kill it and start it again."""
    cluster = Cluster(durable=True)
    cluster.start()
    os.environ.update(cluster.environment)

    def kill() -> None:
        if cluster.server.pid is not None:
            os.kill(cluster.server.pid, signal.SIGKILL)
        cluster.server.stop()  # nothing is left to stop; the dead process is cleared away
        cluster.server.start()

    try:
        yield kill
    finally:
        cluster.stop()


def _print(tally: Tally, *, seed: int, took: float) -> None:
    print(f"{tally.operations:,} operations in {took:.0f} s ({tally.operations / took:.0f} a second), seed {seed}")
    for name, times in tally.done.most_common():
        print(f"  {name:<14}{times:>10,}")
    print(f"{tally.refused:,} refused, cancelled or cut off")
    print(f"{tally.rows:,} rows of content seen, {len(tally.faults)} without a committed trace")
    for fault in tally.faults[:20]:
        print(f"  {fault}")


def main() -> int:
    """Run it and print what was done. Exit code 1 when a row showed without a trace, or when nothing showed at all."""
    asked = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    asked.add_argument("--operations", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    with own_cluster() as kill:
        django.setup()
        from bench.bureau import settle  # noqa: PLC0415  Django must stand first

        clone(DATABASE)
        world = World(DATABASE, *settle(DATABASE, dossiers=DOSSIERS))
        close_pools()
        began = time.monotonic()
        tally = Attack(world, seed=options.seed, kill=kill).run(options.operations)
        _print(tally, seed=options.seed, took=time.monotonic() - began)
    return 0 if tally.rows and not tally.faults else 1


if __name__ == "__main__":
    sys.exit(main())
