"""The pages of the demo: codes that work, and the mail exactly as it was sent."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from inzage.front.demo.cast import MEMBERS
from inzage.front.demo.codes import code


@pytest.fixture
def mail() -> Iterator[str]:
    """A message with an attachment in the folder of the mail server; gives the name of its file."""
    message = EmailMessage()
    message["To"], message["Subject"] = "iemand@elders.example", "Een bericht <b>voor u</b>"
    message["Date"] = "Tue, 24 Nov 2026 10:00:00 +0100"
    message.set_content("Beste lezer,\n\n<script>alert(1)</script>\n")
    message.add_attachment(b"%PDF-1.7 \xff\x00", maintype="application", subtype="pdf", filename="verslag.pdf")
    folder = Path(settings.DATA_FOLDER) / "mail"
    folder.mkdir(exist_ok=True)
    file = folder / f"20261124T100000-{uuid4().hex[:8]}.eml"
    file.write_bytes(message.as_bytes())
    yield file.stem
    file.unlink()


def test_everybody_stands_there_with_the_code_of_now() -> None:
    page = Client().get("/demo/").content.decode()
    for member in MEMBERS:
        assert member.email in page
        assert member.password in page
        assert code(member.key) in page or code(member.key) in Client().get("/demo/").content.decode()
    fragment = Client().get("/demo/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert MEMBERS[0].email in fragment


def test_a_message_is_shown_as_text_and_its_attachment_as_it_was(mail: str) -> None:
    browser = Client()
    listed = browser.get("/demo/mail/").content.decode()
    assert "iemand@elders.example" in listed
    assert "&lt;b&gt;voor u" in listed
    page = browser.get(f"/demo/mail/{mail}/").content.decode()
    assert "&lt;script&gt;" in page
    assert "verslag.pdf" in page
    answer = browser.get(f"/demo/mail/{mail}/0/")
    assert answer.content == b"%PDF-1.7 \xff\x00"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert browser.get(f"/demo/mail/{mail}/1/").status_code == 404


@pytest.mark.parametrize("name", ["x", "lock", "socket-..", "20261124T100000-00000000"])
def test_no_other_file_can_be_had(name: str) -> None:
    assert Client().get(f"/demo/mail/{name}/").status_code == 404
