"""The BSN shows once, for a reason that is on the log, and stands nowhere else (2.registration; UAVG 46)."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any, cast

import pikepdf
import pytest
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone
from psycopg import sql

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.access.openings.actions import open_dossier
from inzage.front.processes.environment import Role
from inzage.law.decisions.decision import Refused
from inzage.work.bsn import facts
from inzage.work.bsn.actions import ask_to_see, print_on, record, show
from inzage.work.bsn.models import Bsn, BsnReveal
from inzage.work.bsn.number import masked
from inzage.work.conftest import Case
from tests.kit.cluster import connection_of
from tests.kit.fixtures import Browse, Cast
from tests.laws.headers import header_faults

pytestmark = pytest.mark.article("2.registration")
CANARY = "582039472"


@pytest.fixture
def sealed(cast: Cast, case: Case) -> Case:
    """A case whose BSN is the canary, opened by the back office."""
    opening = open_dossier(
        person=cast.back_office.person, dossier=case.dossier.pk, parts=("card", "bsn"), purpose="3.c"
    )
    assert opening.is_open
    with acting(cast.back_office.person) as actor:
        record(engagement=case.engagement, number=CANARY, by=actor, at=timezone.now())
    return case


def address(name: str, case: Case, *more: object) -> str:
    return reverse(f"bsn:{name}", args=[case.dossier.pk, case.engagement.pk, *more])


def test_it_shows_once_for_a_reason_that_is_on_the_log(cast: Cast, sealed: Case, browse: Browse) -> None:
    browser = browse(cast.back_office)
    answer = browser.post(address("ask", sealed), {"reason": "check"})
    assert answer.status_code == 302
    assert CANARY not in answer["Location"]
    with acting(cast.privacy_officer.person):
        seen = LedgerEvent.objects.get(kind="bsn.revealed", dossier=sealed.dossier.pk)
    assert (seen.detail, seen.subject, seen.purpose) == ({"category": "check"}, sealed.engagement.pk, "3.c")
    page = browser.get(answer["Location"])
    assert CANARY in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    again = browser.get(answer["Location"])
    assert again.status_code == 200
    assert CANARY not in again.content.decode()
    assert "al getoond" in again.content.decode()


@pytest.mark.parametrize("reason", ["", "nieuwsgierig"])
def test_without_a_reason_it_stays_masked(cast: Cast, sealed: Case, browse: Browse, reason: str) -> None:
    page = browse(cast.back_office).post(address("ask", sealed), {"reason": reason})
    assert page.status_code == 200
    assert CANARY not in page.content.decode()
    with pytest.raises(Refused), acting(cast.back_office.person) as actor:
        ask_to_see(engagement=sealed.engagement, reason=reason, by=actor, at=timezone.now())


def test_what_was_asked_long_ago_or_by_another_does_not_show(cast: Cast, sealed: Case) -> None:
    at = timezone.now()
    with acting(cast.back_office.person) as actor:
        asked = ask_to_see(engagement=sealed.engagement, reason="form", by=actor, at=at)
        assert show(reveal=asked, by=actor, at=at + facts.WITHIN + timedelta(seconds=1)) is None
        assert facts.reveal_of(sealed.engagement, asked.pk, person=cast.manager.person) is None
        assert show(reveal=asked, by=actor, at=at) == CANARY


def test_it_does_not_show_without_an_opening_of_the_part(cast: Cast, sealed: Case) -> None:
    with acting(cast.coach.person) as actor:
        assert not Bsn.objects.filter(engagement=sealed.engagement).exists()
        assert not BsnReveal.objects.exists()
        with pytest.raises(Bsn.DoesNotExist):
            ask_to_see(engagement=sealed.engagement, reason="check", by=actor, at=timezone.now())
    with pytest.raises(ProgrammingError), acting(cast.coach.person) as actor:
        BsnReveal.objects.create(
            dossier=sealed.dossier, engagement=sealed.engagement, reason="check", at=timezone.now(), by_id=actor.person
        )


def test_sealed_bytes_moved_to_another_row_do_not_open(cast: Cast, sealed: Case) -> None:
    with acting(cast.back_office.person):
        bsn = Bsn.objects.get(engagement=sealed.engagement)
        moved = Bsn(dossier=sealed.dossier, sealed=bytes(bsn.sealed), key_version=bsn.key_version)
        with pytest.raises(Exception, match="changed"):
            facts.digits(moved)


def test_it_prints_only_on_a_form_whose_law_asks_for_it(cast: Cast, sealed: Case, browse: Browse) -> None:
    browser = browse(cast.back_office)
    answer = browser.post(address("print", sealed), {"form": "reintegration_report"})
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert header_faults(answer) == []
    assert answer["Content-Type"] == "application/pdf"
    assert CANARY not in answer["Content-Disposition"]
    assert _text(answer.content).count(CANARY) == 1
    assert browser.post(address("print", sealed), {"form": "invoice"}).status_code == 200
    with acting(cast.privacy_officer.person):
        printed = LedgerEvent.objects.filter(kind="bsn.printed", dossier=sealed.dossier.pk)
        assert [each.detail for each in printed] == [{"form": "reintegration_report"}]
    with acting(cast.back_office.person) as actor, pytest.raises(Refused):
        print_on(engagement=sealed.engagement, form="uwv_plan", bureau=None, by=actor, at=timezone.now())  # type: ignore[arg-type]


def _text(pdf: bytes) -> str:
    """The text that a PDF carries for who cannot see it (ActualText or ToUnicode), good enough to find digits in."""
    found: list[str] = []
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            fonts = {str(name): _unicode(font) for name, font in page.resources["/Font"].items()}
            current: dict[int, str] = {}
            for each in pikepdf.parse_content_stream(page):
                operands, operator = cast("Any", each)
                if str(operator) == "Tf":
                    current = fonts[str(operands[0])]
                for part in _shown(operands) if str(operator) in {"Tj", "TJ"} else ():
                    raw = bytes(part)
                    found.extend(current.get(int.from_bytes(raw[i : i + 2]), "") for i in range(0, len(raw), 2))
                    found.append("")
    return "".join(found)


def _shown(operands: Any) -> list[Any]:
    first = operands[0]
    parts = first if isinstance(first, pikepdf.Array) else [first]
    return [part for part in parts if isinstance(part, pikepdf.String)]


def _unicode(font: Any) -> dict[int, str]:
    """The table from glyph to text of a font."""
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n", table)
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


PAGES = (
    "dossier:show", "registration:data", "engagements:list", "reports:list", "disclosures:list", "consents:list",
    "holders:list", "notices:show", "log:dossier",
)  # fmt: skip


def test_no_other_page_shows_it(cast: Cast, sealed: Case, browse: Browse) -> None:
    """First the canary is proved to be there to be found; then nothing else shows it, masked excepted."""
    browser = browse(cast.back_office)
    asked = browser.post(address("ask", sealed), {"reason": "form"})
    assert CANARY in browser.get(asked["Location"]).content.decode()
    shown = [reverse(name, args=[sealed.dossier.pk]) for name in PAGES]
    shown += [address("show", sealed), reverse("registration:list"), "/"]
    shown.append(reverse("engagements:show", args=[sealed.dossier.pk, sealed.engagement.pk]))
    for who in (cast.back_office, cast.coach, cast.privacy_officer):
        for each in shown:
            assert CANARY not in browse(who).get(each).content.decode(), each
    found = browser.post(reverse("registration:search"), {"q": CANARY}, follow=True)
    assert CANARY not in "".join(place for place, _status in found.redirect_chain)
    assert sealed.dossier.number not in found.content.decode()
    assert masked(CANARY) in browser.get(address("show", sealed)).content.decode()


def test_no_column_of_the_database_holds_it(cast: Cast, sealed: Case, database: str, browse: Browse) -> None:
    """Every row of every table as text, by the role that reads all: ledger, mail, outbox, search keys, sessions."""
    browser = browse(cast.back_office)
    asked = browser.post(address("ask", sealed), {"reason": "form"})
    assert CANARY in browser.get(asked["Location"]).content.decode()
    hidden = (CANARY, CANARY.encode().hex())
    with connection_of(Role.BACKUP, database) as backup:
        tables = [row[0] for row in backup.execute("select tablename from pg_tables where schemaname = 'public'")]
        assert "work_bsn" in tables
        probe = backup.execute("select count(*) from work_bsn where engagement_id = %s", [sealed.engagement.pk])
        assert (probe.fetchone() or (0,))[0] == 1
        for table in tables:
            found = backup.execute(
                sql.SQL("select count(*) from {} t where t::text like any(%s)").format(sql.Identifier(table)),
                [[f"%{text}%" for text in hidden]],
            ).fetchone()
            assert (found or (1,))[0] == 0, table
        # the same question finds what stands in plain text, so that it can fail
        number = backup.execute(
            "select count(*) from access_dossier t where t::text like %s", [f"%{sealed.dossier.number}%"]
        )
        assert (number.fetchone() or (0,))[0] >= 1
