"""Ledgers as workbooks: filters, frozen heads, widths, dates as dates, nothing that is a formula, nobody named."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.papers.workbook import FORMULA_STARTS, Sheet, write_workbook
from handlers.services.exports import EXPORTS
from handlers.texts import ledgers as texts
from models.tables import Case
from tests.commands.conftest import Run
from tests.papers.conftest import NASTY
from tests.town import Town


def shown(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """An instant as a sheet shows it: Shanghai time without a zone."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC).replace(tzinfo=None)


def book_of(*rows: tuple[Any, ...]) -> Any:
    out = io.BytesIO()
    write_workbook([Sheet("台账", ("=甲", "乙"), rows)], out)
    return load_workbook(out)


def test_no_text_is_a_formula_and_every_kind_of_value_stays_what_it_is() -> None:
    evil = [f'{start}HYPERLINK("http://x","y")' for start in FORMULA_STARTS]
    at = datetime(2026, 11, 25, 16, 30, tzinfo=UTC)
    sheet = book_of(*((one, 1) for one in evil), (date(2026, 11, 25), at), ("\x0b<b>&", None)).worksheets[0]
    for row, one in zip(sheet.iter_rows(min_row=2, max_row=len(evil) + 1), evil, strict=True):
        assert row[0].data_type == "s"
        assert row[0].value.strip() == one.strip()
        assert row[0].quotePrefix, "editing the cell does not make a formula of it either"
    assert sheet["A1"].data_type == "s"
    day, moment = sheet.cell(len(evil) + 2, 1), sheet.cell(len(evil) + 2, 2)
    assert (day.is_date, day.value, day.number_format) == (True, shown(11, 25), "yyyy-mm-dd")
    assert (moment.is_date, moment.value) == (True, shown(11, 26, 0, 30)), "Shanghai time"
    assert sheet.cell(len(evil) + 3, 1).value == "<b>&"
    assert not sheet.cell(len(evil) + 3, 1).quotePrefix


def test_it_opens_ready_to_be_read_and_printed() -> None:
    sheet = book_of(("短", "很长的一段话" * 30), ("b", "c")).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.print_title_rows in {"1:1", "$1:$1"}
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.column_dimensions["A"].width < sheet.column_dimensions["B"].width <= 60
    assert book_of().worksheets[0].auto_filter.ref == "A1:B1", "an empty ledger has its heads"


def test_ledgers_have_a_column_for_a_field_of_the_export_and_a_word_for_a_code() -> None:
    for name, columns in texts.COLUMNS.items():
        assert {field for field, *_ in columns} <= set(EXPORTS[name].columns)
        assert len({head for _, head, _ in columns}) == len(columns)
    kinds = {kind for columns in texts.COLUMNS.values() for *_, kind in columns}
    assert kinds - set(texts.CODES) == {"words", "code", "day", "moment", "number", "yes"}


def test_the_desk_gets_one_workbook_and_nobody_is_named_in_it(
    town: Town, district: dict[str, Case], run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ledgers.xlsx"
    assert run("export", "ledgers", "--out", file) == 0
    book = load_workbook(file)
    assert book.sheetnames == list(texts.NAMES.values())
    cases = list(book["民情台账"].values)
    assert cases[0][:5] == ("编号", "事项", "类别", "社区（村）", "现在")
    by_number = {row[0]: row for row in cases[1:]}
    solved = dict(zip(cases[0], by_number[district["solved"].number], strict=True))
    assert (solved["现在"], solved["怎么结的"], solved["居民说解决"]) == ("已办结", "居民说解决了", "是")
    assert solved["收到"] == shown(11, 23, 9, 10)
    accused = by_number[district["accused"].number]
    assert accused[1] is None, "that there is an accusation, and nothing of it"
    promised = [dict(zip(next(iter(book["承诺台账"].values)), row, strict=True)) for row in book["承诺台账"].values][1:]
    assert {one["承诺的办法"] for one in promised} == {"=清掉小广告，刷墙", "+换灯"}
    assert all(isinstance(one["现在的日期"], datetime) for one in promised)
    assert [row[5] for row in book["督办台账"].values][1:] == ["三天内让〔姓名〕大妈家18度，打〔电话〕"]
    texts_of_all = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    assert [word for word in NASTY if word in texts_of_all] == []
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert run("export", "ledgers") == 2
    assert run("export", "ledgers", "--out", file, "--since", "2026-11-01") == 2
    assert run("export", "supervision", "--format", "xlsx", "--out", file) == 0
    sheet = load_workbook(file).worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(EXPORTS["supervision"].columns)
    assert sheet.cell(2, 8).is_date
    capsys.readouterr()
