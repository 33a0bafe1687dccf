"""The jobs that let checkpoints of the log leave the server: each day's first, and the last one of the day."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inzage.access.identity import acting
from inzage.access.services import SEALER
from inzage.oversight.log.actions import tell_witness


@app.periodic(cron="*/10 * * * *")
@app.task(name="ledger.witness", queue="ledger", queueing_lock="ledger.witness", pass_context=False)
def mail_first_checkpoint(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the moment it was due
    """Mail the newest checkpoint when none of this day was mailed yet."""
    with acting(SEALER.person) as actor:
        tell_witness(by=actor, at=timezone.now())


@app.periodic(cron="50 21 * * *")
@app.task(name="ledger.witness_daily", queue="ledger", queueing_lock="ledger.witness_daily", pass_context=False)
def mail_last_checkpoint(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the moment it was due
    """Mail the newest checkpoint at the end of the day."""
    with acting(SEALER.person) as actor:
        tell_witness(by=actor, at=timezone.now(), again=True)
