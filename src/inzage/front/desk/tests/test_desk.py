"""The desk shows what must be done by whom, counts what it lists, and asks the database little for it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inzage.access.actor import Actor
from inzage.access.tasks.actions import open_task
from tests.kit.fixtures import Cast, Member


Acting = Callable[[Member], AbstractContextManager[Actor]]


@pytest.fixture
def somebody(cast: Cast) -> Member:
    """Somebody whose desk no other test fills."""
    return cast.complaint_officer


def test_tasks_are_grouped_by_urgency_and_counted(
    somebody: Member, acting: Acting, browse: Callable[[Member], Client]
) -> None:
    today, at = timezone.localdate(), timezone.now()
    with acting(somebody) as actor:
        for days in (-3, -1, 0, 7, 8, 9, 10):
            open_task(kind="acknowledge_regulation", article="1.confidentiality", dossier=None,
                      due=today + timedelta(days=days), person=somebody.person, subject=uuid4(), by=actor, at=at)  # fmt: skip
    page = browse(somebody).get("/")
    print(page.status_code, page.content.decode()[:300], page.headers)
    groups = page.context_data["groups"]
    assert [(str(group["label"]), group["total"], len(group["lines"])) for group in groups] == [
        ("Te laat", 2, 2),
        ("Binnen een week", 2, 2),
        ("Later", 3, 3),
    ]
    print(page.content.decode())
    assert "3 dagen te laat" in page.content.decode()
