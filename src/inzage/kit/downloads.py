"""Files handed out: always to keep, never shown inside the site, and nothing in them runs."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

SANDBOX = "sandbox; default-src 'none'"


def download(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Answer with a file to keep, called `name`; `media_type` as in a Content-Type.

    A browser that shows it nevertheless runs nothing in it and treats it as of another origin (the sandbox of CSP).
    """
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
