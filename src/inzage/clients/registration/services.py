"""The services of the policy as pages name them."""

from django.utils.translation import get_language

from inzage.access.versions.current import policy


def service_labels() -> dict[str, str]:
    """The services by code, in the language of the page."""
    language = get_language() or "nl"
    return {code: service.label.to(language) for code, service in policy().services.items()}
