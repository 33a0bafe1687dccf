"""Pages of what colleagues can take on: all of an office, and one of them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inzage.access.guards import Request, staff
from inzage.access.models import Person
from inzage.access.versions.current import policy
from inzage.clients.referrals import actions, facts
from inzage.clients.referrals.forms import CapacityForm

LEADS = staff("team_leader", "manager", articles=("3.a",))


@require_GET
@LEADS
def index(request: Request) -> HttpResponse:
    """What each colleague of the office can take on (article 3.a)."""
    people = facts.workers(request.actor.office) if request.actor.office else []
    kept = facts.capacities(people)
    regions, specialisms = (
        facts.labels(words) for words in (policy().referrals.regions, policy().referrals.specialisms)
    )
    rows = []
    for person in people:
        capacity = kept.get(person.pk)
        rows.append(
            {
                "person": person,
                "capacity": capacity,
                "regions": ", ".join(regions.get(code, code) for code in (capacity.regions if capacity else [])),
                "specialisms": ", ".join(
                    specialisms.get(code, code) for code in (capacity.specialisms if capacity else [])
                ),
            }
        )
    return TemplateResponse(request, "referrals/capacity.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@LEADS
def change(request: Request, person: UUID) -> HttpResponse:
    """Record the hours, regions and specialisms of one colleague (article 3.a)."""
    found = _worker(request, person)
    kept = facts.capacities([found]).get(person)
    initial = {"hours": kept.hours, "regions": kept.regions, "specialisms": kept.specialisms} if kept else None
    form = CapacityForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_capacity(person=person, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("referrals:capacity")
    return TemplateResponse(request, "referrals/capacity_of.html", {"form": form, "person": found})


def _worker(request: Request, person: UUID) -> Person:
    people = facts.workers(request.actor.office) if request.actor.office else []
    found = next((each for each in people if each.pk == person), None)
    if found is None:
        raise Http404
    return found
