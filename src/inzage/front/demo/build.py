"""Build the demo bureau, as its people would: every step is an action of somebody of the cast, through both gates."""

from datetime import datetime

from inzage.front.demo import bureau, house, registration, rights, support
from inzage.front.demo.clients import begin, known_names
from inzage.front.demo.engagements import offer_programme, publish_agreement
from inzage.front.demo.sponsors import sign_all
from inzage.front.demo.stories import CLIENTS


def build(at: datetime) -> None:
    """Make the bureau with everything in hand at the moment `at`. What is there already stays; it can be interrupted.

    Raises ProgrammingError when the installation holds another bureau.
    """
    staff = bureau.found(at)
    signed = sign_all(staff["account_manager"], at)
    publish_agreement(staff["back_office"], at)
    offer_programme(staff["team_leader"], at)
    known = known_names(staff["back_office"])
    for story in CLIENTS:
        if story.last not in known:
            begin(story, staff, signed.get(story.sponsor), at)
    registration.complete(staff, at)
    house.keep(staff, at)
    rights.review(staff, at)
    support.look(staff, at)
