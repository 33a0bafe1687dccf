"""From declarations to row-security policies: the whole list, as values that can be compared with the catalogue."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inzage.access.declaration import (
    CARD,
    CONTENT,
    LOGIN,
    OUTBOX,
    OWN,
    RULES,
    Command,
    Declaration,
    ProcessRole,
    Rule,
    UndeclaredError,
)

WORD = re.compile(r"[a-z][a-z0-9_]*")
PROCESSES_THAT_POST: tuple[ProcessRole, ...] = ("desk", "public", "worker")
NEEDS = (CARD, CONTENT, OWN, OUTBOX, LOGIN, RULES)
COMMANDS: tuple[Command, ...] = ("select", "insert", "update", "delete")
PARTS_OF_WORK = ("notes", "health", "bsn", "instruments", "reports")
"""The parts in which nothing changes once the dossier is closed; the gate knows the same ones."""
LOGIN_RULES = tuple(Rule("login", command, "true") for command in COMMANDS)
OUTBOX_RULES = (
    *(Rule(role, "insert", "true") for role in PROCESSES_THAT_POST),
    *(Rule("worker", command, "true") for command in ("select", "update", "delete")),
)


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy on one table: `<role>_<command>`, so that its name says what it does.

    `columns` are the only ones that an update may write; empty for all, and for other commands.
    """

    table: str
    rule: Rule
    columns: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The policy's name, unique in its table."""
        return f"{self.rule.role}_{self.rule.command}"


def rules(declaration: Declaration) -> tuple[Rule, ...]:
    """The rules of one table. Raises UndeclaredError when its needs are unknown or a word in them is no identifier."""
    match declaration.needs:
        case "grant" | "opening":
            return (*_dossier_rules(declaration), *declaration.rules)
        case "self":
            mine = f"{_word(declaration.of_column)} = (select gate.myself())"
            return (
                Rule("desk", "select", mine),
                Rule("desk", "insert", mine),
                Rule("desk", "update", mine),
                Rule("desk", "delete", mine),
                *declaration.rules,
            )
        case "outbox":
            return (*OUTBOX_RULES, *declaration.rules)
        case "login":
            return LOGIN_RULES
        case "rules":
            return declaration.rules
    message = f"{declaration.table} needs {declaration.needs!r}; allowed: {', '.join(NEEDS)}"
    raise UndeclaredError(message)


def _dossier_rules(declaration: Declaration) -> Iterable[Rule]:
    part, kind, of = _word(declaration.part), _word(declaration.kind), _word(declaration.of_column)
    if declaration.needs == CARD:
        shown = (
            f"office_id = any((select gate.offices('{kind}', '{part}'))::uuid[])"
            f" or {of} = any((select gate.granted('{part}'))::uuid[])"
        )
    else:
        shown = f"{of} = any((select gate.opened('{part}'))::uuid[])"
    yield Rule("desk", "select", shown)
    if declaration.search:
        yield Rule("gate", "select", "true")
    if not declaration.append_only:
        is_work = declaration.needs == CONTENT and part in PARTS_OF_WORK
        closed = f" and gate.works_on({of}, '{part}')" if is_work else ""
        yield Rule("desk", "update", f"({shown}) and (select gate.writes()){closed}")
    adds = f"may_add_card({of}, office_id, '{part}')" if declaration.needs == CARD else f"may_add({of}, '{part}')"
    yield Rule("desk", "insert", f"(gate.{adds})")


def _word(text: str) -> str:
    if not WORD.fullmatch(text):
        message = f"{text!r} is no plain word"
        raise UndeclaredError(message)
    return text


def policies(declarations: Iterable[Declaration]) -> list[Policy]:
    """Every policy of every declared table."""
    return [
        Policy(declaration.table, rule, declaration.changes if rule.command == "update" else ())
        for declaration in declarations
        for rule in rules(declaration)
    ]
