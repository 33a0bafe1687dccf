"""The review of rights that the demo's manager signed; she is the only one, so for her own rights as well."""

from datetime import datetime

from inzage.access.identity import acting
from inzage.access.reviews import facts
from inzage.access.reviews.actions import Verdict, sign
from inzage.front.demo.bureau import Staff


def review(staff: Staff, at: datetime) -> None:
    """Sign for everything as it stands, unless that was done."""
    with acting(staff["manager"]) as actor:
        for office in facts.offices_of(actor.person):
            if facts.reviews_of(office.pk).exists():
                continue
            rights = [right for holder in facts.holders(office.pk, at=at) for right in holder.rights]
            sign(
                office=office.pk,
                verdicts=[
                    Verdict(right, keep=True, reason="Nodig bij ziekte" if right.unused else "") for right in rights
                ],
                others=0,
                left_out=False,
                completes=None,
                second_factor=True,
                by=actor,
                at=at,
            )
