"""The house templates of the demo bureau: a house style in use, and a form such as a UWV might prescribe."""

from datetime import datetime
from io import BytesIO

from docx import Document

from inzage.access.identity import acting
from inzage.front.demo.bureau import Staff
from inzage.paper.content import Style
from inzage.work.house import actions
from inzage.work.house.models import HouseStyle, PrescribedForm

FORM = "Voortgang voor het UWV (voorbeeld)"
LINES = (
    "Cliënt: {{client_name}} ({{client_number}})",
    "Kenmerk: {{reference}}",
    "Periode: {{period_from}} tot en met {{period_to}}",
    "Aanwezigheid: {{report_attendance}}",
    "Wat is gedaan: {{report_activities}}",
    "Afspraken: {{report_agreements_made}}",
    "Opgesteld door {{author}}, {{bureau}}",
)


def keep(staff: Staff, at: datetime) -> None:
    """Make them, the back office drafts and the manager publishes; what is there stays."""
    with acting(staff["back_office"]) as actor:
        if HouseStyle.objects.exists() or PrescribedForm.objects.exists():
            return
        footer = "Ingeschreven bij de Kamer van Koophandel"
        style = actions.draft_style(style=Style(accent="#175e6b", footer=footer), by=actor, at=at)
        form = actions.draft_form(name=FORM, content=_empty_form(), by=actor, at=at)
    with acting(staff["manager"]) as actor:
        actions.publish_style(style=style, by=actor, at=at)
        actions.publish_form(form=form, by=actor, at=at)


def _empty_form() -> bytes:
    document, written = Document(), BytesIO()
    document.add_heading("Voortgangsrapportage", level=1)
    for line in LINES:
        document.add_paragraph(line)
    document.save(written)
    return written.getvalue()
