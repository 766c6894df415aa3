from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.dates import (
    format_day,
    format_due,
    format_moment,
    format_span,
    future_date_in,
    read_date,
    split_date,
)
from models.domain.errors import BadDate
from models.domain.working_time import ONE_DAY, SHANGHAI, build_calendar

CALENDAR = build_calendar()
TODAY = date(2026, 11, 23)  # a Monday


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


FORMS = {
    "2026-11-30": "2026-11-30", "2026/11/30": "2026-11-30", "2026.11.30": "2026-11-30", "2026年11月30日": "2026-11-30",
    "11月30日": "2026-11-30", "11月30号": "2026-11-30", "１１月３０日": "2026-11-30", "11.30": "2026-11-30",
    "11-30": "2026-11-30", "12/5": "2026-12-05", "十二月五号": "2026-12-05", "十一月三十日": "2026-11-30",
    "30号": "2026-11-30", "30日前": "2026-11-30", "5号": "2026-12-05", "下月5号": "2026-12-05",
    "下个月10日": "2026-12-10", "今天": "2026-11-23", "明天": "2026-11-24", "明日": "2026-11-24", "明儿": "2026-11-24",
    "后天": "2026-11-25", "大后天": "2026-11-26", "周五": "2026-11-27", "星期五": "2026-11-27", "周一": "2026-11-23",
    "本周五": "2026-11-27", "这周日": "2026-11-29", "下周三": "2026-12-02", "下个星期三": "2026-12-02",
    "下礼拜天": "2026-12-06", "下下周一": "2026-12-07", "周末": "2026-11-29", "月底": "2026-11-30",
    "本月底": "2026-11-30", "下月底": "2026-12-31", "12月底": "2026-12-31", "年底": "2026-12-31",
    "明年1月5日": "2027-01-05", "1月5日": "2027-01-05", "3天": "2026-11-26", "3天内": "2026-11-26",
    "三天后": "2026-11-26", "十天": "2026-12-03", "5个工作日": "2026-11-30", "五个工作日内": "2026-11-30",
    "10工作日": "2026-12-07", "一周": "2026-11-30", "两周内": "2026-12-07", "半个月": "2026-12-08",
    "一个月": "2026-12-23", "元旦": "2027-01-01", "元旦前": "2026-12-31", "五一前": "2027-04-30",
    "这周五下班前": "2026-11-27", "11月30日（周一）": "2026-11-30", "二十四号": "2026-11-24", "元月五日": "2027-01-05",
    "明天吧": "2026-11-24", "国庆前": "2027-09-30", "春节前": "2027-02-05", "过年前": "2027-02-05",
    "春节": "2027-02-06",
}  # fmt: skip


@pytest.mark.parametrize(("said", "day"), FORMS.items())
def test_a_date_is_read_however_it_is_written(said: str, day: str) -> None:
    found = read_date(said, TODAY, CALENDAR)
    assert found.day == date.fromisoformat(day)
    assert found.at == at(f"{day} 18:00")
    if found.day.year == 2026:
        assert found.day_off == (not CALENDAR.is_workday(found.day))


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("11月26日18:00前", "2026-11-26 18:00"),
        ("明天下午", "2026-11-24 18:00"),
        ("明天上午", "2026-11-24 12:00"),
        ("明早", "2026-11-24 12:00"),
        ("今晚23点前", "2026-11-23 23:00"),
        ("今晚11点", "2026-11-23 23:00"),
        ("明天下午3点半", "2026-11-24 15:30"),
        ("后天九点", "2026-11-25 09:00"),
        ("明天10：30", "2026-11-24 10:30"),
    ],
)
def test_an_hour_that_was_said_is_kept(said: str, moment: str) -> None:
    assert read_date(said, TODAY, CALENDAR).at == at(moment)


