"""Changing a note: by its author alone, the old text kept and shown, and no passage of words that are gone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.models import LedgerEvent
from inzage.clients.conftest import MakeNote, see
from inzage.clients.notes.actions import change_note, release_passage
from inzage.clients.notes.facts import passages, versions_of
from inzage.clients.notes.models import NoteVersion, SessionNote
from inzage.law.decisions.decision import Refused
from tests.kit.fixtures import Browse, Cast

DAY = date(2026, 1, 5)


def change(cast: Cast, note: SessionNote, text: str, *, base: int = 1) -> int:
    with acting(cast.coach.person) as actor:
        return change_note(note=note, base=base, text=text, held_on=DAY, kind="talk", by=actor, at=timezone.now())


@pytest.mark.article("6.dossier")
def test_the_old_text_is_kept_beside_the_new_one(cast: Cast, browse: Browse, make_note: MakeNote) -> None:
    note = make_note(text="Mila wil werken bij een bakker.")
    change(cast, note, "Mila wil werken bij een drukker.")
    change(cast, note, "Mila wil werken bij een kweker.", base=2)
    with acting(cast.coach.person):
        kept = [(each.number, each.text) for each in versions_of(note)]
        assert SessionNote.objects.get(pk=note.pk).text == "Mila wil werken bij een kweker."
    assert kept == [(2, "Mila wil werken bij een drukker."), (1, "Mila wil werken bij een bakker.")]
    page = browse(cast.coach).get(reverse("notes:show", args=[note.dossier_id, note.pk])).content.decode()
    assert page.index("kweker") < page.index("drukker") < page.index("bakker")
    with acting(cast.coach.person):
        assert LedgerEvent.objects.filter(subject=note.pk, kind="note.changed").count() == 2


@pytest.mark.article("6.dossier")
def test_an_earlier_text_cannot_be_changed_by_anybody(cast: Cast, make_note: MakeNote) -> None:
    note = make_note()
    change(cast, note, "Anders.")
    with acting(cast.coach.person):
        version = NoteVersion.objects.get(note=note)
        version.text = "Nooit gezegd."
        with pytest.raises(ProgrammingError):
            version.save(force_update=True)


@pytest.mark.article("6.confidential")
def test_a_passage_whose_words_are_gone_is_withdrawn(cast: Cast, make_note: MakeNote) -> None:
    note = make_note(text="Heeft gebeld. Heeft gesolliciteerd.")
    with acting(cast.coach.person) as actor:
        for words in ("Heeft gebeld.", "Heeft gesolliciteerd."):
            release_passage(note=note, text=words, health=False, by=actor, at=timezone.now())
    assert change(cast, note, "Heeft gebeld. Gaat solliciteren.") == 1
    with acting(cast.coach.person):
        assert [passage.text for passage in passages(note.dossier_id)] == ["Heeft gebeld."]


@pytest.mark.article("6.dossier")
def test_only_the_author_changes_a_note(cast: Cast, browse: Browse, make_note: MakeNote) -> None:
    note = make_note()
    see(cast.coach, note.dossier_id)
    with acting(cast.coach.person) as actor:
        seen = SessionNote.objects.get(pk=note.pk)
        other = type(actor)(**{name: getattr(actor, name) for name in actor.__slots__} | {"person": note.pk})
        with pytest.raises(Refused, match=r"6\.dossier"):
            change_note(note=seen, base=1, text="Van mij.", held_on=DAY, kind="talk", by=other, at=timezone.now())
    assert browse(cast.other_coach).get(reverse("notes:change", args=[note.dossier_id, note.pk])).status_code == 404


def test_two_windows_never_overwrite_each_other(cast: Cast, browse: Browse, make_note: MakeNote) -> None:
    note = make_note(text="Eerst.")
    change(cast, note, "Uit het andere venster.")
    with pytest.raises(ValidationError):
        change(cast, note, "Uit dit venster.")
    browser, address = browse(cast.coach), reverse("notes:change", args=[note.dossier_id, note.pk])
    given = {"text": "Uit dit venster.", "held_on": "2026-01-05", "kind": "talk", "base": "1"}
    page = browser.post(address, given).content.decode()
    assert "Uit dit venster." in page
    assert 'name="base" value="2"' in page
    answer = browser.post(address, given | {"base": "2"})
    assert answer.status_code == 302


def test_what_does_not_differ_makes_no_version(cast: Cast, make_note: MakeNote) -> None:
    note = make_note(text="Hetzelfde.")
    change(cast, note, " Hetzelfde. ")
    with acting(cast.coach.person):
        assert not NoteVersion.objects.filter(note=note).exists()
