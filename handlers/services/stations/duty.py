"""The Friday itself: on Thursday people hear who sits where, whoever sits signs in, who does not is named above."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from handlers.context import Context
from handlers.policies import stations as policy
from handlers.services import accounts, timers
from handlers.services.notices import posts_for, push, push_to_posts
from handlers.services.stations import book, roster
from handlers.services.timers import Planned
from models.domain.district import Post
from models.domain.errors import WrongMoment
from models.domain.stations import fridays
from models.domain.stations.settings import Stations
from models.domain.working_time import ONE_DAY, at_clock, shanghai_day
from models.tables import DutyListener, DutyTurn, Timer

SUBJECT = ("service", 0)
EACH_DAY = time(6, 10)
KIND, TELL, CHECK = "stations", "friday_eve", "friday_check"
EARLY = timedelta(hours=1)
"""So long before opening one may sign in."""


def ensure(ctx: Context) -> None:
    """Plan turns now and the Thursdays and Fridays from here on, unless that is planned already."""
    if policy.rules(ctx.district) is None:
        return
    pending = {one.kind for one in ctx.tx.find(Timer, subject=SUBJECT[0], subject_id=SUBJECT[1], status="pending")}
    if KIND not in pending:
        roster.plan_ahead(ctx)
        _plan(ctx, KIND, _next_at(ctx.now, EACH_DAY))
    if TELL not in pending:
        _plan_eve(ctx, shanghai_day(ctx.now))
    if CHECK not in pending:
        _plan_check(ctx, shanghai_day(ctx.now))


def fire(ctx: Context, timer: Timer) -> None:
    """A new day, a Thursday at four, or a Friday half an hour after opening."""
    if timer.kind == KIND:
        _plan(ctx, KIND, _next_at(ctx.now, EACH_DAY))
        if policy.rules(ctx.district) is not None:
            roster.plan_ahead(ctx)
            _plan_check(ctx, shanghai_day(ctx.now))  # the calendar may have changed
        return
    day = shanghai_day(timer.due_at)
    if timer.kind == TELL:
        _plan_eve(ctx, day + ONE_DAY)
        if shanghai_day(ctx.now) == day and policy.rules(ctx.district) is not None:  # said on another day it is untrue
            tell(ctx, day + ONE_DAY)
        return
    _plan_check(ctx, day + ONE_DAY)
    if policy.rules(ctx.district) is not None:
        check(ctx, day)


def tell(ctx: Context, friday: date) -> None:
    """Thursday: agents hear that it is their turn, listeners who sits where, or that nobody does and when next."""
    roster.plan_ahead(ctx)
    closes = at_clock(friday, settings(ctx).closes)
    staffed = fridays.is_staffed(friday, ctx.calendar)
    here: dict[str, DutyTurn] = {one.station: one for one in roster.turns_on(ctx, friday)} if staffed else {}
    for turn in here.values():
        post = roster.on_duty(ctx, turn)
        if post is not None and _is_filled(ctx, post):
            params = {"turn": turn.id}
            push(ctx, "duty_tomorrow", params, key=f"{turn.id}:{post.code}", post=post.code, urgency="duty")
    for one in ctx.tx.find(DutyListener, ended_at=None, order="id"):
        if one.station in here or not staffed:
            told = {"station": one.station, "day": friday.isoformat()}
            key = f"{one.id}:{friday.isoformat()}"
            push(ctx, "duty_told", told, key=key, account_id=one.account_id, expires_at=closes)


def sign_in(ctx: Context, turn: DutyTurn, post: Post, how: str) -> DutyTurn:
    """The agent is there. Raises WrongMoment on another day, too early, after closing."""
    opens, closes = at_clock(turn.day, settings(ctx).opens), at_clock(turn.day, settings(ctx).closes)
    if not opens - EARLY <= ctx.now <= closes or turn.status == "moot":
        raise WrongMoment(what="turn", number=0, state=turn.status)
    if turn.signed_at is not None:
        return turn
    status = "present" if ctx.now <= opens + settings(ctx).grace else "late"
    turn = ctx.tx.update(turn, status=status, signed_at=ctx.now, signed_by=post.code, how=how)
    book.write(ctx, "turn", turn.id, "duty_signed", turn.station, post=post.code, how=how, late=status == "late")
    return turn


def check(ctx: Context, friday: date) -> None:
    """Half an hour after opening: whoever is not there is named to the post above the same day, and asked."""
    for turn in roster.turns_on(ctx, friday):
        if turn.status != "planned":
            continue
        own = roster.on_duty(ctx, turn)
        if own is None or not _is_filled(ctx, own):
            continue  # nobody could have signed in: a post that nobody fills is no no-show
        ctx.tx.update(turn, status="absent")
        book.write(ctx, "turn", turn.id, "duty_missed", turn.station, post=turn.post)
        above = ctx.district.units[turn.station].parent or ctx.district.root
        told = dict.fromkeys((*posts_for(ctx, above, "head"), own))
        push_to_posts(ctx, told, "duty_missed", {"turn": turn.id}, key=f"{turn.id}", urgency="duty")


def _is_filled(ctx: Context, post: Post) -> bool:
    return bool(accounts.accounts_of(ctx, post.code))


def listen(ctx: Context, account_id: str, station: str, *, on: bool) -> None:
    """周五值班: a resident wants to hear of it, or no longer."""
    known = ctx.tx.find(DutyListener, account_id=account_id, station=station)
    if known:
        ctx.tx.update(known[0], ended_at=None if on else ctx.now)
    elif on:
        ctx.tx.insert(DutyListener, account_id=account_id, station=station, since=ctx.now)


def listens(ctx: Context, account_id: str) -> list[DutyListener]:
    """Stations a resident hears of."""
    return ctx.tx.find(DutyListener, account_id=account_id, ended_at=None, order="id")


def settings(ctx: Context) -> Stations:
    """The district's rules."""
    return policy.rules(ctx.district) or Stations()


def _plan_eve(ctx: Context, day: date) -> None:
    """The next Thursday at the hour of telling, a holiday or not."""
    eve = fridays.eve(fridays.friday_from(day + ONE_DAY))
    at = at_clock(eve, settings(ctx).tell)
    _plan(ctx, TELL, at if at > ctx.now else at_clock(eve + fridays.WEEK, settings(ctx).tell))


def _plan_check(ctx: Context, day: date) -> None:
    """The next staffed Friday, half an hour after opening."""
    friday = fridays.next_staffed(day, ctx.calendar)
    at = at_clock(friday, settings(ctx).opens) + settings(ctx).grace
    if at <= ctx.now:
        at = at_clock(fridays.next_staffed(friday + ONE_DAY, ctx.calendar), settings(ctx).opens) + settings(ctx).grace
    _plan(ctx, CHECK, at)


def _plan(ctx: Context, kind: str, at: datetime) -> None:
    timers.set_timer(ctx, *SUBJECT, Planned(kind, at, rule="station"))


def _next_at(now: datetime, clock: time) -> datetime:
    today = at_clock(shanghai_day(now), clock)
    return today if today > now else at_clock(shanghai_day(now) + ONE_DAY, clock)
