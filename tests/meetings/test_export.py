"""`export meetings`: the book of meetings on the command line, searched and in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from handlers.services.meetings.database import COLUMNS
from tests.cadre.conftest import HEAT, FileCase
from tests.commands.conftest import Run, run
from tests.meetings.conftest import plan
from tests.time.stories import shanghai
from tests.town import Person, Town

__all__ = ["run"]


def test_it_is_searched_and_written_in_every_format(
    town: Town,
    run: Run,
    secretary: Person,
    file_case: FileCase,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    file_case(words="=1+1 我叫王桂芳，电话13800000000，楼道灯坏了")
    file_case("刘强", HEAT)
    plan(town)
    town.advance(until=shanghai(11, 30, 15))
    secretary.says("开会")
    secretary.says("承诺 1 =换灯；12月4日；李晓")
    secretary.says("1")
    secretary.says("散会")
    capsys.readouterr()
    assert run("export", "meetings", "--place", "滨海社区", "--until", "2026-11-30") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    mine = {row["title"]: row for row in rows if row["level"] == "community" and row["status"] == "closed"}
    assert mine["楼道灯不亮"]["missing"] == []
    assert (mine["楼道灯不亮"]["responsible_person"], mine["楼道灯不亮"]["due"]) == ("李晓", "2026-12-04")
    assert mine["暖气不热"]["missing"] == ["measure", "day", "person"]
    assert "13800000000" not in json.dumps(rows)
    assert "王桂芳" not in json.dumps(rows, ensure_ascii=False)
    assert run("export", "meetings", "--matter", "供热", "--format", "csv") == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["title"] for row in table} == {"暖气不热"}
    assert tuple(table[0]) == COLUMNS
    book = tmp_path / "meetings.xlsx"
    assert run("export", "meetings", "--format", "xlsx", "--out", book) == 0
    sheet = load_workbook(book).worksheets[0]
    assert sheet.freeze_panes == "A2"
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert [cell.data_type for cell in cells if str(cell.value).startswith("=")] == ["s"], "=换灯 is a text"


def test_filters_belong_to_meetings_and_must_be_readable(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "cases", "--place", "滨海社区") == 2
    assert run("export", "meetings", "--since", "gestern") == 2
    assert run("export", "meetings", "--place", "没这个单位") == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 3
