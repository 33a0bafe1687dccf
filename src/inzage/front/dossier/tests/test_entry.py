"""An entry of the time line: on top when somebody put it there, and for others only when its author says why."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.conf import settings
from django.db import IntegrityError, ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.dossiers.actions_entries import pin
from inzage.access.identity import acting
from inzage.access.models import Entry, LedgerEvent, Pin, VisibilityChange
from tests.kit.cases import Case
from tests.kit.fixtures import Browse, Cast

MakeCase = Callable[..., Case]


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    """A client with a coach."""
    return make_case()


def address(case: Case, name: str, entry: UUID) -> str:
    """A page about an entry."""
    return reverse(f"dossier:{name}", args=[case.dossier.pk, entry])


def kept(case: Case, entry: UUID) -> Entry:
    with acting(case.coach.person):
        return Entry.objects.get(pk=entry)


def test_an_entry_is_kept_on_top_by_name_and_taken_away_again(cast: Cast, browse: Browse, case: Case) -> None:
    first, _second = case.note("De afspraken die steeds terugkomen."), case.note("Een gewoon gesprek.")
    coach, office = browse(cast.coach), browse(cast.back_office)
    coach.post(address(case, "pin", first.entry_id))
    page = coach.get(reverse("dossier:show", args=[case.dossier.pk])).content.decode()
    assert page.index("steeds terugkomen") < page.index("Een gewoon gesprek") < page.rindex("steeds terugkomen")
    assert page.count("Bovenaan gezet door Test coach op") == 2
    office.post(address(case, "unpin", first.entry_id))
    page = coach.get(reverse("dossier:show", args=[case.dossier.pk])).content.decode()
    assert page.count("steeds terugkomen") == 1
    with acting(cast.coach.person):
        kinds = LedgerEvent.objects.filter(subject=first.entry_id).values_list("kind", flat=True)
        assert list(kinds) == ["entry.pinned"]
        taken = Pin.objects.get(entry=first.entry_id)
        assert (taken.by_id, taken.removed_by_id) == (cast.coach.person, cast.back_office.person)


def test_only_a_few_stand_on_top(cast: Cast, browse: Browse, case: Case) -> None:
    notes = [case.note(f"Gesprek {number}.") for number in range(settings.POLICY.dossier.most_pins + 1)]
    browser = browse(cast.coach)
    answers = [browser.post(address(case, "pin", note.entry_id), follow=True) for note in notes]
    assert ["Hoogstens" in answer.content.decode() for answer in answers] == [False] * (len(notes) - 1) + [True]
    with acting(cast.coach.person):
        assert Pin.objects.filter(dossier=case.dossier.pk, removed_at=None).count() == len(notes) - 1


def test_who_may_not_see_the_dossier_puts_nothing_on_top(cast: Cast, case: Case) -> None:
    entry = kept(case, case.note().entry_id)
    with pytest.raises(ProgrammingError), acting(cast.other_coach.person) as actor:
        pin(entry=entry, by=actor, at=timezone.now())


@pytest.mark.article("6.dossier")
def test_its_author_says_for_whom_an_entry_is_and_the_reason_is_kept(cast: Cast, browse: Browse, case: Case) -> None:
    note = case.note("Samen afgesproken wat er komt.")
    assert kept(case, note.entry_id).visibility == "bureau"
    browser = browse(cast.coach)
    shown = address(case, "visibility", note.entry_id)
    empty = browser.post(shown, {"to": "client", "reason": ""}).content.decode()
    assert 'id="id_reason_error"' in empty
    browser.post(shown, {"to": "client", "reason": "Op verzoek van de cliënt"})
    assert kept(case, note.entry_id).visibility == "client"
    page = browser.get(address(case, "entry", note.entry_id)).content.decode()
    assert "Op verzoek van de cliënt" in page
    assert "van bureau naar cliënt" in page
    with acting(cast.coach.person):
        event = LedgerEvent.objects.get(subject=note.entry_id, kind="visibility.changed")
        assert event.detail == {"old": "bureau", "new": "client"}


@pytest.mark.article("6.dossier")
def test_another_than_its_author_does_not_say_for_whom_it_is(cast: Cast, browse: Browse, case: Case) -> None:
    note = case.note()
    answer = browse(cast.back_office).post(
        address(case, "visibility", note.entry_id), {"to": "client", "reason": "Handig"}
    )
    assert answer.status_code == 403
    assert kept(case, note.entry_id).visibility == "bureau"


@pytest.mark.article("6.confidential")
def test_what_is_confidential_never_leaves_the_bureau(cast: Cast, browse: Browse, case: Case) -> None:
    secret = case.note("Onder ons.", confidential=True)
    browser = browse(cast.coach)
    answer = browser.post(address(case, "visibility", secret.entry_id), {"to": "client", "reason": "Mag toch"})
    assert answer.status_code == 403
    assert "artikel 6" in answer.content.decode().lower()
    with pytest.raises(IntegrityError), case.at_work():
        Entry.objects.filter(pk=secret.entry_id).update(visibility="client")


@pytest.mark.article("6.confidential")
def test_the_mark_takes_an_entry_back_to_the_bureau(cast: Cast, browse: Browse, case: Case) -> None:
    note = case.note()
    browser = browse(cast.coach)
    browser.post(address(case, "visibility", note.entry_id), {"to": "client", "reason": "Afgesproken"})
    browser.post(reverse("notes:mark", args=[case.dossier.pk, note.pk]))
    entry = kept(case, note.entry_id)
    assert (entry.confidential, entry.visibility) == (True, "bureau")
    with case.at_work():
        changes = VisibilityChange.objects.filter(entry=entry).order_by("at").values_list("old", "new")
        assert list(changes) == [("bureau", "client"), ("client", "bureau")]


@pytest.mark.article("6.sending")
def test_a_note_reaches_the_sponsor_only_through_a_report(cast: Cast, browse: Browse, case: Case) -> None:
    note = case.note()
    answer = browse(cast.coach).post(
        address(case, "visibility", note.entry_id), {"to": "sponsor", "reason": "Vroeg erom"}
    )
    assert answer.status_code == 403
    assert kept(case, note.entry_id).visibility == "bureau"


@pytest.mark.article("6.need")
def test_the_reason_shows_only_to_who_may_read_the_entry(cast: Cast, browse: Browse, case: Case) -> None:
    note = case.note()
    browse(cast.coach).post(
        address(case, "visibility", note.entry_id), {"to": "client", "reason": "Wegens het gesprek over thuis"}
    )
    page = browse(cast.team_leader).get(address(case, "entry", note.entry_id))
    assert page.status_code == 200
    assert "over thuis" not in page.content.decode()
