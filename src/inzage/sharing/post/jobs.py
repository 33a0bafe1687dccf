"""The worker's jobs: send what is queued, once, and settle what a dead process left behind."""

from uuid import UUID

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from inzage.sharing.post.actions_sending import send, settle_left
from inzage.sharing.post.queueing import QUEUE, SEND
from inzage.sharing.post.smtp import Server


@app.task(name=SEND, queue=QUEUE)
def send_message(message: str) -> None:
    """Send the message with this id if it waits; anything else is left alone, so that a job run twice sends once."""
    send(UUID(message), clock=timezone.now, server=configured_server())


@app.periodic(cron="* * * * *")
@app.task(name="post.settle_messages", queue=QUEUE, pass_context=False)
def settle_messages(timestamp: int) -> None:  # noqa: ARG001 - procrastinate tells the minute
    """Each minute: settle what a dead process left claimed, and remove the envelopes of what a person settled."""
    settle_left(at=timezone.now())


def configured_server() -> Server:
    """The mail server of the settings."""
    mail = settings.MAIL
    return Server(host=mail.host, port=mail.port, user=mail.user, password=mail.password, starttls=mail.starttls)
