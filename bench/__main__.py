"""`make bench`: a database, a bureau of ten thousand clients in it, and what our gates and the log cost.

`python -m bench --large` goes on to a million dossiers; `--only NAME` does one of the benchmarks.
"""

import argparse
import os

import django

from tests.kit.cluster import Cluster, clone, close_pools

NAMES = ("pages", "openings", "dossier", "growth", "ledger")


def main() -> None:
    """Run the benchmarks and print their tables."""
    asked = argparse.ArgumentParser(prog="python -m bench", description="Benchmarks: ratios in one run.")
    asked.add_argument("--large", action="store_true", help="grow to a million dossiers")
    asked.add_argument("--only", choices=NAMES, action="append", help="this one; may be given more than once")
    options = asked.parse_args()
    cluster = Cluster(durable=True)
    cluster.start()
    os.environ.update(cluster.environment)
    django.setup()
    try:
        _run(options.only or NAMES, large=options.large)
    finally:
        close_pools()
        cluster.stop()


def _run(names: tuple[str, ...], *, large: bool) -> None:
    from bench import bureau, dossier, growth, ledger, openings, pages  # noqa: PLC0415  Django must stand first

    if set(names) - {"ledger"}:
        clone("inzage_bench")
        made = bureau.make("inzage_bench")
        if "pages" in names:
            pages.run(made)
        if "openings" in names:
            openings.run(made)
        if "dossier" in names:
            dossier.run(made, large=large)
        if "growth" in names:
            growth.run(made, large=large)
    if "ledger" in names:
        clone("inzage_bench_log")
        ledger.run("inzage_bench_log")


if __name__ == "__main__":
    main()
