from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.wechat.templates import FORMATTERS, UnfitValueError, fill, fill_bare
from models.domain.district import TemplateSetting
from models.domain.templates import PHRASES, TEMPLATE_ROLES, find_mismatches

ORDER = TemplateSetting(
    "T01",
    "demo-T01",
    {"工单编号": "character_string1", "事项": "thing2", "地点": "thing3", "截止时间": "time4", "紧急程度": "phrase5"},
)
VALUES = {
    "工单编号": "WD261123-007",
    "事项": "楼道灯不亮，老人看不见",
    "地点": "滨海社区3号楼",
    "截止时间": "2026年11月26日 18:00",
    "紧急程度": "一般",
}


def test_a_card_is_filled_by_the_settings_keys() -> None:
    assert fill(ORDER, VALUES) == {
        "character_string1": {"value": "WD261123-007"},
        "thing2": {"value": "楼道灯不亮，老人看不见"},
        "thing3": {"value": "滨海社区3号楼"},
        "time4": {"value": "2026年11月26日 18:00"},
        "phrase5": {"value": "一般"},
    }


def test_what_is_missing_gets_a_stand_in_and_what_is_too_much_is_left_out() -> None:
    values = {name: VALUES[name] for name in ("截止时间", "紧急程度")}
    filled = fill(ORDER, {**values, "别的": "x"})
    assert filled["thing2"] == {"value": "见详情"}
    assert filled["character_string1"] == {"value": "-"}
    assert len(filled) == 5


def test_the_bare_card_keeps_number_time_and_state_only() -> None:
    bare = fill_bare(ORDER, VALUES)
    assert bare["thing2"] == bare["thing3"] == {"value": "见详情"}
    assert bare["character_string1"] == {"value": "WD261123-007"}
    assert bare["phrase5"] == {"value": "一般"}


@given(st.text())
def test_a_thing_always_fits(value: str) -> None:
    thing = FORMATTERS["thing"](value)
    assert 1 <= len(thing) <= 20
    assert thing == thing.strip()
    assert thing.isprintable()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("字" * 20, "字" * 20),
        ("字" * 21, "字" * 19 + "…"),
        ("灯\n坏了\r\n😀👨‍👩‍👧❤️", "灯 坏了"),
        ("😀\u200b\n", "见详情"),
        ("①号井盖→路口", "①号井盖→路口"),
    ],
)
def test_things_are_cut_and_tidied(value: str, expected: str) -> None:
    assert FORMATTERS["thing"](value) == expected


@pytest.mark.parametrize("value", ["13笔", "", "处理", "办理中 办理中", "ok"])
def test_a_phrase_off_the_list_is_not_sent(value: str) -> None:
    with pytest.raises(UnfitValueError):
        FORMATTERS["phrase"](value)


def test_every_phrase_of_the_list_is_at_most_five_chinese_characters() -> None:
    assert len(PHRASES) == 13
    for phrase in PHRASES:
        assert len(phrase) <= 5
        assert all("\u4e00" <= char <= "\u9fff" for char in phrase)
        assert FORMATTERS["phrase"](f" {phrase} ") == phrase


@pytest.mark.parametrize(
    "value", ["2026年11月26日 18:00", "2026-11-26 08:05:59", "2026年11月26日", "2026-11-26 18:00~2026-11-27 09:00"]
)
def test_times_of_the_allowed_forms_pass(value: str) -> None:
    assert FORMATTERS["time"](value) == FORMATTERS["date"](value) == value


@pytest.mark.parametrize("value", ["", "明天", "2026年11月26日 25:00", "18:00", "2026-11-26T18:00:00+08:00", "a~b~c"])
def test_other_times_are_refused_before_they_are_sent(value: str) -> None:
    with pytest.raises(UnfitValueError):
        FORMATTERS["time"](value)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("character_string", "WD261123-007号", "WD261123-007"),
        ("character_string", "x" * 40, "x" * 32),
        ("character_string", "编号", "-"),
        ("name", "孙工", "孙工"),
        ("name", "欧阳" * 10, "欧阳" * 5),
        ("name", "Alexander Christopher Longname", "Alexander Christophe"),
        ("name", "李晓2号", "李晓号"),
        ("number", "第12.5", "12.5"),
        ("letter", "A1b2", "Ab"),
        ("symbol", "路!?", "!?"),
        ("phone_number", "0473-302 0000 转1", "0473-302 0000 1"),
        ("car_number", "蒙C·12345", "蒙C12345"),
        ("amount", "¥1,250.50", "¥1250.50"),
        ("const", "", ""),
        ("const", "待处理", "待处理"),
    ],
)
def test_each_keyword_type_keeps_what_it_may_hold(kind: str, value: str, expected: str) -> None:
    assert FORMATTERS[kind](value) == expected


@pytest.mark.parametrize(
    ("kind", "value"),
    [("amount", "很多"), ("amount", ""), ("amount", "12345678901"), ("const", "字" * 21), ("letter", "路")],
)
def test_what_no_formatting_can_save_is_refused(kind: str, value: str) -> None:
    with pytest.raises(UnfitValueError):
        FORMATTERS[kind](value)


def test_a_refusal_names_role_field_and_key_but_not_the_value() -> None:
    with pytest.raises(UnfitValueError, match=r"T01 紧急程度 \(phrase5\)") as caught:
        fill(ORDER, {**VALUES, "紧急程度": "张三家"})
    assert "张三" not in str(caught.value)


def test_keywords_of_old_templates_are_filled_like_things() -> None:
    old = TemplateSetting("T12", "x", {"待办名称": "keyword1"})
    assert fill(old, {"待办名称": "字" * 30}) == {"keyword1": {"value": "字" * 19 + "…"}}


def test_the_catalogue_has_twelve_roles_whose_fields_are_formattable() -> None:
    assert list(TEMPLATE_ROLES) == [f"T{number:02}" for number in range(1, 13)]
    for role in TEMPLATE_ROLES.values():
        assert len(set(role.names)) == len(role.names) <= 5
        assert {field.type for field in role.fields} <= set(FORMATTERS)


def test_fields_a_role_does_not_know_are_found() -> None:
    assert find_mismatches(ORDER) == ()
    assert find_mismatches(TemplateSetting("T01", "x", {"事项": "thing1", "备注": "thing2"})) == ("备注",)
    assert find_mismatches(TemplateSetting("T99", "x", {"事项": "thing1"})) == ("事项",)


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "districts").glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_shipped_districts_ask_each_role_only_for_fields_of_their_type(path: Path) -> None:
    templates = yaml.safe_load(path.read_text(encoding="utf-8"))["templates"]
    assert set(templates) <= set(TEMPLATE_ROLES)
    for code, template in templates.items():
        types = {field.name: field.type for field in TEMPLATE_ROLES[code].fields}
        setting = TemplateSetting(code, template["template_id"], template["fields"])
        assert find_mismatches(setting) == ()
        assert {name: key.rstrip("0123456789") for name, key in setting.fields.items()}.items() <= types.items()
