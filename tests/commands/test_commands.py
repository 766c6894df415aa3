"""Contract 2: exit status, one clear line for bad input, JSON and nothing else, every export in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.store.db import Database
from tests.commands.conftest import Minqing
from tests.town import DISTRICTS, make_town

WUDA = DISTRICTS / "wuda.yaml"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nothing",),
        ("export",),
        ("export", "houses"),
        ("serve", "--port", "high"),
        ("load-district", "nowhere.yaml"),
        ("invite",),
        ("export", "cases"),
    ],
)
def test_bad_input_is_one_line_and_status_two(minqing: Minqing, arguments: tuple[str, ...]) -> None:
    said = minqing(*arguments)
    assert said.status == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("minqing: ")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("WECHAT_AES_KEY", "!" * 43, "letters and digits only"),
        ("WECHAT_AES_KEY", "short", "has 43 characters, this one has 5"),
        ("DATABASE_URL", "mysql://host/name", "begins with sqlite:/// or postgresql://, not mysql:"),
        ("PORT", "high", "valid integer"),
        ("ENV", "prod", "'production' or 'development'"),
        ("HOST", "nowhere.invalid", "Name or service not known"),
    ],
)
def test_a_wrong_setting_is_named_at_start(
    minqing: Minqing, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(f"MINQING_{name}", value)
    said = minqing("serve")
    assert said.status == 2
    assert said.err.splitlines()[-1].startswith("minqing: ")
    assert told in said.err
    assert "Traceback" not in said.err


def test_a_database_that_does_not_answer_is_a_failure_told_in_one_line(
    minqing: Minqing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINQING_DATABASE_URL", "postgresql://127.0.0.1:1/nothing")
    said = minqing("export", "cases")
    assert said.status == 1
    assert len(said.err.splitlines()) == 1
    assert "Connection refused" in said.err


def test_load_district_begins_an_empty_file_shows_what_changes_and_then_nothing(minqing: Minqing) -> None:
    first = minqing("load-district", WUDA)
    assert first.status == 0
    assert "+ unit binhai.binhai: 滨海社区" in first.out.splitlines()
    again = minqing("load-district", WUDA)
    assert (again.status, again.out) == (0, "")


def test_a_broken_district_names_file_line_and_what_is_expected_and_changes_nothing(
    minqing: Minqing, tmp_path: Path
) -> None:
    minqing("load-district", WUDA)
    broken = tmp_path / "broken.yaml"
    text = WUDA.read_text(encoding="utf-8").replace("person: li_xiao", "person: nobody", 1)
    broken.write_text(text.replace("name: 滨海社区", "name: 新滨海社区", 1), encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "person: nobody" in row)
    said = minqing("load-district", broken)
    assert said.status == 2
    assert said.err == f"minqing: broken.yaml:{line}: person 'nobody' is not in the file; expected a key of 'people'\n"
    assert minqing("load-district", WUDA).out == ""


def test_invite_gives_a_code_for_every_unfilled_post_and_nothing_but_json(minqing: Minqing) -> None:
    minqing("load-district", WUDA)
    said = minqing("invite", "--all", "--json")
    posts = json.loads(said.out)
    assert said.err == ""
    assert len({post["code"] for post in posts}) == len(posts) > 100
    assert {post["level"] for post in posts} <= {"community", "street", "department", "district", "partner"}
    filled = {(post["unit"], post["role"]) for post in posts}
    assert {("乌达区", role) for role in ("dispatcher", "duty", "leader", "inspector")} <= filled
    assert {("滨海社区", "handler"), ("滨海社区", "head"), ("滨海街道", "handler"), ("滨海街道", "head")} <= filled


@pytest.mark.parametrize("what", ["cases", "events", "pushes"])
def test_an_export_says_the_same_in_every_format_and_has_its_columns_when_empty(
    minqing: Minqing, tmp_path: Path, what: str
) -> None:
    minqing("load-district", WUDA)
    empty = next(csv.reader(io.StringIO(minqing("export", what, "--format", "csv").out)))
    database = Database(f"sqlite:///{tmp_path}/minqing.db")
    town = make_town(database)
    resident = town.person("o-wang")
    resident.says("滨海社区3号楼2单元楼道灯不亮")
    resident.says("1")
    town.advance(minutes=1)
    town.advance(minutes=1)
    database.close()
    rows = [json.loads(line) for line in minqing("export", what).out.splitlines()]
    table = list(csv.DictReader(io.StringIO(minqing("export", what, "--format", "csv").out)))
    book = tmp_path / "book.xlsx"
    assert minqing("export", what, "--format", "xlsx", "--out", book).status == 0
    sheet = list(load_workbook(book).worksheets[0].values)
    assert rows
    assert empty == list(rows[0]) == list(table[0]) == list(sheet[0])
    assert len(rows) == len(table) == len(sheet) - 1
    written = ["" if value is None else json.dumps(value, ensure_ascii=False) for value in rows[0].values()]
    assert [value.strip('"') for value in written if "{" not in value] == [
        value for value in table[0].values() if "{" not in value
    ]


def test_understand_needs_neither_database_nor_settings(minqing: Minqing, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "IDENTITY_KEY", "WECHAT_APP_ID", "DATABASE_URL"):
        monkeypatch.delenv(f"MINQING_{name}")
    said = minqing("understand", "滨海社区3号楼楼道灯不亮", "--json")
    found = json.loads(said.out)
    assert (said.status, said.err) == (0, "")
    assert found["outcome"] == "route"
    assert found["unit"] == "滨海社区"
    fields = {"intent", "place", "category", "unit", "urgency", "confidence", "outcome", "reasons"}
    assert fields <= set(found)
