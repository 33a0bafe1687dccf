"""Files handed out: always to keep, never shown inside the site."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Answer with a file to keep, called `name`; `media_type` as in a Content-Type.

    `kit.headers` puts every such answer in a sandbox, so that a browser that shows it runs nothing in it.
    """
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})
