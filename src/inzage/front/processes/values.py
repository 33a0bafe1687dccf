"""Values of environment variables: yes or no, a port, a mail address; a wrong one is named with what is allowed."""

import re
from collections.abc import Mapping

from inzage.front.processes.unusable import Unusable

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
HIGHEST_PORT = 65_533  # the public sites and the mail of the demo take the next two


def flag(name: str, given: Mapping[str, str], *, default: bool) -> bool:
    """The variable `name` as yes (1) or no (0). Raises Unusable for anything else."""
    value = given.get(name, "")
    if value not in {"", "0", "1"}:
        raise Unusable(f"{name} is {value!r}; allowed: 0 (no) and 1 (yes)")
    return value == "1" if value else default


def number(name: str, given: Mapping[str, str], *, default: int) -> int:
    """The variable `name` as a port number. Raises Unusable when it is none."""
    value = given.get(name, "")
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= HIGHEST_PORT:
        raise Unusable(f"{name} is {value!r}; give a port number from 1 to {HIGHEST_PORT}")
    return int(value)
