"""The agreement with a client as PDF: what is agreed, the secrecy clause, and room for two signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from inzage.paper.content import Bureau, Language, Section
from inzage.paper.labels import AGREEMENT, REPORT, long_date
from inzage.paper.typesetting import RenderedPdf, typeset
from inzage.paper.wording import paragraphs, printable


@dataclass(frozen=True, kw_only=True)
class AgreementContent:
    """Everything that is printed of an agreement with a client; the secrecy clause stands apart and is never empty."""

    bureau: Bureau
    title: str
    reference: str
    client: str
    dated: date
    text: Section
    secrecy: Section
    language: Language = "nl"


def render_agreement(agreement: AgreementContent, *, at: datetime, pictures: bool = False) -> RenderedPdf:
    """Set an agreement with a client in type.

    `at` is the moment of making, aware of its time zone: the same agreement and moment give the same bytes.
    Raises ValueError without a secrecy clause (article 11.agreements).
    """
    secrecy = paragraphs(agreement.secrecy.paragraphs)
    if not secrecy:
        raise ValueError("secrecy: empty; article 11 asks for the clause in every agreement")
    labels = {**AGREEMENT[agreement.language], **{key: REPORT[agreement.language][key] for key in ("page", "date")}}
    data: dict[str, object] = {
        "language": agreement.language,
        "labels": labels,
        "title": printable(agreement.title),
        "bureau": printable(agreement.bureau.name),
        "bureau_address": [printable(line) for line in agreement.bureau.address],
        "reference": printable(agreement.reference),
        "client": printable(agreement.client),
        "dated": long_date(agreement.dated, agreement.language),
        "text": paragraphs(agreement.text.paragraphs),
        "secrecy": secrecy,
    }
    return typeset("agreement", data, at=at, pictures=pictures)
