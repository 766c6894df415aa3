"""化解 内容, 化解 3 成了 内容, 化解 3 查看: mediated in private; others read counts."""

from __future__ import annotations

from collections import Counter
from datetime import date, time

from handlers.cadre.stations import choosing
from handlers.cadre.works.deeds import _unit
from handlers.context import Talk
from handlers.grammar.signs import LOOK_SIGNS
from handlers.policies import stations as policy
from handlers.services.works import conflicts
from handlers.services.works.conflicts import End
from handlers.texts import works as texts
from models.domain.district import Post
from models.domain.errors import WrongMoment
from models.domain.stations.errands import split_number
from models.domain.working_time import at_clock, shanghai_day
from models.tables import Conflict

SHORTEST = 4


def answer(talk: Talk, text: str) -> str:
    """The verb 化解."""
    number, rest = split_number(text)
    row = conflicts.named(talk.ctx, number) if number is not None else None
    if number is not None and (row is not None or not rest or rest in LOOK_SIGNS or _end(rest) is not None):
        return _one(talk, row, number, rest)
    if not text.strip():
        return _list(talk)
    post = policy.post_for(talk.ctx.district, talk.posts, "conflict_open")
    if post is None:
        return choosing.refusal("conflict_open")
    if len(text.strip()) < SHORTEST:
        return texts.CONFLICT_FORM(number=12)
    unit, words = _where(talk, post, text)
    at = policy.post_for(talk.ctx.district, talk.posts, "conflict_open", unit)
    if at is None:
        return choosing.refusal("conflict_open")
    row = conflicts.add(talk.ctx, at, unit, _sort(words), words)
    name = talk.ctx.district.name_of(unit)
    return texts.CONFLICT_KEPT(number=row.number, sort=texts.SORTS[row.kind], unit=name)


def _one(talk: Talk, row: Conflict | None, number: int, rest: str) -> str:
    reader = next((post for post in talk.posts if row is not None and conflicts.may_read(talk.ctx, row, post)), None)
    if row is None or reader is None:
        return texts.CONFLICT_HIDDEN(number=number)  # whether there is one is not said either
    if not rest or rest in LOOK_SIGNS:
        words, result = conflicts.read(talk.ctx, row, reader)
        said = texts.CONFLICT_RESULT(words=result) if result else ""
        state = texts.CONFLICT_STATES[row.state]
        return texts.CONFLICT_SHOWN(number=number, state=state, words=words, result=said)
    post = policy.post_for(talk.ctx.district, talk.posts, "conflict_close", row.unit)
    how = _end(rest)
    if post is None or post.code != row.mediator:
        return choosing.refusal("conflict_close")
    if how is None:
        return texts.CONFLICT_FORM(number=number)
    try:
        conflicts.end(talk.ctx, row, post, how, rest)
    except WrongMoment:
        return texts.CONFLICT_NOT_NOW(number=number, state=texts.CONFLICT_STATES[row.state])
    return texts.CONFLICT_ENDED(number=number, how=texts.CONFLICT_ENDS[how])


def _list(talk: Talk) -> str:
    """Counts of the person's units; numbers only of what he mediates himself."""
    district = talk.ctx.district
    year = at_clock(date(shanghai_day(talk.now).year, 1, 1), time(0))
    found = [
        one
        for one in talk.tx.find(Conflict)
        if one.opened_at >= year and any(_counts(talk, post, one.unit) for post in talk.posts)
    ]
    codes = {post.code for post in talk.posts}
    mine = [str(one.number) for one in found if one.mediator in codes and one.state == "open"]
    states = Counter(one.state for one in found)
    return texts.CONFLICT_LIST(
        unit=district.name_of(talk.posts[0].unit),
        count=len(found),
        mine=texts.CONFLICT_MINE(numbers=texts.SEPARATOR.join(mine)) if mine else "",
        **{state: states[state] for state in ("open", "settled", "handed", "failed")},
    )


def _counts(talk: Talk, post: Post, unit: str) -> bool:
    return post.unit == talk.ctx.district.root or policy.serves(talk.ctx.district, post, unit)


def _where(talk: Talk, post: Post, text: str) -> tuple[str, str]:
    for part in text.replace("；", ";").split(";"):
        found = _unit(talk, post, part.strip())
        if found is not None:
            return found[0], text
    return post.unit, text


def _sort(words: str) -> str:
    return next((kind for kind, signs in texts.SORT_SIGNS.items() if any(sign in words for sign in signs)), "other")


def _end(words: str) -> End | None:
    if any(words.startswith(sign) for sign in texts.FAILED_WORDS):
        return "failed"
    if any(words.startswith(sign) for sign in texts.SETTLED_WORDS):
        return "settled"
    return "handed" if any(words.startswith(sign) for sign in texts.HANDED_WORDS) else None
