"""Orders of 12345 come in by file, once each, and their results go back by file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from models.domain.states import CaseState
from tests.commands.conftest import Run
from tests.town import Town

HEAD = "工单编号,标题,诉求内容,诉求地址,来电号码\n"
LAMP = "NM20261123001,楼道灯,3号楼2单元楼道灯坏了,滨海社区,13800000000\n"
RIDDLE = "NM20261123002,,请领导重视此事尽快处理,,\n"


def write(tmp_path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "orders.csv"
    path.write_text("".join((HEAD, *rows)), encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_orders_are_filed_under_their_own_number_once(
    town: Town, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    path = write(tmp_path, LAMP, RIDDLE, encoding=encoding)
    assert run("import-orders", path, "--json") == 0
    filed = json.loads(capsys.readouterr().out)
    assert [(one["ref"], one["unit"], one["known"]) for one in filed] == [
        ("NM20261123001", "滨海社区", False),
        ("NM20261123002", "", False),
    ]
    lamp, riddle = town.cases()
    assert (lamp.external_ref, lamp.channel, lamp.unit) == ("NM20261123001", "12345", "binhai.binhai")
    assert riddle.state == CaseState.TRIAGE
    assert "13800000000" not in lamp.text
    assert run("import-orders", path, "--json") == 0
    assert all(one["known"] for one in json.loads(capsys.readouterr().out))
    assert len(town.cases()) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("姓名,内容\n甲,灯不亮\n", "line 1: no column 工单编号"),
        (HEAD, "holds no orders"),
        (HEAD + ",灯,灯坏了,,\n", "line 2: a number of 1 to 64 characters"),
        (HEAD + LAMP + LAMP, "line 3: number NM20261123001 stands on line 2"),
        (HEAD + "A1,灯,,,\n" + LAMP, "line 2: order A1 has no text"),
    ],
)
def test_a_broken_file_changes_nothing_and_names_the_line(
    town: Town, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, expected: str
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(text, encoding="utf-8")
    assert run("import-orders", path) == 2
    said = capsys.readouterr()
    assert expected in said.err
    assert said.err.count("\n") == 1
    assert town.cases() == []


def test_a_missing_or_unreadable_file_is_bad_input(run: Run, tmp_path: Path) -> None:
    assert run("import-orders", tmp_path / "none.csv") == 2
    (tmp_path / "x.csv").write_bytes(b"\xff\xff\xff\x81")
    assert run("import-orders", tmp_path / "x.csv") == 2


def test_a_dry_run_writes_nothing(town: Town, run: Run, tmp_path: Path) -> None:
    assert run("import-orders", write(tmp_path, LAMP), "--dry-run") == 0
    assert town.cases() == []


def test_results_go_back_with_their_number(
    town: Town, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import-orders", write(tmp_path, LAMP))
    li, zhao = town.bind("李晓", "binhai.binhai/handler"), town.bind("赵敏", "binhai/handler")
    town.advance(minutes=1)
    li.says("签收 1")
    li.sends_photo()
    li.says("1")
    li.says("办结 1 换了灯泡和声控开关，业主电话13912345678")
    assert town.case(1).state == CaseState.CONFIRMING
    town.advance(days=1, hours=12)
    assert "1号件 居民" in zhao.says("名单")
    zhao.says("回访 1 解决了")
    capsys.readouterr()
    assert run("export-orders", "--out", tmp_path / "back.csv") == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "back.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == 1
    row = rows[0]
    assert (row["工单编号"], row["状态"], row["是否解决"]) == ("NM20261123001", "已办结", "是")
    assert row["办理结果"].startswith("换了灯泡和声控开关")
    assert "13912345678" not in row["办理结果"]
    assert run("export-orders", "--since", "2027-01-01") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
