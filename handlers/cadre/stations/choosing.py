"""Which errand a cadre means, and whether one of his posts may do this to it."""

from __future__ import annotations

from handlers.context import Talk
from handlers.policies import stations as policy
from handlers.texts import stations as texts
from models.domain.district import Post
from models.domain.stations import errands as rules
from models.domain.stations import teams
from models.domain.stations.teams import Command
from models.tables import Errand


def refusal(command: Command) -> str:
    """Who does this instead."""
    listed = [texts.TEAMS[team] for team in (*teams.TEAMS, *teams.HOUSES) if team in teams.PERMITTED[command]]
    return texts.NOT_PERMITTED(teams=texts.SEPARATOR.join(listed))


def named(talk: Talk, number: int) -> Errand | None:
    """The errand of a number."""
    found = talk.tx.find(Errand, number=number, order="-asked_at")
    return found[0] if found else None


def chosen(talk: Talk, number: int, command: Command) -> tuple[Errand, Post] | str:
    """The errand and the post that may do this; else the words that refuse it.

    Who may not know of an errand hears only that it is another station's.
    """
    errand = named(talk, number)
    if errand is None:
        return texts.UNKNOWN(number=number)
    post = policy.post_for(talk.ctx.district, talk.posts, command, errand.station)
    if post is not None:
        return errand, post
    if any(policy.serves(talk.ctx.district, one, errand.station) for one in talk.posts):
        return refusal(command)
    return texts.NOT_YOURS(number=number)


def in_hand(talk: Talk) -> list[Errand]:
    """What the person's posts have in hand, and what waits in their stations for somebody to take it; by date."""
    codes = {post.code for post in talk.posts}
    found = talk.tx.find(Errand, station=policy.served_by(talk.ctx.district, talk.posts) or ("",), state=rules.IN_HAND)
    own = [one for one in found if one.agent in codes or (not one.agent and _own_station(talk, one))]
    return sorted(own, key=lambda one: (one.due_at, one.id))


def _own_station(talk: Talk, errand: Errand) -> bool:
    roster = policy.roster_of(talk.ctx.district, errand.station)
    return any(post.unit == errand.station or post.code in roster for post in talk.posts)
