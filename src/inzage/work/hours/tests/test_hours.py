"""Hours: a week of one's own that keeps its history, the team's for who leads it, and the balance of an agreement."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.work.conftest import Case, MakeCase
from inzage.work.engagements.actions import end
from inzage.work.hours.actions import book_hours, write_hours
from inzage.work.hours.facts import balances, corrected, monday_of, norms, of_team, of_week, week_name
from inzage.work.hours.models import AgreementHours, HoursEntry
from inzage.work.hours.week import read_hours, shown
from tests.kit.counting import counted
from tests.kit.fixtures import Browse, Cast, Member, Opened

HALF = Decimal("1.5")


def _write(
    cast: Cast, case: Case, hours: Decimal = HALF, *, kind: str = "guidance", day: date | None = None
) -> HoursEntry | None:
    at = timezone.now()
    with acting(cast.coach.person) as actor:
        return write_hours(
            engagement=case.engagement, kind=kind, day=day or timezone.localdate(at), hours=hours, by=actor, at=at
        )


def _clear(cast: Cast) -> None:
    """Others of this worker write for the same coach: the day begins empty."""
    today = timezone.localdate()
    with acting(cast.coach.person) as actor:
        for (_engagement, kind, day), entry in of_week(cast.coach.person, monday_of("", today)).items():
            if day == today and entry.hours:
                write_hours(
                    engagement=entry.engagement, kind=kind, day=day, hours=Decimal(0), by=actor, at=timezone.now()
                )


@pytest.mark.parametrize(
    ("typed", "hours"), [("1,5", "1.5"), ("1.25", "1.25"), ("1:30", "1.5"), (" ", "0"), (",5", "0.5"), ("24", "24")]
)
def test_hours_are_read_as_people_write_them(typed: str, hours: str) -> None:
    assert read_hours(typed) == Decimal(hours)


@pytest.mark.parametrize("typed", ["een", "-1", "1:75", "25", "1,555", "1e3", "24:01"])
def test_what_is_no_number_of_hours_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_hours(typed)


def test_hours_are_shown_as_they_are_written() -> None:
    assert [shown(Decimal(each)) for each in ("1.50", "10", "0")] == ["1,5", "10", ""]


def test_a_week_is_found_by_its_name() -> None:
    day = date(2027, 1, 2)
    monday = date(2026, 12, 28)
    assert monday_of("", day) == monday
    assert week_name(monday) == "2026-W53"
    assert monday_of("2026-W53", date(2026, 1, 1)) == monday
    assert monday_of("2026-W99", day) == monday


@pytest.mark.article("3.c")
def test_a_correction_keeps_what_was_written(cast: Cast, case: Case) -> None:
    _clear(cast)
    today = timezone.localdate()
    assert _write(cast, case)
    assert _write(cast, case) is None, "nothing changed"
    newer = _write(cast, case, Decimal(2))
    assert newer
    assert newer.version == 2
    with acting(cast.coach.person):
        now = of_week(cast.coach.person, monday_of("", today))
        assert now[case.engagement.id, "guidance", today].hours == Decimal(2)
        kept = [
            each.hours
            for each in corrected(cast.coach.person, monday_of("", today))
            if each.engagement == case.engagement
        ]
    assert kept == [Decimal(2), HALF]
    with pytest.raises(ProgrammingError), acting(cast.coach.person):
        HoursEntry.objects.filter(id=newer.id).update(hours=Decimal(9))


def test_days_and_kinds_that_cannot_be(cast: Cast, case: Case) -> None:
    _clear(cast)
    today = timezone.localdate()
    for kind, day, hours in (
        ("coffee", today, HALF),
        ("guidance", today + timedelta(days=1), HALF),
        ("guidance", case.engagement.started_on - timedelta(days=1), HALF),
        ("guidance", today, Decimal("24.5")),
    ):
        with pytest.raises(ValidationError):
            _write(cast, case, hours, kind=kind, day=day)
    _write(cast, case, Decimal(20))
    with pytest.raises(ValidationError):
        _write(cast, case, Decimal(5), kind="travel")
    _write(cast, case, Decimal(0))


def test_after_its_end_no_hours_are_written(cast: Cast, make_case: MakeCase) -> None:
    case = make_case()
    today = timezone.localdate()
    with acting(cast.back_office.person) as actor:
        case.engagement.ended_on = end(
            engagement=case.engagement, outcome="placed", ended_on=today, by=actor, at=timezone.now()
        ).ended_on
    case.engagement.ended_on = today - timedelta(days=1)
    with pytest.raises(ValidationError):
        _write(cast, case)


@pytest.mark.article("6.need")
def test_one_sees_ones_own_a_team_leader_the_teams_and_a_stranger_none(cast: Cast, case: Case) -> None:
    _clear(cast)
    entry = _write(cast, case)
    assert entry
    sees: dict[Member, bool] = {
        cast.coach: True,
        cast.team_leader: True,
        cast.account_manager: True,
        cast.other_coach: False,
        cast.psychologist: False,
        cast.privacy_officer: False,
    }
    for member, may in sees.items():
        with acting(member.person):
            assert HoursEntry.objects.filter(id=entry.id).exists() is may


@pytest.mark.article("6.need")
def test_nobody_writes_hours_of_another_or_without_the_dossier(cast: Cast, case: Case) -> None:
    at = timezone.now()
    with pytest.raises(ProgrammingError), acting(cast.other_coach.person) as actor:
        write_hours(engagement=case.engagement, kind="guidance", day=at.date(), hours=HALF, by=actor, at=at)


@pytest.mark.article("6.tracking")
def test_the_team_and_the_norm_add_up(cast: Cast, case: Case, browse: Browse) -> None:
    _clear(cast)
    _write(cast, case)
    _write(cast, case, Decimal("0.75"), kind="travel")
    with acting(cast.team_leader.person):
        norm = norms([case.engagement])[case.engagement.id]
        (mine,) = [each for each in of_team(monday_of("", timezone.localdate())) if each.name == "Test coach"]
    assert (norm.hours, norm.norm, norm.is_over) == (Decimal("2.25"), Decimal(41), False)
    assert mine.total >= Decimal("2.25")
    team = reverse("hours:team")
    assert "Test coach" in browse(cast.team_leader).get(team).content.decode()
    assert browse(cast.coach).get(team).status_code == 403
    own = reverse("hours:engagement", args=[case.dossier.id, case.engagement.id])
    assert "2,25" in browse(cast.coach).get(own).content.decode()


@pytest.mark.article("5.billing")
def test_the_balance_of_an_agreement(cast: Cast, case: Case, opened: Opened) -> None:
    _clear(cast)
    _write(cast, case, Decimal(6))
    opened(cast.account_manager, case.sponsor.dossier_id, "3.d", "sponsor", ("card", "billing"))
    today = timezone.localdate()

    def book(kind: str, hours: str, reference: str = "") -> AgreementHours:
        with acting(cast.account_manager.person) as actor:
            return book_hours(
                agreement=case.agreement, kind=kind, hours=Decimal(hours), booked_on=today, reference=reference,
                by=actor, at=timezone.now(),
            )  # fmt: skip

    book("bought", "10")
    with acting(cast.account_manager.person):
        (balance,) = balances(case.sponsor.dossier_id)
    assert (balance.bought, balance.worked, balance.left, balance.unbilled) == tuple(map(Decimal, (10, 6, 4, 0)))
    _write(cast, case, Decimal(13))
    book("billed", "2", "F-2026-014")
    with acting(cast.account_manager.person):
        (balance,) = balances(case.sponsor.dossier_id)
    assert (balance.worked, balance.left, balance.billed, balance.unbilled) == tuple(map(Decimal, (13, 0, 2, 1)))
    for kind, hours, field in (("bought", "0", "hours"), ("billed", "1", "reference")):
        with pytest.raises(ValidationError) as wrong:
            book(kind, hours)
        assert field in wrong.value.message_dict
    with acting(cast.coach.person):
        assert not AgreementHours.objects.filter(dossier=case.sponsor.dossier)
    _write(cast, case, Decimal(0))


def test_the_page_of_a_week_saves_all_or_nothing(cast: Cast, case: Case, browse: Browse) -> None:
    _clear(cast)
    coach, today = browse(cast.coach), timezone.localdate()
    page, week = reverse("hours:week"), week_name(monday_of("", today))
    row = {"week": week, "row": f"{case.engagement.id}:travel"}
    assert f"h-{case.engagement.id}-travel-{today:%Y%m%d}" in coach.get(page, row).content.decode()
    good, bad = (f"h-{case.engagement.id}-{kind}-{today:%Y%m%d}" for kind in ("guidance", "travel"))
    answer = coach.post(f"{page}?week={week}", {good: "1,5", bad: "veel"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="veel"' in text
    assert 'value="1,5"' in text
    too_much = coach.post(f"{page}?week={week}", {good: "20", bad: "8"})
    assert 'aria-invalid="true"' in too_much.content.decode()
    with acting(cast.coach.person):
        assert not HoursEntry.objects.filter(engagement=case.engagement)
    assert coach.post(f"{page}?week={week}", {good: "1,5", bad: "0:45"}).status_code == 302
    with acting(cast.coach.person):
        now = of_week(cast.coach.person, monday_of("", today))
    assert now[case.engagement.id, "travel", today].hours == Decimal("0.75")
    assert "0,75" in coach.get(page, {"week": week}).content.decode()


def test_hours_of_somebody_elses_engagement_are_not_taken(cast: Cast, case: Case, browse: Browse) -> None:
    today = timezone.localdate()
    name = f"h-{case.engagement.id}-guidance-{today:%Y%m%d}"
    assert browse(cast.other_coach).post(reverse("hours:week"), {name: "1"}).status_code == 302
    with acting(cast.team_leader.person):
        assert not HoursEntry.objects.filter(engagement=case.engagement)


def test_more_engagements_ask_no_more_questions(cast: Cast, make_case: MakeCase, browse: Browse) -> None:
    coach, numbers = browse(cast.coach), []
    for _round in range(2):
        make_case()
        coach.get(reverse("hours:week"))
        with counted() as sent:
            coach.get(reverse("hours:week"))
        numbers.append(len(sent))
    assert numbers[0] == numbers[1]


@pytest.mark.article("5.billing")
def test_the_page_of_the_balance_books(cast: Cast, case: Case, browse: Browse) -> None:
    page, manager = reverse("hours:balance", args=[case.sponsor.dossier_id]), browse(cast.account_manager)
    form = {
        "agreement": str(case.agreement.id), "kind": "bought", "hours": "12,5",
        "booked_on": timezone.localdate().isoformat(), "reference": "",
    }  # fmt: skip
    assert manager.post(page, form).status_code == 302
    assert "12,5" in manager.get(page).content.decode()
    assert manager.post(page, form | {"kind": "billed"}).status_code == 200
    assert browse(cast.coach).get(page).status_code == 404
