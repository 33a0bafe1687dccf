"""Correspondence both ways and documents: on the time line, for who needs them, each reading on the log."""

from datetime import date, timedelta
from email.message import EmailMessage
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from inzage.access.dossiers.facts import timeline
from inzage.access.identity import acting
from inzage.access.models import Document, LedgerEvent
from inzage.clients.conftest import MakeClient, see
from inzage.clients.correspondence.actions import Letter, enter_correspondence
from inzage.clients.correspondence.models import Correspondence, FiledDocument
from inzage.clients.registration.models import Client
from tests.kit.fixtures import Browse, Cast

PDF = b"%PDF-1.7\n% een brief\n%%EOF\n"
CALL = {
    "direction": "out",
    "form": "phone",
    "held_on": "2026-01-05",
    "party": "sponsor",
    "party_name": "Ria Roos",
    "subject": "Over de start",
    "text": "Gevraagd wanneer het kan beginnen.",
}


@pytest.fixture
def client(cast: Cast, make_client: MakeClient) -> Client:
    """A client of the coach's."""
    return make_client(coach=cast.coach)


def page_of(client: Client, name: str, *more: object) -> str:
    """An address of the correspondence."""
    return reverse(f"correspondence:{name}", args=[client.dossier_id, *more])


@pytest.mark.article("6.dossier")
def test_a_call_stands_on_the_time_line_with_who_when_and_what(cast: Cast, browse: Browse, client: Client) -> None:
    browser = browse(cast.coach)
    answer = browser.post(page_of(client, "new"), CALL)
    assert answer.status_code == 302
    for address in (answer.headers["Location"], page_of(client, "list"), f"/dossiers/{client.dossier_id}/"):
        page = browser.get(address).content.decode()
        assert "Over de start" in page
        assert "Ria Roos" in page
    with acting(cast.coach.person):
        (line,) = [line for line in timeline(client.dossier_id) if line.entry.kind == "correspondence"]
        assert (line.entry.visibility, line.entry.author_id) == ("bureau", cast.coach.person)
        assert LedgerEvent.objects.filter(subject=line.entry.subject, kind="correspondence.entered").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"party_name": ""}, "party_name"),
        ({"held_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "held_on"),
        ({"form": "pigeon"}, "form"),
    ],
)
def test_a_wrong_form_names_the_field_and_keeps_every_value(
    cast: Cast, browse: Browse, client: Client, wrong: dict[str, str], field: str
) -> None:
    page = browse(cast.coach).post(page_of(client, "new"), CALL | wrong).content.decode()
    assert f'id="id_{field}_error"' in page
    assert "Gevraagd wanneer het kan beginnen." in page


def test_a_letter_has_a_draft(cast: Cast, browse: Browse, client: Client) -> None:
    browser = browse(cast.coach)
    draft = {"tab": str(uuid4()), "subject": "Half", "text": "Beste me", "form": "letter"}
    assert browser.post(page_of(client, "draft"), draft).status_code == 204
    page = browser.get(page_of(client, "new")).content.decode()
    assert "Beste me" in page
    assert 'value="letter" id="id_form_0" required checked' in page or "checked" in page


@pytest.mark.article("6.need")
def test_a_document_is_added_and_handed_out_as_a_file_to_keep(cast: Cast, browse: Browse, client: Client) -> None:
    browser = browse(cast.coach)
    address = browser.post(page_of(client, "new"), CALL).headers["Location"]
    browser.post(f"{address}enclosures/", {"file": SimpleUploadedFile("brief <1>.pdf", PDF)})
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person):
        document = Document.objects.get(dossier=client.dossier_id)
        assert bytes(document.sealed) != PDF
    assert "brief _1_.pdf" in browser.get(address).content.decode()
    answer = browser.get(page_of(client, "document", document.pk))
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    with acting(cast.coach.person):
        assert LedgerEvent.objects.filter(subject=document.pk, kind="document.read").count() == 1


def test_a_file_is_judged_by_what_is_in_it(cast: Cast, browse: Browse, client: Client) -> None:
    browser = browse(cast.coach)
    address = browser.post(page_of(client, "new"), CALL).headers["Location"]
    page = browser.post(
        f"{address}enclosures/", {"file": SimpleUploadedFile("brief.pdf", b"<html><script>alert(1)</script>")}
    ).content.decode()
    assert 'id="id_file_error"' in page
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person):
        assert not Document.objects.filter(dossier=client.dossier_id).exists()


