"""A manager reviews the rights and looks as a colleague, in a real browser: sound pages, both names on each."""

from collections.abc import Iterator

import pytest

from inzage.front.demo.cast import BY_KEY
from tests.browser.chromium import chromium
from tests.journeys.installation import Installation, running
from tests.journeys.visitor import Visitor

MANAGER, COACH = BY_KEY["manager"], BY_KEY["coach"]


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """An installation with the demo bureau in it."""
    with running() as started:
        yield started


@pytest.mark.slow
@pytest.mark.article("6.need")
@pytest.mark.article("11.security")
def test_rights_are_reviewed_and_support_only_looks(installation: Installation) -> None:
    with chromium() as browser:
        manager = Visitor.sign_in(browser, installation.address, MANAGER.key)
        manager.go("/people/").follow("/people/review/").look("rights")
        manager.press("main a.btn-primary").look("rights-review").says(COACH.name, "Er is geen andere manager")
        manager.press("main form button.btn-primary", wrong=True)
        manager.fill(sure=True).press("main form button.btn-primary").look("rights-signed").says(
            "is wat er is getekend"
        )
        manager.go("/support/").look("support")
        manager.page.select_option("[name=colleague]", label=COACH.name)
        manager.fill(reason="Een lijst blijft leeg").press()
        for page in ("/", "/clients/", "/me/"):
            manager.go(page).look()
            banner = manager.page.locator(".kit-strip-look").inner_text()
            assert MANAGER.name in banner, page
            assert COACH.name in banner, page
        manager.go("/").look("support-looking")
        manager.press(".kit-strip-look button").says("U bent weer uzelf")
        assert manager.faults == []
