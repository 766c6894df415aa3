"""When a clock may stand still (暂停): listed reasons, fifteen working days at most, and what it does to a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from models.domain.dates import SaidDate, split_date
from models.domain.errors import BadDate
from models.domain.working_time import DAY_OPENS, Calendar, at_clock, shanghai_day

Reason = Literal["resident", "weather", "law"]
REASONS: dict[Reason, str] = {
    "resident": "居民 在家 不在家 家里没人 住户 业主 联系不上",
    "weather": "天气 下雨 下雪 雨 雪 冻 上冻 大风 沙尘 化冻 解冻 低温",
    "law": "法定程序 程序 审批 鉴定 检测 公示 招标 招投标 听证 诉讼 仲裁",
}
"""The only reasons there are, and the words they are known by; 1, 2 and 3 stand for them in this order."""
LONGEST = 15
"""Working days from the day it is asked for. Source: dialogue rules 3.2 (own)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A pause as far as it was said."""

    reason: Reason | None = None
    until: SaidDate | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Standstill:
    """A time in which the clock did not run."""

    since: datetime
    until: datetime


def read(text: str, today: date, calendar: Calendar) -> Asked:
    """Reason and date of `等居民在家 12月1日`, in any order. Raises BadDate for a past or vague date alone."""
    parts = text.replace("，", " ").replace(",", " ").replace("；", " ").replace(";", " ").split()
    until: SaidDate | None = None
    words: list[str] = []
    for part in parts:
        day = _day(part, today, calendar) if until is None else None
        if day is None:
            words.append(part)
        else:
            until = day[0]
            words += [day[1]] if day[1] else []
    said = " ".join(words)
    return Asked(_reason(said), until, said)


def latest(today: date, calendar: Calendar) -> datetime:
    """The last instant a pause may end that is asked for today."""
    return at_clock(calendar.add_working_days(today, LONGEST).day, DAY_OPENS)


def resumes(until: date) -> datetime:
    """When work goes on: at the opening of the day that was named."""
    return at_clock(until, DAY_OPENS)


def moved(due_at: datetime, pauses: Iterable[Standstill], calendar: Calendar, *, hours: bool) -> datetime:
    """The due instant after clocks stood still: by the time itself in tiers of hours, else by whole working days."""
    for pause in sorted(pauses, key=lambda one: one.since):
        if pause.since >= due_at or pause.until <= pause.since:
            continue
        if hours:
            due_at += pause.until - pause.since
            continue
        days = calendar.working_days_between(shanghai_day(pause.since), shanghai_day(pause.until))
        clock = due_at - at_clock(shanghai_day(due_at), DAY_OPENS)
        due_at = at_clock(calendar.add_working_days(shanghai_day(due_at), days).day, DAY_OPENS) + clock
    return due_at


def _reason(words: str) -> Reason | None:
    numbered = words.strip()[:1]
    for number, (reason, signs) in enumerate(REASONS.items(), start=1):
        if numbered == str(number) or any(sign in words for sign in signs.split()):
            return reason
    return None


def _day(part: str, today: date, calendar: Calendar) -> tuple[SaidDate, str] | None:
    for head in ("", "到", "等到", "至"):
        if not part.startswith(head):
            continue
        try:
            return split_date(part[len(head) :], today, calendar)
        except BadDate as error:
            if error.params["reason"] == "past":
                raise
    return None
