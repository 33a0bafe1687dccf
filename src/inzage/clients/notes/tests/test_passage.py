"""Releasing passages and the confidential mark: nothing confidential ever comes into a report."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from inzage.access.grants.actions import give
from inzage.access.identity import acting
from inzage.access.models import Entry, LedgerEvent
from inzage.clients.conftest import MakeNote, see
from inzage.clients.notes.actions import lift_mark, mark_confidential, release_passage
from inzage.clients.notes.facts import passages
from inzage.clients.notes.models import NoteMark, Passage, SessionNote
from inzage.law.decisions.decision import Refused
from tests.kit.fixtures import Browse, Cast, Now

TEXT = "Mila wil weer werken.\n\nZe heeft pijn in haar rug.\nDat remt haar."


@pytest.mark.article("6.confidential")
def test_the_author_releases_words_that_stand_in_the_note(cast: Cast, make_note: MakeNote, now: Now) -> None:
    note = make_note(text=TEXT)
    with acting(cast.coach.person) as actor:
        passage = release_passage(
            note=note, text="Ze heeft pijn in haar rug.\r\nDat remt haar.", health=True, by=actor, at=now()
        )
        (found,) = passages(note.dossier_id)
        assert (found.pk, found.health, found.held_on) == (passage.pk, True, note.held_on)
        assert LedgerEvent.objects.filter(subject=passage.pk, kind="passage.released").exists()


def test_those_who_make_reports_see_the_passage_and_not_the_note(cast: Cast, make_note: MakeNote, now: Now) -> None:
    note = make_note(text=TEXT)
    with acting(cast.coach.person) as actor:
        release_passage(note=note, text="Mila wil weer werken.", health=False, by=actor, at=now())
    see(cast.back_office, note.dossier_id)
    with acting(cast.back_office.person):
        assert [passage.text for passage in passages(note.dossier_id)] == ["Mila wil weer werken."]
        assert not SessionNote.objects.filter(pk=note.pk).exists()


@pytest.mark.parametrize("text", ["", "   ", "Mila wil nooit meer werken.", "mila wil weer werken."])
def test_words_that_are_not_in_the_note_are_not_released(cast: Cast, make_note: MakeNote, now: Now, text: str) -> None:
    note = make_note(text=TEXT)
    with acting(cast.coach.person) as actor, pytest.raises(ValidationError):
        release_passage(note=note, text=text, health=False, by=actor, at=now())


@pytest.mark.article("6.confidential")
def test_nothing_of_a_confidential_note_is_released(cast: Cast, make_note: MakeNote, now: Now) -> None:
    note = make_note(text=TEXT, confidential=True)
    with pytest.raises(Refused) as refused, acting(cast.coach.person) as actor:
        release_passage(note=note, text="Mila wil weer werken.", health=False, by=actor, at=now())
    assert refused.value.decision.articles == ("6.confidential",)
    assert refused.value.decision.remedy


@pytest.mark.article("6.confidential")
def test_a_colleague_on_the_dossier_cannot_release_anothers_words(cast: Cast, make_note: MakeNote, now: Now) -> None:
    note = make_note(text=TEXT)
    with acting(cast.back_office.person) as actor:
        give(
            person=cast.psychologist.person,
            dossier=note.dossier,
            role="psychologist",
            relation="assigned",
            reason="as long as the work lasts",
            until=None,
            by=actor,
            at=now(),
        )
    see(cast.psychologist, note.dossier_id)
    with pytest.raises(Refused), acting(cast.psychologist.person) as actor:
        release_passage(note=note, text="Mila wil weer werken.", health=False, by=actor, at=now())


@pytest.mark.article("6.confidential")
def test_marking_a_note_withdraws_its_passages(cast: Cast, make_note: MakeNote, now: Now) -> None:
    note = make_note(text=TEXT)
    with acting(cast.coach.person) as actor:
        release_passage(note=note, text="Mila wil weer werken.", health=False, by=actor, at=now())
        assert mark_confidential(note=note, by=actor, at=now()) == 1
        assert mark_confidential(note=note, by=actor, at=now()) == 0
        assert not passages(note.dossier_id).exists()
        assert Passage.objects.get(note=note).withdrawn_at
        assert Entry.objects.get(pk=note.entry_id).confidential
        kinds = LedgerEvent.objects.filter(dossier=note.dossier_id).values_list("kind", flat=True)
        assert {"note.marked", "passage.withdrawn"} <= set(kinds)


@pytest.mark.article("6.confidential")
def test_a_passage_of_a_confidential_note_is_hidden_even_when_not_withdrawn(
    cast: Cast, make_note: MakeNote, now: Now
) -> None:
    note = make_note(text=TEXT)
    with acting(cast.coach.person) as actor:
        passage = release_passage(note=note, text="Mila wil weer werken.", health=False, by=actor, at=now())
        mark_confidential(note=note, by=actor, at=now())
        Passage.objects.filter(pk=passage.pk).update(withdrawn_at=None)
    with acting(cast.coach.person):
        assert not passages(note.dossier_id).exists()


@pytest.mark.article("6.confidential")
def test_the_mark_is_lifted_only_with_a_reason_and_withdrawn_stays_withdrawn(
    cast: Cast, make_note: MakeNote, now: Now
) -> None:
    note = make_note(text=TEXT)
    with acting(cast.coach.person) as actor:
        release_passage(note=note, text="Mila wil weer werken.", health=False, by=actor, at=now())
        mark_confidential(note=note, by=actor, at=now())
        for reason in ("", "  ", "x" * 301):
            with pytest.raises(ValidationError):
                lift_mark(note=note, reason=reason, by=actor, at=now())
        lift_mark(note=note, reason="Mila vindt het goed", by=actor, at=now())
        lift_mark(note=note, reason="nog eens", by=actor, at=now())
        marks = NoteMark.objects.filter(note=note).order_by("at", "-confidential").values_list("confidential", "reason")
        assert list(marks) == [(True, ""), (False, "Mila vindt het goed")]
        assert not passages(note.dossier_id).exists()
        assert not Entry.objects.get(pk=note.entry_id).confidential
        again = release_passage(note=note, text="Mila wil weer werken.", health=False, by=actor, at=now())
        assert [found.pk for found in passages(note.dossier_id)] == [again.pk]


@pytest.mark.article("6.confidential")
def test_the_database_keeps_no_lifting_without_a_reason(cast: Cast, make_note: MakeNote, now: Now) -> None:
    note = make_note()
    with acting(cast.coach.person) as actor, pytest.raises(IntegrityError), transaction.atomic():
        NoteMark.objects.create(
            dossier_id=note.dossier_id,
            note=note,
            confidential=False,
            reason="",
            by_id=actor.person,
            at=now(),
        )


@pytest.mark.article("6.confidential")
def test_a_passage_that_was_released_by_mistake_is_taken_back_alone(
    cast: Cast, browse: Browse, make_note: MakeNote, now: Now
) -> None:
    note = make_note(text=TEXT)
    with acting(cast.coach.person) as actor:
        kept, wrong = (
            release_passage(note=note, text=text, health=False, by=actor, at=now())
            for text in ("Mila wil weer werken.", "Dat remt haar.")
        )
    browser = browse(cast.coach)
    address = reverse("notes:withdraw_passage", args=[note.dossier_id, note.pk, wrong.pk])
    assert address in browser.get(reverse("notes:show", args=[note.dossier_id, note.pk])).content.decode()
    for _twice in range(2):
        assert browser.post(address).status_code == 302
    assert address not in browser.get(reverse("notes:show", args=[note.dossier_id, note.pk])).content.decode()
    other = reverse("notes:withdraw_passage", args=[note.dossier_id, note.pk, note.pk])
    assert browser.post(other).status_code == 404
    with acting(cast.coach.person):
        assert [found.pk for found in passages(note.dossier_id)] == [kept.pk]
        assert LedgerEvent.objects.filter(subject=wrong.pk, kind="passage.withdrawn").count() == 1


def test_the_page_releases_marks_and_lifts(cast: Cast, browse: Browse, make_note: MakeNote) -> None:
    note = make_note(text=TEXT)
    browser = browse(cast.coach)
    args = [note.dossier_id, note.pk]
    page = browser.get(reverse("notes:show", args=args)).content.decode()
    assert page.count('name="text"') == 3, "a button for each paragraph and a box to paste"
    wrong = browser.post(reverse("notes:release", args=args), {"text": "staat er niet"}).content.decode()
    assert "kit-error-summary" in wrong
    assert browser.post(reverse("notes:release", args=args), {"text": "Mila wil weer werken."}).status_code == 302
    assert browser.get(reverse("notes:show", args=args)).content.decode().count('name="text"') == 2
    browser.post(reverse("notes:mark", args=args))
    refused = browser.post(reverse("notes:release", args=args), {"text": "Mila wil weer werken."})
    assert refused.status_code == 403
    assert 'name="reason"' in browser.get(reverse("notes:show", args=args)).content.decode()
    assert "kit-error-summary" in browser.post(reverse("notes:lift", args=args), {"reason": ""}).content.decode()
    assert browser.post(reverse("notes:lift", args=args), {"reason": "Mila vindt het goed"}).status_code == 302
    assert "Mila vindt het goed" in browser.get(reverse("notes:show", args=args)).content.decode()
