"""Danger: filed at once, everybody who can come is called, the next morning somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from handlers.context import Context
from handlers.services import dispatching, filing, prospects
from handlers.services.filing import Filing
from handlers.services.notices import posts_for, push, push_to_posts, tell_voices
from handlers.services.records import history, record
from handlers.services.routing import route
from models.domain import redact, slips
from models.domain.district import Post
from models.domain.escalation import STAND_IN
from models.domain.reading import MatterReading, Reading
from models.domain.states import OPEN
from models.domain.working_time import ONE_DAY, at_clock, shanghai_day
from models.tables import Account, Case, Outbox

TIER = "2h"
COMING = "coming"
"""Kind of the event of a helper on the way."""
LASTS = timedelta(hours=2)
"""How long what a person says next still belongs to the emergency."""
ASKED_AT = time(9)


def file_emergency(
    ctx: Context, account: Account, words: str, reading: Reading, *, media: tuple[int, ...] = (), again: int = 0
) -> Case:
    """File a danger without asking and call the duty posts of community, street and the unit responsible.

    A place nobody named is the community the person belongs to; `again` is the case it follows.
    """
    matter = reading.matters[0] if reading.matters else MatterReading()
    place = reading.place
    community = place.unit or account.unit
    found = route(ctx, matter.category, community, place.place, prospects.filer_units(ctx, account))
    category = ctx.district.categories.get(matter.category)
    case = filing.file_case(
        ctx,
        Filing(
            account=account,
            words=words,
            category=matter.category,
            title=matter.title or (category.title if category else ""),
            place=place.place,
            community=community,
            detail=place.detail,
            tier=TIER,
            urgent=True,
            vulnerable=reading.vulnerable,
            anonymous=account.anonymous_next,
            phone_in_words=not slips.is_paper(account.id),
            media=media,
            route=found,
            decision={"reasons": list(reading.reasons), "confidence": reading.confidence, "kind": reading.emergency},
        ),
    )
    if again:
        case = record(ctx, case, "follows", data={"case": again})
    call(ctx, case, reading.emergency)
    plan_follow_up(ctx, case, account, reading.emergency)
    return case


def call(ctx: Context, case: Case, kind: str) -> list[Post]:
    """Ring everybody who can come (T08 and customer-service message at once); returns whom."""
    posts = whom_to_call(ctx, case)
    _ring(ctx, case, posts, kind)
    return posts


def coming(ctx: Context, case: Case, post: Post) -> bool:
    """签收 by a unit that was rung to help: the person in danger hears who is on the way. False when it was said."""
    if any(event.kind == COMING and event.data.get("unit") == post.unit for event in history(ctx, case)):
        return False
    case = record(ctx, case, COMING, post=post.code, data={"unit": post.unit})
    key, until = f"{case.id}:{case.seq}", ctx.now + LASTS
    tell_voices(ctx, case, "accepted", {"post": post.code}, key=key, urgency="2h", expires_at=until)
    return True


def called_to(ctx: Context, posts: Sequence[Post], account_id: str) -> list[Case]:
    """Dangers of the last two hours to which these posts were called and nobody of their units has answered."""
    codes = tuple(post.code for post in posts)
    units = {post.unit for post in posts}
    found = {}
    rung = ctx.tx.find(Outbox, kind="emergency", account_id=account_id)  # in the place of a vacant post, too
    for row in [*rung, *(ctx.tx.find(Outbox, kind="emergency", post=codes) if codes else [])]:
        case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
        if case is None or ctx.now - row.created_at > LASTS or case.unit in units or case.state not in OPEN:
            continue
        if not any(event.kind == COMING and event.data.get("unit") in units for event in history(ctx, case)):
            found[case.id] = case
    return list(found.values())


def whom_to_call(ctx: Context, case: Case) -> list[Post]:
    """Duty of the community, its street, the unit that leads, those that help; the district's when unknown."""
    units = [*ctx.district.line_of(case.community)[:2], case.unit, *_helpers(ctx, case)]
    found: dict[str, Post] = {}
    for unit in dict.fromkeys(one for one in units if one and one != ctx.district.root):
        for post in _duty(ctx, unit):
            found[post.code] = post
    if not case.community or not case.unit:
        for post in posts_for(ctx, ctx.district.root, "duty"):
            found[post.code] = post
    return list(found.values())


def locate(ctx: Context, case: Case, reading: Reading) -> Case:
    """The person said where they are: the order gets the place, and those of that place are called."""
    place = reading.place
    known = {post.code for post in whom_to_call(ctx, case)}
    detail = redact.split_detail(place.detail)
    if place.detail and place.detail != detail.public:
        filing.keep(ctx, f"case:{case.id}", "address", place.detail)
    case = record(
        ctx,
        case,
        "located",
        data={"community": place.unit, "place": place.place},
        community=place.unit or case.community,
        place=place.place or case.place,
        detail=detail.public or case.detail,
    )
    posts = [post for post in whom_to_call(ctx, case) if post.code not in known]
    _ring(ctx, case, posts, str(case.decision.get("kind", "")))
    return case


def plan_follow_up(ctx: Context, case: Case, account: Account, kind: str) -> datetime:
    """Ask the next morning at 09:00 whether the danger is over; returns the instant."""
    at = at_clock(shanghai_day(ctx.now) + ONE_DAY, ASKED_AT)
    push(
        ctx,
        "danger",
        {"kind": kind},
        key=f"{case.id}",
        account_id=account.id,
        case=case,
        urgency="2h",
        not_before=at,
        expires_at=at + ONE_DAY,
    )
    return at


def _ring(ctx: Context, case: Case, posts: Sequence[Post], kind: str) -> None:
    """Whoever is rung helps from now on: he may sign, tell the resident and read the order."""
    for unit in dict.fromkeys(post.unit for post in posts):
        if unit not in {case.unit, ctx.district.root}:
            dispatching.become_assist(ctx, case, unit)
    push_to_posts(
        ctx, posts, "emergency", {"kind": kind}, key=f"{case.id}:{case.seq}", case=case, urgency="2h", priority=0
    )


def _duty(ctx: Context, unit: str) -> tuple[Post, ...]:
    posts = ctx.district.posts_of(unit, *STAND_IN["duty"])
    return tuple(post for post in posts if post.role == posts[0].role)


def _helpers(ctx: Context, case: Case) -> list[str]:
    """Units of the category's `assist` that are bodies of their own; community and street stand in the line already."""
    category = ctx.district.categories.get(case.category)
    named = category.assist if category else ()
    return [unit for unit in named if unit in ctx.district.units and ctx.district.units[unit].level != "partner"]
