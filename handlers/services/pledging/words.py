"""A pledge in words, the same in chat, letters, reports and on the board."""

from __future__ import annotations

from datetime import date
from typing import Any

from handlers.services.pledging.book import Listed
from handlers.texts import pledges as texts
from models.domain.dates import format_day
from models.domain.working_time import shanghai_day


def stand(one: Listed) -> str:
    """6所里办到4所，还差2所，2027年8月31日前要到6所."""
    pledge, now, noun = one.pledge, one.now, one.pledge.noun
    if pledge.withdrawn:
        return texts.STAND_WITHDRAWN(why=next((event.words for event in one.events if event.kind == "withdrawn"), ""))
    counts = {"amount": now.amount, "noun": noun}
    if now.whole:
        said = texts.STAND_WHOLE(**counts)
    elif now.done:
        said = texts.STAND_PART(**counts, done=now.done, open=now.open)
    else:
        said = texts.STAND_NONE(**counts)
    for step in now.late:
        said += texts.STAND_LATE(day=_day(one, step.due_on), step=step.amount, noun=noun)
    if now.next is not None:
        said += texts.STAND_NEXT(day=_day(one, now.next.due_on), step=now.next.amount, noun=noun)
    moves = sum(event.kind == "moved" for event in one.events)
    if moves:
        moved = [step for step in one.steps if step.due_on != step.first_on]
        said += texts.STAND_MOVED(count=moves, first=_day(one, (moved or list(one.steps))[0].first_on))
    if pledge.cents:
        said += texts.STAND_MONEY(cents=money(pledge.cents), kept=money(now.cents))
    return said


def of_document(one: dict[str, Any]) -> str:
    """A line of a report that was counted before."""
    return texts.LINE(number=one["number"], measure=one["measure"], stand=one["stand"])


def line(one: Listed) -> str:
    """A line of a report."""
    return texts.LINE(number=one.pledge.number, measure=one.pledge.measure, stand=stand(one))


def money(cents: int) -> str:
    """Fen as 万元, without a float: 2 293 320 000 is 2293.32."""
    whole, rest = divmod(cents, 1_000_000)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


def kept(one: Listed) -> list[str]:
    """Which were kept, one line a report that still counts for something."""
    return [
        texts.BOARD_KEPT_ROW(
            day=_day(one, shanghai_day(event.at)),
            amount=event.amount,
            noun=one.pledge.noun,
            words=texts.WORDS(words=event.words) if event.words else "",
        )
        for event in one.events
        if event.kind == "kept"
    ]


def events(one: Listed) -> list[str]:
    """Everything that happened, a line each."""
    return [
        texts.EVENT[event.kind](
            **{
                name: value
                for name, value in {
                    "day": _day(one, shanghai_day(event.at)),
                    "amount": event.amount,
                    "noun": one.pledge.noun,
                    "words": texts.WORDS(words=event.words) if event.words else "",
                }.items()
                if name in texts.EVENT[event.kind].blanks
            }
        )
        for event in one.events
    ]


def _day(one: Listed, day: date) -> str:
    """With the year where it is another one than that of the promise."""
    return format_day(day, shanghai_day(one.pledge.made_at)).partition("（")[0]
