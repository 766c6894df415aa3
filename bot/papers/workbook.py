"""Workbooks that Excel and WPS open: filters, frozen heads, widths, dates as dates, and no text that is a formula."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from models.domain.working_time import SHANGHAI

Value = str | int | float | bool | date | datetime | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is marked as text: neither opening nor editing it makes a formula of it."""
LONGEST = 32_000
"""Characters of a cell; Excel takes 32 767."""
WIDEST, NARROWEST = 48, 8
LONGEST_NAME = 31
A4 = 9
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_HEAD = (Font(bold=True), PatternFill("solid", fgColor="E5F0EC"), Alignment(wrap_text=True, vertical="center"))
_BODY = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its heads, its rows."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_workbook(sheets: Iterable[Sheet], out: Path | IO[bytes]) -> None:
    """Write them; an instant is shown in Shanghai time."""
    book = Workbook(write_only=True)
    for one in sheets:
        _write(book, one)
    book.save(out)


def _write(book: Any, one: Sheet) -> None:
    sheet = book.create_sheet(one.name[:LONGEST_NAME])
    last = get_column_letter(len(one.heads))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{len(one.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for at, width in enumerate(_widths(one), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([_head(sheet, name) for name in one.heads])
    for row in one.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _head(sheet: Any, name: str) -> Any:
    cell = _cell(sheet, name)
    cell._style = copy(cell._style)  # noqa: SLF001 - the style of texts stays as it is
    cell.font, cell.fill, cell.alignment = _HEAD
    return cell


def _cell(sheet: Any, value: Value) -> Any:
    if isinstance(value, datetime):
        return _styled(sheet, value.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0), "moment")
    if isinstance(value, date):
        day = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day, no instant
        return _styled(sheet, day, "day")
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
    cell = _styled(sheet, text, "quoted" if text.startswith(FORMULA_STARTS) else "text")
    cell.data_type = "s"  # or a text that begins with = would be written as a formula
    return cell


def _styled(sheet: Any, value: Any, kind: str) -> Any:
    """A cell in the style of its kind; a style is worked out once a book: half of the time of a long ledger."""
    cell: Any = WriteOnlyCell(sheet, value)
    styles = sheet.parent.__dict__.setdefault("_styles_by_kind", {})
    if kind in styles:
        cell._style = styles[kind]  # noqa: SLF001 - openpyxl has no door to a style that is shared
        return cell
    if kind in {"moment", "day"}:
        cell.number_format = MOMENT if kind == "moment" else DAY
    else:
        cell.alignment = _BODY
        cell.quotePrefix = kind == "quoted"
    styles[kind] = cell._style  # noqa: SLF001
    return cell


def _widths(one: Sheet) -> Iterator[float]:
    for at, head in enumerate(one.heads):
        longest = max((_width(row[at]) for row in one.rows), default=0)
        yield min(WIDEST, max(NARROWEST, longest, _width(head) + 3) + 2)


def _width(value: Value) -> int:
    if isinstance(value, datetime):
        return len(MOMENT)
    if isinstance(value, date):
        return len(DAY)
    text = "" if value is None else str(value)
    return max(
        (sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line) for line in text.split("\n")), default=0
    )
