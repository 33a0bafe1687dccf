"""The BSN is kept only where a statute provides for it, and only when it can be one (2.registration; UAVG 46)."""

from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.access.openings.actions import open_dossier
from inzage.law.decisions.decision import Refused
from inzage.work.bsn import facts
from inzage.work.bsn.actions import record, remove
from inzage.work.bsn.models import Bsn
from inzage.work.bsn.number import masked, read
from inzage.work.conftest import Case, MakeCase
from inzage.work.engagements.actions import end
from tests.kit.fixtures import Browse, Cast

pytestmark = pytest.mark.article("2.registration")
GOOD = "111222333"


def opened(cast: Cast, case: Case) -> None:
    """The back office has the dossier open with the part."""
    opening = open_dossier(
        person=cast.back_office.person, dossier=case.dossier.pk, parts=("card", "bsn"), purpose="3.c"
    )
    assert opening.is_open


@pytest.mark.parametrize("text", [GOOD, "111.222.333", " 111 222 333 ", "111-222-333", "010203047", "10203047"])
def test_a_number_is_read_as_people_write_it(text: str) -> None:
    assert len(read(text)) == 9
    assert read(text).isdigit()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("111222334", "eleven_test"),
        ("112122333", "eleven_test"),
        ("000000000", "eleven_test"),
        ("1112223", "length"),
        ("1112223330", "length"),
        ("", "signs"),
        ("11122233A", "signs"),
        ("١١١٢٢٢٣٣٣", "signs"),
    ],
)
def test_what_is_no_bsn_gets_an_error_that_does_not_repeat_it(text: str, code: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        read(text)
    assert wrong.value.code == code
    assert not text or text not in str(wrong.value)


@given(st.integers(min_value=1, max_value=99_999_999), st.integers(min_value=0, max_value=8), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(first: int, place: int, more: int) -> None:
    """The eleven-test's own promise: no single slip goes unseen."""
    eight = f"{first:08d}"
    last = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), eight, strict=True)) % 11
    if last > 9:
        return
    number = f"{eight}{last}"
    assert read(number) == number
    slipped = f"{number[:place]}{(int(number[place]) + more) % 10}{number[place + 1 :]}"
    with pytest.raises(ValidationError):
        read(slipped)


def test_oracle_10_no_bsn_for_a_service_without_a_statute(cast: Cast, make_case: MakeCase) -> None:
    assessment, second = make_case(service="assessment"), make_case(service="reintegration_second")
    for case in (assessment, second):
        opened(cast, case)
    with pytest.raises(Refused) as refused, acting(cast.back_office.person) as actor:
        record(engagement=assessment.engagement, number=GOOD, by=actor, at=timezone.now())
    assert "UAVG 46" in refused.value.decision.sentence.nl
    with acting(cast.back_office.person) as actor:
        record(engagement=second.engagement, number=GOOD, by=actor, at=timezone.now())
    with acting(cast.back_office.person):
        assert facts.kept(assessment.engagement) is None
        bsn = facts.kept(second.engagement)
        assert bsn is not None
        assert facts.digits(bsn) == GOOD


def test_the_database_refuses_another_service_whatever_the_policy_says(cast: Cast, make_case: MakeCase) -> None:
    case = make_case(service="assessment")
    opened(cast, case)
    with pytest.raises(IntegrityError, match="work_bsn_by_statute"), acting(cast.back_office.person) as actor:
        Bsn.objects.create(
            dossier=case.dossier, engagement=case.engagement, service="assessment", sealed=b"x", key_version=1,
            recorded_at=timezone.now(), recorded_by_id=actor.person,
        )  # fmt: skip


def test_a_corrected_number_takes_the_place_of_the_wrong_one(cast: Cast, case: Case) -> None:
    opened(cast, case)
    for number in (GOOD, "123456782"):
        with acting(cast.back_office.person) as actor:
            record(engagement=case.engagement, number=number, by=actor, at=timezone.now())
    with acting(cast.back_office.person):
        assert facts.digits(Bsn.objects.get(engagement=case.engagement)) == "123456782"
    with acting(cast.privacy_officer.person):
        events = LedgerEvent.objects.filter(subject=case.engagement.pk, kind="bsn.recorded")
        assert [each.detail for each in events] == [{}, {}]


def test_after_the_engagement_nothing_needs_it(cast: Cast, case: Case) -> None:
    opened(cast, case)
    with acting(cast.back_office.person) as actor:
        ended = end(engagement=case.engagement, outcome="other", by=actor, at=timezone.now())
    with (
        pytest.raises(ValidationError, match="beëindigd"),
        acting(cast.back_office.person) as by,
    ):
        record(engagement=ended, number=GOOD, by=by, at=timezone.now())


def test_removed_is_gone_and_on_the_log(cast: Cast, case: Case) -> None:
    opened(cast, case)
    with acting(cast.back_office.person) as actor:
        record(engagement=case.engagement, number=GOOD, by=actor, at=timezone.now())
    with acting(cast.back_office.person) as actor:
        remove(engagement=case.engagement, by=actor, at=timezone.now())
        remove(engagement=case.engagement, by=actor, at=timezone.now())
    with acting(cast.back_office.person):
        assert facts.kept(case.engagement) is None
    with acting(cast.privacy_officer.person):
        assert LedgerEvent.objects.filter(subject=case.engagement.pk, kind="bsn.removed").count() == 1


def test_the_coach_and_the_team_leader_have_no_business_with_it(cast: Cast, case: Case, browse: Browse) -> None:
    address = reverse("bsn:show", args=[case.dossier.pk, case.engagement.pk])
    assert browse(cast.coach).get(address).status_code == 404
    assert browse(cast.team_leader).get(address).status_code == 404
    page = reverse("engagements:show", args=[case.dossier.pk, case.engagement.pk])
    assert address not in browse(cast.coach).get(page).content.decode()
    assert address in browse(cast.back_office).get(page).content.decode()


def test_the_page_seals_it_and_a_wrong_one_keeps_what_was_typed(cast: Cast, case: Case, browse: Browse) -> None:
    browser, address = browse(cast.back_office), reverse("bsn:record", args=[case.dossier.pk, case.engagement.pk])
    assert "Er is geen BSN vastgelegd" in browser.get(address.removesuffix("record/")).content.decode()
    page = browser.post(address, {"number": "111222334"})
    assert page.status_code == 200
    assert 'value="111222334"' in page.content.decode()
    page = browser.post(address, {"number": "111.222.333"}, follow=True)
    assert page.redirect_chain == [(address.removesuffix("record/"), 302)]
    assert masked(GOOD) in page.content.decode()
    assert GOOD not in page.content.decode()


def test_a_service_without_bsn_says_so(cast: Cast, make_case: MakeCase, browse: Browse) -> None:
    case = make_case(service="assessment")
    address = reverse("bsn:show", args=[case.dossier.pk, case.engagement.pk])
    assert "UAVG 46" in browse(cast.back_office).get(address).content.decode()
    answer = browse(cast.back_office).post(f"{address}record/", {"number": GOOD})
    assert answer.status_code == 403
    assert urlencode({"number": GOOD}) not in answer.content.decode()