def test_a_day_off_and_an_unknown_year_are_marked() -> None:
    assert read_date("周六", TODAY, CALENDAR).day_off
    assert not read_date("10月10日", date(2026, 10, 8), CALENDAR).day_off  # a make-up Saturday
    assert read_date("1月5日", TODAY, CALENDAR).provisional
    assert not read_date("12月5日", TODAY, CALENDAR).provisional


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("下周三 开关缺货", "2026-12-02", "开关缺货"),
        ("12月2日，开关缺货", "2026-12-02", "开关缺货"),
        ("12.5材料没到", "2026-12-05", "材料没到"),
        ("3个工作日 3号楼等配件", "2026-11-26", "3号楼等配件"),
        ("下周三前 配件到", "2026-12-02", "配件到"),
        ("12月1日", "2026-12-01", ""),
    ],
)
def test_what_follows_the_date_is_the_reason(text: str, day: str, rest: str) -> None:
    found, left = split_date(text, TODAY, CALENDAR)
    assert (found.day, left) == (date.fromisoformat(day), rest)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("尽快", "vague"), ("近期", "vague"), ("过几天", "vague"), ("下周", "vague"), ("下月初", "vague"),
        ("尽快 材料没到", "vague"), ("12月中旬", "vague"), ("年前", "vague"),
        ("3到5天", "unreadable"), ("11月20日", "past"), ("2025-11-30", "past"), ("11.20", "past"),
        ("开关缺货", "unreadable"), ("", "unreadable"), ("2月30日", "unreadable"), ("13.5", "unreadable"),
        ("下周三开关缺货", "unreadable"), ("0天", "unreadable"), ("2026-02-29", "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_future_day_is_refused_with_the_reason(said: str, reason: str) -> None:
    with pytest.raises(BadDate) as refused:
        read_date(said, TODAY, CALENDAR)
    assert refused.value.params["reason"] == reason


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("今天去看了，要换声控开关，明天下午来换", "2026-11-24 18:00"),
        ("换热站掉压，今晚23点前恢复，明早上门测温", "2026-11-23 23:00"),
        ("物业张师傅11月24日下午换声控开关", "2026-11-24 18:00"),
        ("物业张师傅24日下午换", "2026-11-24 18:00"),
        ("配件下周三到货", "2026-12-02 18:00"),
        ("11月20日看过，12月1日前修好", "2026-12-01 18:00"),
        ("三天内修好", "2026-11-26 18:00"),
        ("5个工作日内答复", "2026-11-30 18:00"),
        ("已经换了灯泡和声控开关", None),
        ("今天上午去看过了", None),
        ("坏了3天了", None),
        ("拉走1.5吨垃圾", None),
        ("测温21.5度", None),
        ("换热站2号机组已修", None),
        ("上周五去过", None),
        ("以后天天打扫", None),
        ("每周五清扫", None),
        ("周一至周五有人", None),
        ("照第十一条办", None),
        ("国庆放假，2015年年底装好", None),
        ("2027年年底装好", "2027-12-31 18:00"),
        ("2026年12月底装好", "2026-12-31 18:00"),
        ("元旦前修好", "2026-12-31 18:00"),
        ("尽快处理", None),
        ("两年内没修过", None),
        ("3号楼2单元7号件", None),
    ],
)
def test_a_promised_day_is_found_in_free_words_and_nothing_else_is(text: str, moment: str | None) -> None:
    found = future_date_in(text, TODAY, CALENDAR)
    assert (found and found.at) == (moment and at(moment))


def test_dates_are_said_with_their_weekday_and_in_shanghai_time() -> None:
    due = datetime.fromisoformat("2026-11-26T10:00:00+00:00")
    assert format_due(due) == "11月26日（周四）18:00前"
    assert format_due(datetime.fromisoformat("2026-12-01T16:00:00+00:00")) == "12月1日（周二）24:00前"
    assert format_day(date(2026, 11, 29)) == "11月29日（周日）"
    assert format_day(date(2027, 5, 31), TODAY) == "2027年5月31日（周一）"
    assert format_moment(due) == "2026年11月26日 18:00"
    assert format_moment(datetime.fromisoformat("2026-12-02T02:00:00+00:00")) == "2026年12月02日 10:00"
    assert format_moment(datetime.fromisoformat("2026-12-01T16:00:00+00:00")) == "2026年12月01日 23:59"
    assert format_span(due, TODAY) == "26日18:00"
    assert format_span(due, date(2026, 11, 26)) == "今天18:00"
    assert format_span(datetime.fromisoformat("2026-12-02T10:00:00+00:00"), TODAY) == "12月2日18:00"


@given(st.dates(date(2026, 11, 23), date(2027, 5, 20)))
def test_what_is_said_back_is_read_as_the_same_day(day: date) -> None:
    said = format_day(day, TODAY).partition("（")[0]
    assert read_date(said, TODAY, CALENDAR).day == day
    assert read_date(f"{day:%Y-%m-%d}", TODAY, CALENDAR).day == day


@given(st.text(alphabet="0123456789年月日号.-/今明后天下周一二三四五六七十前内个工作点半 ", max_size=16))
def test_whatever_is_typed_gives_a_day_from_today_on_or_a_refusal(text: str) -> None:
    day, reason = TODAY, ""
    try:
        day = read_date(text, TODAY, CALENDAR).day
    except BadDate as refused:
        reason = str(refused.params["reason"])
    assert day >= TODAY
    assert reason in ("", "vague", "past", "unreadable")


@pytest.mark.parametrize("said", FORMS)
def test_every_form_is_also_found_inside_words_when_a_time_follows(said: str) -> None:
    known = read_date(said, TODAY, CALENDAR).day
    found = future_date_in(f"师傅说{said.removesuffix('前')}前能来", TODAY, CALENDAR)
    assert found is not None
    assert found.day in (known, known - ONE_DAY)  # 元旦前 is the day before
