"""What 督办 is made of: a demand and a date, in either order; when it is reminded of."""

from __future__ import annotations

import re
from datetime import date

from models.domain.dates import SaidDate, future_date_in, read_date, split_date
from models.domain.errors import BadDate
from models.domain.working_time import Calendar

REMINDERS = ("T-3", "T-1", "T")
"""09:00 of these working days before the date; after it every working day until it is lifted or the case is done."""
LIFTING = ("解除", "解除督办", "撤销督办", "取消督办")
_EDGES = " \t\n,，。;；:：、|｜"


def lifts(text: str) -> bool:
    """Whether the words behind 督办 7 take the mark away: 督办 7 解除."""
    return text.strip(_EDGES).startswith(LIFTING)


def split(text: str, today: date, calendar: Calendar) -> tuple[str, SaidDate | None]:
    """The demand and the date, None where no date was said: `每天报一次 11月30日` or `11月30日 每天报一次`.

    The date at the end counts before one inside the words. Raises BadDate for one that is past or too vague.
    """
    flat = text.strip(_EDGES)
    parts = re.split(r"[\s,，。;；、|｜]+", flat)
    if len(parts) > 1:
        try:
            found = read_date(re.sub(r"(?:之|以)?前(?:办好|办结|报)?$", "", parts[-1]) or parts[-1], today, calendar)
        except BadDate as error:
            if error.params["reason"] == "past":
                raise
        else:
            return flat[: flat.rindex(parts[-1])].strip(_EDGES), found
    try:
        found, rest = split_date(flat, today, calendar)
    except BadDate as error:
        if error.params["reason"] != "unreadable":
            raise
    else:
        return rest.strip(_EDGES), found
    within = future_date_in(flat, today, calendar)
    if within is None:
        return flat, None
    return flat.replace(within.said, "", 1).strip(_EDGES), within
