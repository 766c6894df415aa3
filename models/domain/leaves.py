"""What 请假 is made of: a first and a last day, and who stands in; and who may stand in for whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.domain.date_grammar import read_number
from models.domain.dates import SaidDate, split_date
from models.domain.district import District, Post, Role
from models.domain.errors import BadDate
from models.domain.working_time import ONE_DAY, Calendar

LONGEST = 366
"""Days: what is longer is another post, not a leave."""
ENDING = ("结束", "回来了", "回岗", "销假", "取消", "不请了", "撤销")
_RANGE = re.compile(r"^\s*(?:到|至|--|[-—~～－])\s*")
_WEEK = r"(?:下*个?|这个?|本)(?:周|星期|礼拜)[一二三四五六日天]"
_WEEKDAYS = re.compile(rf"^({_WEEK})\s*(?:到|至|[-—~～－])\s*({_WEEK})\s*")
"""下周一到周三: the grammar of dates leaves ranges of weekdays to who means one."""
_DAYS = re.compile(r"^\s*(?:共|请)?\s*(\d{1,3}|[一二两三四五六七八九十]{1,3})天\s*")
_DAY_ONLY = re.compile(r"^(\d{1,2})[日号]?(?![\d.月])\s*")
_EDGES = " \t\n,，。;；:：、|｜"
_WITH = re.compile(r"^(?:由|请|让|找)\s*|\s*(?:替班|替我|替一下|代班|代|替)$")


@dataclass(frozen=True, slots=True)
class Said:
    """A leave as far as it was said."""

    from_on: date
    to_on: date
    whom: str = ""
    """As it was written, `` for nobody."""
    day_off: bool = False
    """The only day is a day off anyway."""


def ends(text: str) -> bool:
    """Whether the words behind 请假 take it back or end it: 请假 结束, 请假 取消."""
    return text.strip(_EDGES).startswith(ENDING)


def read(text: str, today: date, calendar: Calendar) -> Said:
    """`11月27日 王强`, `11月27日到12月1日 王强`, `明天 3天 王强`, `3天 王强` (from today), `11月27日`.

    Raises BadDate for a day that is past, too far, or a last day before the first one.
    """
    flat = text.strip(_EDGES)
    counted = _DAYS.match(flat)
    if counted is not None and (days := read_number(counted[1])):
        return _said(today, today + (days - 1) * ONE_DAY, flat[counted.end() :], calendar, flat)
    week = _WEEKDAYS.match(flat)
    if week is not None:
        first, _ = split_date(week[1], today, calendar)
        end, _ = split_date(week[2], first.day, calendar)
        return _said(first.day, end.day, flat[week.end() :], calendar, flat)
    first, rest = split_date(flat, today, calendar)
    span = _RANGE.match(rest)
    counted = _DAYS.match(rest)
    if counted is not None and (days := read_number(counted[1])):
        return _said(first.day, first.day + (days - 1) * ONE_DAY, rest[counted.end() :], calendar, flat)
    if span is None:
        return _said(first.day, first.day, rest, calendar, flat)
    last, rest = _last(rest[span.end() :], first, calendar)
    return _said(first.day, last, rest, calendar, flat)


def _last(text: str, first: SaidDate, calendar: Calendar) -> tuple[date, str]:
    bare = _DAY_ONLY.match(text)
    if bare is not None:
        month = first.day.replace(day=1)
        if int(bare[1]) < first.day.day:
            month = (month + 31 * ONE_DAY).replace(day=1)
        try:
            return month.replace(day=int(bare[1])), text[bare.end() :]
        except ValueError as error:
            raise BadDate(said=bare[0].strip(), reason="unreadable") from error
    found, rest = split_date(text, first.day, calendar)
    return found.day, rest


def _said(from_on: date, to_on: date, rest: str, calendar: Calendar, said: str) -> Said:
    if to_on < from_on:
        raise BadDate(said=said, reason="unreadable")
    if (to_on - from_on).days > LONGEST:
        raise BadDate(said=said, reason="unreadable")
    whom = _WITH.sub("", rest.strip(_EDGES)).strip(_EDGES)
    return Said(from_on, to_on, whom, from_on == to_on and not calendar.is_workday(from_on))


INSTEAD: Mapping[Role, tuple[Role, ...]] = {
    "inspector": ("inspector",),
    "leader": ("leader", "deputy"),
}
"""Roles that may stand in for a role that knows more than others; every other working post may for every other."""
_WORKING: tuple[Role, ...] = ("handler", "duty", "head", "deputy", "dispatcher")


def may_stand_in(district: District, post: Post, other: Post) -> bool:
    """Whether `other` may answer for `post`: in its unit, its own line, or beside it under the same unit above."""
    if other.closed or other.code == post.code or (other.person is not None and other.person == post.person):
        return False
    if other.role not in INSTEAD.get(post.role, _WORKING):
        return False
    if post.unit == other.unit:
        return True
    if district.root in (post.unit, other.unit):  # the district's desks and leaders stand in for each other alone
        return False
    unit, near = district.units[post.unit], district.units[other.unit]
    if "partner" in (unit.level, near.level):
        return False
    in_line = other.unit in district.line_of(post.unit) or post.unit in district.line_of(other.unit)
    return in_line or (unit.parent == near.parent and unit.parent not in (None, district.root))


FALLS_TO: Mapping[Role, tuple[Role, ...]] = {
    "handler": ("head", "deputy"),
    "duty": ("head", "deputy"),
    "deputy": ("head",),
    "head": ("deputy",),
    "dispatcher": ("duty",),
    "inspector": ("inspector",),
    "leader": (),
}
"""Who answers where nobody agreed to: the head of the unit; a head's own letters never fall to those he heads."""


def falls_to(district: District, post: Post) -> tuple[Post, ...]:
    """Posts of the unit that answer for a post whose holder is away and whom nobody replaces, best first."""
    roles: tuple[Role, ...] = FALLS_TO.get(post.role, ())
    if post.unit == district.root and post.role == "duty":
        roles = ("dispatcher",)
    found = district.posts_of(post.unit, *roles)
    return tuple(one for one in found if one.code != post.code and (one.person is None or one.person != post.person))