@pytest.mark.article("6.dossier")
def test_a_cv_is_filed_on_its_own(cast: Cast, browse: Browse, client: Client) -> None:
    browser = browse(cast.coach)
    given = {"kind": "cv", "title": "Cv van het voorjaar", "dated_on": "2026-01-05"}
    answer = browser.post(page_of(client, "new_document"), given | {"file": SimpleUploadedFile("cv.pdf", PDF)})
    assert answer.status_code == 302
    assert "Cv van het voorjaar" in browser.get(page_of(client, "list")).content.decode()
    assert "Cv van het voorjaar" in browser.get(f"/dossiers/{client.dossier_id}/").content.decode()
    wrong = browser.post(page_of(client, "new_document"), given | {"kind": "dream"}).content.decode()
    assert 'id="id_kind_error"' in wrong
    assert 'id="id_file_error"' in wrong


@pytest.mark.article("6.need")
def test_who_does_not_need_correspondence_neither_sees_nor_writes_it(
    cast: Cast, browse: Browse, client: Client
) -> None:
    browse(cast.coach).post(page_of(client, "new"), CALL)
    with acting(cast.coach.person):
        letter = Correspondence.objects.get(dossier=client.dossier_id)
    page = browse(cast.team_leader).get(f"/dossiers/{client.dossier_id}/").content.decode()
    assert "Over de start" not in page
    for who in (cast.team_leader, cast.other_coach, cast.account_manager):
        for name, more in (("list", ()), ("new", ()), ("show", (letter.pk,))):
            assert browse(who).get(page_of(client, name, *more)).status_code == 404
    said = Letter(
        direction="in", form="mail", held_on=date(2026, 1, 5), party="client", party_name="", subject="x", text=""
    )
    with pytest.raises(ProgrammingError), acting(cast.other_coach.person) as actor:
        enter_correspondence(dossier=client.dossier, letter=said, by=actor, at=timezone.now())


@pytest.mark.article("6.need")
def test_a_document_is_not_found_under_another_dossier(
    cast: Cast, browse: Browse, client: Client, make_client: MakeClient
) -> None:
    browser = browse(cast.coach)
    given = {"kind": "other", "title": "Bewijs", "dated_on": "2026-01-05"}
    browser.post(page_of(client, "new_document"), given | {"file": SimpleUploadedFile("b.pdf", PDF)})
    with acting(cast.coach.person):
        document = FiledDocument.objects.values_list("document", flat=True).get(dossier=client.dossier_id)
    assert browser.get(page_of(make_client(coach=cast.coach), "document", document)).status_code == 404
    assert browser.get(page_of(client, "document", document)).status_code == 200


def a_mail() -> EmailMessage:
    """A mail with a picture, a paper and a page."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Ria Roos <ria@werkgever.test>", "coach@bureau.test"
    mail["Subject"], mail["Date"] = "Wanneer begínt het?", "Mon, 05 Jan 2026 23:30:00 +0000"
    mail.set_content("Beste coach,\n\nWanneer kan het beginnen?\n")
    mail.add_alternative("<p>Beste coach, <b>wanneer</b>?</p>", subtype="html")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="plan.pdf")
    mail.add_attachment("<html>x</html>", subtype="html", filename="pagina.html")
    return mail


@pytest.mark.article("6.dossier")
def test_a_mail_in_a_file_becomes_an_entry_with_what_came_with_it(cast: Cast, browse: Browse, client: Client) -> None:
    browser = browse(cast.coach)
    given = {"direction": "in", "party": "sponsor", "file": SimpleUploadedFile("m.eml", a_mail().as_bytes())}
    answer = browser.post(page_of(client, "mail"), given)
    assert answer.status_code == 302
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "pagina.html" in page, "what is left out is named"
    see(cast.coach, client.dossier_id)
    with acting(cast.coach.person):
        letter = Correspondence.objects.get(dossier=client.dossier_id)
        names = sorted(Document.objects.filter(dossier=client.dossier_id).values_list("name", flat=True))
    assert (letter.subject, letter.party_name) == ("Wanneer begínt het?", "Ria Roos <ria@werkgever.test>")
    assert letter.held_on == date(2026, 1, 6), "the day in the bureau's own time"
    assert "Wanneer kan het beginnen?" in letter.text
    assert names == ["m.eml", "plan.pdf"]


def test_what_is_no_mail_is_not_read_in(cast: Cast, browse: Browse, client: Client) -> None:
    browser = browse(cast.coach)
    for content in (PDF, b"Gewoon een tekst\n\nzonder koppen", b"From: a@b.test\nSubject: zonder datum\n\nx"):
        given = {"direction": "in", "party": "client", "file": SimpleUploadedFile("m.eml", content)}
        page = browser.post(page_of(client, "mail"), given).content.decode()
        assert 'id="id_file_error"' in page
