"""Read a mail that was kept as a file (RFC 5322 and MIME) into what an entry needs. Nothing in it is run or fetched."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree

from inzage.kit.text import clean_line
from inzage.kit.uploads import Kind, Upload, check_upload

MOST_ENCLOSURES = 20
LONGEST_SUBJECT = 200
BREAKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "blockquote"})
UNSEEN = frozenset({"style", "script", "head", "title"})


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says. `left_out` are the names of what came with it and is of no kind that we take."""

    subject: str
    sender: str
    recipient: str
    sent_on: date | None
    text: str
    enclosures: tuple[Upload, ...]
    left_out: tuple[str, ...]


def read_mail(content: bytes, *, allowed: tuple[Kind, ...], max_bytes: int, longest: int) -> Mail:
    """Read a mail; its text at most `longest` signs, its enclosures of the kinds `allowed`, each at most `max_bytes`.

    A part that cannot be read is left out and named; a broken mail gives what can be read of it. Raises ValidationError
    for one of more layers than any mail has.
    """
    try:
        return _read(content, allowed=allowed, max_bytes=max_bytes, longest=longest)
    except RecursionError as error:
        raise ValidationError(_("This mail cannot be read. Keep it as a PDF and file that.")) from error


def _read(content: bytes, *, allowed: tuple[Kind, ...], max_bytes: int, longest: int) -> Mail:
    message = BytesParser(EmailMessage, policy=default).parsebytes(content)
    enclosures, left_out = [], []
    for number, (name, data) in enumerate(_enclosed(message)):
        if number >= MOST_ENCLOSURES:
            left_out.append(clean_line(name)[:120])
            continue
        try:
            enclosures.append(check_upload(BytesIO(data), allowed=allowed, max_bytes=max_bytes, name=name))
        except ValidationError:
            left_out.append(clean_line(name)[:120])
    return Mail(
        subject=_line(message, "subject")[:LONGEST_SUBJECT],
        sender=_name(_line(message, "from")),
        recipient=_name(_line(message, "to")),
        sent_on=_sent_on(_line(message, "date")),
        text=_text(message)[:longest],
        enclosures=tuple(enclosures),
        left_out=tuple(left_out),
    )


def _line(message: EmailMessage, header: str) -> str:
    try:
        return clean_line(str(message.get(header, "")))
    except (
        ValueError,
        IndexError,
        AttributeError,
        RecursionError,
    ):  # the library's parser gives up on some broken headers
        return ""


def _name(address: str) -> str:
    """Name and address as they stand; the address alone when there is no name."""
    name, mailbox = parseaddr(address)
    return (f"{name} <{mailbox}>" if name and mailbox else name or mailbox)[:200]


def _sent_on(text: str) -> date | None:
    try:
        sent = parsedate_to_datetime(text)
        return timezone.localdate(sent) if timezone.is_aware(sent) else sent.date()
    except (ValueError, TypeError, OverflowError):
        return None


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = _decoded(body)
    return (_plain(text) if body.get_content_subtype() == "html" else text).replace("\r\n", "\n").strip()


def _decoded(part: MIMEPart) -> str:
    try:
        return str(part.get_content()).replace("\x00", "")
    except (LookupError, UnicodeError):  # an alphabet that nobody knows
        data = part.get_payload(decode=True)
        return data.decode("utf-8", "replace").replace("\x00", "") if isinstance(data, bytes) else ""


def _enclosed(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of what came with a mail; a mail inside it is one too."""
    if not message.is_multipart():
        return
    for part in message.iter_attachments():
        name = part.get_filename() or f"{part.get_content_maintype()}.{part.get_content_subtype()}"
        if part.get_content_type() == "message/rfc822":
            yield name, b"".join(inner.as_bytes() for inner in part.iter_parts())
        else:
            data = part.get_payload(decode=True)
            yield name, data if isinstance(data, bytes) else b""


def _plain(page: str) -> str:
    """The words of a page, with a line for each block; in a time that grows with its length, whatever it is made of."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing in it that is a page
        return ""
    if root is None:
        return ""
    words: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            words.append(_on_one_line(element.tail))
        elif element.tag in UNSEEN:
            walk.skip_subtree()
        else:
            words.append(("\n" if element.tag in BREAKS else "") + _on_one_line(element.text))
    lines = [" ".join(line.split()) for line in "".join(words).split("\n")]
    return "\n".join(line for line in lines if line)


def _on_one_line(text: str | None) -> str:
    return (text or "").replace("\r", " ").replace("\n", " ")
