"""What the tests of the kit share: requests and templates without the rest of the house."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory, override_settings
from django.urls import include, path
from django.utils import translation


class Addresses:
    """The addresses that the kit's own templates name."""

    urlpatterns = (
        path("i18n/", include("django.conf.urls.i18n")),
        path("accounts/", include("allauth.account.urls")),
        path("accounts/2fa/", include("allauth.mfa.urls")),
    )


@pytest.fixture(autouse=True)
def _addresses() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=Addresses), translation.override("nl"):
        yield


@pytest.fixture
def request_to() -> Callable[[str], HttpRequest]:
    return lambda address: RequestFactory().get(address)


@pytest.fixture
def draw(request_to: Callable[[str], HttpRequest]) -> Callable[..., str]:
    """Draws a piece of template with the kit's tags loaded."""

    def render(source: str, *, address: str = "/list/?q=x", **context: object) -> str:
        request = request_to(address)
        template = engines["django"].from_string("{% load kit i18n %}" + source)
        return template.render({"request": request, **context}, None)

    return render
