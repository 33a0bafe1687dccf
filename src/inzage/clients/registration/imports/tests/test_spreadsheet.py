"""An Excel workbook is read as its CSV would be: same rows, same numbers, same faults (article 3.a)."""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from inzage.access.identity import acting
from inzage.access.openings.actions import open_dossier
from inzage.clients.conftest import unique
from inzage.clients.registration.facts import data_of
from inzage.clients.registration.imports import actions
from inzage.clients.registration.imports.reading import read_table
from inzage.clients.registration.models import Client
from tests.kit.fixtures import Browse, Cast

pytestmark = pytest.mark.article("3.a")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
EPOCH = date(1899, 12, 30)

Row = Sequence[str | float | date | None]


def cell(value: str | float | date | None) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - EPOCH).days}</v></c>'
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def workbook(*rows: Row, state: str = "visible", sheet: str | None = None) -> bytes:
    """A workbook of one sheet as Excel writes it; a day is a number with the format of a day."""
    lines = "".join(f'<row r="{number}">{"".join(map(cell, row))}</row>' for number, row in enumerate(rows, start=1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KINDS}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>'
        f'<sheet name="Lijst" sheetId="1" state="{state}" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="b" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="c" Type="{RELATION}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
        "xl/worksheets/sheet1.xml": sheet or f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>',
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return out.getvalue()


HEADINGS = ("Achternaam", "Geboortedatum", "Uren", "Telefoon", "Werkgever")


def test_values_are_text_as_people_write_it() -> None:
    table = read_table(
        workbook(HEADINGS, ("Bos", date(1980, 1, 31), 36.5, 612345678, "Zon"), (), ("Vos", None, 32, None, "Maan"))
    )
    assert table.columns == ("last_name", "date_of_birth", "contract_hours", "phone", "employer")
    assert table.rows == (
        (2, ("Bos", "1980-01-31", "36,5", "612345678", "Zon")),
        (4, ("Vos", "", "32", "", "Maan")),
    )


@pytest.mark.parametrize(
    "content",
    [
        workbook(HEADINGS),
        workbook(),
        workbook(("Bos", "Vos"), ("a", "b")),
        workbook(HEADINGS, ("Bos",), state="hidden"),
        workbook(HEADINGS, sheet="<worksheet><sheetData><row>"),
        workbook(HEADINGS)[:300],
        b"\xd0\xcf\x11\xe0 an old workbook",
    ],
    ids=["no rows", "empty", "no headings", "hidden", "broken", "cut off", "old"],
)
def test_what_is_no_list_of_clients_is_refused_with_the_remedy(content: bytes) -> None:
    with pytest.raises(ValidationError) as wrong:
        read_table(content)
    assert "Bos" not in str(wrong.value)


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD1"])
def test_a_cell_far_away_does_not_fill_the_memory(place: str) -> None:
    far = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r = \'{place}\'><v>1</v></c></row>'
    with pytest.raises(ValidationError, match="lijst"):
        read_table(workbook(sheet=f'<worksheet xmlns="{MAIN}"><sheetData>{far}</sheetData></worksheet>'))


def test_a_formula_is_not_worked_out() -> None:
    row = '<row r="2"><c t="str"><f>HYPERLINK("x")</f><v>=2+5</v></c></row>'
    head = '<row r="1"><c t="inlineStr"><is><t>Achternaam</t></is></c></row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{head}{row}</sheetData></worksheet>'
    assert read_table(workbook(sheet=sheet)).rows == ((2, ("=2+5",)),)


def test_a_workbook_goes_through_the_same_dry_run(cast: Cast, browse: Browse) -> None:
    name, browser = unique("Spreadsheet"), browse(cast.back_office)
    content = workbook(HEADINGS[:3] + HEADINGS[4:], (name, date(1980, 1, 31), 36.5, "Bakkerij Zon"))
    said = {"file": SimpleUploadedFile("lijst.xlsx", content), "service": "reintegration_second"}
    page = browser.post(reverse("registration:import"), said)
    assert page.status_code == 302, page.content.decode()
    with acting(cast.back_office.person) as actor:
        batch = UUID(page["Location"].rstrip("/").rsplit("/", 1)[-1])
        checked = actions.check_rows(batch=batch, by=actor, at=timezone.now())
        assert (checked.bad, checked.fresh) == (0, 1)
        assert not Client.objects.filter(last_name=name).exists(), "a dry run imports nothing"
        assert actions.finish(batch=batch, by=actor, at=timezone.now()) == 1
        client = Client.objects.get(last_name=name)
    open_dossier(person=cast.back_office.person, dossier=client.dossier_id, parts=("identity",), purpose="3.a")
    with acting(cast.back_office.person):
        identity = data_of(client.dossier_id).identity
    assert (identity.date_of_birth, identity.contract_hours) == (date(1980, 1, 31), "36,5")
