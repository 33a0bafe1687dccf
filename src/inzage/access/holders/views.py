"""The page with everybody who has access to a client's dossier, and ending one's access."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inzage.access.grants import actions
from inzage.access.grants.facts import grants_on
from inzage.access.guards import Request, opens
from inzage.access.parts import LABELS as PARTS
from inzage.access.parts import RELATIONS
from inzage.access.people.roles import labels

GUARD = opens("card", purpose="3.a", roles=settings.POLICY.grants.givers, articles=("6.need",))


@require_GET
@GUARD
def index(request: Request, dossier: UUID) -> HttpResponseBase:
    """Each running or coming access: whose, on what relation, from when to when, which parts and why (6.need)."""
    rows = [
        {
            "grant": each,
            "role": ", ".join(labels([each.role])),
            "relation": RELATIONS.get(each.relation, each.relation),
            "reason": _("the engagement runs") if each.relation == "assigned" and each.cause else each.reason,
            "parts": [PARTS.get(part, part) for part in each.parts],
        }
        for each in grants_on(dossier, at=timezone.now())
    ]
    return TemplateResponse(request, "holders/list.html", {"dossier": dossier, "rows": rows})


@require_POST
@GUARD
def end(request: Request, dossier: UUID, grant: UUID) -> HttpResponseBase:
    """End one access now (article 6.need)."""
    at = timezone.now()
    found = grants_on(dossier, at=at).filter(pk=grant).first()
    if found is None:
        raise Http404
    actions.end(grant=found.pk, by=request.actor, at=at)
    messages.success(request, _("The access has ended."))
    return redirect("holders:list", dossier=dossier)
