"""What is shown when a form has expired or something broke: what to do, no data, no stack trace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MINUTE = 60


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """A form whose token does not fit any more (signed in again elsewhere, cookies off): go back and send again."""
    return render(request, "front/expired.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """An address that does not exist: the same page as for a dossier that is not yours."""
    return render(request, "kit/not_found.html", status=404)


def too_often(request: HttpRequest) -> HttpResponse:
    """A limit of the ways in was met; those count by minutes, so a minute is the wait."""
    response = render(request, "kit/too_often.html", {"wait": MINUTE}, status=429)
    response.headers["Retry-After"] = str(MINUTE)
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return render(request, "kit/error.html", status=500)
