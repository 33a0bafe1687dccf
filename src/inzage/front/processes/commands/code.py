"""`inzage demo code NAME`."""

import argparse

from inzage.front.demo import codes
from inzage.front.processes import environment
from inzage.front.processes.unusable import Unusable


def run(options: argparse.Namespace) -> int:
    """Print the second factor that NAME would read from a phone now.

    Raises Unusable outside a demo, and for a name that nobody has.
    """
    if not environment.read().demo:
        raise Unusable("this installation is no demo: nobody's second factor is known here")
    try:
        print(codes.code(options.name))
    except KeyError as error:
        raise Unusable(str(error.args[0])) from error
    return 0
