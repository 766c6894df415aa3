from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.district.build import build
from models.district.changes import diff
from models.district.production import check, warnings
from models.district.reader import read_district
from models.domain.district import District

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")


def small(folder: Path, *replacements: tuple[str, str], version: int = 1) -> District:
    text = SMALL
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return build(read_district(path), version)


def test_a_higher_version_of_equal_content_is_no_change(tmp_path: Path) -> None:
    assert diff(small(tmp_path), small(tmp_path, version=2)) == []


def test_the_order_of_the_entries_is_no_change(tmp_path: Path) -> None:
    first, last = "  a: {name: 甲, invented: true}\n", "  c: {name: 丙}\n"
    assert diff(small(tmp_path), small(tmp_path, (first, ""), (last, last + first))) == []


def test_what_is_new_changed_and_gone_is_told_line_by_line(tmp_path: Path) -> None:
    new = small(
        tmp_path,
        ("          dong.yi.lu: {name: 一路, kind: road}\n", "          dong.yi.men: {name: 东门, kind: landmark}\n"),
        ("tier: 3d, poll_wait: lamp", "tier: 7d, poll_wait: lamp"),
        ("phone: 12345", "phone: 12346"),
        ("name: 建设局", "name: 住建局"),
        ("role: inspector, person: c", "role: inspector, person: a"),
        ("known_until: 2027-12-31", "known_until: 2028-12-31"),
    )
    assert [change.line for change in diff(small(tmp_path), new)] == [
        "~ unit jian: name 建设局 -> 住建局, short 建设局 -> 住建局",
        "~ post xiaoshan/inspector: person c -> a",
        "+ place dong.yi.men: 东门",
        "- place dong.yi.lu: 一路",
        "~ category 楼道/楼道灯: tier 3d -> 7d",
        "~ contact hotline: 12345 -> 12346",
        "~ district calendar_until: 2027-12-31 -> 2028-12-31",
    ]


def test_a_routing_rule_and_a_setting_are_changes_too(tmp_path: Path) -> None:
    new = small(
        tmp_path, ("where: dong.yi, valid", "where: dong, valid"), ("settings:\n", "settings:\n  number_start: 11\n")
    )
    assert [(change.kind, change.section, change.code) for change in diff(small(tmp_path), new)] == [
        ("changed", "setting", "number_start"),
        ("changed", "rule", "first"),
    ]


VILLAGE = SMALL[SMALL.index("      dong.er:") : SMALL.index("  xi:\n")]


def test_a_unit_that_leaves_the_file_is_closed_and_can_still_be_named(tmp_path: Path) -> None:
    old, without = small(tmp_path), small(tmp_path, (VILLAGE, ""), version=2)
    assert {change.code for change in diff(old, without) if change.kind == "closed"} == {
        "dong.er",
        "dong.er/handler",
        "dong.er/handler.second",
        "dong.er/head",
    }


def test_a_unit_that_moves_keeps_its_code_and_changes_its_parent(tmp_path: Path) -> None:
    moved = small(tmp_path, (VILLAGE, ""), ("      xi.yi:\n", f"{VILLAGE}      xi.yi:\n"))
    assert [change.line for change in diff(small(tmp_path), moved)] == ["~ unit dong.er: parent dong -> xi"]


def test_production_refuses_a_demo_template_and_development_does_not(tmp_path: Path) -> None:
    assert check(small(tmp_path), "production") == [
        "template T04 has the demo id 'demo-4': put the approved id of this account"
    ]
    assert check(small(tmp_path), "development") == []
    assert check(small(tmp_path, ("demo-4", "xYz_9")), "production") == []


def test_production_refuses_an_urgent_category_nobody_can_be_telephoned_about(tmp_path: Path) -> None:
    silent = small(tmp_path, ("demo-4", "x"), (", phone: 0473-3000003", ""))
    (line,) = check(silent, "production")
    assert "供热公司 (re)" in line
    assert "供热/不热" in line


def test_the_duty_phone_of_the_bureau_answers_for_its_utility(tmp_path: Path) -> None:
    duty = "    powers: [building]\n    posts:\n      - {role: duty, person: b, phone: 0473-3000009}\n"
    moved = small(
        tmp_path, ("demo-4", "x"), (", phone: 0473-3000003", ""), ("    powers: [building]\n    posts:\n", duty)
    )
    assert check(moved, "production") == []


@pytest.mark.parametrize("tier", ["2h", "24h"])
def test_every_community_needs_a_duty_phone_of_its_own_or_of_its_street(tmp_path: Path, tier: str) -> None:
    urgent = small(tmp_path, ("demo-4", "x"), ("tier: 3d, poll_wait: lamp", f"tier: {tier}, poll_wait: lamp"))
    (line,) = check(urgent, "production")
    assert "(xi.yi)" in line
    assert tier in line


def test_the_phone_of_the_district_desk_is_no_duty_phone_of_a_community(tmp_path: Path) -> None:
    urgent = small(
        tmp_path,
        ("demo-4", "x"),
        ("tier: 3d, poll_wait: lamp", "tier: 2h, poll_wait: lamp"),
        (", phone: 0473-3000002", ""),
    )
    assert len(check(urgent, "production")) == 3


def test_what_is_unsettled_is_warned_about(tmp_path: Path) -> None:
    lines = warnings(
        small(
            tmp_path,
            ("tier_source: own\n", "tier_source: own\ninvented_phones: 0473-3000\n"),
            ("{role: leader, person: b}", "{role: leader, person: null}"),
            ("demo-4", '""'),
        )
    )
    assert lines == [
        "3 limits rest on an unverified source: own",
        "1 posts are vacant: xiaoshan/leader",
        "1 people are invented",
        "3 phones are invented: they begin with 0473-3000",
        "templates without an id are skipped: T04",
    ]


def test_the_end_of_the_calendar_is_warned_about_in_time(tmp_path: Path) -> None:
    district = small(tmp_path)
    assert not any("calendar" in line for line in warnings(district, date(2027, 11, 1)))
    for today in (date(2027, 12, 1), date(2028, 3, 1)):
        assert "the calendar ends on 2027-12-31" in warnings(district, today)[-1]
