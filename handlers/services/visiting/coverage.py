"""How many households were visited: different ones over the register, by community and building; who was not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from handlers.services.visiting.counting import by_name, number, rows
from models.domain.district import Post
from models.domain.visiting import homes as codes
from models.store.rows import table_of
from models.store.tx import Reader
from models.tables import Campaign, Home, HomeVisit


@dataclass(frozen=True, slots=True)
class Span:
    """Which visits count: those of a campaign, or of some days."""

    campaign: Campaign | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """One community or building."""

    name: str
    homes: int
    visited: int
    """Different households: however often one was visited, it counts once."""
    visits: int

    @property
    def percent(self) -> float:
        return round(100 * self.visited / self.homes, 1) if self.homes else 0.0


def by_community(reader: Reader, span: Span, communities: Sequence[str]) -> list[Covered]:
    """One row a community, in the order given; those without a register too."""
    found = _covered(reader, span, communities, "community")
    return [found.get(code, Covered(code, 0, 0, 0)) for code in communities]


def by_building(reader: Reader, span: Span, community: str) -> list[Covered]:
    """One row a building of a community, in the order of their numbers."""
    found = _covered(reader, span, (community,), "building")
    return [found[name] for name in sorted(found, key=codes.order)]


def total(name: str, parts: Sequence[Covered]) -> Covered:
    """All rows together."""
    return Covered(name, *(sum(getattr(one, name) for one in parts) for name in ("homes", "visited", "visits")))


def given(reader: Reader, posts: Sequence[Post], communities: Sequence[str]) -> int:
    """How many households these posts have to visit: those given to them, else those of their communities that are
    nobody's.
    """
    home = table_of(Home)
    own = home.c.post.in_(tuple(post.code for post in posts))
    free = home.c.community.in_(tuple(communities)) & (home.c.post == "")
    counted = select(func.count()).select_from(home).where(home.c.gone_at.is_(None))
    return number(reader, counted.where(own)) or number(reader, counted.where(free))


def unvisited(reader: Reader, span: Span, posts: Sequence[Post], communities: Sequence[str]) -> list[Home]:
    """Households nobody was at yet: those given to these posts, or where none are, those of their communities that
    are nobody's. In the order one walks them.
    """
    home, _ = table_of(Home), table_of(HomeVisit)
    mine = tuple(post.code for post in posts)
    free = col(Home.gone_at).is_(None) & ~home.c.id.in_(_visited(span))
    found = reader.query(Home, free, col(Home.post).in_(mine))
    if not found and not reader.find(Home, post=mine, gone_at=None, order="id", limit=1):
        found = reader.query(Home, free, col(Home.community).in_(tuple(communities)), col(Home.post) == "")
    return sorted(found, key=lambda one: (one.community, codes.order(one.code)))


def _covered(reader: Reader, span: Span, communities: Sequence[str], by: str) -> dict[str, Covered]:
    home, visit = table_of(Home), table_of(HomeVisit)
    within = home.c.community.in_(tuple(communities)) & home.c.gone_at.is_(None)
    homes = by_name(reader, select(home.c[by], func.count()).where(within).group_by(home.c[by]))
    found = rows(
        reader,
        select(home.c[by], func.count(func.distinct(visit.c.home_id)), func.count())
        .select_from(home.join(visit, visit.c.home_id == home.c.id))
        .where(within, _counts(span))
        .group_by(home.c[by]),
    )
    visited = {row[0]: (row[1], row[2]) for row in found}
    return {name: Covered(name, count, *visited.get(name, (0, 0))) for name, count in homes.items()}


def _visited(span: Span) -> Any:
    visit = table_of(HomeVisit)
    return select(visit.c.home_id).where(_counts(span), visit.c.home_id.is_not(None))


def _counts(span: Span) -> Any:
    visit = table_of(HomeVisit)
    condition: Any = visit.c.undone_at.is_(None)
    if span.campaign is not None:
        condition &= visit.c.campaign_id == span.campaign.id
    if span.first is not None:
        condition &= visit.c.day >= span.first
    if span.last is not None:
        condition &= visit.c.day <= span.last
    return condition
