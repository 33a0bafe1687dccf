"""Asks axe-core what is wrong with a page for people who cannot see, hear or point well."""

import json
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "vendor" / "axe-core-4.14.1" / "axe.min.js"
OPEN = "details[data-popup][open]"
# WCAG 2.2 A and AA, and the good practices that axe knows
RUN = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page: Page) -> list[str]:
    """Give each violation on the page as it now stands: "rule: what is wrong (where)"; an empty list when none.

    The page is looked at from its top: a link that has scrolled half under the bar is no small target.
    The script goes in over the browser's own protocol: the page's policy would refuse a script tag, as it should.
    """
    page.evaluate("window.scrollTo(0, 0)")
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    answer = session.send(
        "Runtime.evaluate",
        {"expression": f"axe.run(document, {json.dumps(RUN)})", "awaitPromise": True, "returnByValue": True},
    )
    session.detach()
    if "exceptionDetails" in answer:
        raise RuntimeError(f"axe could not run: {answer['exceptionDetails'].get('text')}")
    return [
        f"{found['id']}: {found['help']} ({node['target'][0]}: {node['html'][:120]})"
        for found in answer["result"]["value"]["violations"]
        for node in found["nodes"]
        if not (found["id"] == "target-size" and _under_a_menu(page, str(node["target"][0])))
    ]


def _under_a_menu(page: Page, target: str) -> bool:
    """Whether a menu is open and the target is not in it: what the menu covers is uncovered by closing it."""
    return bool(page.locator(OPEN).count()) and not page.locator(OPEN).locator(target).count()
