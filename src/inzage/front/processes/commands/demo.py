"""`inzage demo build`."""

import argparse
from datetime import UTC, datetime

from django.conf import settings

from inzage.front.demo import build
from inzage.front.processes.unusable import Unusable


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command gets the options
    """Make the demo bureau when it is not there. Raises Unusable where the installation is no demo."""
    if not settings.DEMO:
        raise Unusable("this installation is no demo; INZAGE_DEMO=1 makes a new one into a demo")
    build.build(datetime.now(UTC))
    return 0
