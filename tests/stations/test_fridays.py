"""The Friday duty: 2026 worked out by hand, told the day before, signed in, swapped, missed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handlers.policies import stations as policy
from models.district.build import build
from models.domain.district import District
from models.domain.stations import fridays
from models.domain.working_time import calendar_of
from models.tables import DutyTurn
from tests.life.stories import words_to
from tests.stations.conftest import STATION, plan, turn
from tests.time.stories import shanghai
from tests.town import Person, Town, district_file

HOLIDAYS_2026 = {
    date(2026, 1, 2): "元旦",
    date(2026, 2, 20): "春节",
    date(2026, 5, 1): "劳动节",
    date(2026, 6, 19): "端午",
    date(2026, 9, 25): "中秋",
    date(2026, 10, 2): "国庆",
}
"""Fridays of 2026 on which nobody works, by the State Council's notice."""
STAFFED_2026 = """
01-09 01-16 01-23 01-30 02-06 02-13 02-27 03-06 03-13 03-20 03-27 04-03 04-10 04-17 04-24 05-08 05-15 05-22 05-29
06-05 06-12 06-26 07-03 07-10 07-17 07-24 07-31 08-07 08-14 08-21 08-28 09-04 09-11 09-18 10-09 10-16 10-23 10-30
11-06 11-13 11-20 11-27 12-04 12-11 12-18 12-25
"""
"""The others, worked out by hand: 52 Fridays less 6."""


def test_the_fridays_of_2026_are_those_worked_out_by_hand() -> None:
    district = build(district_file("zhalainuoer"), 1)
    calendar = calendar_of(district)
    found = fridays.staffed_days(date(2026, 1, 1), date(2026, 12, 31), calendar)
    assert [f"{day:%m-%d}" for day in found] == STAFFED_2026.split()
    assert len(found) == 46
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {day for day in year if fridays.is_friday(day)} - set(found) == set(HOLIDAYS_2026)
    saturdays = [day for day in year if day.isoweekday() == 6 and calendar.is_workday(day)]
    assert [f"{day:%m-%d}" for day in saturdays] == ["02-14", "02-28", "05-09", "10-10"]
    assert not any(fridays.is_staffed(day, calendar) for day in saturdays), "a working Saturday is no Friday"
    assert fridays.next_staffed(date(2026, 9, 25), calendar) == date(2026, 10, 9)
    assert len(policy.stations(district)) == 21
    turns = [fridays.turn_of(("a", "b", "c"), day) for day in found]
    assert min(turns.count(one) for one in "abc") >= 14, "a roster goes round over the year"


def test_on_thursday_those_who_asked_hear_who_sits_where(town: Town, li: Person, secretary: Person) -> None:
    plan(town)
    renshe = town.bind("曹广平", "renshe/handler")
    wang = town.person("王桂芳")
    wang.follows(f"qrscene_{STATION}")
    town.clock.at(11, 25, 10)
    asked = wang.says("周五值班")
    assert "11月27日（周五）" in asked
    assert "养老认证、医保" in asked
    assert "每周四下午" in wang.says("1")
    silent = town.person("别人")
    silent.follows(f"qrscene_{STATION}")
    town.advance(until=shanghai(11, 26, 16, 1))
    heard = "".join(words_to(town, wang.openid))
    assert "明天11月27日（周五）09:00到17:00" in heard
    assert "带身份证" in heard
    assert silent.pushes() == [], "only those who asked for it"
    who = turn(town).post
    assert town.pushes_to_post(who).count("duty_tomorrow") == 1
    mates = {"renshe/handler": renshe, f"{STATION}/handler": li, f"{STATION}/head": secretary}
    told = [row for row in town.outbox(kind="duty_tomorrow") if row.post == who]
    assert told
    assert "周五驻点值班\n滨海社区代办站\n2026年11月27日 09:00\n待到岗" in "".join(words_to(town, mates[who].openid))
    assert "不再告诉您" in wang.says("周五值班 退订")
    town.advance(until=shanghai(12, 3, 17))
    assert len([row for row in wang.pushes() if row.kind == "duty_told"]) == 1


def test_a_holiday_friday_says_so_and_names_the_next(town: Town) -> None:
    town.clock.at(9, 28, 9)
    plan(town)
    wang = town.person("王桂芳")
    wang.follows(f"qrscene_{STATION}")
    wang.says("周五值班")
    wang.says("1")
    town.clock.at(9, 30, 9)
    wang.says("你好")
    town.advance(until=shanghai(10, 1, 16, 1))
    heard = "".join(words_to(town, wang.openid))
    assert "10月2日（周五）放假" in heard
    assert "下一次10月9日（周五）" in heard
    assert town.outbox(kind="duty_tomorrow") == []
    town.advance(until=shanghai(10, 10, 12))
    assert "没有周五值班" in town.bind("李晓", f"{STATION}/handler").says("到岗"), "10 October is a working Saturday"
    assert next(one.day for one in _turns(town) if one.station == STATION) == date(2026, 10, 9)


