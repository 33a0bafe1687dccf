"""What every public page shows: the bureau's name, and the same page in the other language."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info


def page(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    """A public page: the template with its own context and the frame."""
    return TemplateResponse(request, template, {**frame(request), **context})


def frame(request: HttpRequest) -> dict[str, object]:
    """The context of the frame."""
    other = "en" if (get_language() or "nl").startswith("nl") else "nl"
    return {
        "bureau_name": settings.BUREAU_NAME,
        "other_language": {
            "code": other,
            "name": get_language_info(other)["name_local"].capitalize(),
            "url": translate_url(request.path, other),
        },
    }
