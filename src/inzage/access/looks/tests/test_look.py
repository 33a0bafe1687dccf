"""Looking as a colleague: only screens, under two names, told to both; nothing opens or changes (11.security)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import InternalError, connections, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from inzage.access.identity import acting as as_person
from inzage.access.identity import token
from inzage.access.ledger.actions import record, record_shown
from inzage.access.ledger.kinds import Kind
from inzage.access.looks import actions
from inzage.access.models import Declaration, Document, LedgerEvent, Look, Opening, Task
from inzage.access.openings.actions import open_dossier
from inzage.clients.notes.actions import write_note
from inzage.clients.notes.models import SessionNote
from inzage.kit.sealing import seal_search
from inzage.law.decisions.decision import Refused
from tests.kit.cases import Case
from tests.kit.fixtures import Acting, Browse, Cast, MakeDossier, Member, Opened, make_member, sign_in_anew

pytestmark = pytest.mark.article("11.security")


@pytest.fixture(scope="module")
def support(cast: Cast) -> Member:
    """A functional administrator with that role alone."""
    return make_member(cast, "administrator")


@pytest.fixture
def look(cast: Cast, support: Member) -> Iterator[UUID]:
    """A look as the coach that runs."""
    with as_person(support.person) as actor:
        look = actions.begin(colleague=cast.coach.person, reason="lijst leeg", minutes=10, by=actor, at=timezone.now())
    yield look
    with as_person(support.person) as actor:
        actions.end(look=look, by=actor, at=timezone.now())


@pytest.fixture
def browser(cast: Cast, support: Member) -> Iterator[Client]:
    """The administrator's browser, looking as the coach."""
    found = sign_in_anew(support)
    fields = {"colleague": str(cast.coach.person), "reason": "lijst leeg", "minutes": "10"}
    answer = found.post("/support/", fields)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    yield found
    found.post("/support/stop/")


def test_the_screens_are_the_colleagues_under_a_banner_with_both_names(
    browser: Client, make_case: Any, cast: Cast
) -> None:
    case: Case = make_case()
    page = browser.get("/clients/").content.decode()
    assert case.client.last_name in page
    for address in ("/", "/clients/", "/me/"):
        html = browser.get(address).content.decode()
        assert "Matrix administrator" in html, address
        assert "kijkt mee als" in html, address
        assert "Stop met meekijken" in html, address


def test_nothing_opens_not_even_what_the_colleague_has_open(
    browser: Client, cast: Cast, make_dossier: MakeDossier, opened: Opened, acting: Acting, support: Member
) -> None:
    """Given a dossier that the coach has open, when support looks as the coach, then it is refused with the article."""
    dossier = make_dossier(coach=cast.coach)
    with acting(cast.coach) as actor:
        write_note(
            dossier=dossier, text="kanarie", held_on=timezone.localdate(), confidential=False, by=actor,
            at=timezone.now(),
        )  # fmt: skip
    opened(cast.coach, dossier.pk)
    answer = browser.get(f"/dossiers/{dossier.pk}/")
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "opent geen dossier" in html
    assert "kanarie" not in html
    with acting(cast.privacy_officer):
        event = LedgerEvent.objects.filter(dossier=dossier.pk, kind=Kind.DOSSIER_DENIED).latest("id")
        assert (event.actor, event.on_behalf_of, event.articles) == (
            support.person, cast.coach.person, ["11.security"],
        )  # fmt: skip
    assert browser.get(f"{reverse('dossier:texts')}?{urlencode({'s': seal_search('kanarie')})}").status_code == 403
    assert browser.get(f"/dossiers/{dossier.pk}/notes/new/").status_code == 403
    assert browser.get(f"/dossiers/{uuid4()}/").status_code == 403


