"""What clients in reintegration can and cannot do, as the occupational physician says; the psychologist keeps it."""

from datetime import timedelta

from inzage.access.identity import acting
from inzage.clients.health.actions import Stated, record_capacity
from inzage.front.demo.case import DAY, Case
from inzage.front.demo.stories import CAPACITIES
from inzage.work.engagements.actions import assign
from inzage.work.engagements.models import Engagement


def keep(case: Case, engagement: Engagement) -> None:
    """Put the psychologist beside the coach, and record what was stated over the weeks."""
    with acting(case.office) as actor:
        assign(
            engagement=engagement, person=case.staff["psychologist"], role="psychologist", by=actor,
            at=case.since + 4 * DAY,
        )  # fmt: skip
    case.open(case.staff["psychologist"], "card", "health")
    for weeks, source, texts in CAPACITIES:
        then = case.at - timedelta(weeks=weeks)
        with acting(case.staff["psychologist"]) as actor:
            stated = Stated(texts=texts, source=source, stated_on=then.date())
            record_capacity(dossier=case.dossier, stated=stated, by=actor, at=then)
