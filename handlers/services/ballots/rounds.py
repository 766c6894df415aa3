"""A round begins on the district's day and ends by itself; its counts stand at nought from the first moment on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import func, select
from sqlmodel import col

from handlers.context import Context
from handlers.services import timers
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.timers import Planned
from models.domain import ballots as rules
from models.domain.ballots import Asked, Ballots, Term
from models.domain.district import District
from models.domain.working_time import at_clock, shanghai_day
from models.tables import Account, Ballot, BallotCount, Timer

SUBJECT = ("service", 0)
KIND = "ballots"


def settings(district: District) -> Ballots:
    """The district's rules; a file without the section holds no ballots."""
    return rules.read_ballots(cast("Mapping[str, Any]", district.settings.get("ballots") or {}))


def ensure(ctx: Context) -> None:
    """Plan the next opening if none is planned."""
    if not ctx.tx.find(Timer, subject=SUBJECT[0], subject_id=SUBJECT[1], kind=KIND, status="pending"):
        _plan_next(ctx)


def fire(ctx: Context, timer: Timer) -> None:
    """The day has come; after a standstill of weeks there is nothing left to open."""
    _plan_next(ctx)
    due = rules.term(settings(ctx.district), date.fromisoformat(timer.stage))
    if ctx.now < due.closes_at:
        begin(ctx, due)


def begin(ctx: Context, due: Term) -> Ballot | None:
    """Open a round: what will be counted stands there, all at nought. None where the round was opened before."""
    if ctx.tx.find(Ballot, round=due.round):
        return None
    own = settings(ctx.district)
    day = shanghai_day(due.opens_at)
    communities = communities_of(ctx.district)
    ballot = ctx.tx.insert(
        Ballot,
        round=due.round,
        opened_on=day,
        closes_at=due.closes_at,
        fewest=own.fewest,
        questions=[{"code": one.code, "about": one.about, "text": one.text} for one in own.questions],
        eligible=_eligible(ctx, communities, due),
    )
    for unit, question, choice in _cells(ctx.district, own.questions, communities):
        ctx.tx.insert(BallotCount, ballot_id=ballot.id, unit=unit, question=question, choice=choice)
    timers.set_timer(ctx, "ballot", ballot.id, Planned("close", due.closes_at, rule="ballots"))
    _tell(ctx, ballot, "open", communities)
    return ballot


def close(ctx: Context, timer: Timer) -> None:
    """The evening of the last day: no ballot is given or taken any more, and the results stand on the board."""
    ballot = ctx.tx.get(Ballot, timer.subject_id)
    if ballot is None or ballot.status != "open":
        return
    ballot = ctx.tx.update(ballot, status="closed")
    streets = [unit.code for unit in ctx.district.units.values() if unit.level == "street" and not unit.closed]
    _tell(ctx, ballot, "closed", [*communities_of(ctx.district), *streets])


def running(ctx: Context) -> Ballot | None:
    """The round that is open now; outside the days of the district file nothing is looked up."""
    due = rules.running_term(settings(ctx.district), ctx.now)
    if due is None:
        return None
    found = ctx.tx.find(Ballot, round=due.round, status="open")
    return found[0] if found and ctx.now < found[0].closes_at else None


def questions_of(ballot: Ballot) -> tuple[Asked, ...]:
    """The form of a round, as it was when it opened."""
    return tuple(Asked(one["code"], one["about"], one["text"]) for one in ballot.questions)


def judged(district: District, asked: Asked, community: str) -> tuple[str, ...]:
    """The units a question is about for somebody of this community; none where nobody is paired with it."""
    if asked.about == "community":
        return (community,)
    if asked.about == "street":
        return tuple(code for code in district.line_of(community)[1:2] if code != district.root)
    return partners_of(district, community)


def partners_of(district: District, community: str) -> tuple[str, ...]:
    """Organisations paired with a community (包联共建)."""
    return tuple(
        unit.code
        for unit in district.units.values()
        if unit.partnership == "paired" and community in unit.serves and not unit.closed
    )


def communities_of(district: District) -> list[str]:
    """Where people vote."""
    return [unit.code for unit in district.units.values() if unit.level == "community" and not unit.closed]


def _cells(
    district: District, questions: Sequence[Asked], communities: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    for community in communities:
        yield community, *rules.PAPERS
    for asked in questions:
        units = dict.fromkeys(unit for community in communities for unit in judged(district, asked, community))
        for unit in units:
            for choice in rules.COUNTED:
                yield unit, asked.code, choice


def _eligible(ctx: Context, communities: Sequence[str], due: Term) -> dict[str, int]:
    known = select(col(Account.unit), func.count()).where(
        col(Account.unit).in_(communities),
        col(Account.follows).is_(True),
        col(Account.cadre).is_(False),
        col(Account.first_seen_at) < at_clock(shanghai_day(due.opens_at), rules.MIDNIGHT),
    )
    found = dict(map(tuple, ctx.tx.select(known.group_by(col(Account.unit)))))
    return {unit: found.get(unit, 0) for unit in communities}


def _tell(ctx: Context, ballot: Ballot, stage: str, units: Sequence[str]) -> None:
    told = {unit: posts_for(ctx, unit, "head") for unit in units}
    told[ctx.district.root] = posts_for(ctx, ctx.district.root, "dispatcher")
    for unit, posts in told.items():
        params = {"ballot": ballot.id, "unit": unit, "stage": stage}
        push_to_posts(ctx, posts, "ballot_news", params, key=f"{ballot.id}:{unit}:{stage}", urgency="duty")


def _plan_next(ctx: Context) -> None:
    due = rules.next_term(settings(ctx.district), ctx.now)
    if due is not None:
        stage = shanghai_day(due.opens_at).isoformat()
        timers.set_timer(ctx, *SUBJECT, Planned(KIND, due.opens_at, stage=stage, rule="ballots"))