def test_nothing_can_be_sent_signed_or_changed(browser: Client, make_case: Any, acting: Acting, cast: Cast) -> None:
    case: Case = make_case()
    for address in (
        f"/dossiers/{case.dossier.pk}/notes/new/", "/people/new/", "/standins/new/", "/start/", "/regulation/new/",
        "/support/",
    ):  # fmt: skip
        answer = browser.post(address, {"text": "x"})
        assert answer.status_code in {403, 302, 404, 405}, address
    refused = browser.post("/access/", {"number": "C-1", "role": "coach", "reason": "x"})
    assert refused.status_code in {403, 404}
    with acting(cast.coach):
        assert not SessionNote.objects.filter(dossier=case.dossier.pk, text="x").exists()


def test_the_true_person_stands_in_every_line(
    browser: Client, make_case: Any, acting: Acting, cast: Cast, support: Member
) -> None:
    make_case()
    with acting(cast.privacy_officer):
        before = LedgerEvent.objects.latest("id").pk
    browser.get("/clients/")
    with acting(cast.privacy_officer):
        lines = LedgerEvent.objects.filter(on_behalf_of=cast.coach.person, actor=support.person, id__gt=before)
        assert {"list.shown"} <= set(lines.values_list("kind", flat=True))
        assert not LedgerEvent.objects.filter(actor=cast.coach.person, id__gt=before).exists()


def test_both_are_told_and_say_that_they_know(browser: Client, acting: Acting, cast: Cast, browse: Browse) -> None:
    with acting(cast.privacy_officer):
        look = Look.objects.latest("begun_at").pk
    for member in (cast.coach, cast.privacy_officer):
        reader = browse(member)
        assert "lijst leeg" in reader.get(f"/support/{look}/").content.decode()
        assert reader.post(f"/support/{look}/").status_code == 302
        with acting(member):
            mine = Task.objects.filter(subject=look, done_by=member.person)
            assert mine.count() == 1
    assert browse(cast.other_coach).get(f"/support/{look}/").status_code == 404


def test_after_stopping_one_is_oneself_again(browser: Client, cast: Cast) -> None:
    browser.post("/support/stop/")
    page = browser.get("/support/").content.decode()
    assert "kijkt mee als" not in page
    assert browser.get("/clients/").status_code in {200, 403}


def test_what_was_stopped_elsewhere_is_over_here(browser: Client, acting: Acting, support: Member, cast: Cast) -> None:
    with acting(support) as actor:
        actions.end(look=Look.objects.filter(person=support.person).latest("begun_at").pk, by=actor, at=timezone.now())
    assert "kijkt mee als" not in browser.get("/support/").content.decode()


@pytest.mark.parametrize("who", ["coach", "back_office", "team_leader", "privacy_officer"])
def test_only_support_looks(cast: Cast, acting: Acting, who: str) -> None:
    member: Member = getattr(cast, who)
    with pytest.raises(Refused), acting(member) as actor:
        actions.begin(colleague=cast.other_coach.person, reason="x", minutes=5, by=actor, at=timezone.now())
    with pytest.raises(ProgrammingError), acting(member):
        begin_directly(cast.other_coach.person, "x", 5)


@pytest.mark.parametrize(
    ("as_whom", "reason", "minutes"),
    [
        ("privacy_officer", "x", 5),
        ("complaint_officer", "x", 5),
        ("coach", " ", 5),
        ("coach", "x", 31),
        ("coach", "x", 0),
    ],
)
def test_the_law_and_the_database_refuse_the_rest(
    cast: Cast, acting: Acting, support: Member, as_whom: str, reason: str, minutes: int
) -> None:
    colleague: Member = getattr(cast, as_whom)
    with pytest.raises(Refused, match=r"11\.security"), acting(support) as actor:
        actions.begin(colleague=colleague.person, reason=reason, minutes=minutes, by=actor, at=timezone.now())
    with pytest.raises(Exception, match="look"), acting(support):
        begin_directly(colleague.person, reason, minutes)


