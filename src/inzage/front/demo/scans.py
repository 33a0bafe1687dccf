"""Scans for the demo: a signed page as a PDF, set in type so that it can be read on screen."""

import json
from pathlib import Path

import typst

SOURCE = Path(__file__).with_name("scan.typ")


def scan(title: str, *lines: str) -> bytes:
    """A page with a title, some lines and two signatures, as a PDF."""
    return typst.compile(SOURCE, sys_inputs={"data": json.dumps({"title": title, "lines": lines})})
