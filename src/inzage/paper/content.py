"""What a document says, apart from how it looks. All values are plain strings and dates, ready to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Language = Literal["nl", "en"]


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """The sender: its name and the lines of its address as they are printed."""

    name: str
    address: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Who the document is for. The name or the organisation may be empty, not both."""

    name: str
    organisation: str
    address: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A released part of a session note, drawn into a report, and its source ("gesprek van 3 november 2026")."""

    text: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A titled part of a document. A paragraph may hold line breaks; an empty line starts a new paragraph."""

    title: str
    paragraphs: Sequence[str]
    passages: Sequence[Passage] = ()


@dataclass(frozen=True, kw_only=True)
class Style:
    """The house style of a report, as data: the bureau chooses values, never code.

    `accent` is a colour (#rrggbb). `letterhead` are the lines under the bureau's name (none: its address), `footer` a
    line at the foot of each page, `logo` a PNG with `logo_text` for who cannot see it. `blocks` is the order of the
    report's blocks; each of BLOCKS stands in it once.
    """

    accent: str = "#175e6b"
    letterhead: Sequence[str] = ()
    footer: str = ""
    logo: bytes = b""
    logo_text: str = ""
    blocks: Sequence[str] = ("facts", "sections", "remark", "signature")


BLOCKS = ("facts", "sections", "remark", "signature")


@dataclass(frozen=True, kw_only=True)
class ReportContent:
    """A report to a sponsor or to the client: everything that is printed and nothing else.

    `client_remark` is what the client said of it (None: nothing), `client_saw_on` the day it was put before the client
    (None: not yet). `footer_code` is the code of the ledger checkpoint by which the document is found in the log.
    `client_signs` leaves room for the client's signature. `marks` are words that are marked in the text, in a draft.
    """

    language: Language
    title: str
    kind_label: str
    bureau: Bureau
    recipient: Recipient
    client_label: str
    reference: str
    service_label: str
    period_label: str
    written_by: str
    written_on: date
    sections: Sequence[Section]
    client_remark: str | None = None
    client_saw_on: date | None = None
    footer_code: str = ""
    client_signs: bool = False
    marks: Sequence[str] = ()
    style: Style = Style()


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """One purpose of processing and its lawful ground, with the interest if that is the ground (AVG 13(1)(c)-(d))."""

    text: str
    ground: str


@dataclass(frozen=True, kw_only=True)
class NoticeContent:
    """A notice to a person of what is processed about them: AVG 13, or 14 when the data come from another.

    Each field is one item that the article asks for. `source` is printed only under article 14 (AVG 14(2)(f)),
    `required` only under article 13 (AVG 13(2)(e)); `transfers` and `automated` may be empty. `rights` are whole
    sentences. `salutation` is the whole opening line ("Geachte mevrouw Aydin,"), `regulation` says which regulation
    applies and where it stands.
    """

    language: Language
    article: Literal["13", "14"]
    bureau: Bureau
    recipient: Recipient
    reference: str
    dated: date
    salutation: str
    introduction: Sequence[str]
    controller: str
    privacy_contact: str
    purposes: Sequence[Purpose]
    categories: Sequence[str]
    source: str
    recipients: Sequence[str]
    transfers: str
    retention: Sequence[str]
    rights: Sequence[str]
    complaint: str
    required: str
    automated: str
    regulation: str
    signed_by: str
    footer_code: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportingLetterContent:
    """A letter that tells a client what is reported about them: the five things of article 6, in the client's words.

    `recipients`, `data`, `kinds` and `forms` are lists to print; `when` is a sentence.
    """

    language: Language
    bureau: Bureau
    recipient: Recipient
    reference: str
    dated: date
    salutation: str
    sponsor: str
    recipients: Sequence[str]
    data: Sequence[str]
    kinds: Sequence[str]
    forms: Sequence[str]
    purpose: str
    when: str
    version: int
    signed_by: str


@dataclass(frozen=True, kw_only=True)
class BsnFormContent:
    """The annex to a form on which the law asks for the BSN: `titles` by language, `law` as it is cited."""

    language: Language
    bureau: Bureau
    titles: Mapping[Language, str]
    law: str
    client: str
    born: date | None
    number: str
    reference: str
    dated: datetime
