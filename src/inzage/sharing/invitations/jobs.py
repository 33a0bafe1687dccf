"""The worker's jobs about meetings: reminders when they are due, and answers to invitations."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from inzage.access.identity import acting
from inzage.access.services import MAILER
from inzage.sharing.invitations.actions_worker import looked_up_to, note_looked, send_due, take_answer
from inzage.sharing.invitations.ical import read_answers
from inzage.sharing.invitations.mailbox import Folder, Server, open_folder
from inzage.sharing.post.queueing import QUEUE


@app.periodic(cron="* * * * *")
@app.task(name="invitations.remind", queue=QUEUE, queueing_lock="invitations.remind", pass_context=False)
def remind(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the moment it was due
    """Each minute: hand over the reminders that are due."""
    with acting(MAILER.person) as actor:
        send_due(by=actor, at=timezone.now())


@app.periodic(cron="*/2 * * * *")
@app.task(name="invitations.answers", queue=QUEUE, queueing_lock="invitations.answers", pass_context=False)
def look_for_answers(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the moment it was due
    """Every two minutes: read the answers that arrived, when a mailbox is set."""
    mailbox = settings.REPLIES
    if mailbox.host:
        server = Server(
            host=mailbox.host,
            port=mailbox.port,
            user=mailbox.user,
            password=mailbox.password,
            tls=mailbox.tls,
            folder=mailbox.folder,
        )
        read_mailbox(server)


def read_mailbox(server: Server) -> int:
    """Take the answers out of a mailbox; how many there were. Any other mail is left as it is, unread.

    A mail is looked at once: how far we came is kept with the answer in one transaction. Raises OSError and imaplib's
    error when the mailbox cannot be reached; then the next run goes on where this one ended.
    """
    box, folder = open_folder(server)
    try:
        with acting(MAILER.person):
            last = looked_up_to(folder=server.folder, validity=folder.validity)
        return sum(_take(server, folder, received.uid, received.content) for received in folder.after(last))
    finally:
        box.logout()


def _take(server: Server, folder: Folder, uid: int, content: bytes) -> bool:
    sender, answers = read_answers(content)
    with acting(MAILER.person) as actor:
        taken = [take_answer(sender=sender, answer=answer, by=actor, at=timezone.now()) for answer in answers]
        note_looked(folder=server.folder, validity=folder.validity, last=uid)
    if any(taken):
        folder.mark_read(uid)
    return any(taken)
