"""What a check found, and how it is told: one line, with what to do when something is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from inzage.front.processes.environment import Environment
from inzage.front.processes.unusable import Unusable


class Level(StrEnum):
    """How bad it is. Only `wrong` makes the exit code 1."""

    OK = "ok"
    WARN = "warn"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what is the case, and the remedy when it should be otherwise."""

    level: Level
    what: str
    remedy: str = ""


def ok(what: str) -> Finding:
    """As it should be."""
    return Finding(Level.OK, what)


def warn(what: str, remedy: str) -> Finding:
    """To be looked at; it stops nothing."""
    return Finding(Level.WARN, what, remedy)


def wrong(what: str, remedy: str) -> Finding:
    """Not to be used like this."""
    return Finding(Level.WRONG, what, remedy)


@dataclass(frozen=True, slots=True)
class Check:
    """A check under its name; what matters in production only is no more than a warning in a demo."""

    name: str
    run: Callable[[Environment], Finding]
    production_only: bool = False

    def find(self, outside: Environment) -> Finding:
        """The finding. A check that breaks is wrong: it did not see that things are right."""
        try:
            found = self.run(outside)
        except Unusable as fault:
            found = wrong(str(fault), "")
        except Exception as error:  # noqa: BLE001  whatever it is, the other checks go on; its text may hold a value
            found = wrong(f"could not be checked ({type(error).__name__})", "see the checks above; mend those first")
        if found.level is Level.WRONG and self.production_only and outside.demo:
            return replace(found, level=Level.WARN, remedy="no matter in a demo")
        return found


def line(name: str, found: Finding) -> str:
    """The finding in one line."""
    said = f"{found.level:<6} {name}: {found.what}"
    return f"{said}. {found.remedy[:1].upper()}{found.remedy[1:]}" if found.remedy else said
