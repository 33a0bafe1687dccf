"""Break the glass: through the opener, so that access, trace and the tasks of others stand together or not at all."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from inzage.access.actor import Actor
from inzage.access.glass.facts import emergency_tasks
from inzage.access.identity import token
from inzage.access.tasks.actions import finish
from inzage.law.calendar import AMSTERDAM
from inzage.law.decisions.give_access import GIVE_ACCESS, GiveAccess


class Category(TextChoices):
    """Why it could not wait; this word, and not the reason itself, stands on the log that the client sees."""

    DANGER = "danger", _("somebody is in danger")
    ABSENCE = "absence", _("a colleague is away and it cannot wait")
    AUTHORITY = "authority", _("an authority or the law asks it at once")
    OTHER = "other", _("another emergency")


def reviewed(*, dossier: UUID, by: Actor, at: datetime) -> int:
    """Finish the actor's tasks to look at the emergencies of a dossier. Gives how many there were."""
    waiting = list(emergency_tasks(dossier))
    for task in waiting:
        finish(task=task.pk, by=by, at=at)
    return len(waiting)


def break_glass(*, number: str, category: str, reason: str, by: Actor, at: datetime) -> UUID | None:
    """Give the actor an exception on the dossier with this number for the policy's hours (article 6.need, NEN 7513).

    `category` is one of Category; `reason` is kept with the access. The coach and the privacy officer get a task at
    once. Gives the dossier, or None when there is none at an office where the actor's role may do this; both are on the
    log. Raises law's Refused when the policy does not name the role, or without a reason.
    """
    policy = settings.POLICY
    today = at.astimezone(AMSTERDAM).date()
    facts = GiveAccess(
        how="break_glass",
        giver_roles=by.roles,
        to_oneself=True,
        reason=reason,
        today=today,
        ends_on=policy.break_glass.lasts.last_day(today),
    )
    GIVE_ACCESS.decide(facts, policy).enforce()
    review_by = policy.break_glass.review.due(at).astimezone(AMSTERDAM).date()
    opener = connections["opener"]
    with opener.cursor() as cursor:
        cursor.execute(
            "select gate.break_glass(%s, %s, %s, %s, %s)",
            [token(by.person, opener, cover=by.cover), number, category, reason, review_by],
        )
        found: UUID | None = cursor.fetchone()[0]
    return found
