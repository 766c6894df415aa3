"""Letters about leaves: to who is asked to stand in, to who asked, on the first and the last morning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services import caseload
from handlers.services.leaves import asking
from handlers.texts import leaves as texts
from handlers.texts import naming
from models.domain import leaves as rules
from models.domain.dates import format_day
from models.domain.district import Post
from models.tables import Leave, Outbox

MOST_NUMBERS = 6


def asked(ctx: Context, row: Outbox) -> Letter | None:
    """To the substitute: will he?"""
    leave = _leave(ctx, row)
    if leave is None or leave.status != "asked" or leave.ended_at is not None:
        return None
    whom = person(ctx, leave.post)
    text = texts.LETTER_ASKED(whom=whom, posts=posts_named(ctx, asking.batch(ctx, leave)), span=span(leave))
    card = cards.todo(texts.CARD_ASKED(whom=whom), span(leave), ctx.now + timedelta(hours=8))
    return Letter(text, card=card)


def answered(ctx: Context, row: Outbox) -> Letter | None:
    """To who asked: yes or no."""
    leave = _leave(ctx, row)
    if leave is None or leave.ended_at is not None:
        return None
    said = texts.LETTER_ANSWERED[str(row.params["status"])]
    known = {
        "whom": person(ctx, leave.substitute),
        "span": span(leave),
        "falls_to": falls_to(ctx, leave.post),
        "day": _plain(leave.from_on),
    }
    return Letter(said(**{name: value for name, value in known.items() if name in said.blanks}))


def standing_in(ctx: Context, row: Outbox) -> Letter | None:
    """To who answers from today on: what there is."""
    leave = _leave(ctx, row)
    if leave is None or leave.ended_at is not None:
        return None
    held = asking.batch(ctx, leave)
    posts = [post for one in held if (post := ctx.district.posts.get(one.post)) is not None]
    cases = caseload.in_hand(ctx, posts, row.account_id or "")
    numbers = naming.called(cases[:MOST_NUMBERS])
    whom = person(ctx, leave.post)
    text = texts.LETTER_STANDING_IN(
        span=span(leave),
        whom=whom,
        posts=posts_named(ctx, held),
        count=len(cases),
        numbers=texts.NUMBERS(numbers=numbers) if numbers else "",
    )
    card = cards.todo(texts.CARD_STANDING_IN(whom=whom), span(leave), ctx.now + timedelta(hours=10))
    return Letter(text, card=card)


def over(ctx: Context, row: Outbox) -> Letter | None:
    """To who stood in."""
    leave = _leave(ctx, row)
    return Letter(texts.LETTER_OVER(whom=person(ctx, leave.post))) if leave is not None else None


def back(ctx: Context, row: Outbox) -> Letter | None:
    """To who was away."""
    leave = _leave(ctx, row)
    if leave is None:
        return None
    posts = [post for one in asking.batch(ctx, leave) if (post := ctx.district.posts.get(one.post)) is not None]
    return Letter(texts.LETTER_BACK(count=len(caseload.in_hand(ctx, posts, leave.account_id))))


SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter | None]] = {
    "leave_asked": asked,
    "leave_answered": answered,
    "standing_in": standing_in,
    "leave_over": over,
    "leave_back": back,
}


def span(leave: Leave) -> str:
    """11月27日（周五）, or 11月27日（周五）到11月30日（周一）."""
    if leave.from_on == leave.to_on:
        return format_day(leave.from_on)
    return texts.SPAN(first=format_day(leave.from_on), last=format_day(leave.to_on))


def person(ctx: Context, post: str) -> str:
    """Name of a post's holder, its title where none is known."""
    found = ctx.district.posts.get(post)
    return ctx.district.person_of(post) or (found.title if found is not None else "") or texts.UNTITLED


def posts_named(ctx: Context, held: Sequence[Leave]) -> str:
    """滨海街道民情专干、值班: what is stood in for."""
    posts = [post for one in held if (post := ctx.district.posts.get(one.post)) is not None]
    names: dict[str, list[str]] = {}
    for post in posts:
        names.setdefault(ctx.district.name_of(post.unit), []).append(post.title or texts.UNTITLED)
    return texts.SEPARATOR.join(unit + texts.SEPARATOR.join(titles) for unit, titles in names.items())


def falls_to(ctx: Context, post: str) -> str:
    """社区书记邓建军: who answers where nobody agreed to; `` where there is nobody."""
    found = ctx.district.posts.get(post)
    others: Sequence[Post] = rules.falls_to(ctx.district, found) if found is not None else ()
    if not others:
        return texts.NOBODY()
    return f"{others[0].title}{ctx.district.person_of(others[0].code)}"


def _plain(day: date) -> str:
    return format_day(day).partition("（")[0]


def _leave(ctx: Context, row: Outbox) -> Leave | None:
    return ctx.tx.get(Leave, int(row.params["leave"]))
