"""Somebody of the demo bureau at a browser: signs in, goes somewhere, fills in, and looks whether the page is sound."""

import os
import re
import time
from pathlib import Path
from typing import Self
from uuid import UUID

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from inzage.front.demo.cast import BY_KEY
from inzage.front.demo.codes import code, seconds_left
from tests.browser.axe import violations

PICTURES = os.environ.get("INZAGE_SCREENSHOTS") == "1"
SCREENSHOTS = Path(__file__).parents[2] / "docs" / "screenshots"
DESK = {"width": 1280, "height": 900}
TELEPHONE = {"width": 390, "height": 844}
SOON = 3
MOST = 1500
HIGHEST = 1800
ON_TELEPHONE = {"desk", "dossier", "report", "refused"}
PAUSE = 900  # milliseconds: longer than any page waits after typing
MAIN = "main form button.btn-primary"


class Visitor:
    """One member of the cast, with a browser of their own. `faults` holds what the browser complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))

    @classmethod
    def visit(cls, browser: Browser, address: str) -> Self:
        """Somebody who does not sign in."""
        context = browser.new_context(base_url=address, locale="nl-NL", viewport=DESK)  # type: ignore[arg-type]
        return cls(context.new_page())

    @classmethod
    def sign_in(cls, browser: Browser, address: str, key: str) -> Self:
        """Sign in with password and the code that the telephone shows, and sign what is owed."""
        visitor = cls.visit(browser, address)
        visitor.go("/")
        visitor.look()
        visitor.fill(login=BY_KEY[key].email, password=BY_KEY[key].password)
        visitor.press("form button.btn-primary")
        if seconds_left() <= SOON:
            time.sleep(SOON)
        visitor.look()
        visitor.fill(code=code(key))
        visitor.press("form button.btn-primary")
        return visitor.acknowledge()

    def acknowledge(self) -> Self:
        """Confirm to know the regulation, when a new version asks for it before anything opens."""
        if self.page.url.endswith("/start/"):
            self.look("start").fill(known=True).press('form[action$="/acknowledgement/"] button')
            self.go("/")
        return self

    def go(self, path: str, *, status: int = 200) -> Self:
        """Go to an address; it answers as expected."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        return self

    def fill(self, **fields: str | bool | list[str] | Path) -> Self:
        """Fill in fields by their names: text, a choice, boxes to tick, or a file."""
        for name, value in fields.items():
            self._fill(self.page.locator(f"main [name={name}]:not([type=hidden])"), value)
        return self

    def press(self, selector: str = MAIN, *, wrong: bool = False) -> Self:
        """Press a button or follow a link, and wait for the page; `wrong` when it must tell what is wrong."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        assert bool(self.page.locator("[data-error-summary]").count()) == wrong, self.text()[:MOST]
        return self

    def follow(self, ending: str) -> Self:
        """Follow the first link in the page whose address ends so."""
        return self.press(f'main a[href$="{ending}"]')

    def settle(self) -> Self:
        """Wait until the page has fetched what it shows anew after typing."""
        self.page.wait_for_timeout(PAUSE)
        self.page.wait_for_function("!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
        return self

    def open_menus(self) -> Self:
        """Open every menu and the list of shortcuts."""
        for menu in self.page.locator("details[data-popup] summary").all():
            menu.click()
        return self

    def text(self) -> str:
        """What the page says."""
        return " ".join(self.page.locator("main").inner_text().split())

    def says(self, *parts: str) -> Self:
        """Assert that the page says all of this."""
        told = self.text()
        for part in parts:
            assert part in told, f"{part!r} is not on {self.page.url}: {told[:MOST]}"
        return self

    def ids(self) -> list[UUID]:
        """The ids in the address of the page."""
        return [UUID(found) for found in re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", self.page.url)]

    def look(self, name: str = "", *, telephone: bool = True) -> Self:
        """Look at the page as it stands, at the desk and on a telephone; take its picture when that is asked."""
        self._judge(name)
        if telephone:
            self.page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]  # its type is not exported
            self._judge(f"{name}-phone" if name in ON_TELEPHONE else "")
            self.page.set_viewport_size(DESK)  # type: ignore[arg-type]
        return self

    def _judge(self, name: str) -> None:
        self.page.wait_for_load_state("networkidle")
        found = violations(self.page)
        assert not found, f"{self.page.url}\n" + "\n".join(found)
        wide, shown = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= shown, f"{self.page.url} is {wide} pixels wide on a screen of {shown}"
        if name and PICTURES:
            self._picture(name)

    def _picture(self, name: str) -> None:
        """A picture of the whole page, as on a screen that is high enough: nothing that sticks hangs in the middle."""
        page, shown = self.page, self.page.viewport_size
        assert shown is not None
        page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
        high = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": shown["width"], "height": min(max(high, shown["height"]), HIGHEST)})
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")
        page.set_viewport_size(shown)

    def _fill(self, field: Locator, value: str | bool | list[str] | Path) -> None:
        kind = field.first.evaluate("element => element.type || element.tagName.toLowerCase()")
        if isinstance(value, Path):
            field.set_input_files(value)
        elif isinstance(value, list):
            for each in value:
                self.page.locator(f'main [name={field.first.get_attribute("name")}][value="{each}"]').check()
        elif isinstance(value, bool):
            field.set_checked(value)
        elif kind == "radio":
            self.page.locator(f'main [name={field.first.get_attribute("name")}][value="{value}"]').check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "status of 403" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")
