"""Reading a mail from a file: whatever it holds, an entry comes of it and nothing of it runs."""

from datetime import date
from email.message import EmailMessage
from time import monotonic

import pytest
from django.core.exceptions import ValidationError

from inzage.clients.correspondence.mail import Mail, read_mail
from inzage.kit.uploads import MEGABYTE, kind_of

PDF = b"%PDF-1.7\n%%EOF\n"
HEAD = b"From: A <a@b.test>\r\nTo: c@d.test\r\nDate: Thu, 1 Jan 2026 10:00:00 +0100\r\n"


def read(content: bytes) -> Mail:
    """As the page reads it."""
    return read_mail(content, allowed=("pdf", "text", "eml"), max_bytes=MEGABYTE, longest=1_000)


def test_a_mail_of_a_page_alone_gives_its_words() -> None:
    page = (
        b"<html><head><title>t</title><style>p{}</style></head><p>Hallo&nbsp;&amp; dag</p><script>x()</script><p>Twee"
    )
    mail = read(HEAD + b"Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page)
    assert mail.text == "Hallo & dag\nTwee"


def test_coded_headers_and_old_alphabets_are_read() -> None:
    content = HEAD + (
        b"Subject: =?iso-8859-1?Q?Caf=E9_en_meer?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nCaf\xe9"
    )
    mail = read(content)
    assert (mail.subject, mail.text, mail.sent_on) == ("Café en meer", "Café", date(2026, 1, 1))
    assert (mail.sender, mail.recipient) == ("A <a@b.test>", "c@d.test")


def test_a_mail_inside_a_mail_and_a_nameless_part_are_documents() -> None:
    inner = EmailMessage()
    inner["From"], inner["Date"] = "x@y.test", "Thu, 1 Jan 2026 10:00:00 +0100"
    inner.set_content("Binnen.")
    mail = EmailMessage()
    mail["From"], mail["Date"] = "a@b.test", "Thu, 1 Jan 2026 10:00:00 +0100"
    mail.set_content("Buiten.")
    mail.add_attachment(inner)
    mail.add_attachment(PDF, maintype="application", subtype="pdf")
    found = read(mail.as_bytes())
    assert [each.media_type for each in found.enclosures] == ["message/rfc822", "application/pdf"]
    assert found.text == "Buiten."


def test_too_many_or_too_large_is_left_out_by_name() -> None:
    mail = EmailMessage()
    mail["From"], mail["Date"] = "a@b.test", "Thu, 1 Jan 2026 10:00:00 +0100"
    mail.set_content("x")
    mail.add_attachment(b"x" * (MEGABYTE + 1), maintype="text", subtype="plain", filename="groot.txt")
    for number in range(21):
        mail.add_attachment(PDF, maintype="application", subtype="pdf", filename=f"{number}.pdf")
    found = read(mail.as_bytes())
    assert len(found.enclosures) == 19
    assert found.left_out == ("groot.txt", "19.pdf", "20.pdf")


@pytest.mark.parametrize(
    "content",
    [
        HEAD + b"\r\n",
        HEAD + b"Content-Type: text/plain; charset=no-such\r\n\r\n\xff\xfe",
        HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--y\r\nbroken",
        HEAD + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not base64!!!",
        b"From: \r\nDate: never\r\nTo: <<<>>>\r\nSubject: \x00\r\n\r\n\x00tekst",
    ],
)
def test_a_broken_mail_gives_what_can_be_read(content: bytes) -> None:
    assert kind_of(content) == "eml"
    mail = read(content)
    assert "\x00" not in mail.text + mail.subject
    assert len(mail.text) <= 1_000


@pytest.mark.article("11.security")
@pytest.mark.parametrize("piece", ["<a ", "<a b='", "<a x=", "<!--", "</a ", "<div>", "<style>", "<![ "])
def test_a_page_made_to_take_for_ever_does_not(piece: str) -> None:
    begun = monotonic()
    head = b"From: a@b.test\r\nDate: Mon, 1 Jan 2024 10:00:00 +0100\r\nContent-Type: text/html\r\n\r\n"
    read_mail(head + (piece * 100_000).encode(), allowed=("pdf",), max_bytes=MEGABYTE, longest=100)
    assert monotonic() - begun < 5


@pytest.mark.article("11.security")
@pytest.mark.parametrize("layer", [b"Content-Type: message/rfc822\r\n\r\n", b""])
def test_a_mail_of_too_many_layers_is_an_error_in_the_form_and_no_fault(layer: bytes) -> None:
    head = b"From: a@b.test\r\nDate: Mon, 1 Jan 2024 10:00:00 +0100\r\n"
    parts = [b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (each, each) for each in range(2000)]
    content = head + (layer * 3000 or b"".join(parts))
    with pytest.raises(ValidationError):
        read_mail(content, allowed=("pdf",), max_bytes=MEGABYTE, longest=100)
