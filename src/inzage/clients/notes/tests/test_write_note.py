"""Writing a note: on the time line, seen in an opened dossier by those who need it, and a draft that is never lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.dossiers.facts import timeline
from inzage.access.identity import acting
from inzage.access.models import Entry, LedgerEvent
from inzage.clients.conftest import MakeClient, MakeNote, see
from inzage.clients.notes.actions import LONGEST_NOTE, write_note
from inzage.clients.notes.models import SessionNote
from tests.kit.fixtures import Browse, Cast, Now


@pytest.mark.article("6.dossier")
def test_a_note_stands_on_the_time_line_with_author_and_date(cast: Cast, make_note: MakeNote) -> None:
    note = make_note(text="Mila wil weer werken.")
    with acting(cast.coach.person):
        kept = SessionNote.objects.get(pk=note.pk)
        assert (kept.text, kept.held_on, kept.author_id) == (
            "Mila wil weer werken.",
            date(2026, 1, 5),
            cast.coach.person,
        )
        lines = [(line.entry.kind, line.entry.author_id, line.item) for line in timeline(note.dossier_id)]
        assert ("note", cast.coach.person, kept) in lines
        assert LedgerEvent.objects.filter(subject=note.pk, kind="note.written").exists()


@pytest.mark.article("6.need")
def test_nobody_else_sees_the_note(cast: Cast, make_note: MakeNote) -> None:
    note = make_note()
    with acting(cast.other_coach.person):
        assert not SessionNote.objects.filter(pk=note.pk).exists()
        assert not Entry.objects.filter(dossier=note.dossier_id).exists()
    see(cast.back_office, note.dossier_id)
    with acting(cast.back_office.person):
        assert not SessionNote.objects.filter(pk=note.pk).exists(), "the back office needs no notes"
        (line,) = [line for line in timeline(note.dossier_id) if line.entry.kind == "note"]
        assert line.item is None


@pytest.mark.article("6.need")
def test_the_author_sees_it_only_after_opening(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(coach=cast.coach)
    with acting(cast.coach.person) as actor:
        note = write_note(
            dossier=client.dossier, text="Kort.", held_on=date(2026, 1, 5), confidential=False, by=actor, at=now()
        )
    with acting(cast.coach.person):
        assert not SessionNote.objects.filter(pk=note.pk).exists()
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person):
        assert SessionNote.objects.filter(pk=note.pk).exists()


@pytest.mark.article("6.need")
@pytest.mark.parametrize("who", ["other_coach", "back_office", "manager", "privacy_officer"])
def test_who_needs_no_notes_cannot_write_one(cast: Cast, make_client: MakeClient, now: Now, who: str) -> None:
    client = make_client(coach=cast.coach)
    with pytest.raises(ProgrammingError), acting(getattr(cast, who).person) as actor:
        write_note(
            dossier=client.dossier, text="Kort.", held_on=date(2026, 1, 5), confidential=False, by=actor, at=now()
        )


def test_an_empty_endless_or_future_note_is_told_what_is_wrong(cast: Cast, make_client: MakeClient, now: Now) -> None:
    client = make_client(coach=cast.coach)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for text, held_on, field in (
        (" \n", date(2026, 1, 5), "text"),
        ("x" * (LONGEST_NOTE + 1), date(2026, 1, 5), "text"),
        ("Kort.", tomorrow, "held_on"),
    ):
        with acting(cast.coach.person) as actor, pytest.raises(ValidationError) as error:
            write_note(dossier=client.dossier, text=text, held_on=held_on, confidential=False, by=actor, at=now())
        assert field in error.value.message_dict


def test_a_wrong_form_keeps_what_was_typed(cast: Cast, browse: Browse, make_client: MakeClient) -> None:
    client = make_client(coach=cast.coach)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = browse(cast.coach).post(
        reverse("notes:new", args=[client.dossier_id]), {"text": "Blijft staan", "held_on": tomorrow}
    )
    page = answer.content.decode()
    assert "Blijft staan" in page
    assert 'id="id_held_on_error"' in page


@pytest.mark.article("6.dossier")
def test_a_note_is_written_in_the_box_on_top_of_the_dossier(
    cast: Cast, browse: Browse, make_client: MakeClient
) -> None:
    client = make_client(coach=cast.coach)
    browser = browse(cast.coach)
    dossier = reverse("dossier:show", args=[client.dossier_id])
    page = browser.get(dossier).content.decode()
    assert 'name="text"' in page
    new = reverse("notes:new", args=[client.dossier_id])
    answer = browser.post(
        new, {"text": "Gebeld over de start.", "held_on": "2026-01-05", "kind": "phone", "back": "dossier"}
    )
    assert answer.headers["Location"] == dossier
    assert "Gebeld over de start." in browser.get(dossier).content.decode()
    wrong = browser.post(new, {"text": "Blijft staan", "held_on": "2026-01-05", "kind": "dream", "back": "dossier"})
    assert wrong.status_code == 200
    assert "Blijft staan" in wrong.content.decode()
    with acting(cast.coach.person):
        assert SessionNote.objects.get(dossier=client.dossier_id).kind == "phone"


@pytest.mark.article("6.need")
def test_the_pages_of_anothers_client_are_not_there(cast: Cast, browse: Browse, make_note: MakeNote) -> None:
    note = make_note()
    browser = browse(cast.other_coach)
    for name, args in (("new", []), ("draft", []), ("show", [note.pk]), ("release", [note.pk]), ("mark", [note.pk])):
        address = reverse(f"notes:{name}", args=[note.dossier_id, *args])
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"text": "x"}).status_code == 404


@pytest.mark.article("6.need")
def test_a_note_is_not_found_under_another_dossier(
    cast: Cast, browse: Browse, make_client: MakeClient, make_note: MakeNote
) -> None:
    note, other = make_note(), make_client(coach=cast.coach)
    assert browse(cast.coach).get(reverse("notes:show", args=[other.dossier_id, note.pk])).status_code == 404
