"""Each answer keeps to itself, and one within a session is stored nowhere."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from inzage.kit.csp import POLICY
from inzage.kit.downloads import download
from inzage.kit.headers import SANDBOX, SecurityHeaders


def answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    sent = SecurityHeaders(lambda _request: response)(request)
    assert isinstance(sent, HttpResponse)
    return sent


def test_the_headers_are_on_every_answer() -> None:
    sent = answer(RequestFactory().get("/"), HttpResponse())
    assert sent["Cross-Origin-Opener-Policy"] == "same-origin"
    assert sent["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in sent["Permissions-Policy"]
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert "Cache-Control" not in sent


def test_a_view_keeps_the_header_it_set() -> None:
    assert answer(RequestFactory().get("/"), HttpResponse(headers={"Referrer-Policy": "no-referrer"}))[
        "Referrer-Policy"
    ] == ("no-referrer")


@pytest.mark.article("11.security")
def test_a_file_to_keep_is_in_a_sandbox_whatever_was_said_before() -> None:
    made = download(b"<script>alert(1)</script>", name='a"b\r\n;c.html', media_type="text/html")
    made.headers["Content-Security-Policy"] = "default-src 'self'"
    sent = answer(RequestFactory().get("/"), made)
    assert sent["Content-Security-Policy"] == SANDBOX
    assert sent["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in sent["Content-Disposition"]
    assert "Content-Security-Policy" not in answer(RequestFactory().get("/"), HttpResponse("page"))


@pytest.mark.article("11.security")
def test_nothing_of_a_session_stays_on_a_shared_computer() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    assert "no-store" in answer(request, HttpResponse())["Cache-Control"]
    begun = HttpResponse()
    begun.set_cookie(settings.SESSION_COOKIE_NAME, "x")
    assert "no-store" in answer(RequestFactory().get("/"), begun)["Cache-Control"]


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    allowed = {source for sources in POLICY.values() for source in sources}
    assert allowed == {"'self'", "'none'", "data:"}
    assert [name for name, sources in POLICY.items() if "data:" in sources] == ["img-src"]
