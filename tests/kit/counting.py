"""How many questions a page asks of the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent on the main connection inside the block."""
    sent: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with connections["default"].execute_wrapper(note):
        yield sent
