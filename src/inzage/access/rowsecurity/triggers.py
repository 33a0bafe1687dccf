"""Triggers that hold what no policy can: rows that never change, rows that never move, texts that are kept."""

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from inzage.access.declaration import declarations
from inzage.access.rowsecurity.statements import statement

TRIGGERS = ("append_only", "stay_put", "keep_text")
"""How the names of all of them begin."""
APPEND_ONLY = ("access_ledgerevent", "access_ledgerseal", "access_ledgershown", "access_opening")


def lay_triggers(cursor: CursorWrapper) -> None:
    """Lay all of them anew, as the owner of the tables."""
    _append_only(cursor)
    _stay_put(cursor)
    _keep_texts(cursor)


def _append_only(cursor: CursorWrapper) -> None:
    cursor.execute(statement("set role {gate}"))
    cursor.execute(statement("grant execute on function gate.refuse_change() to {owner}"))
    cursor.execute("reset role")
    for name in APPEND_ONLY:
        for suffix, event, level in (("row", "update or delete", "row"), ("all", "truncate", "statement")):
            names = {"trigger": sql.Identifier(f"append_only_{suffix}"), "table": sql.Identifier(name)}
            cursor.execute(statement("drop trigger if exists {trigger} on {table}", **names))
            cursor.execute(
                statement(
                    f"create trigger {{trigger}} before {event} on {{table}}"
                    f" for each {level} execute function gate.refuse_change()",
                    **names,
                )
            )


def _stay_put(cursor: CursorWrapper) -> None:
    """No row moves to another dossier, office or person: not even between two that somebody may see.

    One that is nobody's yet may become somebody's, as a session does by signing in.
    """
    cursor.execute(statement("set role {gate}"))
    cursor.execute(statement("grant execute on function gate.refuse_move() to {owner}"))
    cursor.execute("reset role")
    for declaration in declarations():
        if not declaration.personal:
            continue
        table = sql.Identifier(declaration.table)
        moved = sql.SQL(" or ").join(
            sql.SQL("old.{0} <> new.{0} or old.{0} is not null and new.{0} is null").format(sql.Identifier(column))
            for column in declaration.fixed_columns
        )
        cursor.execute(statement("drop trigger if exists stay_put on {table}", table=table))
        cursor.execute(
            statement(
                "create trigger stay_put before update on {table} for each row when ({moved})"
                " execute function gate.refuse_move()",
                table=table,
                moved=moved,
            )
        )


def _keep_texts(cursor: CursorWrapper) -> None:
    """A text with versions is changed by its author alone, and never without its old words being kept."""
    cursor.execute(statement("set role {gate}"))
    cursor.execute(statement("grant execute on function gate.refuse_unkept() to {owner}"))
    cursor.execute("reset role")
    for declaration in declarations():
        if declaration.kept_in:
            table = sql.Identifier(declaration.table)
            cursor.execute(statement("drop trigger if exists keep_text on {table}", table=table))
            cursor.execute(
                statement(
                    "create trigger keep_text before update on {table} for each row"
                    " when (old.text is distinct from new.text) execute function gate.refuse_unkept({kept})",
                    table=table,
                    kept=sql.Literal(declaration.kept_in),
                )
            )
