"""Letters about 协办 and 吹哨: to the unit that is called, to who called it, to those above when it did not come."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services.case_facts import Facts, clip
from handlers.services.helping import calls, clocks
from handlers.texts import helping as texts
from handlers.texts import letters as common
from handlers.texts import naming
from models.domain.dates import format_span
from models.domain.working_time import shanghai_day
from models.tables import Assignment, Case, Outbox

QUOTE = 40


def called_in(facts: Facts, row: Outbox) -> Letter:
    """To the unit: what for, by whom, until when it answers and is done; who leads stays who leads."""
    part = _part(facts, row)
    if part is None or part.ended_at is not None:
        return Letter("")
    asked = clip(facts.statement(row.params.get("words")), QUOTE)
    text = texts.CALLED_IN(
        kind=kind(part),
        label=facts.label,
        by=_caller(facts.ctx, part),
        place=facts.place,
        words=facts.words,
        photos=facts.photos,
        asked=texts.ASKED(words=asked) if asked else "",
        answer=_at(facts, part.sign_due_at),
        due=_at(facts, part.due_at),
        owner=facts.holder,
        n=facts.n,
        more=common.FULL_TEXT(link=facts.link(row.account_id or f"post:{row.post}")),
    )
    return Letter(text, card=cards.helping(facts, part))


def called_off(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.CALLED_OFF_TOLD(label=facts.label, owner=facts.holder))


def heard(facts: Facts, row: Outbox) -> Letter:
    part = _part(facts, row)
    return Letter(texts.HEARD_TOLD(label=facts.label, unit=facts.name_of(part.unit))) if part else Letter("")


def done(facts: Facts, row: Outbox) -> Letter:
    """To who leads: the part is over, the case is not."""
    part = _part(facts, row)
    if part is None:
        return Letter("")
    words = clip(facts.statement(row.params.get("words")), QUOTE)
    return Letter(texts.DONE_TOLD(label=facts.label, unit=facts.name_of(part.unit), words=words, n=facts.n))


def due(facts: Facts, row: Outbox) -> Letter:
    """To the unit: its part is due soon."""
    part = _part(facts, row)
    if part is None or part.done_at is not None or part.ended_at is not None:
        return Letter("")
    text = texts.DUE_TOLD(label=facts.label, due=_at(facts, part.due_at), n=facts.n, owner=facts.holder)
    return Letter(text, card=cards.reminder(facts, texts.CARD_DUE()))


def late(facts: Facts, row: Outbox) -> Letter:
    """To those above and the desk, and to the unit's own head."""
    part = _part(facts, row)
    if part is None:
        return Letter("")
    signs = row.params.get("stage") == clocks.SIGN
    post = facts.ctx.district.posts.get(row.post or "")
    own = post is not None and post.unit == part.unit
    said = (
        (texts.LATE_OWN_SIGN if signs else texts.LATE_OWN_DUE)
        if own
        else (texts.LATE_SIGN if signs else texts.LATE_DUE)
    )
    limit = part.sign_due_at if signs else part.due_at
    known = {"owner": facts.holder, "unit": facts.name_of(part.unit), "n": facts.n}
    text = said(
        label=facts.label,
        kind=kind(part),
        limit=naming.at(limit, facts.ctx.now) if limit else "—",
        **{name: value for name, value in known.items() if name in said.blanks},
    )
    why = (texts.CARD_LATE if signs else texts.CARD_LATE_DUE)(unit=facts.name_of(part.unit))
    return Letter(text, card=cards.raised(facts, why, common.PHRASE_LATE(), limit))


TO_CADRES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "called_in": called_in,
    "called_off": called_off,
    "help_heard": heard,
    "help_done": done,
    "help_due": due,
    "help_late": late,
}


def kind(part: Assignment) -> str:
    """难题, 执法 or 应急."""
    return texts.KINDS[part.help]()


def mark(ctx: Context, case: Case, part: Assignment) -> str:
    """What a list says of a part to the unit that owes it."""
    unit = ctx.district.name_of(case.unit)
    if part.done_at is not None:
        return texts.MARK_DONE(unit=unit)
    when = format_span(part.due_at, shanghai_day(ctx.now)) if part.due_at is not None else "—"
    said = texts.MARK_LATE if clocks.is_late(part, ctx.now) else texts.MARK
    return said(unit=unit, kind=kind(part), due=when)


def helpers(ctx: Context, case: Case) -> str:
    """，区城管局协办: half a line for the resident, `` when nobody was called in."""
    units = dict.fromkeys(one.unit for one in calls.parts(ctx, case) if one.done_at is None)
    return texts.HELPERS(units=texts.SEPARATOR.join(ctx.district.name_of(unit) for unit in units)) if units else ""


def states(ctx: Context, parts: Sequence[Assignment]) -> list[str]:
    """Every part with whether it was heard and done, for pages of posts."""
    found = []
    for one in parts:
        state = texts.STATE_DONE if one.done_at else texts.STATE_HEARD if one.signed_at else texts.STATE_UNHEARD
        found.append(texts.HELPED_BY(unit=ctx.district.name_of(one.unit), state=state()))
    return found


def _caller(ctx: Context, part: Assignment) -> str:
    post = ctx.district.posts.get(part.called_by)
    return f"{ctx.district.name_of(post.unit)}{ctx.district.person_of(post.code)}" if post is not None else "—"


def _at(facts: Facts, at: datetime | None) -> str:
    return naming.clock_today(at, facts.ctx.now) if at is not None else "—"


def _part(facts: Facts, row: Outbox) -> Assignment | None:
    return facts.ctx.tx.get(Assignment, int(row.params["assignment"]))
