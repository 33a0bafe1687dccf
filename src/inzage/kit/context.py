"""What every page knows: the product's name, whether this is the demo, and the languages one can switch to."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info


def product(_request: HttpRequest) -> dict[str, object]:
    """Give `product_name`, `demo` and `languages` (code, own name, whether it is the page's) to each template."""
    current = get_language()
    return {
        "product_name": getattr(settings, "PRODUCT_NAME", "Inzage"),
        "demo": bool(getattr(settings, "DEMO", False)),
        "languages": [
            {"code": code, "name": get_language_info(code)["name_local"].capitalize(), "active": code == current}
            for code, _ in settings.LANGUAGES
        ],
    }
