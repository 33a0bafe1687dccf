"""The verb of settling that lets something leave: to send again, when the regulation still says that it may go."""

from datetime import datetime

from inzage.access.actor import Actor
from inzage.sharing.disclosures.facts import disclosed_by
from inzage.sharing.post import actions as post
from inzage.sharing.post.models import Message
from inzage.sharing.releases.actions import check_again


def send_again(*, message: Message, by: Actor, at: datetime) -> Message:
    """Queue a failed or doubtful message once more; gives it.

    What was decided then is decided again with what is so now: a consent may be withdrawn and a contact gone since.
    Raises law's Refused with article and remedy (articles 4 and 6), ValidationError as post's `send_again` does.
    """
    found = disclosed_by(message)
    if found is not None:
        check_again(disclosure=found, at=at)
    return post.send_again(message=message, by=by, at=at)
