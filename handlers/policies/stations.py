"""Which posts serve which station, and which of a person's posts may do what there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from models.domain.district import District, Post
from models.domain.stations import teams
from models.domain.stations.settings import Stations, read_stations
from models.domain.stations.teams import Command

EVERYWHERE: frozenset[teams.Team] = frozenset({"leaders", "helpers", "desk", "inspection"})
"""Teams that belong to no station: what they may do at all they may do in every community."""


def rules(district: District) -> Stations | None:
    """The district's rules of stations, None where it has none."""
    return read_stations(cast("Mapping[str, Any] | None", district.settings.get("stations")))


def stations(district: District) -> tuple[str, ...]:
    """Every station: each community of a district that has stations."""
    if district.settings.get("stations") is None:
        return ()
    return tuple(unit.code for unit in district.units.values() if unit.level == "community" and not unit.closed)


def roster_of(district: District, station: str) -> tuple[str, ...]:
    """Codes of the posts that sit in a station in turn."""
    settings = rules(district)
    named = settings.rosters.get(station) if settings is not None else None
    listed = [code for code in (named.posts if named is not None else ()) if code in district.posts]
    own = [post.code for post in district.posts_of(station, "handler", "head")]
    return tuple(code for code in (listed or own) if not district.posts[code].closed)


def serves(district: District, post: Post, station: str) -> bool:
    """Whether a post belongs to a station: its community, the street above, or its roster."""
    if station == post.unit or post.code in roster_of(district, station):
        return True
    return post.unit in district.line_of(station)[1:] and post.unit != district.root


def served_by(district: District, posts: Iterable[Post]) -> tuple[str, ...]:
    """Stations any of these posts serves, in the order of the file."""
    held = tuple(posts)
    return tuple(code for code in stations(district) if any(serves(district, post, code) for post in held))


def may_at(district: District, post: Post, command: Command, unit: str) -> bool:
    """Whether the post may do this in this unit."""
    allowed = teams.teams_of(district, post) & teams.PERMITTED[command]
    return bool(allowed & EVERYWHERE) or (bool(allowed) and serves(district, post, unit))


def post_for(district: District, posts: Sequence[Post], command: Command, unit: str = "") -> Post | None:
    """The first of a person's posts that may do this (in this unit), None when none may."""
    for post in posts:
        if may_at(district, post, command, unit) if unit else teams.may(district, post, command):
            return post
    return None
