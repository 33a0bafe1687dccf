"""A report to a sponsor or a client as PDF, in Dutch or English."""

from __future__ import annotations

from datetime import datetime

from inzage.paper.content import BLOCKS, Recipient, ReportContent, Section, Style
from inzage.paper.labels import REPORT, long_date
from inzage.paper.typesetting import RenderedPdf, typeset
from inzage.paper.wording import blank, paragraphs, printable


def render_report(report: ReportContent, *, at: datetime, pictures: bool = False) -> RenderedPdf:
    """Set a report in type.

    `at` is the moment of making, aware of its time zone: the same report and moment give the same bytes.
    With `pictures` each page is also given as PNG. A section without a title goes on without a heading.
    Raises ValueError for a moment without a time zone, and for a report without a title or without sections, naming the
    field.
    """
    if blank(report.title):
        raise ValueError("title: is empty; give the report a title")
    if not report.sections:
        raise ValueError("sections: is empty; a report has at least one section")
    return typeset("report", _data(report), at=at, pictures=pictures)


def _data(report: ReportContent) -> dict[str, object]:
    """Give the template's data: printable strings and lists of them, nothing else."""
    labels = REPORT[report.language]
    written_on = long_date(report.written_on, report.language)
    facts = [
        ("client", report.client_label),
        ("service", report.service_label),
        ("period", report.period_label),
        ("reference", report.reference),
        ("date", written_on),
        ("written_by", report.written_by),
    ]
    return {
        "language": report.language,
        "labels": dict(labels),
        "title": printable(report.title),
        "kind": printable(report.kind_label),
        "bureau": printable(report.bureau.name),
        "bureau_address": [printable(line) for line in report.style.letterhead or report.bureau.address],
        "recipient": recipient_lines(report.recipient),
        "reference": printable(report.reference),
        "facts": [[labels[key], printable(value)] for key, value in facts if not blank(value)],
        "sections": [_section(section) for section in report.sections],
        "remark": _remark(report),
        "client": printable(report.client_label) if report.client_signs else "",
        "style": _style(report.style),
        "marks": [printable(mark) for mark in report.marks if not blank(mark)],
        "written_by": printable(report.written_by),
        "written_on": written_on,
        "sealed": labels["sealed"].format(bureau=printable(report.bureau.name)),
        "log": labels["log"].format(code=printable(report.footer_code)) if report.footer_code else "",
    }


def _style(style: Style) -> dict[str, object]:
    """Give the house style: values that the template compares and draws, the picture as numbers."""
    return {
        "accent": style.accent,
        "footer": printable(style.footer),
        "logo": list(style.logo),
        "logo_text": printable(style.logo_text),
        "blocks": [block for block in style.blocks if block in BLOCKS],
    }


def _section(section: Section) -> dict[str, object]:
    """Give one section with the passages drawn into it."""
    return {
        "title": "" if blank(section.title) else printable(section.title),
        "paragraphs": paragraphs(section.paragraphs),
        "passages": [
            {"source": printable(passage.source), "paragraphs": paragraphs([passage.text])}
            for passage in section.passages
        ],
    }


def _remark(report: ReportContent) -> dict[str, object] | None:
    """Give what the client thought of it; None when it was not put before the client and nothing was said."""
    if report.client_saw_on is None and report.client_remark is None:
        return None
    labels = REPORT[report.language]
    saw = labels["saw_on"].format(date=long_date(report.client_saw_on, report.language)) if report.client_saw_on else ""
    said = paragraphs([report.client_remark or ""])
    return {"saw": saw, "paragraphs": said or [[labels["no_remark"]]], "quoted": bool(said)}


def recipient_lines(recipient: Recipient) -> list[str]:
    """Give the lines of an address block: organisation, name, address, without empty ones."""
    return [printable(line) for line in (recipient.organisation, recipient.name, *recipient.address) if not blank(line)]
