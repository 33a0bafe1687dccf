"""Health data as people meet them: kept by the psychologist, closed to the coach; words and extra reports warned of.

On the demo bureau in a browser, at the desk and on a telephone, with what accessibility asks.
"""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import chromium
from tests.journeys.installation import Installation, running
from tests.journeys.visitor import Visitor

CLIENT = "Jansen"
CAN = "Licht en afwisselend werk, nu vijf uur per dag."
Enter = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """An installation with the demo bureau in it."""
    with running() as started:
        yield started


@pytest.fixture
def enter(installation: Installation) -> Iterator[Enter]:
    """`enter("coach")`: that member of the cast signs in at a browser of their own; faults are told at the end."""
    visitors: list[Visitor] = []
    with chromium() as browser:

        def sign_in(key: str) -> Visitor:
            visitors.append(Visitor.sign_in(browser, installation.address, key))
            return visitors[-1]

        yield sign_in
    assert [fault for visitor in visitors for fault in visitor.faults] == []


@pytest.mark.slow
@pytest.mark.article("6.health")
@pytest.mark.article("6.confidential")
def test_work_capacity_is_kept_by_who_may_and_nobody_else_sees_it(enter: Enter) -> None:
    # Given the psychologist at the work capacity of a client in reintegration
    psychologist = enter("psychologist")
    dossier = dossier_of(psychologist, CLIENT)
    psychologist.follow("/health/").says("Wat de cliënt kan", "Bedrijfsarts").look("work-capacity")
    # When a new version names a treatment, the page warns, and asks to look again before it is kept
    psychologist.follow("/health/new/").look()
    psychologist.fill(aspect_possibilities=CAN, aspect_advice="Na de chemotherapie rustig opbouwen.")
    psychologist.fill(source="physician")
    panel = psychologist.page.locator("#id_aspect_advice ~ [data-panel]")
    expect(panel).to_contain_text("Behandeling, medicijn of zorgverlener")
    psychologist.look()
    psychologist.press(wrong=True).says("chemotherapie").look()
    # Then the button writes what may stand, and the version is kept
    expect(panel).to_be_visible()
    panel.get_by_role("button", name="gerichte behandeling").press("Enter")
    expect(psychologist.page.locator("[name=aspect_advice]")).to_have_value(
        "Na de gerichte behandeling rustig opbouwen."
    )
    psychologist.press().says(CAN, "versie 3").look()
    # And the coach sees that there is something, and nothing of it
    coach = enter("coach")
    assert dossier_of(coach, CLIENT) == dossier
    coach.says("Belastbaarheid").look()
    assert CAN not in coach.page.content()
    assert not coach.page.locator('a[href$="/health/"]').count()
    coach.go(f"/dossiers/{dossier}/health/", status=404)
    coach.faults = [fault for fault in coach.faults if "404" not in fault]
    # What the coach types in a note is warned of too
    coach.go(f"/dossiers/{dossier}/notes/new/")
    coach.fill(text="Kwam op tijd. Vertelde over de thuissituatie en een afspraak bij de huisarts.")
    expect(coach.page.locator("#id_text ~ [data-panel]")).to_contain_text("thuissituatie")
    coach.look("words")


@pytest.mark.slow
@pytest.mark.article("6.agreement")
def test_what_is_agreed_goes_to_the_client_as_a_letter_and_a_refusal_says_what_it_means(enter: Enter) -> None:
    office = enter("back_office")
    dossier_of(office, CLIENT)
    office.follow("/engagements/").press("main th a")
    office.follow("/reporting/").says("Volgen of het traject loopt").look()
    with office.page.expect_download() as letter:
        office.page.locator('a[href$="/letter.pdf"]').first.click()
    assert letter.value.suggested_filename == "reporting-1.pdf"
    office.follow("/told/").fill(told_how="oral", response="refused").press().says("niet eens").look(
        "reporting-refused"
    )


def dossier_of(visitor: Visitor, name: str) -> UUID:
    """Go to the dossier of a client by name; gives its id."""
    visitor.go(f"/clients/?q={name}").press(f'main a[href^="/dossiers/"]:has-text("{name}")')
    return visitor.ids()[0]
