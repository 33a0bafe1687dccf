"""The page of a message that failed or is in doubt: a person finds out and decides."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inzage.access import guards
from inzage.sharing.post.actions import settle
from inzage.sharing.post.facts import message
from inzage.sharing.post.models import Message
from inzage.sharing.settling.actions import send_again
from inzage.sharing.settling.forms import AGAIN, ARRIVED, SettleForm
from inzage.work.engagements.facts import WORKERS


@require_http_methods(["GET", "POST"])
@guards.opens("disclosures", roles=(*WORKERS, "back_office"), articles=("6.sending",))
def show(request: guards.Request, dossier: UUID, message_id: UUID) -> HttpResponseBase:
    """Where a message stands, and what is to be done with one that is in doubt (article 6.sending)."""
    found = message(dossier, message_id)
    if found is None:
        raise Http404
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _settle(request, found, form.cleaned_data["outcome"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is recorded."))
            return redirect("settling:show", dossier=dossier, message_id=found.id)
    unsure = found.state in {Message.State.FAILED, Message.State.IN_DOUBT}
    return TemplateResponse(
        request, "settling/show.html", {"dossier": dossier, "message": found, "form": form, "unsure": unsure}
    )


def _settle(request: guards.Request, found: Message, outcome: str) -> None:
    at = timezone.now()
    if outcome == AGAIN:
        send_again(message=found, by=request.actor, at=at)
    else:
        settle(message=found, arrived=outcome == ARRIVED, by=request.actor, at=at)
