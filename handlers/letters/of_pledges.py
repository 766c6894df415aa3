"""Letters about 立行立改 and 每月一题: what falls due, what was missed, what the inspectors found untrue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services import themes
from handlers.services.case_facts import clip
from handlers.services.pledging import book, words
from handlers.services.pledging.book import Listed
from handlers.texts import pledges as texts
from handlers.texts import themes as theme_texts
from models.domain.dates import format_day
from models.domain.working_time import DAY_CLOSES, at_clock
from models.tables import Outbox, Pledge, PledgeStep, Theme

QUOTE = 40


def due(ctx: Context, row: Outbox) -> Letter | None:
    """A step falls due; nothing once it is kept."""
    one, step = _of(ctx, row)
    if one is None or step is None or one.pledge.withdrawn or one.now.done >= step.amount:
        return None
    number, noun = one.pledge.number, one.pledge.noun
    text = texts.TOLD_DUE(number=number, measure=clip(one.pledge.measure, QUOTE), stand=words.stand(one), noun=noun)
    what = texts.CARD_DUE(day=format_day(step.due_on), step=step.amount, noun=noun)
    return Letter(text, card=cards.todo(clip(one.pledge.measure, 16), what, at_clock(step.due_on, DAY_CLOSES)))


def missed(ctx: Context, row: Outbox) -> Letter | None:
    """A day has passed and something is missing."""
    one, step = _of(ctx, row)
    if one is None or step is None or one.pledge.withdrawn or one.now.done >= step.amount:
        return None
    text = texts.TOLD_MISSED(
        number=one.pledge.number,
        measure=clip(one.pledge.measure, QUOTE),
        stand=words.stand(one),
        unit=ctx.district.name_of(one.pledge.unit),
        person=one.pledge.person,
    )
    until = ctx.now + timedelta(days=1)
    return Letter(text, card=cards.todo(clip(one.pledge.measure, 16), texts.CARD_MISSED(), until))


def denied(ctx: Context, row: Outbox) -> Letter | None:
    """The inspectors found that something is not there."""
    one, _ = _of(ctx, row)
    event = next((event for event in one.events if event.seq == row.params["seq"]), None) if one is not None else None
    if one is None or event is None:
        return None
    text = texts.TOLD_DENIED(
        number=one.pledge.number,
        amount=event.amount,
        noun=one.pledge.noun,
        words=clip(event.words, QUOTE),
        stand=words.stand(one),
    )
    until = ctx.now + timedelta(days=1)
    return Letter(text, card=cards.todo(clip(one.pledge.measure, 16), texts.CARD_DENIED(), until))


def chosen(ctx: Context, row: Outbox) -> Letter | None:
    """To who leads the month's theme."""
    theme = ctx.tx.get(Theme, int(row.params["theme"]))
    if theme is None:
        return None
    text = theme_texts.TOLD(**_theme(ctx, theme), count=theme.told, open=themes.figures(ctx.tx, theme, ctx.now)["open"])
    card = cards.todo(
        theme_texts.CARD(month=int(theme.month[5:])),
        theme_texts.CARD_WHAT(name=theme.name),
        at_clock(theme.ends_on, DAY_CLOSES),
    )
    return Letter(text, card=card)


def over(ctx: Context, row: Outbox) -> Letter | None:
    """Its last day: what came of it."""
    theme = ctx.tx.get(Theme, int(row.params["theme"]))
    if theme is None:
        return None
    month, figures = int(theme.month[5:]), themes.figures(ctx.tx, theme, ctx.now)
    text = theme_texts.TOLD_OVER(month=month, name=theme.name, before=theme.told, **figures)
    until = ctx.now + timedelta(days=1)
    return Letter(text, card=cards.todo(theme_texts.CARD(month=month), clip(theme.name, 16), until))


def _theme(ctx: Context, theme: Theme) -> dict[str, object]:
    return {
        "month": int(theme.month[5:]),
        "name": theme.name,
        "unit": ctx.district.name_of(theme.unit),
        "day": format_day(theme.ends_on),
    }


def _of(ctx: Context, row: Outbox) -> tuple[Listed | None, PledgeStep | None]:
    pledge = ctx.tx.get(Pledge, int(row.params["pledge"]))
    if pledge is None:
        return None, None
    found = ctx.tx.find(PledgeStep, pledge_id=pledge.id, number=int(row.params.get("step", 1)))
    return book.listed(ctx.tx, pledge, ctx.now), found[0] if found else None


SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter | None]] = {
    "pledge_due": due,
    "pledge_missed": missed,
    "pledge_denied": denied,
    "theme_chosen": chosen,
    "theme_over": over,
}
