"""The client reads the log in plain words, by role and reason, alike lines once, within a period (13.access)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from inzage.access.identity import acting
from inzage.access.ledger.actions import record_shown
from inzage.access.ledger.kinds import Kind
from inzage.access.models import LedgerEvent, Person
from inzage.oversight.log.forclient import TO_YOU, days
from inzage.oversight.log.wording import WORDS
from tests.kit.cases import Case
from tests.kit.fixtures import Cast, Member

pytestmark = pytest.mark.article("13.access")

MakeCase = Callable[..., Case]
Browse = Callable[[Member], Client]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def event(
    kind: str, at: datetime, *, role: str = "coach", rule: str = "assigned", actor: UUID | None = None
) -> LedgerEvent:
    return LedgerEvent(
        kind=kind, at=at, role=role, rule=rule, actor=actor or uuid4(), purpose="3.c", articles=[], outcome="allowed"
    )


def page(browser: Client, dossier: UUID, **period: str) -> str:
    answer = browser.get(reverse("log:client", args=(dossier,)), period)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_client_reads_the_role_and_the_reason_and_no_name(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    browse(case.coach).get(reverse("dossier:show", args=(case.dossier.pk,)))
    with acting(cast.privacy_officer.person):
        name = Person.objects.get(pk=case.coach.person).name
    officer = browse(cast.privacy_officer)
    assert name in officer.get(reverse("log:dossier", args=(case.dossier.pk,))).content.decode()
    shown = page(officer, case.dossier.pk)
    told = shown.split("<main", 1)[1]
    assert "keek in uw dossier" in told
    assert "werkt met u" in told
    assert name not in told.replace(name_of_reader(cast), "")


def name_of_reader(cast: Cast) -> str:
    with acting(cast.privacy_officer.person) as reader:
        return reader.name


def test_names_stand_there_when_the_policy_says_so(
    make_case: MakeCase, browse: Browse, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case()
    with acting(cast.privacy_officer.person):
        name = Person.objects.get(pk=case.coach.person).name
    said = settings.POLICY.client_log.model_copy(update={"names": "people"})
    monkeypatch.setattr(settings, "POLICY", settings.POLICY.model_copy(update={"client_log": said}))
    assert name in page(browse(cast.privacy_officer), case.dossier.pk)


def test_a_list_in_which_the_client_stood_is_told(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case, other = make_case(), make_case()
    with acting(cast.back_office.person) as actor:
        record_shown(Kind.SEARCH_MADE, dossiers=[case.dossier.pk], by=actor)
    officer = browse(cast.privacy_officer)
    assert "u was bij wat werd gevonden" in page(officer, case.dossier.pk)
    assert "u was bij wat werd gevonden" not in page(officer, other.dossier.pk)


def test_a_period_leaves_out_what_was_before_it(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    officer = browse(cast.privacy_officer)
    assert "maakte uw dossier" in page(officer, case.dossier.pk)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    later = page(officer, case.dossier.pk, since=tomorrow, until=tomorrow)
    assert "maakte uw dossier" not in later
    assert "Niemand keek in deze periode" in later


def test_a_last_day_before_the_first_is_said(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    shown = page(browse(cast.privacy_officer), case.dossier.pk, since="2026-11-02", until="2026-11-01")
    assert "Deze dag ligt voor de eerste dag" in shown


def test_reading_it_is_on_the_log(make_case: MakeCase, browse: Browse, cast: Cast) -> None:
    case = make_case()
    officer = browse(cast.privacy_officer)
    page(officer, case.dossier.pk)
    with acting(cast.privacy_officer.person):
        assert LedgerEvent.objects.filter(
            kind=Kind.LOG_READ, dossier=case.dossier.pk, actor=cast.privacy_officer.person
        ).exists()
    assert "las dit logboek" in page(officer, case.dossier.pk)


def test_a_coach_who_sees_a_part_of_the_log_cannot_pass_it_off_as_the_whole(
    make_case: MakeCase, browse: Browse
) -> None:
    case = make_case()
    assert browse(case.coach).get(reverse("log:client", args=(case.dossier.pk,))).status_code == 403


def test_alike_lines_of_a_day_stand_once() -> None:
    same = uuid4()
    looked = [event("dossier.opened", NOON + timedelta(minutes=n), actor=same) for n in range(5)]
    yesterday = event("dossier.opened", NOON - timedelta(days=1), actor=same)
    with translation.override("en"):
        first, second = days([*looked, yesterday, event("note.written", NOON)])
    assert [(line.what, line.times) for line in first.lines] == [
        ("looked into your dossier", 5),
        ("wrote a session note", 1),
    ]
    assert (first.lines[0].first, first.lines[0].last) == (NOON, NOON + timedelta(minutes=4))
    assert [line.times for line in second.lines] == [1]


@given(
    st.lists(
        st.builds(
            event,
            st.sampled_from(sorted(WORDS)),
            st.integers(0, 30 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes)),
            role=st.sampled_from(["coach", "back_office,manager", "service", ""]),
            rule=st.sampled_from(["assigned", "office", "sample", ""]),
        ),
        max_size=40,
    )
)
def test_no_line_is_lost_or_told_twice(events: list[LedgerEvent]) -> None:
    told = days(events)
    assert sum(line.times for day in told for line in day.lines) == len(events)
    assert [day.day for day in told] == sorted({timezone.localdate(each.at) for each in events}, reverse=True)
    assert all(line.who and line.what for day in told for line in day.lines)


def test_the_words_for_the_client_are_of_kinds_that_exist() -> None:
    assert set(TO_YOU) <= set(WORDS)