def test_sign_in_by_scan_or_by_chat_and_a_no_show_is_named_the_same_day(
    town: Town, li: Person, secretary: Person, zhao: Person
) -> None:
    plan(town)
    mates = {
        f"{STATION}/handler": li,
        f"{STATION}/head": secretary,
        "renshe/handler": town.bind("曹广平", "renshe/handler"),
    }
    town.bind("街道书记", "binhai/head")
    first = turn(town)
    town.advance(until=shanghai(11, 27, 7))
    assert "不记" in mates[first.post].says("到岗"), "nobody is there at seven"
    town.advance(until=shanghai(11, 27, 8, 50))
    others = [person for post, person in mates.items() if post != first.post]
    assert "不是您值班" in others[0].says("到岗")
    elsewhere = next(code for code in policy.stations(_district(town)) if code != STATION)
    assert "这里是" in _scans(mates[first.post], elsewhere)
    assert "到岗记下了" in _scans(mates[first.post], STATION)
    assert "已经到岗" in mates[first.post].says("到岗")
    assert (turn(town).status, turn(town).how) == ("present", "scan")
    town.advance(until=shanghai(11, 27, 9, 31))
    missed = town.outbox(kind="duty_missed")
    assert all(row.params["turn"] != turn(town).id for row in missed), "who came is not named"
    second = turn(town, nth=1)
    town.advance(until=shanghai(12, 4, 9, 31))
    named = [row for row in town.outbox(kind="duty_missed") if row.params["turn"] == second.id]
    assert {row.post for row in named} == {second.post, "binhai/head"}
    assert turn(town, nth=1).status == "absent"
    assert "晚了31分钟" in mates[second.post].says("到岗了")
    assert (turn(town, nth=1).status, turn(town, nth=1).how) == ("late", "chat")


def test_two_who_agree_swap_and_one_who_does_not_keeps_his_turn(town: Town, li: Person, secretary: Person) -> None:
    plan(town)
    mates = {
        f"{STATION}/handler": li,
        f"{STATION}/head": secretary,
        "renshe/handler": town.bind("曹广平", "renshe/handler"),
    }
    first = turn(town)
    district = _district(town)
    other = next(post for post in mates if post != first.post)
    theirs = next(one for one in _turns(town) if one.station == STATION and one.post == other)
    said = mates[first.post].says(f"换班 11月27日 {district.person_of(other)}")
    assert "没答应前还是您值班" in said
    assert turn(town).post == first.post
    third = next(post for post in mates if post not in {first.post, other})
    assert "没有人等您答应" in mates[third].says("同意 换班")
    town.advance(minutes=1)
    assert "换好了" in mates[other].says("同意 换班")
    assert turn(town).post == other
    swapped = next(one for one in _turns(town) if one.id == theirs.id)
    assert swapped.post == first.post
    assert "swap_answered" in town.pushes_to_post(first.post)
    assert "没有人等您答应" in mates[other].says("同意 换班"), "once"
    mates[other].says(f"换班 11月27日 {district.person_of(third)}")
    assert "不换" in mates[third].says("驳回 换班")
    assert turn(town).post == other
    assert "不是您值班" in mates[third].says(f"换班 11月27日 {district.person_of(other)}")


def test_who_is_on_leave_is_stood_in_for(town: Town, li: Person, secretary: Person) -> None:
    plan(town)
    town.bind("曹广平", "renshe/handler")
    own = next(one for one in _turns(town) if one.station == STATION and one.post == f"{STATION}/handler")
    day = f"{own.day.month}月{own.day.day}日"
    li.says(f"请假 {day} 邓建军")
    secretary.says("同意 请假")
    town.advance(until=shanghai(own.day.month, own.day.day, 8, 55))
    assert "到岗记下了" in secretary.says("到岗")
    signed = next(one for one in _turns(town) if one.id == own.id)
    assert (signed.status, signed.signed_by) == ("present", f"{STATION}/head")


def _turns(town: Town) -> list[DutyTurn]:
    return town.database.read_now(lambda reader: reader.find(DutyTurn, order="day"))


def _scans(person: Person, station: str) -> str:
    return person.sends(kind="event", event="scan", event_key=station)


def _district(town: Town) -> District:
    return town.database.read_now(town.registry.world).district


@pytest.mark.parametrize("words", ["周五谁值班", "明天谁在代办站", "周五值班"])
def test_a_resident_asks_in_everyday_words_who_is_there(town: Town, words: str) -> None:
    wang = town.person("王桂芳")
    wang.follows("qrscene_binhai.binhai")
    said = wang.says(words)
    assert "11月27日（周五）" in said
    assert town.cases() == []
