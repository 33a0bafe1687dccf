"""A passkey in a real browser: made, used alone and after the password; nothing that the content policy stops."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from inzage.front.demo.cast import BY_KEY
from tests.browser.chromium import chromium
from tests.journeys.installation import Installation, running
from tests.journeys.visitor import Visitor

CANCELS = "async () => { throw new DOMException('no', 'NotAllowedError'); }"
COACH, LEADER = BY_KEY["coach"], BY_KEY["team_leader"]


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """An installation with the demo bureau in it."""
    with running() as started:
        yield started


def give_device(visitor: Visitor) -> Visitor:
    """A laptop with a fingerprint reader, as Chromium pretends to have (Chrome DevTools Protocol, WebAuthn)."""
    device = visitor.page.context.new_cdp_session(visitor.page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return visitor


def sign_out(visitor: Visitor) -> None:
    """Forget the session, and keep the device."""
    visitor.page.context.clear_cookies()


@pytest.mark.slow
@pytest.mark.article("11.security")
def test_a_passkey_signs_in(installation: Installation) -> None:
    """Given a laptop with a fingerprint reader, when somebody makes a passkey, then the finger alone signs in."""
    with chromium() as browser:
        look_around(Visitor.sign_in(browser, installation.address, COACH.key))
        visitor = give_device(Visitor.sign_in(browser, installation.address, LEADER.key))
        visitor.go("/account/2fa/").follow("/passkeys/add/")
        visitor.fill(name="Laptop van Fatima").press("form[data-passkey] button.btn-primary")
        visitor.go("/account/2fa/").says("Laptop van Fatima")
        sign_out(visitor)
        visitor.go("/me/").press("form[data-passkey] button").says(LEADER.email)
        sign_out(visitor)
        visitor.go("/me/").fill(login=LEADER.email, password=LEADER.password).press("form button.btn-primary")
        visitor.press("form[data-passkey] button").says(LEADER.email)
        assert visitor.faults == []
        without_a_device(browser, installation)
        visitor.go("/account/2fa/").follow("/name/").look().fill(name="Oude laptop").press()
        visitor.says("Oude laptop").look()
        remove_the_first(visitor)
        assert "Oude laptop" not in visitor.go("/account/2fa/").text()
        assert visitor.faults == []


def look_around(visitor: Visitor) -> None:
    """The pages where a passkey is made. Chromium's pretended device does not survive a screen that changes size."""
    visitor.go("/me/").follow("/account/2fa/").look("second-step").follow("/passkeys/add/").look("passkey-new")
    assert visitor.faults == []


def remove_the_first(visitor: Visitor) -> None:
    """Remove the passkey, after the question whether that is meant."""
    visitor.page.locator("main [data-dialog]").first.click()
    visitor.press("dialog[open] form button.btn-danger")


def without_a_device(browser: Browser, installation: Installation) -> None:
    """Who cancels, or has no passkey here, is told so and can go on with the password and a code."""
    visitor = Visitor.visit(browser, installation.address)
    visitor.go("/account/login/")
    cancel(visitor)
    visitor.look("passkey-cancelled").says("De passkey is niet gebruikt")
    visitor.fill(login=LEADER.email, password=LEADER.password).press("form button.btn-primary")
    cancel(visitor)
    visitor.look("second-step-passkey").says("Mijn passkey gebruiken", "Open de app op uw telefoon")
    assert visitor.faults == []


def cancel(visitor: Visitor) -> None:
    """Press the button of the passkey, and cancel when the browser asks for the finger."""
    visitor.page.evaluate(f"() => {{ navigator.credentials.get = {CANCELS}; }}")
    visitor.page.locator("form[data-passkey] button").click()
    visitor.page.locator("[data-passkey-fault]:visible").wait_for()
