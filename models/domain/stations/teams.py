"""五支队伍: who is in which of the five teams, and which team may do what; one table, tested cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from models.domain.district import District, Post

Team = Literal["leaders", "helpers", "agents", "liaison", "volunteers", "desk", "inspection"]
TEAMS: tuple[Team, ...] = ("leaders", "helpers", "agents", "liaison", "volunteers")
"""区级领导干部、帮扶单位、牵头单位总代理员、驻点社区联络、党员志愿者."""
HOUSES: tuple[Team, ...] = ("desk", "inspection")
"""No teams: the district's own desk and its inspectors, who have duties of their own."""

Command = Literal[
    "errand_register", "errand_finish", "errand_papers", "errand_call", "errand_ledger",
    "duty_sign", "duty_swap", "deed", "service", "visit", "conflict_open", "conflict_close", "conflict_parties",
    "project_stage", "project_link", "project_open", "triage", "deadlines", "ratings",
]  # fmt: skip
_ALL: frozenset[Team] = frozenset((*TEAMS, *HOUSES))


def _only(*teams: Team) -> frozenset[Team]:
    return frozenset(teams)


PERMITTED: Mapping[Command, frozenset[Team]] = {
    "errand_register": _only("agents", "liaison", "volunteers"),
    "errand_finish": _only("agents", "liaison"),
    "errand_papers": _only("agents", "liaison"),
    "errand_call": _only("agents", "desk"),
    "errand_ledger": _only("leaders", "agents", "liaison", "volunteers", "desk", "inspection"),
    "duty_sign": _only("helpers", "agents", "liaison", "volunteers"),
    "duty_swap": _only("helpers", "agents", "liaison", "volunteers"),
    "deed": _only("helpers", "agents", "liaison"),
    "service": _only("helpers", "agents", "liaison", "volunteers"),
    "visit": _only("leaders", "helpers", "agents"),
    "conflict_open": _only("agents", "liaison"),
    "conflict_close": _only("agents", "liaison"),
    "conflict_parties": _only("agents", "liaison", "inspection"),
    "project_open": _only("helpers", "desk"),
    "project_stage": _only("helpers", "desk"),
    "project_link": _only("helpers", "agents", "liaison", "desk"),
    "triage": _only("agents", "liaison", "desk"),
    "deadlines": _ALL,
    "ratings": _only("leaders", "helpers", "agents", "liaison", "desk", "inspection"),
}
"""Which teams may do what; a command that is not in the row of a team is refused to it."""


def teams_of(district: District, post: Post) -> frozenset[Team]:
    """The teams a post belongs to: as the district file lists them, by its place for teams that are not listed."""
    if post.closed:
        return frozenset()
    listed = district.settings.get("teams")
    named = listed if isinstance(listed, dict) else {}
    found: set[Team] = {team for team in TEAMS if post.code in (named.get(team) or ())}
    place = _by_place(district, post)
    if place in HOUSES or (place is not None and not named.get(place)):
        found.add(place)
    return frozenset(found)


def may(district: District, post: Post, command: Command) -> bool:
    """Whether one of the post's teams may do this at all; where it may is another question."""
    return bool(teams_of(district, post) & PERMITTED[command])


def _by_place(district: District, post: Post) -> Team | None:
    unit = district.units.get(post.unit)
    if unit is None:
        return None
    if unit.code == district.root:
        if post.role in {"leader", "deputy"}:
            return "leaders"
        return "inspection" if post.role == "inspector" else "desk"
    by_level: Mapping[str, Team] = {"community": "liaison", "street": "agents", "department": "helpers"}
    return by_level.get(unit.level)
