"""The job that seals the ledger each minute."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inzage.access.identity import acting
from inzage.access.ledger.sealing import seal
from inzage.access.services import SEALER

LONGEST_SECONDS = 600


@app.periodic(cron="* * * * *")
@app.task(name="ledger.seal", queue="ledger", queueing_lock="ledger.seal", pass_context=False)
def seal_ledger(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the moment it was due
    """Seal what is decided since the last seal."""
    with acting(SEALER.person, lifetime=LONGEST_SECONDS) as actor:
        seal(by=actor, at=timezone.now())
