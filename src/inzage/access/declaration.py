"""What a model says of its own rows: whose data they are, and which database role may do what with them.

A model with personal data has an inner `class PersonalData`, one without has `class NoPersonalData` with a reason.
`read(model)` turns either into a `Declaration`; a model with neither raises `UndeclaredError`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import apps
from django.db.models import Model

Command = Literal["select", "insert", "update", "delete"]
ProcessRole = Literal["desk", "public", "worker", "login", "gate", "opener"]

CARD = "grant"
CONTENT = "opening"
OWN = "self"
OUTBOX = "outbox"
RULES = "rules"
LOGIN = "login"


class UndeclaredError(TypeError):
    """A model that does not say whose data it holds: the build stops."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row-security policy: what `role` may do with the rows for which `using` holds.

    `using` is SQL written in the code; it is the check for an insert, and both test and check for an update.
    """

    role: ProcessRole
    command: Command
    using: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the engine of row security, and later search, access copy, erasure and retention, read of a table.

    `changes` names the columns that may be written anew; empty when all may. `append_only`: none may. `kept_in` is the
    table that holds each earlier `text` by `number`; only the author writes the text anew, once the old one is there.
    `search` and the two after it: see access/searching/expressions.py.
    """

    model: type[Model]
    needs: str
    of: str
    category: str
    purposes: tuple[str, ...]
    retention: str
    part: str
    kind: str
    export: tuple[str, ...]
    rules: tuple[Rule, ...]
    append_only: bool
    changes: tuple[str, ...]
    kept_in: str
    search: tuple[str, ...]
    search_date: str
    search_subject: str
    personal: bool
    reason: str

    @property
    def table(self) -> str:
        """The name of the table in the database."""
        return self.model._meta.db_table

    @property
    def fixed_columns(self) -> tuple[str, ...]:
        """The columns that say where a row belongs: its key, whose data it is, and the office; they never change."""
        fields = [field for field in self.model._meta.concrete_fields if field.primary_key or field.name == "office"]
        names = [str(field.column) for field in fields]
        return tuple(dict.fromkeys([*names, self.of_column])) if self.personal else ()

    @property
    def of_column(self) -> str:
        """The column that leads to the dossier or the person."""
        return str(self.model._meta.get_field(self.of).column)  # type: ignore[union-attr]  # a field, never a reverse accessor


def read(model: type[Model]) -> Declaration:
    """The declaration of `model`.

    Raises UndeclaredError when it has neither `PersonalData` nor `NoPersonalData`, or lacks an attribute of it.
    """
    personal = model.__dict__.get("PersonalData")
    if personal is not None:
        return _personal(model, personal)
    plain = model.__dict__.get("NoPersonalData")
    if plain is None:
        message = f"{model._meta.label} declares neither PersonalData nor NoPersonalData"
        raise UndeclaredError(message)
    return Declaration(
        model=model,
        needs=RULES,
        of="",
        category="",
        purposes=(),
        retention="",
        part="",
        kind="",
        export=(),
        rules=tuple(plain.rules),
        append_only=False,
        changes=(),
        kept_in="",
        search=(),
        search_date="",
        search_subject="",
        personal=False,
        reason=plain.reason,
    )


def _personal(model: type[Model], said: Any) -> Declaration:
    missing = [name for name in ("of", "category", "purposes", "retention", "needs") if not hasattr(said, name)]
    if missing:
        message = f"{model._meta.label}.PersonalData lacks {', '.join(missing)}"
        raise UndeclaredError(message)
    return Declaration(
        model=model,
        needs=said.needs,
        of=said.of,
        category=said.category,
        purposes=tuple(said.purposes),
        retention=said.retention,
        part=getattr(said, "part", ""),
        kind=getattr(said, "kind", "client"),
        export=tuple(getattr(said, "export", ())),
        rules=tuple(getattr(said, "rules", ())),
        append_only=getattr(said, "append_only", False),
        changes=tuple(str(model._meta.get_field(name).column) for name in getattr(said, "changes", ())),  # type: ignore[union-attr]
        kept_in=getattr(said, "kept_in", ""),
        search=tuple(getattr(said, "search", ())),
        search_date=getattr(said, "search_date", ""),
        search_subject=getattr(said, "search_subject", ""),
        personal=True,
        reason="",
    )


def own_models() -> Iterator[type[Model]]:
    """Every model of the project's own rooms, in a fixed order."""
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        if config.name.startswith("inzage."):
            yield from sorted(config.get_models(include_auto_created=True), key=lambda model: model._meta.db_table)


def declarations() -> Iterable[Declaration]:
    """The declaration of every own model; raises UndeclaredError for the first that has none."""
    return [read(model) for model in own_models()]
