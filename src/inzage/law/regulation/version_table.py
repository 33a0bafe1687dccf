"""The table of versions, also when its cells are spread over lines: label, description, author, date."""

import re
from datetime import date

from inzage.law.regulation.lines import join
from inzage.law.regulation.structure import VersionRow

_HEADING = re.compile(
    r"(?:#+ )?(versiebeheer|versiegeschiedenis|versieoverzicht|versietabel|versies"
    r"|overzicht (van )?wijzigingen|wijzigingsoverzicht)\.?$",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_MONTH = r"(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
_LABEL = re.compile(
    rf"({_MONTH} \d{{4}}|(?:versie |v\.? ?)\d+(?:\.\d+)*|\d+\.\d+(?:\.\d+)*|\d{{4}})(?: |$)", re.IGNORECASE
)
_DATE = re.compile(
    rf"(?:(?P<d>\d{{1,2}})[-/.](?P<m>\d{{1,2}})[-/.](?P<y>\d{{4}})"
    rf"|(?P<y2>\d{{4}})-(?P<m2>\d{{2}})-(?P<d2>\d{{2}})"
    rf"|(?P<d3>\d{{1,2}}) (?P<m3>{_MONTH}) (?P<y3>\d{{4}}))$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=\w{3})[.!?][”\"')]* (?=\S)")
_CELLS = 4


def is_versions_heading(line: str) -> bool:
    """True for a line that is only a heading of the table of versions."""
    return _HEADING.match(line) is not None


def read_versions(lines: list[str]) -> tuple[str, tuple[VersionRow, ...], tuple[str, ...]]:
    """Return (heading and column names, rows, lines that belong to no row) of the lines from the heading on."""
    heading: list[str] = []
    rows: list[VersionRow] = []
    open_row: list[str] = []
    unplaced: list[str] = []
    for index, line in enumerate(lines):
        cells = [cell.strip() for cell in line.strip("|").split("|")] if "|" in line else []
        if cells:
            row = _row_of_cells(cells)
            if row:
                rows.append(row)
            elif line.strip("|-: "):
                (unplaced if rows else heading).append(line)
        elif not open_row and not _LABEL.match(line):
            (unplaced if rows else heading).append(line)
        else:
            open_row.append(line)
            if _closes(line, lines[index + 1] if index + 1 < len(lines) else None):
                row = _row_of_lines(open_row)
                unplaced.extend([] if row else open_row)
                rows.extend([row] if row else [])
                open_row = []
    return " ".join(heading), tuple(rows), (*unplaced, *open_row)


def _closes(line: str, following: str | None) -> bool:
    return _DATE.search(line) is not None and (following is None or _LABEL.match(following) is not None)


def _row_of_cells(cells: list[str]) -> VersionRow | None:
    day = _date(cells[-1]) if len(cells) == _CELLS else None
    return VersionRow(cells[0], cells[1], cells[2], day) if day else None


def _row_of_lines(lines: list[str]) -> VersionRow | None:
    text = ""
    for line in lines:
        text = join(text, line)
    label, ending = _LABEL.match(text), _DATE.search(text)
    day = _date(ending[0]) if ending else None
    if label is None or ending is None or day is None:
        return None
    body = text[label.end() : ending.start()].strip()
    ends = list(_SENTENCE_END.finditer(body))
    if not ends:
        return VersionRow(label[1], body, "", day)
    return VersionRow(label[1], body[: ends[-1].end()].strip(), body[ends[-1].end() :], day)


def _date(text: str) -> date | None:
    found = _DATE.match(text)
    if not found:
        return None
    year, day = found["y"] or found["y2"] or found["y3"], found["d"] or found["d2"] or found["d3"]
    month = found["m"] or found["m2"] or str(_month(found["m3"]))
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower().replace("maa", "mrt")) + 1
