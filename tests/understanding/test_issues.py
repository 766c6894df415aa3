"""Grouping messages into issues: a generated town, the heat, and the command with its files."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from handlers.understanding.issues import Opinion, group
from handlers.understanding.issues.grouping import heat
from handlers.understanding.issues.merging import merge
from handlers.understanding.learnt.labelled import moment_of
from tests.understanding.opinions import opinions, pairwise_f1

at = datetime  # the times of a file have no zone
FLOOR = 0.75
"""What is reached, not what is wanted (0.9): docs/understanding.md says why."""


def _quiet(_done: int, _total: int) -> None:
    pass


def _numbers(told: list[Opinion]) -> list[int]:
    found = [-1] * len(told)
    for number, issue in enumerate(group(told, _quiet)):
        for member in issue.members:
            assert found[member] == -1, "an opinion in two issues"
            found[member] = number
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_problems_of_a_generated_town_are_found_again(seed: int) -> None:
    told, truth = opinions(60, 900, seed)
    found = _numbers(told)
    assert -1 not in found
    assert pairwise_f1(found, truth) >= FLOOR


def test_the_order_of_the_file_changes_nothing_but_ties() -> None:
    told, truth = opinions(20, 200, 3)
    backwards = list(reversed(_numbers(list(reversed(told)))))
    assert pairwise_f1(backwards, _numbers(told)) >= 0.97
    assert pairwise_f1(backwards, truth) >= FLOOR


def test_one_place_with_two_problems_stays_two() -> None:
    told, _ = opinions(40, 400, 5)
    extra = [
        Opinion("a", "滨海佳苑暖气不热", "屋里十四度，暖气片凉"),
        Opinion("b", "滨海佳苑暖气不热没人管", "暖气片是凉的，屋里冷"),
        Opinion("c", "滨海佳苑垃圾没人清", "垃圾桶满了好几天"),
    ]
    together = {tuple(sorted(ids & {"a", "b", "c"})) for ids in _ids([*told, *extra])}
    assert ("a", "b") in together
    assert ("c",) in together


def _ids(told: list[Opinion]) -> list[set[str]]:
    return [{told[member].id for member in issue.members} for issue in group(told, _quiet)]


def test_an_issue_keeps_the_id_of_its_first_message() -> None:
    told = [
        Opinion("late", "昌达佳苑二号楼电梯总坏", "", at(2026, 3, 2)),
        Opinion("first", "昌达佳苑二号楼电梯总坏没人修", "", at(2026, 3, 1)),
        Opinion("other", "五虎山煤车扬尘"),
    ]
    issue = next(one for one in group(told, _quiet) if len(one.members) == 2)
    assert (issue.id, issue.since, issue.until) == ("first", at(2026, 3, 1), at(2026, 3, 2))


def test_heat_halves_its_fresh_part_in_thirty_days() -> None:
    newest = at(2026, 3, 31)
    assert heat([newest], newest) == pytest.approx(1.0)
    assert heat([at(2026, 3, 1)], newest) == pytest.approx(0.65)
    assert heat([at(2020, 3, 1)], newest) == pytest.approx(0.3)
    assert heat([None, None], None) == pytest.approx(2.0)


def test_groups_of_many_ways_to_tell_hold_together_and_strangers_stay_out() -> None:
    chain = [(0, 1, 0.5), (1, 2, 0.5), (0, 2, 0.3), (2, 3, 0.1)]
    assert merge(4, chain) == [[0, 1, 2], [3]]
    assert merge(2, []) == [[0], [1]]
    assert merge(0, []) == []


def test_nothing_and_one_message() -> None:
    assert len(group([Opinion("1", "路灯不亮")], _quiet)) == 1
    blank = [Opinion("1", ""), Opinion("2", "", "")]
    assert sorted(len(issue.members) for issue in group(blank, _quiet)) == [1, 1]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019/2/28 11:25:05", at(2019, 2, 28, 11, 25, 5)),
        ("2019-02-28T11:25", at(2019, 2, 28, 11, 25)),
        ("2019年2月28日", at(2019, 2, 28)),
        ("", None),
        ("下周", None),
        ("2019/13/45", None),
    ],
)
def test_times_as_offices_write_them(text: str, moment: datetime | None) -> None:
    assert moment_of(text) == moment


def test_the_command_writes_a_row_for_each_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told, _ = opinions(10, 80, 4)
    source, out = tmp_path / "in.csv", tmp_path / "made" / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "title", "detail", "time"))
        writer.writerows((one.id, one.title, one.detail, one.time) for one in told)
    assert main(["cluster", str(source), "--out", str(out)]) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["id", "issue", "issue_title", "heat"]
    assert [row["id"] for row in rows] == [one.id for one in told]
    assert all(float(row["heat"]) > 0 for row in rows)
    assert len({(row["issue"], row["issue_title"], row["heat"]) for row in rows}) == len({row["issue"] for row in rows})
    assert "80 messages" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "line"), [("", "empty"), ("id,time\n1,2\n", "title, detail"), ("id,title\n", "no row")]
)
def test_bad_files_end_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, line: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text(content, encoding="utf-8")
    assert main(["cluster", str(source), "--out", str(tmp_path / "out.csv")]) == 2
    said = capsys.readouterr()
    assert line in said.err
    assert said.err.count("\n") == 1
    assert not (tmp_path / "out.csv").exists()
