"""每月一题, 四个及时: what the desk chooses for the month, and what was not done in time."""

from __future__ import annotations

from handlers.cadre.acting import unit_name
from handlers.context import Talk
from handlers.grammar.signs import THEME_CHOICE
from handlers.policies.unit_names import split_unit
from handlers.services import themes, timely, timely_words
from handlers.services.reports import month_of, period_of
from handlers.texts import themes as texts
from models.domain.dates import format_day, split_date
from models.domain.district import Post
from models.domain.errors import BadDate
from models.domain.working_time import ONE_DAY, shanghai_day
from models.tables import Case, Theme

ROWS = 5


def theme(talk: Talk, text: str) -> str:
    """每月一题; 每月一题 1 区教育局 12月31日."""
    month = month_of(shanghai_day(talk.now))
    chosen = themes.of_month(talk.tx, month)
    post = _desk(talk)
    if post is None:
        return texts.NOT_DESK(now=_now(talk, chosen)) if chosen is None else _now(talk, chosen)
    said = text.strip()
    if chosen is not None:
        return texts.DECIDED(month=_month(chosen), name=chosen.name) if said else _now(talk, chosen)
    found = themes.candidates(talk.ctx)
    if not found:
        return texts.OFFER_NONE(fewest=themes.FEWEST)
    example = format_day(shanghai_day(talk.now) + 30 * ONE_DAY).partition("（")[0]
    choice = THEME_CHOICE.fullmatch(said)
    if choice is None:
        rows = [
            texts.OFFER_ROW(at=at, name=one.name, told=one.told, unit=unit_name(talk, one.unit))
            for at, one in enumerate(found, start=1)
        ]
        return texts.OFFER(month=int(month[5:]), rows="\n".join(rows))
    at = int(choice[1])
    if not 1 <= at <= len(found):
        return texts.NO_SUCH(at=at, count=len(found), day=example)
    one = found[at - 1]
    unit, rest = split_unit(talk.ctx.district, choice[2])
    unit = unit or one.unit
    if not rest:
        return texts.NEEDS_DAY(at=at, unit=unit_name(talk, unit), day=example)
    day, behind = split_date(rest, shanghai_day(talk.now), talk.ctx.calendar)
    if behind:
        raise BadDate(said=rest, reason="unreadable")
    made = themes.choose(talk.ctx, post, one, unit, day.day)
    return texts.CHOSEN(month=_month(made), name=made.name, unit=unit_name(talk, unit), day=format_day(made.ends_on))


def four(talk: Talk, _text: str) -> str:
    """四个及时: the month so far, of the district for its desks and leaders, else of the person's own units."""
    ctx, district = talk.ctx, talk.ctx.district
    month = month_of(shanghai_day(ctx.now))
    own = {post.unit for post in talk.posts}
    whole = district.root in own
    units = None if whole else tuple(code for code in district.units if own & set(district.line_of(code)))
    found = timely.of_period(talk.tx, district, period_of(month, ctx.now), ctx.calendar, units)
    document = timely.document(found, district)
    numbers = {one.number for one in found.missing[:ROWS]}
    running = (
        {case.number: case.running for case in talk.tx.find(Case, number=tuple(sorted(numbers)))} if numbers else {}
    )
    rows = [
        texts.TIMELY_NUMBER(
            n=running[one.number], mark=timely_words.mark(one.mark), day=format_day(shanghai_day(one.limit_at))
        )
        for one in found.missing[:ROWS]
    ]
    names = texts.SEPARATOR.join(unit_name(talk, unit) for unit in sorted(own))
    left = len(found.missing) - ROWS
    return texts.TIMELY_CHAT(
        month=int(month[5:]),
        scope="" if whole else texts.TIMELY_SCOPE(units=names),
        rows="\n".join(timely_words.lines(document)),
        missing="\n".join(rows) or texts.TIMELY_ALL_DONE(),
        more=texts.TIMELY_CHAT_MORE(count=left) if left > 0 else "",
    )


def _now(talk: Talk, chosen: Theme | None) -> str:
    if chosen is None:
        return ""
    return texts.NOW(
        month=_month(chosen),
        name=chosen.name,
        unit=unit_name(talk, chosen.unit),
        day=format_day(chosen.ends_on),
        **themes.figures(talk.tx, chosen, talk.now),
    )


def _desk(talk: Talk) -> Post | None:
    root = talk.ctx.district.root
    return next((post for post in talk.posts if post.unit == root and post.role in themes.MAKERS), None)


def _month(chosen: Theme) -> int:
    return int(chosen.month[5:])
