"""The pages of a demo: who can sign in, with the code of this half minute, and the mail that was sent.

They are mounted only where the installation is a demo: everybody in it is made up and nothing leaves the machine.
"""

import time
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from inzage.access.guards import public
from inzage.front.demo import mailbox as box
from inzage.front.demo.cast import MEMBERS
from inzage.front.demo.codes import code, seconds_left
from inzage.kit.downloads import download


@require_GET
@never_cache
@public()
def logins(request: HttpRequest) -> HttpResponseBase:
    """Everybody of the cast with address, password and the code that holds now; a fragment for the refresh."""
    now = time.time()
    members = [(member, code(member.key, at=now)) for member in MEMBERS]
    template = "demo/codes.html" if request.headers.get("HX-Request") else "demo/logins.html"
    return TemplateResponse(request, template, {"members": members, "seconds": seconds_left(now)})


@require_GET
@never_cache
@public()
def mailbox(request: HttpRequest) -> HttpResponseBase:
    """The messages that were sent, the newest first."""
    return TemplateResponse(request, "demo/mailbox.html", {"mails": box.messages(_folder())})


@require_GET
@never_cache
@public()
def mail(request: HttpRequest, name: str) -> HttpResponseBase:
    """One message with its attachments."""
    return TemplateResponse(request, "demo/mail.html", {"mail": _mail(name)})


@require_GET
@never_cache
@public()
def attachment(request: HttpRequest, name: str, number: int) -> HttpResponseBase:  # noqa: ARG001  Django's signature
    """The bytes of an attachment, as they were sent; a browser is told to run nothing in it."""
    attachments = _mail(name).attachments
    if number >= len(attachments):
        raise Http404
    found = attachments[number]
    return download(found.content, name=found.name, media_type=found.media_type)


def _mail(name: str) -> box.Mail:
    found = box.message(_folder(), name)
    if found is None:
        raise Http404
    return found


def _folder() -> Path:
    return Path(settings.DATA_FOLDER) / "mail"
