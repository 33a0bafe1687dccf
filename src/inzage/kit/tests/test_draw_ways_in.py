"""The pages of signing in, which allauth fills, have the look of the house, its words, and a label on each field."""

from collections.abc import Callable

import pytest
from django import forms
from django.http import HttpRequest
from django.template import engines
from django.utils import translation
from lxml import html

from inzage.kit.context import product
from inzage.kit.forms import KitForm

Request = Callable[[str], HttpRequest]


class Code(KitForm):
    """The field that most of these pages ask."""

    code = forms.CharField(label="Code")
    secret = "JBSW Y3DP"


PAGES = {
    "account/login.html": ("Inloggen", "Sign in"),
    "account/logout.html": ("Uitloggen", "Sign out"),
    "account/password_reset.html": ("Nieuw wachtwoord instellen", "Set a new password"),
    "account/password_reset_done.html": ("Kijk in uw mail", "Look in your mail"),
    "account/password_change.html": ("Wachtwoord wijzigen", "Change Password"),
    "account/reauthenticate.html": ("Toegang bevestigen", "Confirm Access"),
    "mfa/authenticate.html": ("Tweede stap", "Second step"),
    "mfa/reauthenticate.html": ("Toegang bevestigen", "Confirm Access"),
    "mfa/index.html": ("Tweede stap bij het inloggen", "Second step when you sign in"),
    "mfa/totp/activate_form.html": ("Tweede stap instellen", "Set up the second step"),
    "mfa/recovery_codes/index.html": ("Herstelcodes", "Recovery codes"),
    "mfa/recovery_codes/generate.html": ("Herstelcodes", "Recovery Codes"),
}


def drawn(name: str, request: HttpRequest) -> html.HtmlElement:
    context = {
        "form": Code(),
        "authenticators": {"totp": object()},
        "totp_svg_data_uri": "data:image/svg+xml,x",
        "unused_codes": ["ABCD-EFGH"],
        "total_count": 10,
        "can_view_codes": True,
        "can_download_codes": True,
        "can_generate_codes": True,
        "reauthentication_alternatives": [],
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
    }
    return html.fromstring(engines["django"].get_template(name).render(context | product(request), request))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_way_in_speaks_the_language_and_labels_its_fields(name: str, language: str, request_to: Request) -> None:
    with translation.override(language):
        page = drawn(name, request_to("/accounts/"))
    assert page.get("lang") == language
    assert page.xpath("//h1")[0].text_content().strip() == PAGES[name][language == "en"]
    assert page.xpath("//link[contains(@href, 'kit/app.css')]")
    for field in page.xpath("//main//input[not(@type='hidden')] | //main//textarea"):
        assert page.xpath(f"//label[@for='{field.get('id')}']"), field.get("name")


@pytest.mark.parametrize("name", PAGES)
def test_a_way_in_keeps_the_policy(name: str, request_to: Request) -> None:
    page = drawn(name, request_to("/accounts/"))
    assert not page.xpath("//script[not(@src)] | //style | //@style | //@onclick")


def test_the_language_switch_keeps_the_page(request_to: Request) -> None:
    page = drawn("account/login.html", request_to("/accounts/login/?next=/x"))
    assert page.xpath("//form[@class='kit-languages']/input[@name='next']/@value") == ["/accounts/login/?next=/x"]
    assert [button.get("aria-pressed") for button in page.xpath("//button[@name='language']")] == ["true", "false"]
