"""The forms in which people write a day (下周三, 11.30, 5个工作日, 元旦前), as one table of patterns.

The first pattern that fits at a place wins, so longer forms stand first.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.domain.working_time import ONE_DAY, Calendar

WEEKDAYS = "一二三四五六日"
_VAGUE = """
尽快 尽早 尽量 近期 近日 最近 马上 立刻 立即 抓紧 及时 随后 早日 过几天 过两天 这几天 这两天 过段时间 回头 有空 待定
适时 月中 月初 中旬 上旬 下旬 不久 很快 下周 下星期 下礼拜 本周 这周 下个月 下月 本月 这个月 今年 明年 开春 停暖后 来年
年前
"""
VAGUE = tuple(_VAGUE.split())
"""Words that name no day: refused, never guessed."""
_FAR_PAST = 183
"""A month and day that long ago means next year (1月5日 said in December), a nearer one is past."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day a form stands for; provisional when it was counted over an unknown year."""

    day: date
    provisional: bool = False


Reader = Callable[[re.Match[str], date, Calendar], Day | None]
_N = r"(\d{1,3}|[一二两三四五六七八九十]{1,3}|半)"
_TENS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "元": 1}


def read_number(said: str) -> int:
    """12, 十二 or 两 as an integer; 0 for what is none."""
    if said.isdigit():
        return int(said)
    if "十" not in said:
        return _TENS[said[0]] if len(said) == 1 else 0
    tens, _, ones = said.partition("十")
    return (_TENS.get(tens, 1) if tens else 1) * 10 + _TENS.get(ones, 0)


