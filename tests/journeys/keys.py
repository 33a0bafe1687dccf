"""A member of the demo bureau who works with the keyboard alone: what is not reached with it is not there."""

import time
from typing import Self

from playwright.sync_api import Browser, Page, expect

from inzage.front.demo.cast import BY_KEY
from inzage.front.demo.codes import code, seconds_left
from tests.journeys.visitor import SOON, Visitor

MOST_TABS = 160
VIEW = {1280: 900, 390: 844}


class Keys:
    """Somebody at a keyboard. `visitor` looks at the pages; nothing here clicks."""

    def __init__(self, browser: Browser, address: str, width: int) -> None:
        size = {"width": width, "height": VIEW[width]}
        context = browser.new_context(base_url=address, locale="nl-NL", viewport=size)  # type: ignore[arg-type]
        self.page: Page = context.new_page()
        self.visitor = Visitor(self.page)
        self.width = width

    def tab_to(self, selector: str) -> Self:
        """Press Tab until what `selector` names has the focus, and see that it can be seen."""
        for _each in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                expect(self.page.locator(":focus")).to_be_in_viewport()
                return self
        raise AssertionError(f"{selector} is not reached with Tab on {self.page.url}")

    def press(self, *keys: str) -> Self:
        """Press keys, one after the other, outside any field."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> Self:
        """Type in the field that has the focus."""
        self.page.keyboard.type(text)
        return self

    def enter(self, key: str = "Enter") -> Self:
        """Press a key that leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.page.wait_for_load_state()
        return self

    def go(self, letter: str) -> Self:
        """Go to a page of the menu: `g` and its letter."""
        self.page.evaluate("document.activeElement.blur()")
        self.page.keyboard.press("g")
        return self.enter(letter)

    def look(self) -> Self:
        """No fault of accessibility on the page as it stands, and nothing wider than the screen."""
        self.visitor.look(telephone=False)
        return self

    def sign_in(self, key: str) -> Self:
        """Sign in with password and code."""
        self.page.goto("/")
        self.look().tab_to("[name=login]").type(BY_KEY[key].email)
        self.tab_to("[name=password]").type(BY_KEY[key].password).enter()
        if seconds_left() <= SOON:
            time.sleep(SOON)
        return self.look().tab_to("[name=code]").type(code(key)).enter()
