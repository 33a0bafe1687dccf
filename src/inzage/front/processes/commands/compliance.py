"""`inzage compliance`."""

import argparse
import sys

from inzage.front.processes.unusable import Unusable
from inzage.oversight.compliance.report import ARTICLES, report

ADDRESSES = ("inzage.front.urls", "inzage.front.public_urls")


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command gets the options
    """Print each article with its rules, screens and passing tests: 0, or 1 when a marked test failed.

    Raises Unusable outside a checkout: the tests are the proof.
    """
    if not ARTICLES.is_file():
        raise Unusable("the articles and their tests are not here; run this in a checkout: make compliance")
    return report(sys.stdout, urlconfs=ADDRESSES)
