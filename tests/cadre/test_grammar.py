"""The table of verbs and the parser over it."""

from __future__ import annotations

from collections import Counter

import pytest
from pypinyin import lazy_pinyin

from handlers.grammar import VERBS, parse, sounds, suggest, to_markdown, verbs_for
from handlers.grammar.acts import VERB_OF_ACT

CONTRACT = (  # a page of words, kept as the contract has it
    "绑定 待办 签收 进展 答复 办结 退单 转办 上报 延期 暂停 恢复 承诺 兑现 协办 合并 拆分 督办 同意 驳回 备注 查看 "
    "派单 转写 回访 代报 走访 拟办 确认专报 剔除 撤销 名单 台账 议题 值班 请假 帮助 进度 催办 补充 撤回 评价 匿名 实名 "
    "举报 谁看过 户号 转人工 退订 订阅 取消"
)


def test_every_verb_of_the_contract_is_known() -> None:
    assert set(CONTRACT.split()) <= {verb.name for verb in VERBS}


def test_no_name_or_alias_is_given_twice_on_one_side() -> None:
    names = Counter(name for verb in verbs_for("cadre") for name in verb.names)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_verb_is_taught_with_a_form_that_parses_as_itself() -> None:
    for verb in verbs_for("cadre"):
        for said in (verb.form, verb.sample):
            command = parse(said, "cadre")
            assert command is not None, said
            assert command.verb is verb, said


def test_every_verb_of_an_act_is_in_the_table() -> None:
    assert set(VERB_OF_ACT.values()) <= {verb.name for verb in VERBS}


@pytest.mark.parametrize(
    ("said", "verb", "number", "rest"),
    [
        ("办结 7 换好了", "办结", 7, "换好了"),
        ("办结7换好了，谢谢", "办结", 7, "换好了，谢谢"),
        ("７号件 办结 换好了", "办结", 7, "换好了"),
        ("办结　７　换好了", "办结", 7, "换好了"),
        ("办结 #007 换好了", "办结", 7, "换好了"),
        ("办结 WD261123-007 换好了", "办结", 7, "换好了"),
        ("办结WD261123-007，换好了", "办结", 7, "换好了"),
        ("办结：7，换好了", "办结", 7, "换好了"),
        ("办结 换好了 7号件", "办结", 7, "换好了"),
        ("办结 7号楼灯修好了", "办结", None, "7号楼灯修好了"),
        ("办结 3盏灯都换了", "办结", None, "3盏灯都换了"),
        ("延期 12月1日 缺货", "延期", None, "12月1日 缺货"),
        ("延期 7 12月1日 缺货", "延期", 7, "12月1日 缺货"),
        ("回复 7 明天修", "答复", 7, "明天修"),
        ("接单 7", "签收", 7, ""),
        ("查看 7 打电话", "查看", 7, "打电话"),
        ("查 7", "进度", 7, ""),
        ("待办 2", "待办", None, "2"),
        ("绑定K7M2Q9", "绑定", None, "K7M2Q9"),
        ("吹哨 7 城管局", "协办", 7, "城管局"),
        ("确认专报", "确认专报", None, ""),
        ("签收 全部", "签收", None, "全部"),
        ("？", "帮助", None, ""),
        ("咋样了", "进度", None, ""),
        ("催一下", "催办", None, "一下"),
    ],
)
def test_verbs_are_found_with_their_case_and_their_words(said: str, verb: str, number: int | None, rest: str) -> None:
    command = parse(said, "cadre")
    assert command is not None
    assert command.verb.name == verb
    assert (command.reference.number if command.reference else None) == number
    assert command.rest == rest


@pytest.mark.parametrize(
    "said",
    [
        "办结换好了",
        "查一下暖气为啥不热",
        "催了三次都没人来修暖气",
        "退订短信骗人的事谁管",
        "上报纸的那件事",
        "办法7个",
        "你好",
    ],
)
def test_a_verb_glued_to_other_words_is_free_text(said: str) -> None:
    assert parse(said, "cadre") is None


def test_residents_have_no_cadre_verbs() -> None:
    assert parse("办结 7 好了", "resident") is None
    assert parse("进度 7", "resident") is not None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("办接 7 换好了", "办结 7 换好了"),
        ("签售 7", "签收 7"),
        ("办结换好了7号", "办结 换好了7号"),
        ("结办 7 好了", "办结 7 好了"),
    ],
)
def test_a_slip_of_one_sign_or_sound_is_proposed(said: str, meant: str) -> None:
    found = suggest(said, "cadre")
    assert found is not None
    assert found[0] == meant


def test_the_table_of_sounds_agrees_with_the_dictionary_and_covers_every_verb() -> None:
    table = [line.split() for line in sounds.TABLE.read_text(encoding="utf-8").splitlines()]
    wrong = [sign for syllable, signs in table for sign in signs if lazy_pinyin(sign) != [syllable]]
    assert wrong == []
    names = [name for verb in VERBS for name in verb.names]
    assert [name for name in names if sounds.sound(name) != tuple(lazy_pinyin(name))] == []


@pytest.mark.parametrize("said", ["办接换好了", "7栋没水", "今天 7 点来", "办结 7 好了", "办公室 7 楼漏水"])
def test_nothing_is_proposed_without_a_number_or_for_a_right_verb(said: str) -> None:
    assert suggest(said, "cadre") is None


def test_the_page_of_commands_names_every_verb_once_as_a_row() -> None:
    page = to_markdown()
    rows = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")]
    assert {verb.name for verb in VERBS} <= set(rows)
    assert all(rows.count(verb.name) == 1 for verb in VERBS)
