"""What the log shows of itself to everybody: hashes, counts and signatures. No line of it, and nothing of anybody."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from inzage.access import guards
from inzage.access.ledger import proving
from inzage.access.ledger.models import LedgerSeal
from inzage.access.ledger.proof import write
from inzage.access.ledger.sealing import newest
from inzage.websites.frame import page

LARGEST = 2**63


@require_safe
@guards.public(articles=("11.security",))
def check(request: HttpRequest) -> HttpResponse:
    """The page on which the browser itself checks a proof; the file never leaves the visitor's machine."""
    return page(request, "proof/check.html", {})


@require_safe
@guards.public(articles=("11.security",))
def newest_checkpoint(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The newest checkpoint, as C2SP writes it."""
    return _text(_last().checkpoint)


@require_safe
@guards.public(articles=("11.security",))
def checkpoint(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The checkpoint that was made when the log had so many lines."""
    return _text(_of_size(number).checkpoint)


@require_safe
@guards.public(articles=("11.security",))
def key(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The public key of the log, on one line."""
    return _text(_last().key + "\n")


@require_safe
@guards.public(articles=("11.security",))
def since(request: HttpRequest, number: int, first: int) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The proof that a checkpoint begins with an older one."""
    seal = _of_size(number)
    if first > number:
        raise Http404
    return _text(write(proving.lead_back(_of_size(first).size, seal)), "application/json")


def _last() -> LedgerSeal:
    last = newest()
    if last is None:
        raise Http404
    return last


def _of_size(size: int) -> LedgerSeal:
    found: QuerySet[LedgerSeal] = LedgerSeal.objects.filter(size=size) if size < LARGEST else LedgerSeal.objects.none()
    seal = found.first()
    if seal is None:
        raise Http404
    return seal


def _text(content: str, kind: str = "text/plain; charset=utf-8") -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": "no-cache"})
