"""Standing in: the same dossiers for some days, with a reason, ending by itself or early (6.need)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.utils import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.models import Dossier, Grant, LedgerEvent, StandIn
from inzage.access.people.actions import end_role, leave
from inzage.access.standins.actions import Given, end, stand_in
from inzage.law.decisions.decision import Refused
from tests.kit.fixtures import Acting, Browse, Cast, MakeDossier, Member, make_member

pytestmark = pytest.mark.article("6.need")
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def let(
    acting: Acting, by: Member, absent: Member, substitute: Member, *, since: date = TODAY, until: date = TODAY + DAY,
    reason: str = "holiday",
) -> Given:  # fmt: skip
    with acting(by) as actor:
        return stand_in(
            absent=absent.person, substitute=substitute.person, since=since, until=until, reason=reason, by=actor,
            at=timezone.now(),
        )  # fmt: skip


def sees(acting: Acting, member: Member, dossier: Dossier) -> bool:
    with acting(member):
        return Dossier.objects.filter(pk=dossier.pk).exists()


def test_the_colleagues_dossiers_open_with_an_end_and_a_trace(
    cast: Cast, make_dossier: MakeDossier, acting: Acting
) -> None:
    dossier = make_dossier(coach=cast.coach)
    given = let(acting, cast.team_leader, cast.coach, cast.other_coach)
    assert given.given >= 1
    with acting(cast.back_office):
        grant = Grant.objects.get(dossier=dossier, person=cast.other_coach.person)
        assert (grant.relation, grant.reason) == ("stand_in", "holiday")
        assert grant.valid_until is not None
        assert timezone.localdate(grant.valid_until) == TODAY + DAY
    assert sees(acting, cast.other_coach, dossier)
    with acting(cast.privacy_officer):
        assert LedgerEvent.objects.filter(kind="grant.given", dossier=dossier.pk).count() == 2
        assert LedgerEvent.objects.filter(kind="stand_in.given", subject=grant.cause).exists()
    with acting(cast.back_office) as actor:
        assert grant.cause is not None
        end(standin=grant.cause, by=actor, at=timezone.now())
    assert not sees(acting, cast.other_coach, dossier)


def test_what_is_to_come_opens_nothing_yet(cast: Cast, make_dossier: MakeDossier, acting: Acting) -> None:
    dossier = make_dossier(coach=cast.coach)
    let(acting, cast.back_office, cast.coach, cast.other_coach, since=TODAY + 5 * DAY, until=TODAY + 9 * DAY)
    assert not sees(acting, cast.other_coach, dossier)
    with acting(cast.back_office):
        grant = Grant.objects.get(dossier=dossier, person=cast.other_coach.person)
        assert timezone.localdate(grant.valid_from) == TODAY + 5 * DAY


def test_only_in_a_role_that_the_substitute_holds(cast: Cast, make_dossier: MakeDossier, acting: Acting) -> None:
    dossier = make_dossier(coach=cast.psychologist, role="psychologist")
    with pytest.raises(ValidationError, match="dossier"):
        let(acting, cast.back_office, cast.psychologist, cast.coach)
    assert not sees(acting, cast.coach, dossier)


@pytest.mark.parametrize(
    ("change", "article"),
    [
        ({"until": TODAY + timedelta(days=400)}, "6.need"),
        ({"reason": " "}, "6.need"),
        ({"substitute": "coach"}, "6.need"),
        ({"by": "coach"}, "6.need"),
        ({"until": TODAY - DAY}, "6.need"),
    ],
)
def test_the_law_sets_the_limits(cast: Cast, acting: Acting, change: dict[str, object], article: str) -> None:
    said = {"by": "back_office", "substitute": "other_coach"} | change
    people = {name: getattr(cast, str(said.pop(name))) for name in ("by", "substitute")}
    with pytest.raises(Refused) as refused:
        let(acting, people["by"], cast.coach, people["substitute"], **said)  # type: ignore[arg-type]
    assert article in refused.value.decision.articles


def test_days_in_the_wrong_order_are_an_error(cast: Cast, acting: Acting) -> None:
    with pytest.raises(ValidationError) as wrong:
        let(acting, cast.back_office, cast.coach, cast.other_coach, since=TODAY + 3 * DAY, until=TODAY + DAY)
    assert "until" in wrong.value.message_dict


def test_the_gate_itself_lets_nobody_else(cast: Cast, make_dossier: MakeDossier, acting: Acting) -> None:
    make_dossier(coach=cast.coach)
    let(acting, cast.back_office, cast.coach, cast.other_coach)
    with acting(cast.back_office):
        standin = StandIn.objects.latest("given_at")
    with pytest.raises(ProgrammingError, match="no right to end"), acting(cast.coach) as actor:
        end(standin=standin.pk, by=actor, at=timezone.now())


@pytest.mark.article("5.need")
def test_the_pages_let_stand_in_and_end(cast: Cast, make_dossier: MakeDossier, acting: Acting, browse: Browse) -> None:
    dossier = make_dossier(coach=cast.coach)
    browser = browse(cast.team_leader)
    said = {"absent": cast.coach.person, "substitute": cast.other_coach.person, "reason": "vakantie"}
    said |= {"since": TODAY.isoformat(), "until": (TODAY + DAY).isoformat()}
    page = browser.post(reverse("standins:new"), said, follow=True)
    assert page.status_code == 200
    assert "vakantie" in page.content.decode()
    with acting(cast.team_leader):
        standin = StandIn.objects.latest("given_at")
    assert sees(acting, cast.other_coach, dossier)
    page = browser.post(reverse("standins:end", args=[standin.pk]), follow=True)
    assert page.status_code == 200
    assert not sees(acting, cast.other_coach, dossier)
    assert browser.post(reverse("standins:end", args=[standin.pk])).status_code == 404
    wrong = browser.post(reverse("standins:new"), {**said, "until": (TODAY - 9 * DAY).isoformat()})
    assert wrong.status_code == 403
    assert browse(cast.coach).get(reverse("standins:list")).status_code == 403


@pytest.mark.parametrize("how", ["role", "leaves"])
def test_it_ends_when_the_colleagues_own_access_ends(
    cast: Cast, make_dossier: MakeDossier, acting: Acting, how: str
) -> None:
    absent = make_member(cast, "coach")
    dossier = make_dossier(coach=absent)
    let(acting, cast.back_office, absent, cast.other_coach)
    assert sees(acting, cast.other_coach, dossier)
    with acting(cast.manager) as actor:
        if how == "role":
            end_role(person=absent.person, office=cast.office, role="coach", by=actor, at=timezone.now())
        else:
            leave(person=absent.person, by=actor, at=timezone.now())
    assert not sees(acting, cast.other_coach, dossier)
    with acting(cast.privacy_officer):
        ended = LedgerEvent.objects.filter(kind="grant.ended", dossier=dossier.pk, subject=cast.other_coach.person)
        assert ended.exists()
