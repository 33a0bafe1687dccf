"""`python -m bench.policies --pgrls PATH`: lint the row security of a fresh database with pgrls.

pgrls is no dependency of ours: install it in an environment of its own (`pip install pgrls==0.57.1`) and name its
program. What it finds is answered in `pgrls.toml` and docs/decisions/0021-linter.md; anything else leaves with 1.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from psycopg.conninfo import make_conninfo

from tests.kit.cluster import PREFIX, Cluster, owner_connection

CONFIG = Path(__file__).resolve().parent.parent / "pgrls.toml"


def main() -> int:
    """Start a cluster, lay everything in it, and let the linter look at it as its owner. Its exit code."""
    asked = argparse.ArgumentParser(prog="python -m bench.policies", description=__doc__)
    asked.add_argument("--pgrls", type=Path, required=True, help="the linter's program")
    options = asked.parse_args()
    cluster = Cluster()
    cluster.start()
    os.environ.update(cluster.environment)
    try:
        with owner_connection(PREFIX) as owner:
            known = owner.info.get_parameters() | {"password": owner.info.password}
        address = make_conninfo("", **known)
        return subprocess.run(  # noqa: S603  the program that was asked for
            [options.pgrls, "lint", "--config", CONFIG],
            check=False,
            env={**os.environ, "DATABASE_URL": address},
        ).returncode
    finally:
        cluster.stop()


if __name__ == "__main__":
    sys.exit(main())
