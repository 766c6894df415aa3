"""When people are left in peace: quiet hours as data and the next instant something may be pushed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Literal, get_args

from models.domain.district import TierCode
from models.domain.working_time import SHANGHAI, Calendar, at_clock

Audience = Literal["resident", "cadre", "institution"]
Urgency = Literal["normal", "duty", "24h", "24h-vulnerable", "2h", "own-answer"]
"""duty: notices of the roster, which reach a cadre on days off too; own-answer: within ten minutes of the
person's own words."""

LOUD: frozenset[Urgency] = frozenset({"2h", "own-answer"})
"""Never quiet, whatever a district sets."""
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Quiet:
    """Shanghai hours in which nothing is pushed; a span whose end is not later runs over midnight."""

    hours: tuple[tuple[time, time], ...] = ()
    working_days_only: bool = False


_NEVER = Quiet()
_INSTITUTION = Quiet(((time(17, 30), time(9)),), working_days_only=True)
_RESIDENT = Quiet(((time(20, 30), time(8, 30)), (time(12), time(14, 30))))
_CADRE_HOURS = ((time(21), time(7, 30)), (time(12), time(14)))

QUIET: Mapping[tuple[Audience, Urgency], Quiet] = {
    ("resident", "normal"): _RESIDENT,
    ("resident", "duty"): _RESIDENT,
    ("resident", "24h"): _RESIDENT,
    ("resident", "24h-vulnerable"): Quiet(((time(23), time(8, 30)),)),
    ("resident", "2h"): _NEVER,
    ("resident", "own-answer"): _NEVER,
    ("cadre", "normal"): Quiet(_CADRE_HOURS, working_days_only=True),
    ("cadre", "duty"): Quiet(_CADRE_HOURS),
    ("cadre", "24h"): Quiet(((time(22), time(7)),)),
    ("cadre", "24h-vulnerable"): Quiet(((time(23), time(7)),)),
    ("cadre", "2h"): _NEVER,
    ("cadre", "own-answer"): _NEVER,
    ("institution", "normal"): _INSTITUTION,
    ("institution", "duty"): _INSTITUTION,
    ("institution", "24h"): _INSTITUTION,
    ("institution", "24h-vulnerable"): _INSTITUTION,
    ("institution", "2h"): _NEVER,
    ("institution", "own-answer"): _NEVER,
}
"""Dialogue rules 3.5."""


def urgency_of(tier: TierCode, *, vulnerable: bool = False) -> Urgency:
    """The class of a push about a case of this tier."""
    if tier == "2h":
        return "2h"
    if tier == "24h":
        return "24h-vulnerable" if vulnerable else "24h"
    return "normal"


def next_allowed(
    audience: Audience,
    urgency: Urgency,
    at: datetime,
    calendar: Calendar,
    rules: Mapping[tuple[Audience, Urgency], Quiet] = QUIET,
) -> datetime:
    """`at` itself if it is not quiet, else the end (UTC) of the quiet time it lies in, days off included."""
    rule = rules[audience, urgency]
    while (later := _after_quiet(rule, at, calendar)) != at:
        at = later
    return at.astimezone(UTC)


def is_quiet(
    audience: Audience,
    urgency: Urgency,
    at: datetime,
    calendar: Calendar,
    rules: Mapping[tuple[Audience, Urgency], Quiet] = QUIET,
) -> bool:
    """Whether a push has to wait; the end of a quiet span is no longer quiet, its beginning is."""
    return next_allowed(audience, urgency, at, calendar, rules) != at


def _after_quiet(rule: Quiet, at: datetime, calendar: Calendar) -> datetime:
    local = at.astimezone(SHANGHAI)
    day, clock = local.date(), local.time()
    if rule.working_days_only and not calendar.is_workday(day):
        return at_clock(day + timedelta(days=1), time(0))
    for begins, ends in rule.hours:
        if begins < ends and begins <= clock < ends:
            return at_clock(day, ends)
        if begins >= ends and clock >= begins:
            return at_clock(day + timedelta(days=1), ends)
        if begins >= ends and clock < ends:
            return at_clock(day, ends)
    return at


def read_quiet(overrides: Mapping[str, object]) -> Mapping[tuple[Audience, Urgency], Quiet]:
    """The table with a district's own hours: {"resident": {"normal": ["20:30-08:30", "12:00-14:30"]}}.

    Hours of `normal` also hold for the classes that follow them by default; what is never quiet stays so. Raises
    ValueError naming the audience and class that is not known or the span that is none.
    """
    table = dict(QUIET)
    audiences: tuple[Audience, ...] = get_args(Audience)
    urgencies: tuple[Urgency, ...] = get_args(Urgency)
    for audience, given in overrides.items():
        if audience not in audiences or not isinstance(given, Mapping):
            raise ValueError(f"quiet_hours.{audience}: one of {', '.join(audiences)} with hours by class is expected")
        for urgency, spans in sorted(given.items(), key=lambda item: item[0] != "normal"):
            path = f"quiet_hours.{audience}.{urgency}"
            if urgency not in urgencies or urgency in LOUD:
                raise ValueError(
                    f"{path}: not a class with quiet hours ({', '.join(u for u in urgencies if u not in LOUD)})"
                )
            hours = _read_spans(path, spans)
            followers = _followers(audience) if urgency == "normal" else (urgency,)
            for follower in followers:
                table[audience, follower] = replace(table[audience, follower], hours=hours)
    return table


def _followers(audience: Audience) -> tuple[Urgency, ...]:
    """Classes that have the hours of `normal` in the default table."""
    normal = QUIET[audience, "normal"].hours
    return tuple(urgency for who, urgency in QUIET if who == audience and QUIET[who, urgency].hours == normal)


def _read_spans(path: str, spans: object) -> tuple[tuple[time, time], ...]:
    if not isinstance(spans, list | tuple):
        raise ValueError(f"{path}: a list such as [20:30-08:30] is expected")
    found = []
    for span in spans:
        match = _SPAN.fullmatch(str(span))
        if match is None:
            raise ValueError(f"{path}: {span!r} is no span of hours (20:30-08:30)")
        found.append((time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))))
    return tuple(found)
