"""What holds a case for a while, on its pages: a pause (暂停) or a public commitment (承诺)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.context import Context
from handlers.services import commitments, pausing
from handlers.services.closing import appeals
from handlers.texts import pages as texts
from handlers.texts import pauses
from handlers.texts.text import Text
from models.domain.dates import format_day
from models.domain.states import Act, CaseState
from models.tables import Case, Request

_FORMS: dict[str, Act] = {
    "pause": Act.ASK_PAUSE,
    "resume": Act.RESUME,
    "commit": Act.PROPOSE,
    "move": Act.PROPOSE,
    "keep": Act.KEEP,
}
"""Forms of a post's page and the act each stands for; a commitment that runs is moved, not made again."""


def rows(ctx: Context, case: Case) -> tuple[tuple[str, str], ...]:
    """The pause or commitment in force as (name, value), the same for everybody who sees the case."""
    if case.state == CaseState.PAUSED:
        return _pause(ctx, case)
    return _commitment(ctx, case) if case.state == CaseState.PLANNED else ()


def forms(ctx: Context, case: Case, acts: Iterable[Act]) -> set[str]:
    """Which of these forms a post that may do `acts` finds on its page."""
    found = {name for name, act in _FORMS.items() if act in acts}
    found -= {"commit"} if case.state == CaseState.PLANNED else {"move"}
    waits = bool(ctx.tx.find(Request, case_id=case.id, kind="pause", status="open"))
    return found - ({"pause"} if case.tier == "2h" or waits else set())


def answers(ctx: Context, case: Case) -> set[str]:
    """What a complainant may answer to a pause or a later date: home, contest."""
    pause = pausing.running(ctx, case) if case.state == CaseState.PAUSED else None
    if pause is not None:
        home = {"home"} if pause.reason == "resident" else set()
        return home | ({"contest"} if pause.contested_at is None else set())
    may = pausing.contestable(ctx, case) is not None or appeals.may_appeal(ctx, case)
    return {"contest"} if may else set()


def reason_of(code: str) -> str:
    """A listed reason in words, `` for none."""
    return pauses.REASONS[code]() if code in pauses.REASONS else ""


def _pause(ctx: Context, case: Case) -> tuple[tuple[str, str], ...]:
    pause = pausing.running(ctx, case)
    if pause is None:
        return ()
    by = ctx.district.posts.get(pause.approved_by)
    why, said = reason_of(pause.reason), pause.words.strip()
    values = (
        format_day(pause.until_on),
        texts.PAUSED_WHY(reason=why, words=said) if said and said != why else why,
        ctx.district.name_of(by.unit) if by is not None else "",
    )
    return _named(texts.PAUSED_ROWS, values)


def _commitment(ctx: Context, case: Case) -> tuple[tuple[str, str], ...]:
    one = commitments.live(ctx, case)
    if one is None:
        return ()
    values = (
        one.measure,
        texts.PLANNED_DAY(day=format_day(one.due_on)),
        texts.PLANNED_WHO(unit=ctx.district.name_of(one.unit), person=one.person),
        texts.PLANNED_FIRST(day=format_day(one.first_on), count=one.moves) if one.moves else "",
        texts.PLANNED_PART(done=one.done, amount=one.amount, noun=one.noun) if one.amount else "",
    )
    return _named(texts.PLANNED_ROWS, values)


def _named(names: Iterable[Text], values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name(), value) for name, value in zip(names, values, strict=True) if value)
