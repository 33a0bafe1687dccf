"""Searching for words: in any Dutch form, in what one may open, counted before the opening and read after it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from inzage.access.grants.actions import end, give
from inzage.access.identity import acting
from inzage.access.models import Grant, LedgerEvent
from inzage.access.searching.actions import search_all
from inzage.access.searching.facts import search_in
from inzage.clients.health.actions import Stated, record_capacity
from inzage.front.processes.environment import Role
from inzage.kit.sealing import seal_search
from tests.kit.attack import Attacker, token_for
from tests.kit.cases import Case
from tests.kit.cases import make_case as make_case
from tests.kit.fixtures import Browse, Cast, make_member

MakeCase = Callable[..., Case]


def word() -> str:
    """A word that stands nowhere else."""
    return f"zoek{uuid4().hex[:12]}"


def found(cast_member: UUID, wanted: str) -> dict[UUID, int]:
    return {hit.dossier: hit.number for hit in search_all(person=cast_member, wanted=wanted)}


@pytest.mark.article("6.need")
def test_before_the_opening_a_search_gives_number_and_days_of_what_one_may_open(
    cast: Cast, make_case: MakeCase
) -> None:
    colleague = make_member(cast, "coach")
    planted, mine, other = word(), make_case(), make_case(coach=colleague)
    for case, text in ((mine, "Gesproken over"), (mine, "Weer over"), (other, "Ook")):
        case.note(f"{text} {planted}.")
    mine.report(text=f"In het rapport staat {planted}.")
    (hit,) = search_all(person=cast.coach.person, wanted=planted)
    assert (hit.dossier, hit.number) == (mine.dossier.pk, 3)
    assert hit.first == hit.last == timezone.localdate()
    assert found(colleague.person, planted) == {other.dossier.pk: 1}


@pytest.mark.article("6.need")
def test_a_part_that_one_may_not_open_is_not_counted(cast: Cast, make_case: MakeCase) -> None:
    planted, case = word(), make_case()
    case.note(f"Alleen in een notitie: {planted}.")
    assert found(cast.back_office.person, planted) == {}
    assert found(cast.team_leader.person, planted) == {}
    case.report(text=f"Nu ook in een rapport: {planted}.")
    assert found(cast.back_office.person, planted)[case.dossier.pk] == 1
    for who in (cast.psychologist, cast.account_manager, cast.manager, cast.privacy_officer):
        assert found(who.person, planted) == {}


@pytest.mark.article("6.need")
def test_a_right_that_ended_finds_nothing_any_more(cast: Cast, make_case: MakeCase) -> None:
    planted, case = word(), make_case()
    case.note(f"Over {planted}.")
    with acting(cast.back_office.person) as actor:
        give(
            person=cast.psychologist.person, dossier=case.dossier, role="psychologist", relation="assigned",
            reason="werk", until=timezone.localdate() + timedelta(days=2), by=actor, at=timezone.now(),
        )  # fmt: skip
    assert found(cast.psychologist.person, planted) == {case.dossier.pk: 1}
    with acting(cast.back_office.person) as actor:
        grant = Grant.objects.get(dossier=case.dossier, person=cast.psychologist.person)
        end(grant=grant.pk, by=actor, at=timezone.now())
    assert found(cast.psychologist.person, planted) == {}


@pytest.mark.article("6.dossier")
def test_words_are_found_in_their_dutch_forms(cast: Cast, make_case: MakeCase) -> None:
    case, planted = make_case(), word()
    case.note(f"{planted} Drie gesprekken gevoerd, twee rapporten gelezen, veel fietsen gezien.")
    with case.at_work():
        for wanted in ("gesprek", "rapport", "GESPREKKEN", f"{planted} gesprek"):
            assert len(search_in(case.dossier.pk, wanted, at=timezone.now())) == 1, wanted
        assert search_in(case.dossier.pk, "zwemmen", at=timezone.now()) == []
        (hit,) = search_in(case.dossier.pk, "gesprek", at=timezone.now())
    assert [text for marked, text in hit.pieces if marked] == ["gesprekken"]


@pytest.mark.article("6.need")
def test_every_search_is_on_the_log_with_the_dossiers_it_showed(cast: Cast, make_case: MakeCase) -> None:
    planted, case = word(), make_case()
    case.note(f"Over {planted}.")
    search_all(person=cast.coach.person, wanted=planted)
    with acting(cast.coach.person):
        event = LedgerEvent.objects.filter(kind="search.made", actor=cast.coach.person).order_by("-id").first()
    assert event
    assert event.detail == {"hits": 1, "texts": 1, "dossiers": [str(case.dossier.pk)]}
    assert planted not in str(event.__dict__)


@pytest.mark.article("6.need")
def test_the_pages_show_words_only_in_the_opened_dossier(cast: Cast, browse: Browse, make_case: MakeCase) -> None:
    planted, case = word(), make_case()
    case.note(f"Vertelde 3 < 5 & meer over {planted} en thuis.")
    browser = browse(cast.coach)
    answer = browser.post(reverse("dossier:texts"), {"q": planted})
    assert planted not in answer.headers["Location"]
    page = browser.get(answer.headers["Location"]).content.decode()
    assert case.dossier.number in page
    assert "Mila Vermeer" in page
    assert "Vertelde" not in page
    inside = browser.get(reverse("dossier:search", args=[case.dossier.pk]), {"s": seal_search(planted)})
    shown = inside.content.decode()
    assert f"<mark>{planted}</mark>" in shown
    assert "3 &lt; 5 &amp; meer" in shown
    assert browse(cast.other_coach).get(inside.request["PATH_INFO"]).status_code == 404
    masked = browse(cast.team_leader).get(inside.request["PATH_INFO"], {"s": seal_search(planted)})
    assert "Vertelde" not in masked.content.decode()


@pytest.mark.parametrize(
    "nonsense", ["", " ", "' or 1=1 --", "de het een", "\\", "a & | !", "x" * 400, "%s %% {}", "\x02"]
)
def test_nonsense_finds_nothing_and_breaks_nothing(cast: Cast, make_case: MakeCase, nonsense: str) -> None:
    case = make_case()
    case.note("Een notitie.")
    assert case.dossier.pk not in found(cast.coach.person, nonsense)
    with case.at_work():
        assert search_in(case.dossier.pk, nonsense, at=timezone.now()) == []


@pytest.mark.article("6.need")
def test_only_the_opener_searches_and_only_with_a_proof(database: str, cast: Cast) -> None:
    ask = "select * from gate.search(%s, 'werk', 10)"
    with Attacker.connect(Role.DESK, database) as desk, pytest.raises(psycopg.Error, match="denied"):
        desk.run(ask, token_for(cast.coach.person, desk.connection))
    with Attacker.connect(Role.OPENER, database) as opener:
        with pytest.raises(psycopg.Error, match="forged"):
            opener.run(ask, token_for(cast.coach.person, opener.connection)[:-1] + "x")
        with pytest.raises(psycopg.Error, match="few words"):
            opener.run("select * from gate.search(%s, 'werk', 9999)", token_for(cast.coach.person, opener.connection))


@pytest.mark.article("6.health")
def test_sealed_words_are_found_only_inside_the_opened_dossier(cast: Cast, make_case: MakeCase) -> None:
    case, planted = make_case(), word()
    with acting(cast.back_office.person) as actor:
        give(
            person=cast.psychologist.person, dossier=case.dossier, role="psychologist", relation="assigned",
            reason="werk", until=timezone.localdate() + timedelta(days=2), by=actor, at=timezone.now(),
        )  # fmt: skip
    with case.at_work(cast.psychologist, parts=("card", "health")) as actor:
        aspect = next(iter(settings.POLICY.health.aspects))
        said = Stated(
            texts={aspect: f"Kan {planted} vier uur achter elkaar."}, source="own", stated_on=timezone.localdate()
        )
        record_capacity(dossier=case.dossier, stated=said, by=actor, at=timezone.now())
    assert found(cast.psychologist.person, planted) == {}
    with case.at_work(cast.psychologist, parts=("card", "health")):
        (hit,) = search_in(case.dossier.pk, planted[:8].upper(), at=timezone.now())
    assert hit.entry.kind == "health"
    with case.at_work():
        assert search_in(case.dossier.pk, planted, at=timezone.now()) == [], "a coach needs no health data"
