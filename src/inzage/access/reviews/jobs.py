"""The job that puts a review that is nearly due on the desk of the managers."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inzage.access.identity import acting
from inzage.access.reviews.actions import open_due
from inzage.access.services import CLERK


@app.periodic(cron="15 5 * * *")
@app.task(name="reviews.open", queue="reviews", queueing_lock="reviews.open", pass_context=False)
def open_reviews(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the moment it was due
    """Open the tasks."""
    with acting(CLERK.person) as actor:
        open_due(by=actor, at=timezone.now())
