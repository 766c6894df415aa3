"""Codes as people write them, days of reminders, items of a questionnaire, and what may be told of few answers."""

from __future__ import annotations

from datetime import date

import pytest

from models.domain.visiting import homes, modes, quotas, surveys
from models.domain.visiting.surveys import BadSurveyError, Item, Tally
from models.domain.working_time import calendar_of
from tests.town import Town


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ("3-2-501 独居老人，想装扶手", "3-2-501", "独居老人，想装扶手"),
        ("３－２－５０１，缺药", "3-2-501", "缺药"),
        ("3—2—501家 缺药", "3-2-501", "缺药"),
        ("3号楼2单元501室 缺药", "3-2-501", "缺药"),
        ("3栋501 缺药", "3-501", "缺药"),
        ("03-02-501", "3-2-501", ""),
        ("a3-1-101：灯坏了", "A3-1-101", "灯坏了"),
        ("平房12号 缺煤", "平-12", "缺煤"),
        ("张奶奶家 缺药", "", "张奶奶家 缺药"),
        ("501 缺药", "", "501 缺药"),
        ("2014-05-01-7-9-11 来的", "", "2014-05-01-7-9-11 来的"),
    ],
)
def test_a_household_has_one_code_however_it_is_written(said: str, code: str, words: str) -> None:
    assert homes.split_code(said) == (code, words)


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ("入户 3-2-501", "home"),
        ("个别访谈 3-2-501", "interview"),
        ("随机调研 想要公交", "random"),
        ("民主评议：好", "review"),
        ("3-2-501", None),
    ],
)
def test_a_way_stands_in_front(said: str, mode: str | None) -> None:
    assert modes.split_mode(said)[0] == mode


def test_reminders_come_on_the_twentieth_and_the_last_three_working_days(town: Town) -> None:
    calendar = calendar_of(town.database.read_now(town.registry.world).district)
    by_hand = {
        date(2026, 11, 1): [20, 26, 27, 30],
        date(2026, 9, 1): [20, 28, 29, 30],  # Sunday 2026-09-20 is worked
        date(2026, 2, 1): [24, 26, 27, 28],  # the 20th lies in the holidays, Saturday the 28th is worked
        date(2026, 6, 1): [22, 26, 29, 30],  # the 20th is a Saturday
    }
    found = {month: [day.day for day in quotas.reminder_days(month, calendar)] for month in by_hand}
    assert found == by_hand
    assert quotas.next_reminder(date(2026, 11, 30), calendar) == date(2026, 12, 21)


def test_items_are_read_and_too_many_refused() -> None:
    items = surveys.read_items("1. 家里暖和吗：暖和/一般/不暖和\n还想说什么？写")
    assert items == (Item("家里暖和吗", ("暖和", "一般", "不暖和")), Item("还想说什么"))
    for text, reason in (
        ("", "few"),
        ("\n".join(f"第{n}题：好/差" for n in range(9)), "many"),
        ("好吗：好", "options"),
        ("好吗：好/好", "options"),
        ("一：写\n二：写", "texts"),
    ):
        with pytest.raises(BadSurveyError) as refused:
            surveys.read_items(text)
        assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("1 3 想要个停车棚", ((1, 3, 0), "想要个停车棚")),
        ("1，3", ((1, 3, 0), "")),
        ("0 - ", ((0, 0, 0), "")),
        ("1", None),
        ("1 4", None),
        ("1 3 2", None),
        ("13", None),
    ],
)
def test_a_paper_is_read_out(said: str, read: object) -> None:
    items = (Item("暖和吗", ("是", "一般", "否")), Item("物业", ("好", "一般", "差")), Item("想说"))
    assert surveys.read_choices(items, said) == read


def test_few_answers_are_not_told_and_cannot_be_reckoned() -> None:
    items = (Item("暖和吗", ("是", "否")),)

    def tally(papers: int) -> Tally:
        return Tally(papers, {(0, 1): papers - 1, (0, 2): 1} if papers else {})

    assert not surveys.results(items, tally(5), tally(4)).shown
    mixed = surveys.results(items, tally(30), tally(4))
    assert mixed.shown
    assert not mixed.apart
    assert mixed.items[0].lines[0].own is None
    assert mixed.items[0].lines[0].total == 32
    both = surveys.results(items, tally(30), tally(12))
    assert both.apart
    assert (both.items[0].lines[1].own, both.items[0].lines[1].proxy, both.items[0].answered) == (1, 1, 42)
    assert surveys.told_apart({"a": 50, "b": 9, "c": 20, "d": 0}) == {"a": 50, "b": None, "c": None, "d": 0}
    assert surveys.told_apart({"a": 50, "b": 9, "c": 3}) == {"a": 50, "b": None, "c": None}
