"""Letters of the stations: errands to agents and residents, the Friday duty, swaps of turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Card, Letter, asking
from handlers.services.case_facts import clip
from handlers.services.stations import duty, errands, naming, roster
from handlers.texts import naming as words
from handlers.texts import stations as texts
from models.domain.dates import format_day, format_moment
from models.domain.stations import errands as rules
from models.domain.stations import fridays
from models.domain.templates import TEMPLATE_ROLES
from models.domain.working_time import SHANGHAI, at_clock, shanghai_day
from models.tables import DutySwap, DutyTurn, Errand, Outbox

QUOTE = 40
DAY = timedelta(days=1)


def asked(ctx: Context, row: Outbox) -> Letter | None:
    """To the station: somebody wants an errand run."""
    errand = _errand(ctx, row)
    if errand is None or errand.state != "asked":
        return None
    text = texts.LETTER_ASKED(
        number=errand.number, matter=clip(errand.matter, QUOTE), station=naming.station(ctx, errand.station),
        due=words.due(errand.due_at, ctx.now),
    )  # fmt: skip
    return Letter(text, card=cards.todo(texts.CARD_NEW(), clip(errand.matter, 18), errand.due_at))


def taken(ctx: Context, row: Outbox) -> Letter | None:
    """To the resident: who has it."""
    errand = _errand(ctx, row)
    if errand is None or errand.state != "taken":
        return None
    held = naming.held(ctx, errand)
    text = texts.LETTER_TAKEN(
        number=errand.number, matter=clip(errand.matter, QUOTE), agent=naming.agent(ctx, errand),
        due=words.due(errand.due_at, ctx.now), papers=texts.LETTER_TAKEN_PAPERS(names=held) if held else "",
    )  # fmt: skip
    return Letter(text)


def done(ctx: Context, row: Outbox) -> Letter | None:
    """To the resident: is it done? Only the answer makes it so."""
    errand = _errand(ctx, row)
    if errand is None or errand.state != "reported":
        return None
    number, matter = errand.number, clip(errand.matter, QUOTE)
    if row.params.get("stage") == "ask2":
        text = texts.LETTER_DONE_AGAIN(number=number, matter=matter)
    else:
        held = naming.held(ctx, errand)
        papers = texts.CONFIRMED_PAPERS(names=held) if held else ""
        result, agent = clip(errand.result, 60), naming.agent(ctx, errand)
        text = texts.LETTER_DONE(number=number, matter=matter, agent=agent, result=result, papers=papers)
    until = errands.silent_until(ctx, errand)
    values = (texts.CARD_NUMBER(number=number), texts.CARD_YOURS(), texts.CARD_DONE_Q(), format_moment(until))
    data = {"purpose": "errand", "errand": errand.id}
    hours = max((until - ctx.now) / timedelta(hours=1), 1.0)
    return Letter(
        text,
        asking("yesno", hours=hours, labels=texts.OPTIONS, data=data),
        tail=texts.LETTER_DONE_TAIL(),
        card=Card("T06", dict(zip(TEMPLATE_ROLES["T06"].names, values, strict=True))),
    )


def denied(ctx: Context, row: Outbox) -> Letter | None:
    """To the station and the level above: the resident says no."""
    errand = _errand(ctx, row)
    if errand is None or errand.state != "taken":
        return None
    said = str(row.params.get("words") or "")
    text = texts.LETTER_DENIED(
        number=errand.number, matter=clip(errand.matter, QUOTE), agent=naming.agent(ctx, errand),
        due=words.due(errand.due_at, ctx.now), words=texts.LETTER_DENIED_WORDS(words=said) if said else "",
    )  # fmt: skip
    return Letter(text, card=cards.todo(texts.CARD_NUMBER(number=errand.number), texts.OPTIONS["no"], errand.due_at))


def late(ctx: Context, row: Outbox) -> Letter | None:
    """To the station and the level above: the day has come and nothing was reported."""
    errand = _errand(ctx, row)
    if errand is None or errand.state not in rules.IN_HAND:
        return None
    text = texts.LETTER_LATE(
        number=errand.number, matter=clip(errand.matter, QUOTE), station=naming.station(ctx, errand.station),
        due=words.due(errand.due_at, ctx.now),
    )  # fmt: skip
    card = cards.todo(texts.CARD_NUMBER(number=errand.number), texts.CARD_LATE(number=errand.number), ctx.now + DAY)
    return Letter(text, card=card)


def withdrawn(ctx: Context, row: Outbox) -> Letter | None:
    """To the agent: it is not needed any more."""
    errand = _errand(ctx, row)
    if errand is None:
        return None
    held = naming.held(ctx, errand)
    papers = texts.LETTER_WITHDRAWN_PAPERS(names=held, number=errand.number) if held else ""
    matter = clip(errand.matter, QUOTE)
    return Letter(texts.LETTER_WITHDRAWN(number=errand.number, matter=matter, papers=papers))


def tomorrow(ctx: Context, row: Outbox) -> Letter | None:
    """T11 to who sits in the station tomorrow."""
    turn = ctx.tx.get(DutyTurn, int(row.params["turn"]))
    post = roster.on_duty(ctx, turn) if turn is not None else None
    if turn is None or turn.status != "planned" or post is None or post.code != row.post:
        return None
    settings = duty.settings(ctx)
    where = naming.station(ctx, turn.station)
    text = texts.TOMORROW(
        day=format_day(turn.day), short=format_day(turn.day).partition("（")[0], station=where,
        opens=naming.clock(settings.opens), closes=naming.clock(settings.closes),
    )  # fmt: skip
    at = format_moment(at_clock(turn.day, settings.opens))
    return Letter(text, card=_task(at, where, texts.CARD_STATE()))


def told(ctx: Context, row: Outbox) -> Letter | None:
    """To a resident who asked for it: who sits where tomorrow, or that nobody does and when next. Never a card."""
    day = date.fromisoformat(str(row.params["day"]))
    station = str(row.params["station"])
    if shanghai_day(ctx.now) > day or station not in ctx.district.units:
        return None
    return Letter(naming.friday(ctx, station, day, tomorrow=shanghai_day(ctx.now) == fridays.eve(day)))


def missed(ctx: Context, row: Outbox) -> Letter | None:
    """Nobody signed in: to who should be there, and to the post above the same day."""
    turn = ctx.tx.get(DutyTurn, int(row.params["turn"]))
    if turn is None or turn.status != "absent":
        return None
    settings = duty.settings(ctx)
    post = roster.on_duty(ctx, turn)
    where = naming.station(ctx, turn.station)
    at = naming.clock((at_clock(turn.day, settings.opens) + settings.grace).astimezone(SHANGHAI).time())
    facts = {"opens": naming.clock(settings.opens), "station": where, "time": at}
    if post is not None and post.code == row.post:
        text = texts.MISSED_OWN(above=ctx.district.name_of(errands.above(ctx, turn.station)), **facts)
    else:
        who = naming.person(ctx, post.code) if post is not None else texts.NOBODY
        text = texts.MISSED(day=format_day(turn.day), who=who, **facts)
    until = at_clock(turn.day, settings.closes)
    return Letter(text, card=cards.todo(texts.CARD_MISSED_NAME(), texts.CARD_MISSED(station=where), until))


def swap_asked(ctx: Context, row: Outbox) -> Letter | None:
    """To who is asked to exchange a turn."""
    swap, turn, other = _swap(ctx, row)
    if swap is None or turn is None or swap.status != "asked":
        return None
    exchange = ""
    if other is not None:
        where = naming.station(ctx, other.station)
        exchange = texts.LETTER_SWAP_EXCHANGE(day=format_day(other.day), station=where)
    whom = naming.person(ctx, swap.post)
    where = naming.station(ctx, turn.station)
    text = texts.LETTER_SWAP(whom=whom, day=format_day(turn.day), station=where, exchange=exchange)
    return Letter(
        text,
        card=cards.todo(texts.CARD_SWAP(whom=whom), format_day(turn.day), at_clock(turn.day, duty.settings(ctx).opens)),
    )


def swap_answered(ctx: Context, row: Outbox) -> Letter | None:
    """To who asked."""
    swap, turn, other = _swap(ctx, row)
    if swap is None or turn is None or swap.status not in texts.LETTER_SWAP_ANSWERED:
        return None
    said = texts.LETTER_SWAP_ANSWERED[swap.status]
    facts = {"whom": naming.person(ctx, swap.other), "day": format_day(turn.day)}
    if "exchange" in said.blanks:
        facts["exchange"] = texts.SWAP_EXCHANGE(day=format_day(other.day)) if other is not None else ""
    return Letter(said(**facts))


SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter | None]] = {
    "errand_asked": asked,
    "errand_taken": taken,
    "errand_done": done,
    "errand_denied": denied,
    "errand_late": late,
    "errand_withdrawn": withdrawn,
    "duty_tomorrow": tomorrow,
    "duty_told": told,
    "duty_missed": missed,
    "swap_asked": swap_asked,
    "swap_answered": swap_answered,
}


def _errand(ctx: Context, row: Outbox) -> Errand | None:
    return ctx.tx.get(Errand, int(row.params["errand"]))


def _swap(ctx: Context, row: Outbox) -> tuple[DutySwap | None, DutyTurn | None, DutyTurn | None]:
    swap = ctx.tx.get(DutySwap, int(row.params["swap"]))
    if swap is None:
        return None, None, None
    other = ctx.tx.get(DutyTurn, swap.other_turn_id) if swap.other_turn_id is not None else None
    return swap, ctx.tx.get(DutyTurn, swap.turn_id), other


def _task(at: str, where: str, state: str) -> Card:
    values = (texts.CARD_TASK(), at, where, state)
    return Card("T11", dict(zip(TEMPLATE_ROLES["T11"].names, values, strict=True)))
