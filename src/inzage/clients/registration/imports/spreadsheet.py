"""The rows of an Excel workbook as text, so that they are judged exactly as those of a CSV file.

Only values are read: no formula is worked out, and nothing of the file is kept. The first sheet is the table.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from inzage.kit.uploads import kind_of

MOST_ROWS = 20_000
LONGEST_COLUMN = 2
"""Letters of the last column that is read: ZZ. For a cell far away the reader would hold all between: a bomb."""
SHEET = re.compile(r"xl/.+\.xml", re.IGNORECASE)
REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)["']""")

Cell = int | float | str | bool | time | date | datetime | timedelta


def is_one(content: bytes) -> bool:
    """Whether the bytes are an Excel workbook without macros, of a size that can be unpacked."""
    return kind_of(content) == "xlsx"


def records(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first visible sheet that hold anything, with their numbers as Excel shows them.

    Raises ValidationError with the remedy when the workbook is broken or has no visible sheet.
    """
    _check_size(content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        rows = book.get_sheet_by_name(shown[0]).to_python(skip_empty_area=False) if shown else []
    except CalamineError as error:
        raise ValidationError(_("This workbook cannot be read. Save it anew as Excel (xlsx) or as CSV.")) from error
    for number, row in enumerate(rows, start=1):
        cells = [text(cell) for cell in row]
        if any(cell.strip() for cell in cells):
            yield number, cells


def _check_size(content: bytes) -> None:
    """Raise ValidationError for a sheet whose cells lie too far apart to be a list of clients."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for name in filter(SHEET.fullmatch, archive.namelist()):
                for column, row in REFERENCE.findall(archive.read(name)):
                    if len(column) > LONGEST_COLUMN or int(row) > MOST_ROWS:
                        raise ValidationError(
                            _("This sheet is larger than a list of clients. Copy the list to a new workbook.")
                        )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ValidationError(_("This workbook cannot be read. Save it anew as Excel (xlsx) or as CSV.")) from error


def text(cell: Cell) -> str:
    """A value as people write it in a list: a day as 1980-01-31, 36.5 as 36,5, a whole number without a fraction."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    return str(cell)
