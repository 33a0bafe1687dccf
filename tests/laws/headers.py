"""What is wrong with the headers of an answer, whatever page it is."""

from django.conf import settings
from django.http import HttpResponseBase

from inzage.kit.csp import POLICY
from inzage.kit.headers import SANDBOX

FIXED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def header_faults(answer: HttpResponseBase) -> list[str]:
    """A word for each fault; none for an answer as it should be."""
    found = [
        f"{name}: {answer.headers.get(name)}" for name, value in FIXED.items() if answer.headers.get(name) != value
    ]
    said = answer.headers.get("Content-Security-Policy", "")
    kept = answer.headers.get("Content-Disposition", "").startswith("attachment")
    if (said != SANDBOX) if kept else (directives(said) != {name: set(values) for name, values in POLICY.items()}):
        found.append(f"policy: {said}")
    asked_in_session = settings.SESSION_COOKIE_NAME in answer.wsgi_request.COOKIES  # type: ignore[attr-defined]
    if (asked_in_session or settings.SESSION_COOKIE_NAME in answer.cookies) and "no-store" not in answer.headers.get(
        "Cache-Control", ""
    ):
        found.append(f"stored: {answer.headers.get('Cache-Control')}")
    for cookie in answer.cookies.values():
        if not cookie["httponly"] or cookie["samesite"] not in {"Lax", "Strict"}:
            found.append(f"cookie {cookie.key}")
        if settings.SESSION_COOKIE_SECURE and not cookie["secure"]:
            found.append(f"cookie {cookie.key} without https")
    return found


def directives(policy: str) -> dict[str, set[str]]:
    """A Content-Security-Policy as its directives."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: set(values) for name, *values in parts}
