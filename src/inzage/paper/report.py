"""A report to a sponsor as PDF, in Dutch or English."""

from __future__ import annotations

from datetime import datetime

from inzage.paper.content import ReportContent
from inzage.paper.typesetting import RenderedPdf


def render_report(report: ReportContent, *, at: datetime, pictures: bool = False) -> RenderedPdf:
    """Set a report in type.

    `at` is the moment of making, aware of its time zone: the same report and moment give the same bytes.
    With `pictures` each page is also given as PNG. Raises ValueError for a moment without a time zone or a report without sections.
    """
    if at.tzinfo is None:
        raise ValueError("at: the moment of making has no time zone; pass an aware datetime")
    raise NotImplementedError
