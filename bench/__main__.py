"""`make bench`: start a database, make a bureau of ten thousand clients in it, time the pages and the log."""

import os

import django

from tests.kit.cluster import Cluster, clone, close_pools


def main() -> None:
    """Run every benchmark and print one table."""
    cluster = Cluster(durable=True)
    cluster.start()
    os.environ.update(cluster.environment)
    django.setup()
    try:
        from bench import ledger, pages  # noqa: PLC0415  Django must stand first

        clone("inzage_bench")
        pages.run("inzage_bench")
        clone("inzage_bench_log")
        ledger.run("inzage_bench_log")
    finally:
        close_pools()
        cluster.stop()


if __name__ == "__main__":
    main()
