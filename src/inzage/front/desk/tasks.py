"""The list of tasks: mine, those of others that one may see, what nobody took yet, and what was done."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from inzage.access.actor import Actor
from inzage.access.models import Person, Task
from inzage.front.desk.chores import CHORES, SORTS
from inzage.front.desk.facts import groups, my_tasks
from inzage.kit.listing import Filter, Shape, shaped

LATE, SOON, LATER = __("Overdue"), __("Within a week"), __("Later")
WHEN = (("overdue", LATE), ("week", SOON), ("later", LATER))
SHAPE = shaped(
    Shape(
        name="tasks",
        label=__("Tasks"),
        page="desk:tasks",
        search="desk:tasks_filter",
        search_label="",
        tabs={
            "mine": __("Mine"),
            "all": __("All I may see"),
            "unassigned": __("For a role, taken by nobody"),
            "ended": __("Done"),
        },
        columns={"due": ("due", "opened_at", "id"), "kind": ("kind", "due", "id")},
        sorted_by="due",
        filters=("when", "about", "person"),
    )
)


def filters(actor: Actor) -> list[Filter]:
    """The filters with their values: when it is due, what it is about, and whom it waits for."""
    waiting = Task.objects.filter(done_at=None, person__isnull=False).exclude(person=actor.person)
    people = Person.objects.filter(kind=Person.Kind.STAFF, pk__in=waiting.values("person")).order_by("name")
    mine = [(str(actor.person), _("me"))]
    return [
        Filter(key="when", label=_("When"), choices=WHEN),
        Filter(key="about", label=_("About"), choices=[(code, sort.label) for code, sort in SORTS.items()]),
        Filter(key="person", label=_("Waits for"), choices=[*mine, *((str(each.pk), each.name) for each in people)]),
    ]


def of_tab(actor: Actor, tab: str) -> QuerySet[Task]:
    """The tasks of a tab. "mine" are those that wait for the actor or for a role of theirs."""
    return {
        "mine": my_tasks(actor),
        "all": Task.objects.filter(done_at=None),
        "unassigned": Task.objects.filter(done_at=None, person=None),
        "ended": Task.objects.filter(done_at__isnull=False),
    }[tab]


def narrowed(found: QuerySet[Task], chosen: Mapping[str, str], today: date) -> QuerySet[Task]:
    """Those that pass the filters."""
    if "when" in chosen:
        found = found.filter(groups(today)[chosen["when"]])
    if "about" in chosen:
        found = found.filter(about(chosen["about"]))
    return found.filter(person=UUID(chosen["person"])) if "person" in chosen else found


def about(sort: str) -> Q:
    """The condition that a task is of a sort."""
    return Q(kind__in=[kind for kind, chore in CHORES.items() if chore.sort == sort])
