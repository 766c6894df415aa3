"""Reading a date out of a command or out of free words, and saying dates back.

Refused are words that name no day (尽快, 近期) and days that are past; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

from models.domain.date_grammar import GRAMMAR, VAGUE, WEEKDAYS, read_number
from models.domain.errors import BadDate
from models.domain.working_time import DAY_CLOSES, ONE_DAY, SHANGHAI, Calendar, at_clock

PARTS_OF_DAY = {
    "凌晨": time(6), "早上": time(12), "早晨": time(12), "上午": time(12), "中午": time(14), "下午": time(18),
    "傍晚": time(19), "晚上": time(22), "夜里": time(22), "早": time(12), "晚": time(22),
}  # fmt: skip
"""When a part of the day is over: a promise for 明天下午 is due at 18:00."""
_CLOCK = re.compile(
    rf"\s*({'|'.join(PARTS_OF_DAY)})?\s*(?:(\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})(?:[:：](\d\d)|[点时](?:(半)|(\d\d)分?)?))?"
)
_TIME_WORD = re.compile(rf"\s*(?:之?以?前|左右|为止|{'|'.join(PARTS_OF_DAY)})")
_BEGINNING = re.compile("[0-9一二两三四五六七八九十半今明后大下本这周星礼元劳国春过年月]")
"""What a form of the grammar can begin with: everything else is passed over at once."""
_REPORT = re.compile(r"[^,。;!?\s]*(?:了|过|已)")
"""今天去看了 tells what happened; 今天下午来换 promises."""
_TAIL = re.compile(r"\s*(?:下班前|之?以?前|左右|为止|吧)?")
_WEEKDAY_BEHIND = re.compile(r"\s*\((?:周|星期)[一二三四五六日天]\)")
_HEAD = 8
"""So far into a text a word that names no day is looked for: 12月中旬."""


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date somebody wrote."""

    day: date
    """Shanghai day."""
    at: datetime
    """Until when it is kept (UTC): the hour that was said, else the end of the part of day, else 18:00."""
    day_off: bool
    """Not a working day; said back as a question."""
    provisional: bool
    """Counted over a year whose calendar is not known."""
    said: str
    end: int
    """Offset behind the date in the width-normalised text: what follows is the reason."""


def _flat(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _clock(flat: str, start: int) -> tuple[time | None, int]:
    match = _CLOCK.match(flat, start)
    if match is None or not match[0].strip():
        return None, start
    part = match[1]
    if match[2] is None:
        return PARTS_OF_DAY[part], match.end()
    hour = read_number(match[2])
    minute = 30 if match[4] else int(match[3] or match[5] or 0)
    if part in ("下午", "傍晚", "晚上", "夜里", "晚") and hour < 12:
        hour += 12
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None, start
    return (time(23, 59) if hour == 24 else time(hour, minute)), match.end()


def _date_at(flat: str, start: int, today: date, calendar: Calendar, *, strict: bool) -> SaidDate | None:
    for form in GRAMMAR:
        match = form.pattern.match(flat, start)
        if match is None or (strict and form.loose and not _is_followed_by_time(flat, match)):
            continue
        found = form.read(match, today, calendar)
        if found is None:
            continue
        behind = _WEEKDAY_BEHIND.match(flat, match.end())
        clock, end = _clock(flat, behind.end() if behind else match.end())
        tail = _TAIL.match(flat, end)
        end = tail.end() if tail else end
        return SaidDate(
            day=found.day,
            at=at_clock(found.day, clock or DAY_CLOSES),
            day_off=not calendar.is_workday(found.day),
            provisional=found.provisional or not calendar.is_known(found.day),
            said=flat[start:end].strip(),
            end=end,
        )
    return None


def _is_followed_by_time(flat: str, match: re.Match[str]) -> bool:
    return match[0].endswith("前") or _TIME_WORD.match(flat, match.end()) is not None


def split_date(text: str, today: date, calendar: Calendar) -> tuple[SaidDate, str]:
    """The date a text begins with and the words behind it: `下周三 开关缺货` -> (2026-12-02, 开关缺货).

    `today` is the Shanghai day on which it was said. Raises BadDate with reason vague (尽快, 近期), past or unreadable.
    """
    flat = _flat(text).strip()
    found = _date_at(flat, 0, today, calendar, strict=False)
    if found is None:
        vague = next((word for word in VAGUE if word in flat[:_HEAD]), "")
        raise BadDate(said=vague or flat, reason="vague" if vague else "unreadable")
    if found.day < today:
        raise BadDate(said=found.said, reason="past", day=found.day)
    return found, re.sub(r"^[\s,，。;；:：|｜、]+", "", flat[found.end :])


def read_date(text: str, today: date, calendar: Calendar) -> SaidDate:
    """The date a whole text is. Raises BadDate as `split_date`, and if anything is left over."""
    found, rest = split_date(text, today, calendar)
    if rest:
        raise BadDate(said=text.strip(), reason="unreadable")
    return found


def future_date_in(text: str, today: date, calendar: Calendar) -> SaidDate | None:
    """The first day from today on that is promised inside free words (进展 … 明天下午来换), None if there is none.

    Stricter than `split_date`: lengths of time (坏了3天), decimals (1.5吨) things with a number (2号机组) do not count.
    """
    flat = _flat(text)
    start = 0
    while (place := _BEGINNING.search(flat, start)) is not None:
        start = place.start()
        found = _date_at(flat, start, today, calendar, strict=True)
        if found is None:
            start += 1
        elif found.day > today or (found.day == today and not _REPORT.match(flat, found.end)):
            return found
        else:
            start = found.end
    return None


def format_day(day: date, today: date | None = None) -> str:
    """11月26日（周四）, with the year when it is not `today`'s."""
    year = f"{day.year}年" if today is not None and today.year != day.year else ""
    return f"{year}{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def format_due(at: datetime, today: date | None = None) -> str:
    """11月26日（周四）18:00前, in Shanghai time; midnight is said as 24:00 of the day before."""
    local = at.astimezone(SHANGHAI)
    if local.time() == time(0):
        return f"{format_day(local.date() - ONE_DAY, today)}24:00前"
    return f"{format_day(local.date(), today)}{local.hour:02d}:{local.minute:02d}前"


def format_moment(at: datetime) -> str:
    """2026年11月26日 18:00, the only form a template's time field is given; midnight is 23:59 of the day before."""
    local = at.astimezone(SHANGHAI)
    if local.time() == time(0):
        local = datetime.combine(local.date() - ONE_DAY, time(23, 59))
    return f"{local.year}年{local:%m}月{local:%d}日 {local:%H:%M}"


def format_span(at: datetime, today: date) -> str:
    """今天12:44 or 26日18:00 or 12月2日18:00: the short form of lists."""
    local = at.astimezone(SHANGHAI)
    if local.date() == today:
        return f"今天{local:%H:%M}"
    month = "" if (local.year, local.month) == (today.year, today.month) else f"{local.month}月"
    return f"{month}{local.day}日{local:%H:%M}"
