"""Where: the community a person belongs to, and short names that several communities share."""

from __future__ import annotations

from handlers.context import Talk
from handlers.texts import lists
from handlers.understanding.names import BARE, stem_of
from models.domain.district import District


def home_of(talk: Talk) -> str:
    """The community a person belongs to: by its code or an earlier case, for a cadre the one he works in."""
    if talk.account.unit:
        return talk.account.unit
    units = talk.ctx.district.units
    own = {post.unit for post in talk.posts if units[post.unit].level == "community"}
    return own.pop() if len(own) == 1 else ""


def sharing(district: District, words: str) -> tuple[str, ...]:
    """团结的路灯: the places that 团结 may be short for, when there are several of them."""
    stems = {
        place.code: stem_of(place.name)
        for place in district.places.values()
        if place.kind in {"community", "village", "street"}
    }
    for short in {stem[:BARE] for stem in stems.values()}:
        if any(f"{short}{behind}" in words for behind in lists.OF_A_PLACE):
            meant = tuple(code for code, stem in stems.items() if stem.startswith(short))
            if len(meant) > 1 and any(stems[code] == short for code in meant):
                return meant
    return ()
