"""立改: what the district promises to everybody in numbers, by whom it is put up, kept, denied, moved and withdrawn."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from handlers.services.pledging import book
from models.domain import pledges as rules
from models.domain.pledges import Step, Told
from models.domain.working_time import SHANGHAI
from tests.inspection.conftest import donghe
from tests.town import Person, Town

__all__ = ["donghe"]
NEW = "立改 新 建成6所公办幼儿园；4所12月10日，6所2027年8月31日；陈志强；区教育局"


@pytest.fixture
def desk(donghe: Town) -> Person:
    return donghe.bind("陈建军", "donghe/dispatcher")


@pytest.fixture
def school(donghe: Town) -> Person:
    return donghe.bind("沈红霞", "jiaoyu/handler")


def make(desk: Person) -> str:
    shown = desk.says(NEW)
    assert "12月10日（周四）前4所，2027年8月31日（周二）前6所" in shown
    assert "责任：区教育局 陈志强" in shown
    return desk.says("1")


def now(town: Town) -> book.Listed:
    return town.database.read_now(lambda reader: book.every(reader, town.clock.now))[0]


def test_a_part_is_a_part(donghe: Town, desk: Person, school: Person) -> None:
    assert "1号承诺事项" in make(desk)
    assert "6所里办到2所，还差4所，12月10日前要到4所" in school.says("立改 1 兑现 2所 新城、站北两所开园")
    assert "最多还能报4所" in school.says("立改 1 兑现 5所 都开了")
    assert "是哪几个" in school.says("立改 1 兑现 2所")
    assert (now(donghe).now.done, now(donghe).now.open) == (2, 4)
    stranger = donghe.bind("别人", "huanwei/handler")
    assert "由它报兑现" in stranger.says("立改 1 兑现 1所 河东")
    assert "没有公开承诺事项" in stranger.says("立改")
    assert "1　建成6所公办幼儿园（区教育局）：6所里办到2所" in desk.says("立改")


def test_the_inspectors_find_one_untrue_and_it_does_not_count(donghe: Town, desk: Person, school: Person) -> None:
    make(desk)
    school.says("立改 1 兑现 2所 新城、站北两所开园")
    assert "查实不实由区督查组写" in desk.says("立改 1 不实 1所 没开园")
    yu = donghe.bind("于广平", "donghe/inspector")
    assert "现在只算办到2所" in yu.says("立改 1 不实 3所 现场看没有开园")
    assert "6所里办到1所，还差5所" in yu.says("立改 1 不实 1所 站北现场看没有开园")
    assert {row.post for row in donghe.outbox(kind="pledge_denied")} == {"jiaoyu/head"}
    assert "督查查实1所没办到" in school.says("立改 1")
    assert "还差4所" in school.says("立改 1 兑现 1所 站北这次真开了")


def test_reminded_before_the_day_and_told_to_everybody_responsible_after_it(
    donghe: Town, desk: Person, school: Person
) -> None:
    make(desk)
    school.says("立改 1 兑现 3所 新城、站北、河东三所开园")
    donghe.clock.at(12, 6, 9)
    donghe.advance(days=7)
    due = donghe.outbox(kind="pledge_due")
    assert [row.created_at.astimezone(SHANGHAI).day for row in due if row.post == "jiaoyu/head"] == [7, 9, 10]
    missed = {row.post for row in donghe.outbox(kind="pledge_missed")}
    assert {"jiaoyu/head", "donghe/leader", "donghe/inspector"} <= missed
    assert "12月10日该到4所，没到" in desk.says("立改 1")
    assert "12月13日" not in desk.says("立改")
    assert "完成" not in desk.says("立改 1")


def test_moving_needs_a_reason_and_the_first_day_stays(donghe: Town, desk: Person, school: Person) -> None:
    make(desk)
    assert "改期要写日期和原因" in desk.says("立改 1 改期 12月20日")
    assert "不比现在的" in desk.says("立改 1 改期 12月1日 冬季不能施工")
    assert "公开承诺事项由区民情办" in school.says("立改 1 改期 12月20日 冬季不能施工")
    said = desk.says("立改 1 改期 12月20日 冬季不能施工")
    assert "原定12月10日（周四）照样写在公示栏上" in said
    school.says("立改 1 兑现 4所 四所都开园")
    listed = now(donghe)
    assert [(step.due_on.day, step.first_on.day) for step in listed.steps] == [(20, 10), (31, 31)]
    donghe.clock.at(12, 15, 9)
    assert listed.now.on_time == 4


def test_what_is_withdrawn_stays_with_its_reason(donghe: Town, desk: Person, school: Person) -> None:
    make(desk)
    assert "撤要写原因" in desk.says("立改 1 撤")
    assert "撤了" in desk.says("立改 1 撤 并入市里的项目")
    assert "不能再改" in school.says("立改 1 兑现 1所 新城")
    assert "撤了：并入市里的项目" in desk.says("立改")
    assert book.figures([now(donghe)])["pledges"] == 0
    donghe.clock.at(12, 6, 9)
    donghe.advance(days=7)
    assert donghe.outbox(kind="pledge_due") + donghe.outbox(kind="pledge_missed") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("立改 新 建成幼儿园；12月10日；张三；区教育局", "办多少要写个数"),
        ("立改 新 建成6所幼儿园；尽快；张三；区教育局", "不算日期"),
        ("立改 新 建成6所幼儿园；11月1日；张三；区教育局", "已经过去了"),
        ("立改 新 建成6所幼儿园；12月10日", "责任人和单位都要写"),
        ("立改 新 建成6所幼儿园；4所12月10日；张三；区教育局", "最后一步就是总数6所"),
        ("立改 新 建成6所幼儿园；6所12月10日，4所12月20日；张三；区教育局", "一步比一步多"),
        ("立改 新 建成6所幼儿园；12月10日；张三；天上局", "没认出单位"),
        ("立改 9 兑现 1所 新城", "没有9号承诺事项"),
    ],
)
def test_what_is_half_said_changes_nothing(donghe: Town, desk: Person, words: str, said: str) -> None:
    assert said in desk.says(words)
    assert donghe.database.read_now(lambda reader: book.every(reader, donghe.clock.now)) == []


def test_an_event_that_lies_ahead_counts_nowhere_and_order_does_not_matter() -> None:
    steps = [Step(4, date(2014, 11, 30), date(2014, 11, 30)), Step(6, date(2015, 8, 31), date(2015, 8, 31))]
    at = datetime(2014, 9, 1, 16, tzinfo=SHANGHAI)
    told = [Told("kept", at + timedelta(days=30 * n), 1) for n in range(6)]
    day = datetime(2014, 12, 1, 9, tzinfo=SHANGHAI)
    assert rules.standing(steps, told, day) == rules.standing(steps, reversed(told), day)
    assert [rules.standing(steps, told, at + timedelta(days=30 * n)).done for n in range(6)] == [1, 2, 3, 4, 5, 6]
    denied = [*told, Told("denied", at + timedelta(days=100), 1)]
    assert rules.standing(steps, denied, day).done == rules.standing(steps, told, day).done
    late = datetime(2014, 12, 20, tzinfo=SHANGHAI)
    assert rules.standing(steps, denied, late).done == rules.standing(steps, told, late).done - 1
    done, due = rules.promised(steps, told, date(2014, 11, 1), date(2014, 11, 30), day)
    assert (done, due) == (4, 4)


def test_what_was_found_untrue_takes_its_money_along() -> None:
    at = datetime(2014, 9, 1, 16, tzinfo=SHANGHAI)
    steps = [Step(6, date(2014, 11, 30), date(2014, 11, 30))]
    told = [
        Told("kept", at, 2, 500),
        Told("denied", at + timedelta(days=1), 2),
        Told("kept", at + timedelta(days=2), 1, 70),
    ]
    found = rules.standing(steps, told, at + timedelta(days=3))
    assert (found.done, found.cents) == (1, 70)
