"""The page of the case load: a table with a picture of each line beside it (article 6.tracking)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from inzage.access.guards import Request, staff
from inzage.access.versions import policy
from inzage.clients.registration.facts import wide_roles
from inzage.front import words
from inzage.front.caseload import facts

WIDTH = 240


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a bar: where it begins, how wide it is, and the place of its phase, which colours it."""

    x: int
    width: int
    place: int


@require_GET
@staff(articles=("6.tracking", "6.need"))
def show(request: Request) -> HttpResponseBase:
    """Running engagements by phase, late tasks, reports and what stands still: counts alone (article 6.tracking)."""
    found = facts.teams(request.actor, timezone.now(), timezone.localdate())
    whole = facts.largest(found)
    phases = [label for _code, label in words.phases()]
    context = {
        "phases": phases,
        "teams": [
            {
                "team": team,
                "lines": [
                    {
                        "line": line,
                        "numbers": list(zip(phases, line.phases, strict=True)),
                        "bar": bar(line.phases, whole),
                    }
                    for line in team.lines
                ],
                "whole": list(zip(phases, team.whole.phases, strict=True)),
            }
            for team in found
        ],
        "is_wide": bool(wide_roles(request.actor)),
        "days": policy().tracking.stands_still_days,
        "width": WIDTH,
    }
    return TemplateResponse(request, "caseload/show.html", context)


def bar(numbers: Sequence[facts.Number], whole: int) -> list[Piece]:
    """The pieces of a bar that is `WIDTH` wide for a load of `whole`, one for each number that is not nought."""
    pieces, begin = [], 0
    for place, each in enumerate(numbers):
        end = begin + each.number
        if each.number:
            left, right = WIDTH * begin // whole, WIDTH * end // whole
            pieces.append(Piece(left, right - left, place))
        begin = end
    return pieces
