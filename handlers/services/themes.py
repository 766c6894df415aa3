"""每月一题: what was told most in the last months is offered, the desk confirms one, the board shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlmodel import col

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services import reports, timers
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.timers import Planned
from models.domain.district import District, Post
from models.domain.states import OPEN
from models.domain.working_time import DAY_CLOSES, at_clock, shanghai_day
from models.store.tx import Reader
from models.tables import Case, Theme, Timer

LOOK_BACK = timedelta(days=92)
FEWEST = 3
"""Fewer tellings in three months are no theme of a month."""
MOST = 6
SUBJECT = "theme"
NO_THEME = frozenset({"withdrawn"})
MAKERS = frozenset({"dispatcher", "duty", "leader"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A theme that could be the month's."""

    name: str
    groups: tuple[str, ...]
    told: int
    unit: str
    """Who leads unless the desk names another."""


def candidates(ctx: Context) -> list[Candidate]:
    """老大难 of the district file and whatever else was told often, the most told first."""
    counts = _counts(ctx)
    named = of_file(ctx.district)
    covered = {group for one in named for group in one.groups}
    found = [Candidate(one.name, one.groups, _told(counts, one.groups), one.unit) for one in named]
    groups = Counter[str]()
    for category, count in counts.items():
        if not {category, category.partition("/")[0]} & covered:
            groups[category.partition("/")[0]] += count
    for group, count in groups.items():
        found.append(Candidate(group, (group,), count, _leads(ctx.district, group)))
    often = [one for one in found if one.told >= FEWEST]
    return sorted(often, key=lambda one: (-one.told, one.name))[:MOST]


def of_file(district: District) -> list[Candidate]:
    """The themes the district file names, without figures."""
    given = cast("Mapping[str, Mapping[str, Any]]", district.settings.get("themes") or {})
    return [Candidate(name, tuple(one["groups"]), 0, str(one["unit"])) for name, one in given.items()]


def class_of(district: District, category: str) -> str:
    """The 老大难 theme a category belongs to, `` for none; the narrowest one that fits."""
    found = [one for one in of_file(district) if {category, category.partition("/")[0]} & set(one.groups)]
    found.sort(key=lambda one: category not in one.groups)
    return found[0].name if found else ""


def classify(ctx: Context, words: str) -> str:
    """The 老大难 theme of words: its own name, else the theme of the matter that is read in them, `` for none."""
    said = words.strip()
    if any(one.name == said for one in of_file(ctx.district)):
        return said
    matters = ctx.world.understander.read(said).matters
    return class_of(ctx.district, matters[0].category) if matters else ""


def of_month(reader: Reader, month: str) -> Theme | None:
    """The theme of a month."""
    found = reader.find(Theme, month=month)
    return found[0] if found else None


def choose(ctx: Context, post: Post, one: Candidate, unit: str, ends_on: date) -> Theme:
    """The desk confirms it: public at once, the unit that leads hears it, and is reminded at its end."""
    theme = ctx.tx.insert(
        Theme,
        month=reports.month_of(shanghai_day(ctx.now)),
        name=one.name,
        groups=",".join(one.groups),
        unit=unit,
        ends_on=ends_on,
        told=one.told,
        post=post.code,
        made_at=ctx.now,
    )
    _tell(ctx, theme, "theme_chosen")
    timers.set_timer(ctx, SUBJECT, theme.id, Planned("due", at_clock(ends_on, DAY_CLOSES), rule=SUBJECT))
    return theme


def due(ctx: Context, timer: Timer) -> None:
    """Its last day is over: who leads and the desk read what came of it."""
    theme = ctx.tx.get(Theme, timer.subject_id)
    if theme is not None:
        _tell(ctx, theme, "theme_over")


def figures(reader: Reader, theme: Theme, now: datetime) -> dict[str, int]:
    """What was told of it since it was chosen, how much of that is closed and open."""
    groups = set(theme.groups.split(","))
    found = [
        one
        for one in reader.query(Case, col(Case.filed_at) >= theme.made_at, col(Case.filed_at) <= now)
        if _fits(one, groups)
    ]
    still = [
        one
        for one in reader.query(Case, col(Case.state).in_([state.value for state in OPEN]), col(Case.filed_at) <= now)
        if _fits(one, groups)
    ]
    return {"told": len(found), "closed": sum(one.closed_at is not None for one in found), "open": len(still)}


def _tell(ctx: Context, theme: Theme, kind: str) -> None:
    posts = (*posts_for(ctx, theme.unit, "head"), *posts_for(ctx, theme.unit))
    if kind == "theme_over":
        posts = (*posts, *posts_for(ctx, ctx.district.root, "dispatcher"))
    told = {"theme": theme.id}
    push_to_posts(ctx, tuple(dict.fromkeys(posts)), kind, told, key=f"{theme.id}", urgency="duty")


def _counts(ctx: Context) -> Counter[str]:
    found = ctx.tx.query(Case, col(Case.filed_at) >= ctx.now - LOOK_BACK)
    return Counter(
        one.category for one in found if one.category and not is_confidential(one) and one.state not in NO_THEME
    )


def _told(counts: Counter[str], groups: tuple[str, ...]) -> int:
    return sum(count for category, count in counts.items() if {category, category.partition("/")[0]} & set(groups))


def _fits(case: Case, groups: set[str]) -> bool:
    return not is_confidential(case) and bool({case.category, case.category.partition("/")[0]} & groups)


def _leads(district: District, group: str) -> str:
    """The department that leads most matters of a group, the district where the places' own units do."""
    leads = Counter(one.lead for one in district.categories.values() if one.group == group)
    return next((unit for unit, _ in leads.most_common() if unit in district.units), district.root)
