"""The same page without our gates: no opening, no proof, and a database role that passes by row security.

Only here, and only as the role of the backup, which no process that serves pages has.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connections, transaction
from django.http import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone

from inzage.access import guards
from inzage.access.actor import Actor
from inzage.access.openings.actions import OpeningInfo
from inzage.front.processes.environment import Role
from tests.kit.fixtures import process


@contextmanager
def gates(actor: Actor) -> Iterator[None]:
    """Inside, every guarded view runs as `actor` without either gate."""

    def enter(
        guard: guards.Guard, view: Callable[..., HttpResponseBase], request: guards.Request, kwargs: dict[str, Any]
    ) -> HttpResponseBase:
        request.actor = actor
        request.opening = None
        if guard.kind:
            request.opening = OpeningInfo(kwargs["dossier"], guard.purpose, "already", timezone.now())
        with transaction.atomic():
            response = view(request, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
            return response

    with process(Role.BACKUP), patch.object(guards, "_enter", enter):
        connections["default"].ensure_connection()
        yield
