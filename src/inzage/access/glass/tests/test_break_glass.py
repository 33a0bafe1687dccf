"""Breaking the glass: at once, with a reason, for hours, on the log, and others look at it (6.need)."""

from datetime import timedelta

import pytest
from django.db import connections
from django.db.utils import DataError
from django.urls import reverse
from django.utils import timezone

from inzage.access.glass.actions import break_glass
from inzage.access.identity import token
from inzage.access.models import Dossier, Grant, LedgerEvent, Task
from inzage.access.openings.actions import open_dossier
from inzage.law.decisions.decision import Refused
from inzage.law.policy import MODEL, load_policy
from tests.kit.fixtures import Acting, Browse, Cast, MakeDossier, Member

pytestmark = pytest.mark.article("6.need")
REASON = "de cliënt belde en is in gevaar"


def broken(acting: Acting, member: Member, dossier: Dossier, reason: str = REASON) -> object:
    with acting(member) as actor:
        return break_glass(number=dossier.number, category="danger", reason=reason, by=actor, at=timezone.now())


def opens(member: Member, dossier: Dossier, part: str = "notes") -> bool:
    return open_dossier(person=member.person, dossier=dossier.pk, parts=(part,), purpose="3.c").is_open


def test_it_opens_at_once_for_hours_and_tells_the_coach_and_the_privacy_officer(
    cast: Cast, make_dossier: MakeDossier, acting: Acting
) -> None:
    dossier = make_dossier(coach=cast.coach)
    assert not opens(cast.manager, dossier)
    before = timezone.now()
    assert broken(acting, cast.manager, dossier) == dossier.pk
    assert opens(cast.manager, dossier)
    with acting(cast.coach):
        mine = Task.objects.get(dossier=dossier, kind="glass_broken", person=cast.coach.person)
        assert mine.subject is not None
        grant = Grant.objects.get(pk=mine.subject)
        assert (grant.person_id, grant.reason, grant.relation) == (cast.manager.person, REASON, "exception")
        assert grant.valid_until is not None
        hours = load_policy(MODEL).break_glass.lasts.amount
        assert abs(grant.valid_until - before - timedelta(hours=hours)) < timedelta(minutes=1)
    with acting(cast.privacy_officer):
        assert Task.objects.filter(dossier=dossier, kind="glass_broken", role="privacy_officer").count() == 1
        event = LedgerEvent.objects.get(kind="glass.broken", dossier=dossier.pk)
        assert (event.actor, event.detail, event.articles) == (cast.manager.person, {"category": "danger"}, ["6.need"])


def test_the_log_of_the_dossier_shows_it_with_the_kind_of_emergency_and_not_the_reason(
    cast: Cast, make_dossier: MakeDossier, acting: Acting, browse: Browse
) -> None:
    dossier = make_dossier(coach=cast.coach)
    broken(acting, cast.manager, dossier)
    page = browse(cast.privacy_officer).get(reverse("log:dossier", args=[dossier.pk])).content.decode()
    assert "opende een dossier in nood" in page
    assert "iemand was in gevaar" in page
    assert REASON not in page


@pytest.mark.parametrize("who", ["coach", "other_coach", "back_office", "account_manager", "psychologist"])
def test_only_for_roles_that_the_policy_names(
    cast: Cast, make_dossier: MakeDossier, acting: Acting, browse: Browse, who: str
) -> None:
    dossier, member = make_dossier(), getattr(cast, who)
    with pytest.raises(Refused):
        broken(acting, member, dossier)
    opener = connections["opener"]
    with opener.cursor() as cursor:
        cursor.execute(
            "select gate.break_glass(%s, %s, 'danger', 'x', current_date)",
            [token(member.person, opener), dossier.number],
        )
        assert cursor.fetchone()[0] is None, "the gate itself refuses too"
    assert not opens(member, dossier)
    assert browse(member).get(reverse("glass:break")).status_code == 403


def test_not_without_a_reason(cast: Cast, make_dossier: MakeDossier, acting: Acting) -> None:
    dossier = make_dossier()
    with pytest.raises(Refused):
        broken(acting, cast.manager, dossier, reason=" ")
    opener = connections["opener"]
    with pytest.raises(DataError, match="asks for a reason"), opener.cursor() as cursor:
        cursor.execute(
            "select gate.break_glass(%s, %s, 'danger', ' ', current_date)",
            [token(cast.manager.person, opener), dossier.number],
        )


def test_a_number_that_nobody_has_is_on_the_log_as_well(cast: Cast, acting: Acting) -> None:
    with acting(cast.manager) as actor:
        assert break_glass(number="C-1999-1", category="other", reason=REASON, by=actor, at=timezone.now()) is None
    with acting(cast.privacy_officer):
        assert LedgerEvent.objects.filter(kind="dossier.denied", actor=cast.manager.person, dossier=None).exists()


def test_the_page_opens_the_dossier_and_others_look_at_it(
    cast: Cast, make_dossier: MakeDossier, acting: Acting, browse: Browse
) -> None:
    dossier = make_dossier(coach=cast.coach)
    said = {"number": dossier.number.lower(), "category": "absence", "reason": REASON}
    browser = browse(cast.team_leader)
    assert browser.post(reverse("glass:break"), {**said, "reason": "kort"}).status_code == 200
    assert browser.post(reverse("glass:break"), {**said, "number": "C-1999-1"}).status_code == 200
    answer = browser.post(reverse("glass:break"), said)
    assert answer["Location"] == reverse("dossier:show", args=[dossier.pk])
    assert browser.get(answer["Location"]).status_code == 200
    review = reverse("glass:review", args=[dossier.pk])
    for member in (cast.coach, cast.privacy_officer):
        assert REASON in browse(member).get(review).content.decode()
        assert browse(member).post(review, follow=True).status_code == 200
        with acting(member):
            waiting = Task.objects.filter(dossier=dossier, kind="glass_broken", done_at=None)
            assert not waiting.filter(person=member.person).exists()
    with acting(cast.privacy_officer):
        assert not Task.objects.filter(dossier=dossier, kind="glass_broken", done_at=None).exists()
