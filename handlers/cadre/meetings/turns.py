"""主持, 主持 换 理由, 主持 换 三道坎街道 理由: whose turn it is."""

from __future__ import annotations

import re

from handlers.cadre.acting import unit_name
from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.signs import EXCHANGE
from handlers.policies.unit_names import split_unit
from handlers.services.meetings import book, hosting
from handlers.texts import meetings as texts
from models.domain.district import Post
from models.domain.errors import MissingPart, NotYours, UnknownUnit
from models.domain.meetings import rotation
from models.domain.working_time import shanghai_day
from models.tables import Meeting

SHOWN = 6
_EXCHANGE = re.compile(rf"(?:{EXCHANGE})\s*(.*)", re.DOTALL)


def answer(talk: Talk, command: Command) -> str:
    """The coming turns, or an exchange of the next one."""
    rule = book.rules(talk.ctx.district).rules.get("district")
    order = hosting.order(talk.ctx.district)
    if rule is None or not order:
        return texts.HOSTS_NONE()
    first = _next_turn(talk)
    said = _EXCHANGE.fullmatch(command.rest.strip())
    if said is not None:
        return _swap(talk, order, first, said[1])
    swaps = hosting.swaps(talk.ctx)
    moved = {turn for one in swaps for turn in (one.turn, one.other)}
    rows = [
        texts.HOSTS_ROW(
            month=rotation.month_of(turn)[1],
            unit=unit_name(talk, rotation.host(order, turn, swaps)),
            swapped=texts.HOSTS_SWAPPED() if turn in moved else "",
        )
        for turn in range(first, first + SHOWN)
    ]
    return texts.HOSTS(name=rule.name, rows="\n".join(rows))


def _swap(talk: Talk, order: tuple[str, ...], first: int, text: str) -> str:
    unit, reason = split_unit(talk.ctx.district, text.strip(), "")
    if unit not in order:
        unit, reason = "", text.strip()
    post, turn = _own(talk, order, first)
    own = hosting.host_of(talk.ctx, turn)
    try:
        other, taker = hosting.swap(talk.ctx, post, turn, reason, unit)
    except MissingPart:
        return texts.HOST_NEEDS_REASON()
    except NotYours:
        return texts.HOST_NOT_YOURS(unit=unit_name(talk, own))
    except UnknownUnit:
        return texts.HOST_NOBODY()
    return texts.HOST_SWAPPED(
        month=rotation.month_of(turn)[1],
        taker=unit_name(talk, taker),
        unit=unit_name(talk, own),
        other_month=rotation.month_of(other)[1],
    )


def _own(talk: Talk, order: tuple[str, ...], first: int) -> tuple[Post, int]:
    """The person's own next turn; the desk and everybody else speak of the next turn of all."""
    swaps = hosting.swaps(talk.ctx)
    for post in talk.posts:
        if post.unit in order and post.role in {"head", "deputy", "handler"}:
            turns = range(first, first + rotation.MONTHS + len(order))
            own = next((turn for turn in turns if rotation.host(order, turn, swaps) == post.unit), None)
            if own is not None:
                return post, own
    return talk.posts[0], first


def _next_turn(talk: Talk) -> int:
    """The month of the district's next meeting."""
    found = talk.tx.find(Meeting, level="district", status="planned", order="starts_at")
    return rotation.turn_of(found[0].nominal_on if found else shanghai_day(talk.now))