def _make(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(date(year, month, day))
    except ValueError:
        return None


def _this_or_next_year(month: int, day: int, today: date) -> Day | None:
    found = _make(today.year, month, day)
    if found is None:  # 29 February of another year
        return _make(today.year + 1, month, day)
    return _make(today.year + 1, month, day) if (today - found.day).days > _FAR_PAST else found


def _month_end(today: date, months: int) -> Day:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return Day(date(year, month + 1, monthrange(year, month + 1)[1]))


def _weekday(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    prefix, sign = match[1] or "", match[2]
    wanted = 6 if sign in "日天末" else WEEKDAYS.index(sign)
    monday = today - today.weekday() * ONE_DAY
    if prefix.startswith("下"):
        return Day(monday + (7 * prefix.count("下") + wanted) * ONE_DAY)
    if prefix:
        return Day(monday + wanted * ONE_DAY)
    return Day(today + (wanted - today.weekday()) % 7 * ONE_DAY)


def _day_of_month(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    day, months = read_number(match[2]), 1 if match[1] and match[1].startswith("下") else 0
    if not match[1] and day < today.day:
        months = 1  # 5号 said on the 23rd is the fifth of next month
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return _make(year, month + 1, day)


def _in_days(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    count = read_number(match[1]) if match[1] != "半" else 0
    return Day(today + count * ONE_DAY) if count else None


def _in_weeks(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    count = read_number(match[1]) if match[1] != "半" else 0
    return Day(today + 7 * count * ONE_DAY) if count else None


def _in_months(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    if match[1] == "半":
        return Day(today + 15 * ONE_DAY)
    last = _month_end(today, read_number(match[1])).day
    return Day(last.replace(day=min(today.day, last.day)))


def _in_working_days(match: re.Match[str], today: date, calendar: Calendar) -> Day | None:
    count = read_number(match[1]) if match[1] != "半" else 0
    deadline = calendar.add_working_days(today, count)
    return Day(deadline.day, deadline.provisional) if count else None


def _feast(month: int, day: int) -> Reader:
    def read(match: re.Match[str], today: date, _: Calendar) -> Day | None:
        found = date(today.year, month, day)
        if found < today:
            found = date(today.year + 1, month, day)
        return Day(found - ONE_DAY if match[1] else found)

    return read


def _spring_festival(match: re.Match[str], today: date, calendar: Calendar) -> Day | None:
    for ahead in range(400):
        eve = today + ahead * ONE_DAY
        if calendar.spring_festival(eve) and not calendar.spring_festival(eve - ONE_DAY):
            return Day(eve if match[1] else eve + ONE_DAY)
    return None


def _full_date(match: re.Match[str], _today: date, _calendar: Calendar) -> Day | None:
    return _make(int(match[1]), int(match[2]), int(match[3]))


def _named_year(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    return _make(today.year + (match[1] == "明"), int(match[2]), int(match[3]))


def _month_and_day(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    return _this_or_next_year(read_number(match[1]), read_number(match[2]), today)


def _named_month_end(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    first = _make(today.year, int(match[1]), 1)
    if first is None:
        return None
    return _month_end(first.day, 12 if (today - first.day).days > _FAR_PAST else 0)


def _month_end_of(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    return _month_end(today, 1 if (match[1] or "").startswith("下") else 0)


def _year_end(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    return _make(today.year + (match[1] == "明"), 12, 31)


def _end_of_month_in_year(match: re.Match[str], _today: date, _calendar: Calendar) -> Day | None:
    first = _make(int(match[1]), int(match[2]), 1)
    return _month_end(first.day, 0) if first else None


def _end_of_year(match: re.Match[str], _today: date, _calendar: Calendar) -> Day | None:
    return _make(int(match[1]), 12, 31)


def _relative(match: re.Match[str], today: date, _: Calendar) -> Day | None:
    return Day(today + _RELATIVE[match[1]] * ONE_DAY)


_RELATIVE = {"今": 0, "明": 1, "后": 2, "大后": 3}
_BEFORE = r"(之?以?前)?"
_WITHIN = r"(?:之?以?内|之?以?后)"
_COUNTED = "[条年岁月点个天户楼号栋次家件人度路街]"
_HAN = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a day; a loose one counts inside free words only if a word of time follows."""

    pattern: re.Pattern[str]
    read: Reader
    loose: bool = False


def _form(pattern: str, read: Reader, *, loose: bool = False) -> Form:
    return Form(re.compile(pattern), read, loose)


# lookbehinds keep a form from beginning inside another word: 上周五 is past, 以后天天 is no 后天, 两年内 no 年内
GRAMMAR: tuple[Form, ...] = (
    _form(r"(?<!\d)(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)[日号]?", _full_date),
    _form(r"(明|今)年\s*(\d{1,2})月\s*(\d{1,2})(?!\d)[日号]?", _named_year),
    _form(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})(?!\d)[日号]?", _month_and_day),
    _form(rf"(?<![{_HAN}])(元|[{_HAN}]{{1,2}})月([{_HAN}]{{1,3}})[日号]?", _month_and_day),
    _form(r"(?<!\d)(20\d\d)年(\d{1,2})月(?:份)?底", _end_of_month_in_year),
    _form(r"(?<!\d)(20\d\d)年年?[底内末]", _end_of_year),
    _form(r"(?<!\d)(\d{1,2})月(?:份)?底", _named_month_end),
    _form(r"(?<![上每个])(下个?|本|这个?)?月[底末]", _month_end_of),
    _form(rf"(?<![去前\d几半两{_HAN}])(明|今)?年[底内末]", _year_end),
    _form(r"(下个?月|本月|这个?月)(\d{1,2})[日号]", _day_of_month),
    _form(
        rf"(?<![上每至{_HAN}两\d])(?<!上个)(下下个?|下个?|本|这个?)?(?:周|星期|礼拜)([一二三四五六日天末])(?!至|到[周星礼])",
        _weekday,
    ),
    _form(r"(?<![以之最先往今])(大后|今|明|后)(?:天|日|儿)", _relative),
    _form(r"(今|明)(?=[早晚])", _relative),
    _form(rf"(?<!\d){_N}\s*个?工作日{_WITHIN}?", _in_working_days),
    _form(rf"(?<!\d){_N}\s*(?:天|日){_WITHIN}", _in_days),
    _form(rf"(?<!\d){_N}\s*天", _in_days, loose=True),
    _form(rf"(?<!\d){_N}\s*(?:周|个?星期|个?礼拜){_WITHIN}", _in_weeks),
    _form(rf"(?<!\d){_N}\s*(?:周|个?星期|个?礼拜)", _in_weeks, loose=True),
    _form(rf"(?<!\d){_N}\s*个月{_WITHIN}", _in_months),
    _form(rf"(?<!\d){_N}\s*个月", _in_months, loose=True),
    _form(rf"元旦{_BEFORE}", _feast(1, 1), loose=True),
    _form(rf"(?:五一|劳动节)(?![路街广]){_BEFORE}", _feast(5, 1), loose=True),
    _form(rf"(?<![第续年])(?:十一|国庆节?)(?!{_COUNTED}){_BEFORE}", _feast(10, 1), loose=True),
    _form(rf"(?:春节|过年|大年){_BEFORE}", _spring_festival, loose=True),
    _form(r"(?<![\d.])(\d{1,2})[./-](\d{1,2})(?![\d./-])[日号]?", _month_and_day, loose=True),
    _form(r"(?<!\d)()(\d{1,2})[日号](?![楼院门线店机换泵路栋井件单])", _day_of_month, loose=True),
    _form(rf"(?<![{_HAN}])()([{_HAN}]{{1,3}})[日号](?![楼院门线店机换泵路栋井件单])", _day_of_month, loose=True),
)
