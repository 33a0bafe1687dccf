"""A notice under AVG 13 or 14 as a letter in PDF: what is processed about you, why, and what you can do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from inzage.paper.content import NoticeContent
from inzage.paper.labels import NOTICE, REPORT, long_date
from inzage.paper.report import recipient_lines
from inzage.paper.typesetting import RenderedPdf, typeset
from inzage.paper.wording import paragraphs, printable


def render_notice(notice: NoticeContent, *, at: datetime, pictures: bool = False) -> RenderedPdf:
    """Set a notice in type.

    `at` is the moment of making, aware of its time zone: the same notice and moment give the same bytes.
    Raises ValueError naming the field when an item that the article asks for is empty: a notice that leaves one out is
    none (AVG 13(1)-(2), 14(1)-(2)).
    """
    missing = missing_items(notice)
    if missing:
        raise ValueError(f"{', '.join(missing)}: empty; AVG {notice.article} asks for it in every notice")
    return typeset("notice", _data(notice), at=at, pictures=pictures)


def missing_items(notice: NoticeContent) -> list[str]:
    """Name the fields that AVG 13 or 14 asks for and that are empty."""
    asked: dict[str, Sequence[object] | str] = {
        "controller": notice.controller,
        "privacy_contact": notice.privacy_contact,
        "purposes": notice.purposes,
        "recipients": notice.recipients,
        "retention": notice.retention,
        "rights": notice.rights,
        "complaint": notice.complaint,
    }
    if notice.article == "14":
        asked |= {"categories": notice.categories, "source": notice.source}
    else:
        asked |= {"required": notice.required}
    return [name for name, value in asked.items() if not value]


def _data(notice: NoticeContent) -> dict[str, object]:
    """Give the template's data: printable strings and lists of them, nothing else."""
    labels = {**NOTICE[notice.language], **{key: REPORT[notice.language][key] for key in ("page", "date", "reference")}}
    log = REPORT[notice.language]["log"].format(code=printable(notice.footer_code)) if notice.footer_code else ""
    return {
        "language": notice.language,
        "labels": labels,
        "title": labels["title"],
        "bureau": printable(notice.bureau.name),
        "bureau_address": [printable(line) for line in notice.bureau.address],
        "recipient": recipient_lines(notice.recipient),
        "reference": printable(notice.reference),
        "dated": long_date(notice.dated, notice.language),
        "salutation": printable(notice.salutation),
        "introduction": paragraphs([*notice.introduction, labels[f"intro_{notice.article}"]]),
        "parts": _parts(notice, labels),
        "purposes": [[printable(purpose.text), printable(purpose.ground)] for purpose in notice.purposes],
        "signed_by": printable(notice.signed_by),
        "log": log,
    }


def _parts(notice: NoticeContent, labels: dict[str, str]) -> list[dict[str, object]]:
    """Give the letter's parts in reading order; one with nothing to tell falls out."""
    source = notice.source if notice.article == "14" else ""
    required = notice.required if notice.article == "13" else ""
    parts: list[tuple[str, Sequence[str], bool]] = [
        ("controller", [notice.controller], False),
        ("privacy_contact", [notice.privacy_contact], False),
        ("purposes", [], False),
        ("categories", notice.categories, True),
        ("source", [source], False),
        ("recipients", notice.recipients, True),
        ("transfers", [notice.transfers], False),
        ("retention", notice.retention, True),
        ("rights", notice.rights, True),
        ("complaint", [notice.complaint], False),
        ("required", [required], False),
        ("automated", [notice.automated], False),
        ("regulation", [notice.regulation], False),
    ]
    return [
        {"key": key, "title": labels[key], "list": listed, "paragraphs": rows}
        for key, texts, listed in parts
        if (rows := paragraphs(texts)) or key == "purposes"
    ]