def begin_directly(colleague: UUID, reason: str, minutes: int) -> None:
    """The gate's function, past the law."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select gate.begin_look(%s, %s, %s, %s, %s)",
            [uuid4(), colleague, reason, minutes, timezone.localdate()],
        )


def test_the_database_lets_a_look_change_nothing(look: UUID, cast: Cast, support: Member) -> None:
    """Whatever the pages do: the transaction only reads, and cannot be made to write."""
    at = timezone.now()
    with pytest.raises(InternalError, match="read-only"), as_person(cast.coach.person, cover=support.person) as actor:
        Declaration.objects.create(
            person_id=actor.person, form="paper", signed_on=at.date(), recorded_by=actor.person, recorded_at=at
        )
    with pytest.raises(InternalError), as_person(cast.coach.person, cover=support.person):
        connections["default"].cursor().execute("set transaction read write")
    with pytest.raises((InternalError, ProgrammingError)), as_person(cast.coach.person, cover=support.person):
        begin_directly(cast.other_coach.person, "x", 5)


def test_a_token_of_a_look_is_worth_nothing_where_writing_is_possible(look: UUID, cast: Cast, support: Member) -> None:
    """Given the token itself, when somebody leaves out the beginning that makes the transaction read, then it fails."""
    connection = connections["default"]
    with pytest.raises(ProgrammingError, match="changes nothing"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.token', %s, true)",
            [token(cast.coach.person, connection, cover=support.person)],
        )
        cursor.execute("select gate.actor()")


def test_a_token_names_both_or_is_forged(look: UUID, cast: Cast, support: Member) -> None:
    """Taking the second name out, or putting another in, breaks the signature."""
    connection = connections["default"]
    whole = token(cast.coach.person, connection, cover=support.person)
    parts = whole.split(".")
    without = ".".join([*parts[:4], parts[5]])
    other = ".".join([*parts[:4], str(cast.other_coach.person), parts[5]])
    for forged in (without, other):
        with pytest.raises(ProgrammingError, match="forged"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select person from gate.begin(%s)", [forged])


def test_without_a_running_look_there_is_no_cover(cast: Cast, support: Member, acting: Acting) -> None:
    for whom in (cast.other_coach, cast.coach):
        with pytest.raises(ProgrammingError, match="is over"), as_person(whom.person, cover=support.person):
            pass
    with pytest.raises(ProgrammingError, match="is over"), as_person(cast.coach.person, cover=cast.other_coach.person):
        pass


def test_content_stays_shut_in_the_database(
    look: UUID, cast: Cast, support: Member, make_dossier: MakeDossier, opened: Opened, acting: Acting
) -> None:
    dossier = make_dossier(coach=cast.coach)
    with acting(cast.coach) as actor:
        write_note(
            dossier=dossier, text="kanarie", held_on=timezone.localdate(), confidential=False, by=actor,
            at=timezone.now(),
        )  # fmt: skip
    opened(cast.coach, dossier.pk)
    with acting(cast.coach):
        assert SessionNote.objects.filter(dossier=dossier).count() == 1
    with as_person(cast.coach.person, cover=support.person):
        assert SessionNote.objects.count() == 0
        assert Document.objects.count() == 0
    answer = open_dossier(
        person=cast.coach.person, dossier=dossier.pk, parts=("card",), purpose="3.c", cover=support.person
    )
    assert (answer.status, answer.until) == ("covered", None)
    with acting(support):
        assert not Opening.objects.filter(dossier=dossier.pk).exists()


def test_a_look_tells_only_what_it_saw(look: UUID, cast: Cast, support: Member) -> None:
    """No line of an act can be made up under cover, and none of a list without a look."""
    with pytest.raises(ProgrammingError), as_person(cast.coach.person, cover=support.person) as actor:
        record(Kind.NOTE_WRITTEN, by=actor)
    with as_person(cast.coach.person, cover=support.person) as actor:
        record_shown(Kind.SEARCH_MADE, dossiers=[], by=actor)
    with as_person(cast.privacy_officer.person):
        line = LedgerEvent.objects.filter(kind="search.made", actor=support.person).latest("id")
        assert line.on_behalf_of == cast.coach.person
        assert line.at > timezone.now() - timedelta(minutes=1)
