"""The main job, as people do it after `make run`: from the regulation's text to the report that reached the sponsor.

One installation as it is started for real: both gates, worker, mail server, browser. Each page that is passed is looked
at: no fault of accessibility at the desk or on a telephone, nothing that the content policy stops.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest

from inzage.front.demo.scans import scan
from inzage.law.policy import MODEL
from tests.browser.chromium import chromium
from tests.journeys.installation import Installation, running
from tests.journeys.visitor import PICTURES, Visitor

SEED = Path(__file__).parents[3] / "shared" / "seed" / "privacyreglement-werkcontact-2018.txt"
VERSION = "2026-1"
SPONSOR = "Drukkerij Zonnedauw B.V."
CONTACT = "ilse@zonnedauw.example"
CLIENT = "Vermeulen"
RELEASED = "Heeft het cv vernieuwd en twee bedrijven gebeld."
SECRET = "Vertelde iets over thuis en vroeg dat onder ons te houden."
REMARK = "Het klopt, maar noem ook dat ik zelf heb gebeld."
CLIENTS_CSV = """Voornaam;Tussenvoegsel;Achternaam;E-mail;Werkgever;Functie
Jip;;Appelhof;jip@mail.example;Drukkerij Zonnedauw B.V.;Vormgever
Mees;van;Duinwijk;mees@mail.example;Drukkerij Zonnedauw B.V.;Binder
Saar;;Élanova;saar@mail.example;Drukkerij Zonnedauw B.V.;Planner
"""

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
@pytest.mark.article("6.sending")
@pytest.mark.article("6.informing")
@pytest.mark.article("6.agreement")
@pytest.mark.article("6.need")
@pytest.mark.article("16.change")
@pytest.mark.article("17.lawful-change")
def test_a_report_reaches_the_sponsor_lawfully(installation: Installation, enter: Enter, tmp_path: Path) -> None:
    office, officer = enter("back_office"), enter("privacy_officer")
    publish_the_regulation(office, officer)
    import_clients(office, tmp_path)
    sponsor = register_the_sponsor(office, tmp_path)
    dossier = register_the_client(office, sponsor)
    start_the_engagement(office, dossier)
    coach = enter("coach")
    agree_what_is_reported(coach)
    write_notes(coach, dossier)
    progress = write_a_report(coach, dossier, "progress", "Twee bedrijven zijn benaderd.")
    full = write_a_report(coach, dossier, "full", "De eerste helft van het traject is afgerond.")
    try_to_send_what_the_client_did_not_see(coach, dossier, full)
    put_before_the_client(coach, dossier, full)
    bytes_sent = [send(coach, dossier, report) for report in (full, progress)]
    tell_the_client(coach)
    received = [attachment_of(mail) for mail in installation.mails_to(CONTACT, number=2)]
    assert sorted(hashlib.sha256(pdf).hexdigest() for pdf in received) == sorted(bytes_sent)
    read_the_log(officer, dossier, bytes_sent)
    verified = installation.inzage("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.slow
def test_the_demo_tells_how_to_sign_in_and_keeps_the_mail(installation: Installation) -> None:
    installation.mails_to("karin@hazelaar.example", number=1)
    with chromium() as browser:
        guest = Visitor.visit(browser, installation.address)
        guest.go("/demo/").says("demo-sanne-werkhaven").look("demo")
        guest.go("/demo/mail/").look("demo-mail")
        guest.press('tr:has-text("karin@hazelaar.example") a').look()
        reader = Visitor.visit(browser, installation.public_address)
        reader.go("/reglement/").look()
        assert reader.page.context.cookies() == []
    assert guest.faults + reader.faults == []


def publish_the_regulation(office: Visitor, officer: Visitor) -> None:
    """The back office reads a real text file, the privacy officer checks it, the back office publishes it."""
    # a picture of the real text would be a copy of it
    source = SEED if SEED.is_file() and not PICTURES else MODEL / "text.md"
    office.look().open_menus().look()
    office.go("/regulation/").look().follow("/regulation/new/").look()
    office.fill(file=source).press().says("17 artikelen").look("regulation-read")
    office.fill(label=VERSION, description="Eigen reglement van het bureau").press().says("privacyfunctionaris")
    officer.go("/").look().follow(f"/regulation/{office.ids()[0]}/")
    officer.fill(remark="Getoetst aan AVG en UAVG, geen bezwaar", lawful=True).look().press()
    office.go(f"/regulation/{office.ids()[0]}/").look("regulation-publish").press()
    for visitor in (office, officer):
        visitor.go("/").acknowledge()


def import_clients(office: Visitor, folder: Path) -> None:
    """Clients come from a CSV; what would happen is shown first."""
    file = folder / "clienten.csv"
    file.write_text(CLIENTS_CSV, encoding="utf-8")
    office.go("/clients/").look().follow("/clients/import/").look()
    office.fill(file=file, service="outplacement").press()
    office.page.wait_for_selector('form[action$="/confirmation/"]')
    office.look("import").press('form[action$="/confirmation/"] button')
    office.go("/clients/").says("Appelhof", "van Duinwijk", "Élanova")


def register_the_sponsor(office: Visitor, folder: Path) -> UUID:
    """The sponsor with a contact and the scan of its signed agreement; gives its dossier."""
    file = folder / "overeenkomst.pdf"
    file.write_bytes(scan("Overeenkomst ZON-1", SPONSOR, "Beide partijen houden alles geheim."))
    office.go("/sponsors/").look().follow("/sponsors/new/").look()
    office.fill(name=SPONSOR, kind="employer", kvk_number="10000009").press()
    sponsor = office.ids()[0]
    office.follow("/contacts/new/").look()
    office.fill(name="Ilse Roosendaal", job_title="HR-adviseur", email=CONTACT).press()
    today = datetime.now().astimezone().date().isoformat()
    office.go(f"/sponsors/{sponsor}/agreements/").look().follow("/agreements/new/").look()
    office.fill(
        number="ZON-1",
        title="Re-integratie en outplacement",
        services=["outplacement", "reintegration_second"],
        purposes=["3.a", "3.c", "3.d", "3.g"],
        starts_on=today,
        signed_on=today,
        has_confidentiality=True,
        signed_by_both=True,
        scan=file,
    ).press()
    office.says("ZON-1").look("agreements")
    office.go(f"/sponsors/{sponsor}/").look()
    return sponsor


def register_the_client(office: Visitor, sponsor: UUID) -> UUID:
    """A client is registered for reintegration and gets the notice of AVG 14; gives the dossier."""
    office.go(f"/clients/new/?referrer={sponsor}").look()
    office.press('main a[href*="/clients/new/reintegration_second/"]').look()
    office.press(wrong=True).look("register-errors")
    office.fill(
        source="sponsor",
        first_name="Lieke",
        last_name=CLIENT,
        date_of_birth="1986-04-17",
        email="lieke@mail.example",
        employer=SPONSOR,
        job_title="Drukker",
        first_sick_day="2026-02-02",
    ).press()
    office.look()
    dossier = office.ids()[0]
    office.go("/tasks/?when=later").look().follow(f"/dossiers/{dossier}/notice/").look("notice")
    office.fill(channel="email").press()
    office.go(f"/dossiers/{dossier}/").says("Lieke", CLIENT).look()
    return dossier


def start_the_engagement(office: Visitor, dossier: UUID) -> None:
    """The service begins under the agreement, and a coach is put on it."""
    office.go(f"/dossiers/{dossier}/engagements/").look().follow("/engagements/new/").look()
    order = office.page.locator(f'optgroup[label^="{SPONSOR}"] option[value$=":reintegration_second"]')
    office.fill(order=order.get_attribute("value") or "", reference="ZON-1/1").press()
    office.look("engagement").follow("/assign/").look()
    coach = office.page.locator("option", has_text="Sanne de Wit")
    office.fill(colleague=coach.get_attribute("value") or "").press()
    office.says("Sanne de Wit")


def agree_what_is_reported(coach: Visitor) -> None:
    """What is reported to whom, how and when is recorded, and told to the client."""
    coach.look("desk").go("/tasks/?tab=mine").press(f'tr:has-text("{CLIENT}") a[href$="/reporting/new/"]').look(
        "reporting-agreement"
    )
    today = datetime.now().astimezone()
    contact = coach.page.locator("[name=recipients]").get_attribute("value") or ""
    coach.fill(
        recipients=[contact],
        categories=["attendance", "activities", "progress_against_plan", "applications", "agreements_made"],
        kinds=["progress", "full"],
        form="written",
        purpose="Volgen of het traject loopt zoals is afgesproken",
        first_on=(today + timedelta(weeks=6)).date().isoformat(),
        every_weeks="6",
        agreed_on=today.date().isoformat(),
    ).press()
    coach.look().follow("/told/").look("reporting-told")
    told = (today - timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M")
    coach.fill(told_at=told, told_how="oral", response="acknowledged").press()


def write_notes(coach: Visitor, dossier: UUID) -> None:
    """Notes of talks, one of them confidential; words of the other are released for a report."""
    coach.go(f"/dossiers/{dossier}/").look()
    for text, confidential in ((f"Goed gesprek. {RELEASED}", False), (SECRET, True)):
        coach.go(f"/dossiers/{dossier}/notes/new/").look("note" if confidential else "")
        coach.fill(text=text, confidential=confidential).press()
    coach.go(f"/dossiers/{dossier}/").says(RELEASED, SECRET, "ertrouwelijk").look("dossier")
    coach.press(f'.kit-timeline li:has-text("{RELEASED}") h3 a').look("passage")
    coach.fill(text=RELEASED).press('form[action$="/passages/"]:has(textarea) button.btn-primary')


def write_a_report(coach: Visitor, dossier: UUID, kind: str, words: str) -> UUID:
    """Write a report with a released passage in it and lock it; gives its id. What is typed survives a reload."""
    today = datetime.now().astimezone().date()
    coach.go(f"/dossiers/{dossier}/").press('main a[href$="/reports/new/"]').look()
    coach.fill(kind=kind, period_from=(today - timedelta(weeks=6)).isoformat(), period_to=today.isoformat(),
               language="nl").press()  # fmt: skip
    page, report = coach.page, coach.ids()[-1]
    with page.expect_response(lambda answer: answer.url.endswith("/draft/")):
        page.locator("[name=section-0-text]").fill(words)
    page.reload()
    assert page.locator("[name=section-0-text]").input_value() == words
    coach.press('button[value^="draw:"]').says(RELEASED).look("report" if kind == "progress" else "")
    assert SECRET not in coach.text()
    coach.press("button[value=preview]").look()
    coach.go(f"/dossiers/{dossier}/reports/{report}/edit/").press("button[value=lock]").look(
        "report-locked" if kind == "full" else ""
    )
    return report


def _fill_sending(coach: Visitor, dossier: UUID, report: UUID) -> None:
    coach.go(f"/dossiers/{dossier}/reports/{report}/sending/")
    coach.fill(
        channel="email_pdf",
        ground="legitimate_interest",
        ground_reasons="De opdrachtgever betaalt het traject en volgt of de afspraken worden nagekomen.",
        weighing="Het gaat alleen over wat is afgesproken en aan de cliënt verteld.",
        ethics_confirmed=True,
    )
    coach.settle()


def try_to_send_what_the_client_did_not_see(coach: Visitor, dossier: UUID, report: UUID) -> None:
    """A full report that the client did not see is refused: by which article, what the bureau chose, what to do."""
    _fill_sending(coach, dossier, report)
    coach.look("send-refused").press("#release button.btn-primary")
    coach.says("Artikel 6 laat kiezen: voor of na het verzenden", "ervoor (AVG 5(1)(a))", "Leg deze versie voor")
    coach.look("refused")


def put_before_the_client(coach: Visitor, dossier: UUID, report: UUID) -> None:
    """The client saw it and said something of it."""
    coach.go("/").press(f'main a[href="/dossiers/{dossier}/reports/{report}/review/"]').look()
    seen = datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M")
    coach.fill(presented_at=seen, how="conversation", response="remarks", remark=REMARK).look("review").press()
    coach.says(REMARK)


def send(coach: Visitor, dossier: UUID, report: UUID) -> str:
    """Send a report; gives the hash of the bytes that went, as the register tells it."""
    _fill_sending(coach, dossier, report)
    coach.look("send").press("#release button.btn-primary")
    coach.look("sent")
    return coach.page.locator("dt:has-text('SHA-256') + dd code").inner_text()


def tell_the_client(coach: Visitor) -> None:
    """The duty to tell the client of each sending stands on the desk until it is recorded."""
    mine = f'tr:has-text("{CLIENT}") a[href$="/informing/"]'
    coach.go("/").look("desk-duty").go("/tasks/?tab=mine")
    assert coach.page.locator(mine).count() > 0
    while coach.page.locator(mine).count():
        today = datetime.now().astimezone().date().isoformat()
        coach.press(mine).look("informing").fill(informed_on=today, how="conversation").press()
        coach.go("/tasks/?tab=mine")
    coach.go("/disclosures/", status=403)


def attachment_of(mail: EmailMessage) -> bytes:
    """The PDF of a message; its subject tells nothing of the client."""
    assert CLIENT not in str(mail["Subject"])
    pdf = next(part for part in mail.iter_attachments() if part.get_content_type() == "application/pdf")
    content = pdf.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def read_the_log(officer: Visitor, dossier: UUID, bytes_sent: list[str]) -> None:
    """The privacy officer sees openings, the refusal, the decisions and the bytes that were sent."""
    officer.go("/log/").look("log")
    told = officer.page.content()
    for digest in bytes_sent:
        assert digest in told
    officer.go(f"/dossiers/{dossier}/log/").look()
    officer.says("Geweigerd", "Sanne de Wit")
    officer.go("/disclosures/").look()
    officer.press(f'main a[href^="/dossiers/{dossier}/disclosures/"]').look("disclosure")
    with officer.page.expect_download() as download:
        officer.page.locator('main a[href$="/document/"]').click()
    assert hashlib.sha256(download.value.path().read_bytes()).hexdigest() in bytes_sent
