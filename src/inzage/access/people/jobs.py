"""The job that takes away sessions that have expired."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inzage.access.people.actions import clear_sessions


@app.periodic(cron="30 4 * * *")
@app.task(name="sessions.clear", queue="sessions", queueing_lock="sessions.clear", pass_context=False)
def clear(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the moment it was due
    """Clear them."""
    clear_sessions(at=timezone.now())
