"""The log tells who did what, to which dossier, why and whether it was allowed; reading it is on it too (6.need)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.ledger.checkpoint import parse
from inzage.access.ledger.kinds import Kind
from inzage.access.ledger.sealing import seal
from inzage.access.models import LedgerEvent
from inzage.access.services import SEALER
from inzage.front.processes.environment import Role
from inzage.kit.paging import paginate
from inzage.oversight.log.facts import events, lines
from inzage.oversight.log.wording import WORDS, words_for
from inzage.sharing.releases.printing import preview
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member
from tests.kit.horizon import wait_until_decided

MakeCase = Callable[..., Case]
Browse = Callable[[Member], Client]
AsProcess = Callable[[Role], AbstractContextManager[None]]


def rows(html: str) -> str:
    return html.split("<tbody>")[1] if "<tbody>" in html else ""


@pytest.mark.article("6.need")
def test_openings_refusals_and_sendings_stand_there(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    version = case.lock(case.report("full"))
    with case.at_work():
        seen = preview(version, case.contact).sha256
    refused = browse(case.coach).post(
        reverse("releases:send", args=(case.dossier.id, version.report_id)),
        {
            "contact": str(case.contact.id),
            "seen": seen,
            "channel": "email_pdf",
            "ground": "contract",
            "ground_reasons": "Zo is het afgesproken.",
            "ethics_confirmed": "on",
        },
    )
    assert refused.status_code == 403
    case.show_client(version)
    sent = case.send(version)
    page = browse(cast.privacy_officer).get(reverse("log:dossier", args=(case.dossier.id,)))
    html = rows(page.content.decode())
    for kind in (Kind.DOSSIER_OPENED, Kind.DECISION_REFUSED, Kind.REPORT_RELEASED, Kind.DISCLOSURE_MADE):
        assert words_for(kind) in html
    assert words_for(Kind.NOTE_WRITTEN) not in html
    assert sent.sha256 in html
    assert "Test coach" in html
    assert case.client.last_name not in html


@pytest.mark.article("6.need")
def test_a_refusal_is_marked_as_one_and_names_its_article(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    address = reverse("disclosures:list", args=(case.dossier.id,))
    assert browse(cast.other_coach).get(address).status_code == 404
    html = browse(cast.privacy_officer).get(reverse("log:list"), {"outcome": "refused"}).content.decode()
    assert words_for(Kind.DOSSIER_DENIED) in rows(html)
    assert "kit-tone-bad" in rows(html)
    assert "kit-tone-good" not in rows(html)


def test_reading_it_is_on_it(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    browser = browse(cast.privacy_officer)
    browser.get(reverse("log:list"))
    browser.get(reverse("log:dossier", args=(case.dossier.id,)))
    with acting(cast.privacy_officer.person):
        read = LedgerEvent.objects.filter(kind="log.read", actor=cast.privacy_officer.person)
        assert read.filter(dossier=None).exists()
        assert read.filter(dossier=case.dossier.id).count() == 1
        assert read.latest("id").detail["lines"] > 0


def test_its_filters_stand_in_the_address(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    browser, address = browse(cast.manager), reverse("log:list")

    def found(**filters: str) -> str:
        answer = browser.get(address, filters)
        assert answer.status_code == 200
        return rows(answer.content.decode())

    assert case.dossier.number in found(number=case.dossier.number)
    assert found(number="C-1999-9999") == ""
    by_coach = found(person=str(cast.coach.person), number=case.dossier.number)
    assert "Test coach" in by_coach
    assert "Test back_office" not in by_coach
    assert words_for(Kind.REPORTING_AGREED) in found(kind="reporting.agreed", number=case.dossier.number)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert found(since=tomorrow) == ""
    assert found(until=tomorrow, number=case.dossier.number) != ""
    assert found(kind="nonsense", since="nonsense") != ""


@pytest.mark.article("6.need")
@pytest.mark.parametrize(
    ("who", "status"), [("privacy_officer", 200), ("manager", 200), ("coach", 403), ("back_office", 403)]
)
def test_the_whole_log_is_for_two_roles(browse: Browse, cast: Cast, who: str, status: int) -> None:
    assert browse(getattr(cast, who)).get(reverse("log:list")).status_code == status


@pytest.mark.article("6.need")
def test_a_coach_sees_only_their_own_lines_of_a_dossier(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    html = rows(browse(case.coach).get(reverse("log:dossier", args=(case.dossier.id,))).content.decode())
    assert "Test coach" in html
    assert "Test back_office" not in html
    assert browse(cast.other_coach).get(reverse("log:dossier", args=(case.dossier.id,))).status_code == 404


def test_it_says_how_far_it_is_sealed(make_case: MakeCase, browse: Browse, cast: Cast, as_process: AsProcess) -> None:
    make_case()
    wait_until_decided()
    with as_process(Role.WORKER), acting(SEALER.person) as actor:
        made = seal(by=actor, at=timezone.now())
    assert made is not None
    html = browse(cast.privacy_officer).get(reverse("log:list")).content.decode()
    assert parse(made.checkpoint).code in html


def test_a_page_takes_four_queries_however_many_lines_it_has(make_case: MakeCase, cast: Cast) -> None:
    make_case()
    with acting(cast.manager.person), CaptureQueriesContext(connection) as seen:
        page = paginate(events(), QueryDict())
        assert len(lines(page.object_list)) > 20
    assert len(seen) == 4


def test_every_kind_of_event_has_its_words() -> None:
    assert {kind.value for kind in Kind} == set(WORDS)
    assert words_for("from.later") == "from.later"
