"""The job that erases, each night, the referrals whose term is over."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inzage.access.identity import acting
from inzage.access.services import CLERK
from inzage.clients.referrals.actions import erase_over


@app.periodic(cron="40 3 * * *")
@app.task(name="referrals.erase", queue="referrals", queueing_lock="referrals.erase", pass_context=False)
def erase(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the moment it was due
    """Erase them."""
    with acting(CLERK.person) as actor:
        erase_over(by=actor, at=timezone.now())
