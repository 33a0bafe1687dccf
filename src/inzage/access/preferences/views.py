"""Switching the shortcuts of the keyboard: by the box in their list, or by the button on one's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inzage.access.guards import Request, person
from inzage.access.preferences import actions, facts


@require_POST
@person()
def shortcuts(request: Request) -> HttpResponseBase:
    """Keep on the account whether keys of one letter do something."""
    on = request.POST.get("on") == "1"
    actions.switch_shortcuts(on=on, by=request.actor, at=timezone.now())
    facts.forget(request)
    if request.htmx or request.headers.get("Sec-Fetch-Dest") == "empty":
        return HttpResponse(status=204)
    messages.success(request, _("Shortcuts of one key work again.") if on else _("Shortcuts of one key are off."))
    return redirect("people:me")
