"""Whose turn it is to host the district's meeting, and exchanging two turns."""

from __future__ import annotations

from handlers.context import Context
from handlers.services.meetings import book
from handlers.services.notices import posts_for, push_to_posts
from models.domain.district import District, Post
from models.domain.errors import MissingPart, NotYours, UnknownUnit
from models.domain.meetings import rotation
from models.domain.meetings.rotation import Swap
from models.domain.redact import redact
from models.tables import HostSwap, Meeting


def order(district: District) -> tuple[str, ...]:
    """The streets in the order of their turns: as the file says, else by their codes."""
    streets = sorted(unit.code for unit in district.units.values() if unit.level == "street" and not unit.closed)
    listed = [code for code in book.rules(district).hosts if code in streets]
    return tuple(listed or streets)


def swaps(ctx: Context) -> list[Swap]:
    """Every exchange, the oldest first."""
    return [Swap(one.turn, one.other) for one in ctx.tx.find(HostSwap, order="at")]


def host_of(ctx: Context, turn: int) -> str:
    """Who hosts a month; the district itself where it has no streets."""
    listed = order(ctx.district)
    return rotation.host(listed, turn, swaps(ctx)) if listed else ctx.district.root


def swap(ctx: Context, post: Post, turn: int, reason: str, unit: str = "") -> tuple[int, str]:
    """Exchange a turn with the next one of `unit`, of anybody else where none is named; returns turn and unit.

    Raises MissingPart without a reason, NotYours for somebody else's turn, UnknownUnit where nobody can take it.
    """
    if not reason.strip():
        raise MissingPart(verb="host", number=None, parts=("reason",))
    listed, known = order(ctx.district), swaps(ctx)
    own = rotation.host(listed, turn, known) if listed else ""
    if post.unit not in {own, ctx.district.root}:
        raise NotYours(number="", running=0, unit=own, sees=True)
    other = _next_of(listed, turn, known, unit) if unit else rotation.partner(listed, turn, known)
    if other is None:
        raise UnknownUnit(said=ctx.district.name_of(unit), near=(), number=0)
    taker = rotation.host(listed, other, known)
    ctx.tx.insert(HostSwap, turn=turn, other=other, post=post.code, reason=redact(reason.strip()).text, at=ctx.now)
    for meeting in ctx.tx.find(Meeting, level="district", status="planned"):
        month = rotation.turn_of(meeting.nominal_on)
        if month in (turn, other):
            ctx.tx.update(meeting, host=host_of(ctx, month))
            book.write(ctx, meeting, "before", "host_swapped", post=post.code, host=host_of(ctx, month))
    params = {"turn": turn, "other": other, "from": own, "to": taker}
    for one in (own, taker):
        told = [held for held in posts_for(ctx, one, "head") if held.code != post.code]
        push_to_posts(ctx, told, "host_swapped", params, key=f"{turn}:{other}:{ctx.now.isoformat()}", urgency="duty")
    return other, taker


def _next_of(listed: tuple[str, ...], turn: int, known: list[Swap], unit: str) -> int | None:
    ahead = range(turn + 1, turn + rotation.MONTHS + len(listed))
    return next((one for one in ahead if rotation.host(listed, one, known) == unit), None)
