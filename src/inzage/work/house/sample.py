"""A report about nobody, to look at a house style with."""

from datetime import datetime

from django.conf import settings

from inzage.law.calendar import AMSTERDAM
from inzage.paper.content import Bureau, Passage, Recipient, ReportContent, Section, Style
from inzage.paper.report import render_report


def sample_page(style: Style, *, at: datetime) -> bytes:
    """The first page of a made-up report in this style, as PNG; empty when the style cannot be drawn."""
    try:
        return render_report(_sample(style, at), at=at, pictures=True).png_pages[0]
    except RuntimeError:  # typst could not read the picture
        return b""


def _sample(style: Style, at: datetime) -> ReportContent:
    return ReportContent(
        language="nl",
        title="Eindrapportage",
        kind_label="Voorbeeld",
        bureau=Bureau(name=settings.BUREAU_NAME, address=settings.BUREAU_ADDRESS),
        recipient=Recipient(name="mevrouw J. Voorbeeld", organisation="Opdrachtgever Voorbeeld"),
        client_label="A. Voorbeeld",
        reference="V-0000-0000",
        service_label="Outplacement",
        period_label="1 januari tot en met 31 maart",
        written_by="B. Voorbeeld",
        written_on=at.astimezone(AMSTERDAM).date(),
        sections=(
            Section(
                title="Verloop",
                paragraphs=("Alle afspraken zijn nagekomen. Er waren twee gesprekken bij bedrijven.",),
                passages=(Passage(text="Ik weet nu wat ik wil.", source="gesprek van 2 maart"),),
            ),
            Section(title="Advies", paragraphs=("Ga door met het zoeken naar een stage.",)),
        ),
        client_remark="Hier herken ik mij in.",
        client_saw_on=at.astimezone(AMSTERDAM).date(),
        client_signs=True,
        style=style,
    )
