"""The numbers on the start page. Each is a link to exactly the list that it counts, so that both are one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inzage.access.actor import Actor
from inzage.front.desk import facts
from inzage.front.desk import tasks as task_list
from inzage.front.desk.chores import SORTS
from inzage.front.lists import engagements as engagement_list
from inzage.front.lists import reports as report_list
from inzage.kit.listing import address_of
from inzage.work.caseload import facts as caseload
from inzage.work.engagements.views import ASSIGNERS


@dataclass(frozen=True, slots=True)
class Count:
    """One number: what it counts, how many there are, and the list."""

    label: str | Promise
    number: int
    url: str


def of(actor: Actor, due: Mapping[str, int], reports: int, meetings: int, at: datetime) -> list[Count]:
    """What there is to do: tasks by urgency (`due`) and the actor's `reports` always, the rest when there is any."""
    always = [Count(label, due[name], tasks(when=name)) for name, label in task_list.WHEN]
    always.append(Count(_("Reports in hand"), reports, address_of(report_list.SHAPE, {"tab": "mine"})))
    today = Count(_("Appointments today"), meetings, reverse("calendar:day"))
    return [*always, *(count for count in (today, *_sorts(actor), *_engagements(actor, at)) if count.number)]


def tasks(**chosen: str) -> str:
    """The address of the actor's own tasks with these filters."""
    return address_of(task_list.SHAPE, {"tab": "mine", **chosen})


def _sorts(actor: Actor) -> list[Count]:
    found = facts.counted(actor)
    return [Count(SORTS[code].counted_as or "", number, tasks(about=code)) for code, number in found.items()]


def _engagements(actor: Actor, at: datetime) -> list[Count]:
    """What stands still, of one's own or of the office for who sees that; and what is with nobody, for who assigns."""
    tab = caseload.first_tab(actor)
    still = caseload.narrowed(caseload.of_tab(actor, tab), {"still": "1"}, at)
    found = [Count(_("Stand still"), still.count(), address_of(engagement_list.SHAPE, {"tab": tab, "still": "1"}))]
    if actor.has(*ASSIGNERS):
        alone = caseload.of_tab(actor, "unassigned").count()
        found.append(Count(_("With nobody yet"), alone, address_of(engagement_list.SHAPE, {"tab": "unassigned"})))
    return found
