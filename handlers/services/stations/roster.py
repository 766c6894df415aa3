"""Turns of the Friday duty: planned four weeks ahead by the roster, swapped by two who agree, resolved when used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.context import Context
from handlers.policies import stations as policy
from handlers.services.leaves import acting
from handlers.services.notices import push
from handlers.services.stations import book
from models.domain.district import Post
from models.domain.errors import WrongMoment
from models.domain.stations import fridays
from models.domain.stations.settings import Stations
from models.domain.working_time import at_clock, shanghai_day
from models.tables import DutySwap, DutyTurn

AHEAD = 4 * fridays.WEEK


def plan_ahead(ctx: Context) -> None:
    """Turns of the coming weeks; a Friday that became a holiday is nobody's turn."""
    today = shanghai_day(ctx.now)
    days = fridays.staffed_days(today, today + AHEAD, ctx.calendar)
    known = {(one.station, one.day): one for one in ctx.tx.find(DutyTurn, status="planned")}
    for station in policy.stations(ctx.district):
        posts = policy.roster_of(ctx.district, station)
        for day in days:
            turn = known.pop((station, day), None)
            whose = fridays.turn_of(posts, day)
            if turn is None and whose and not ctx.tx.find(DutyTurn, station=station, day=day):
                ctx.tx.insert(DutyTurn, station=station, day=day, post=whose)
            elif turn is not None and turn.post not in ctx.district.posts and whose:
                ctx.tx.update(turn, post=whose)
    for turn in known.values():
        if turn.day >= today and not ctx.calendar.is_workday(turn.day):
            ctx.tx.update(turn, status="moot")


def turns_on(ctx: Context, day: date) -> list[DutyTurn]:
    """All turns of a day."""
    return [one for one in ctx.tx.find(DutyTurn, day=day, order="station") if one.status != "moot"]


def turn_at(ctx: Context, station: str, day: date) -> DutyTurn | None:
    """The turn in a station on a day."""
    found = [one for one in ctx.tx.find(DutyTurn, station=station, day=day) if one.status != "moot"]
    return found[0] if found else None


def on_duty(ctx: Context, turn: DutyTurn) -> Post | None:
    """Who sits there: whose turn it is, or who answers for him on that day."""
    settings = policy.rules(ctx.district) or Stations()
    post = acting.answers_for(replace(ctx, now=at_clock(turn.day, settings.opens)), turn.post)
    return ctx.district.posts.get(post)


def ask_swap(ctx: Context, turn: DutyTurn, other: Post, other_turn: DutyTurn | None) -> DutySwap:
    """换班: who is named is asked; until he agrees the turn stays. Raises WrongMoment for a turn that is over."""
    if turn.status != "planned" or turn.day < shanghai_day(ctx.now):
        raise WrongMoment(what="turn", number=0, state=turn.status)
    for open_one in ctx.tx.find(DutySwap, turn_id=turn.id, status="asked"):
        ctx.tx.update(open_one, status="lapsed", answered_at=ctx.now)
    swap = ctx.tx.insert(
        DutySwap,
        turn_id=turn.id,
        post=turn.post,
        other=other.code,
        other_turn_id=other_turn.id if other_turn is not None else None,
        asked_at=ctx.now,
    )
    push(ctx, "swap_asked", {"swap": swap.id}, key=f"{swap.id}", post=other.code, urgency="duty")
    return swap


def answer_swap(ctx: Context, swap: DutySwap, *, agreed: bool) -> DutySwap:
    """同意 换班 or 驳回 换班: both turns change hands at once, and who asked hears it."""
    turn = ctx.tx.get(DutyTurn, swap.turn_id)
    other_turn = ctx.tx.get(DutyTurn, swap.other_turn_id) if swap.other_turn_id is not None else None
    late = turn is None or turn.status != "planned" or turn.post != swap.post
    late = late or (other_turn is not None and (other_turn.status != "planned" or other_turn.post != swap.other))
    if swap.status != "asked" or turn is None or late:
        raise WrongMoment(what="turn", number=0, state=turn.status if turn is not None else "moot")
    status = "agreed" if agreed else "refused"
    swap = ctx.tx.update(swap, status=status, answered_at=ctx.now)
    if agreed:
        ctx.tx.update(turn, post=swap.other)
        book.write(ctx, "turn", turn.id, "duty_swapped", turn.station, post=swap.other, before=swap.post)
        if other_turn is not None:
            ctx.tx.update(other_turn, post=swap.post)
            where = other_turn.station
            book.write(ctx, "turn", other_turn.id, "duty_swapped", where, post=swap.post, before=swap.other)
    push(ctx, "swap_answered", {"swap": swap.id}, key=f"{swap.id}", post=swap.post, urgency="duty")
    return swap


def asked_of(ctx: Context, posts: tuple[Post, ...]) -> list[DutySwap]:
    """Swaps that wait for a word of these posts, while the day is still to come."""
    today, found = shanghai_day(ctx.now), []
    for swap in ctx.tx.find(DutySwap, other=tuple(post.code for post in posts), status="asked", order="id"):
        turn = ctx.tx.get(DutyTurn, swap.turn_id)
        if turn is not None and turn.day >= today and turn.status == "planned":
            found.append(swap)
    return found


def turns_of(ctx: Context, posts: tuple[Post, ...]) -> list[DutyTurn]:
    """Coming turns of these posts, the nearest first."""
    today = shanghai_day(ctx.now)
    codes = tuple(post.code for post in posts)
    found = ctx.tx.find(DutyTurn, post=codes, status="planned", order="day") if codes else []
    return [one for one in found if one.day >= today]
