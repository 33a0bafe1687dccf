"""The verb of settling that lets something leave: to send again, when the regulation still says that it may go."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inzage.access.actor import Actor
from inzage.sharing.deliveries.facts import address_of, given_by
from inzage.sharing.disclosures.facts import disclosed_by
from inzage.sharing.post import actions as post
from inzage.sharing.post.actions import is_addressed_to
from inzage.sharing.post.models import Message
from inzage.sharing.releases.actions import check_again
from inzage.sponsors.relations.models import SponsorContact


def send_again(*, message: Message, by: Actor, at: datetime) -> Message:
    """Queue a failed or doubtful message once more; gives it.

    What was decided then is decided again with what is so now: a consent may be withdrawn and a contact gone since.
    Raises law's Refused with article and remedy (articles 4 and 6), ValidationError as post's `send_again` does, and
    when the contact has another address by now: a message goes where it was to go, which may be to a stranger.
    """
    given = given_by(message)
    if given is not None and not is_addressed_to(message, address_of(given.dossier_id, given.channel)):
        raise ValidationError(
            _("The client's e-mail address was changed since. Give it up, and give the report to the client anew.")
        )
    found = disclosed_by(message)
    if found is not None:
        check_again(disclosure=found, at=at)
        if not is_addressed_to(message, SponsorContact.objects.get(id=found.recipient_id).email):
            raise ValidationError(
                _(
                    "The e-mail address of this contact was changed since, and the message still has the old one. "
                    "Give it up, and give the report in another way or to another contact."
                )
            )
    return post.send_again(message=message, by=by, at=at)
