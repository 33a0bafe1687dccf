"""A list or search leaves one event with the dossiers that it showed, found again in the log of each (6.need)."""

import pytest
from django.db import connections
from django.db.utils import ProgrammingError
from django.urls import reverse

from inzage.access.identity import acting
from inzage.access.ledger.actions import record_shown
from inzage.access.ledger.kinds import Kind
from inzage.access.models import Dossier, LedgerEvent, LedgerShown
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast, MakeDossier, Member, make_member

pytestmark = pytest.mark.article("6.need")


def last(member: Member, kind: str) -> LedgerEvent:
    with acting(member.person):
        return LedgerEvent.objects.filter(actor=member.person, kind=kind).latest("id")


def test_a_list_leaves_one_event_with_all_that_it_showed(cast: Cast, make_case: object, browse: Browse) -> None:
    coach = make_member(cast, "coach")  # whose clients fit on one page
    case: Case = make_case(coach=coach)  # type: ignore[operator]
    browse(coach).get(reverse("registration:list"), {"tab": "mine"})
    event = last(coach, "list.shown")
    assert str(case.dossier.pk) in event.detail["dossiers"]
    assert event.dossier is None
    with acting(cast.privacy_officer.person):
        shown = LedgerShown.objects.filter(event=event.pk)
        assert {str(each.dossier) for each in shown} == set(event.detail["dossiers"])
        assert {each.actor for each in shown} == {coach.person}


@pytest.mark.parametrize(
    ("who", "page", "kind"),
    [
        ("coach", "desk:home", "list.shown"),
        ("back_office", "relations:list", "list.shown"),
        ("privacy_officer", "disclosures:register", "list.shown"),
    ],
)
def test_every_list_of_dossiers_does(
    cast: Cast, make_case: object, browse: Browse, who: str, page: str, kind: str
) -> None:
    case: Case = make_case()  # type: ignore[operator]
    case.send(case.lock(case.report("progress")))
    member = getattr(cast, who)
    browse(member).get(reverse(page))
    event = last(member, kind)
    assert event.detail["dossiers"]
    browse(member).get(reverse(page))
    assert last(member, kind).pk > event.pk


def test_the_log_of_a_dossier_has_the_lists_in_which_it_stood(cast: Cast, make_case: object, browse: Browse) -> None:
    case: Case = make_case()  # type: ignore[operator]
    other: Case = make_case()  # type: ignore[operator]
    search = browse(cast.coach).post(reverse("registration:search"), {"q": case.client.last_name, "tab": "mine"})
    browse(cast.coach).get(search["Location"])
    page = browse(cast.privacy_officer).get(reverse("log:dossier", args=[case.dossier.pk])).content.decode()
    assert "zocht" in page
    elsewhere = browse(cast.privacy_officer).get(reverse("log:dossier", args=[other.dossier.pk])).content.decode()
    assert "zocht" not in elsewhere
    assert case.client.last_name not in page


def test_nobody_tells_of_a_dossier_that_is_not_theirs(cast: Cast, make_dossier: MakeDossier) -> None:
    dossier: Dossier = make_dossier()
    with pytest.raises(ProgrammingError, match="no right on this dossier"), acting(cast.other_coach.person) as actor:
        record_shown(Kind.LIST_SHOWN, dossiers=[dossier.pk], by=actor)


def test_nobody_makes_up_what_the_gate_writes_itself(cast: Cast) -> None:
    for kind in (Kind.GLASS_BROKEN, Kind.STAND_IN_GIVEN, Kind.DOSSIER_OPENED):
        with pytest.raises(ProgrammingError, match="the gate itself"), acting(cast.manager.person) as actor:
            record_shown(kind, dossiers=[], by=actor)


def test_what_was_shown_is_never_changed(cast: Cast, database: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("select tgname from pg_trigger where tgrelid = 'access_ledgershown'::regclass")
        names = {row[0] for row in cursor.fetchall()}
    assert {"append_only_row", "append_only_all"} <= names


def test_what_works_without_a_human_is_called_by_what_it_does(cast: Cast, browse: Browse) -> None:
    page = browse(cast.privacy_officer).get(reverse("log:list")).content.decode()
    assert "Inzage zelf, voor de back-ups" in page
    assert "keeper of backups" not in page
