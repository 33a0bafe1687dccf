"""Puts the job that sends a message in the queue, in the running transaction: no commit, no job."""

from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app

QUEUE = "post"
SEND = "post.send_message"


def enqueue(message: UUID, *, not_before: datetime | None = None) -> None:
    """Let the worker send this message, now or not before a moment. Two jobs of one message never run at once."""
    app.configure_task(SEND, queue=QUEUE, lock=str(message), schedule_at=not_before).defer(message=str(message))
