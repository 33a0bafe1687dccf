"""`inzage demo code NAME` and `inzage demo build`: only where the installation is a demo."""

import argparse
from datetime import UTC, datetime

from django.conf import settings

from inzage.front.demo import build, codes
from inzage.front.processes.unusable import Unusable


def run(options: argparse.Namespace) -> int:
    """Print the second factor that NAME would read from a phone now, or make the demo bureau when it is not there.

    Raises Unusable outside a demo, and for a name that nobody has.
    """
    if not settings.DEMO:
        raise Unusable("this installation is no demo; INZAGE_DEMO=1 makes a new one into a demo")
    if options.verb == "build":
        build.build(datetime.now(UTC))
        return 0
    try:
        print(codes.code(options.name))
    except KeyError as error:
        raise Unusable(str(error.args[0])) from error
    return 0
