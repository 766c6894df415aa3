"""Letters about 督办: to the units, and the weekly cards of leaders and desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services.case_facts import Facts, clip
from handlers.services.supervising import marks
from handlers.texts import letters as common
from handlers.texts import naming
from handlers.texts import supervision as texts
from models.domain.dates import format_day
from models.domain.working_time import shanghai_day
from models.tables import Outbox, Supervision

QUOTE = 40
ROWS = 5
NUMBERS = 4
NAMES = 12


def told(facts: Facts, row: Outbox) -> Letter:
    """To the unit and its head: who follows the case, what is demanded, until when."""
    mark = _mark(facts, row)
    if mark is None or mark.lifted_at is not None:
        return Letter("")
    leader = whose(facts.ctx, mark)
    text = texts.TOLD(
        label=facts.label,
        leader=leader,
        demand=clip(mark.demand, QUOTE),
        due=naming.due(mark.due_at, facts.ctx.now),
        n=facts.n,
    )
    return Letter(text, card=cards.raised(facts, _card(facts.ctx, mark), common.PHRASE_WORKING(), mark.due_at))


def lifted(facts: Facts, row: Outbox) -> Letter:
    """To the unit: the mark is gone, the dates are not."""
    mark = _mark(facts, row)
    if mark is None:
        return Letter("")
    return Letter(texts.TOLD_LIFTED(label=facts.label, leader=whose(facts.ctx, mark), due=facts.due))


def due(facts: Facts, row: Outbox) -> Letter:
    """Its date is near, here, or over."""
    mark = _mark(facts, row)
    if mark is None or mark.lifted_at is not None:
        return Letter("")
    days = (shanghai_day(facts.ctx.now) - mark.due_on).days
    kind = "late" if days > 0 else "today" if days == 0 else "before"
    day = format_day(mark.due_on)
    text = texts.DUE[kind](
        label=facts.label,
        leader=whose(facts.ctx, mark),
        day=day,
        demand=clip(mark.demand, QUOTE),
        n=facts.n,
        **({"days": days} if kind == "late" else {}),
    )
    short = f"{mark.due_on.month}.{mark.due_on.day}"
    card = texts.CARD_LATE(days=days) if kind == "late" else texts.CARD_DUE(day=short)
    return Letter(text, card=cards.reminder(facts, card))


def order_line(facts: Facts) -> str:
    """督办：… on every order of a marked case, `` without a mark."""
    found = marks.of_case(facts.ctx.tx, facts.case)
    if not found:
        return ""
    mark = found[0]
    return texts.ORDER_LINE(
        leader=whose(facts.ctx, mark), demand=clip(mark.demand, QUOTE), due=naming.due(mark.due_at, facts.ctx.now)
    )


def whose(ctx: Context, mark: Supervision) -> str:
    """区委常委陈远: as cadres read it."""
    post = ctx.district.posts.get(mark.post)
    name = f"{post.title}{ctx.district.person_of(post.code)}" if post is not None else ""
    return name or texts.BY_LEADER()


def to_resident(ctx: Context, found: Sequence[Supervision]) -> str:
    """What a resident reads of it: that a leader follows and until when; never who or what was demanded."""
    if not found:
        return ""
    mark = found[0]
    post = ctx.district.posts.get(mark.post)
    inspects = post is not None and post.role == "inspector"
    if mark.due_at > ctx.now:
        said = texts.PROGRESS_INSPECTION if inspects else texts.PROGRESS
        return said(due=naming.due(mark.due_at, ctx.now))
    said = texts.PROGRESS_INSPECTION_LATE if inspects else texts.PROGRESS_LATE
    return said(day=format_day(mark.due_on))


def row_mark(ctx: Context, found: Sequence[Supervision]) -> str:
    """The same in a resident's list, half a line."""
    if not found:
        return ""
    post = ctx.district.posts.get(found[0].post)
    inspects = post is not None and post.role == "inspector"
    return texts.ROW_MARK(leader=texts.BY_INSPECTION() if inspects else texts.BY_LEADER())


TO_CADRES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "supervised": told,
    "unsupervised": lifted,
    "supervision_due": due,
}


def leader_card(ctx: Context, row: Outbox) -> Letter:
    """T12: the week of the communities a leader is linked with."""
    rows = row.params["rows"]
    what = texts.WEEK_CARD(
        open=sum(one["open"] for one in rows),
        overdue=sum(len(one["overdue"]) for one in rows),
        supervised=sum(len(one["supervised"]) for one in rows),
    )
    card = cards.todo(texts.WEEK_CARD_NAME(), what, ctx.now + timedelta(hours=8))
    return Letter(week(ctx, row.params), card=card)


def unlinked_card(ctx: Context, row: Outbox) -> Letter:
    """To the desk: communities that no leader is linked with."""
    what = texts.UNLINKED_CARD(count=len(row.params["rows"]))
    card = cards.todo(texts.WEEK_CARD_NAME(), what, ctx.now + timedelta(hours=8))
    return Letter(without_leader(ctx, row.params), card=card)


def week(ctx: Context, params: Mapping[str, Any]) -> str:
    """The leader's card in words: the communities that need him first, the calm ones in one line."""
    rows = sorted(params["rows"], key=_weight, reverse=True)
    shown, rest = rows[:ROWS], rows[ROWS:]
    more = texts.WEEK_MORE(count=len(rest), open=sum(one["open"] for one in rest)) if rest else ""
    return texts.WEEK(
        day=format_day(shanghai_day(ctx.now)),
        count=len(rows),
        rows="\n".join(_row(ctx, one) for one in shown),
        more=more,
    )


def without_leader(ctx: Context, params: Mapping[str, Any]) -> str:
    """The desk's list in words."""
    rows = sorted(params["rows"], key=_weight, reverse=True)
    if not rows:
        return texts.UNLINKED_NONE()
    shown, rest = rows[:ROWS], rows[ROWS:]
    names = [ctx.district.name_of(one["community"]) for one in rest]
    listed = texts.SEPARATOR.join(names[:NAMES])
    if len(names) > NAMES:
        listed = texts.NUMBERS_MORE(numbers=listed)
    return texts.UNLINKED(
        count=len(rows),
        rows="\n".join(_row(ctx, one) for one in shown),
        more=texts.UNLINKED_MORE(count=len(rest), names=listed) if rest else "",
    )


SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter]] = {
    "leader_card": leader_card,
    "unlinked": unlinked_card,
}


def _weight(one: Mapping[str, Any]) -> tuple[int, ...]:
    pressing = len(one["overdue"]) + one["supervised_late"] + one["committed_late"]
    return (pressing, len(one["supervised"]) + len(one["done_supervised"]), one["late"], one["open"])


def _row(ctx: Context, one: Mapping[str, Any]) -> str:
    parts = [texts.WEEK_OPEN(count=one["open"])]
    if one["overdue"]:
        parts.append(texts.WEEK_OVERDUE(count=len(one["overdue"]), numbers=_numbers(one["overdue"])))
    if one["late"]:
        parts.append(texts.WEEK_LATE(count=one["late"]))
    if one["supervised"]:
        late = texts.WEEK_SUPERVISED_LATE(count=one["supervised_late"]) if one["supervised_late"] else ""
        numbers = _numbers(one["supervised"])
        parts.append(texts.WEEK_SUPERVISED(count=len(one["supervised"]), numbers=numbers, late=late))
    if one["done_supervised"]:
        parts.append(texts.WEEK_DONE(numbers=_numbers(one["done_supervised"])))
    if one["committed"]:
        late = texts.WEEK_COMMITTED_LATE(count=one["committed_late"]) if one["committed_late"] else ""
        parts.append(texts.WEEK_COMMITTED(count=one["committed"], late=late))
    calm = len(parts) == 1 and not one["open"]
    said = texts.WEEK_QUIET() if calm else texts.COMMA.join(parts)
    return texts.WEEK_ROW(community=ctx.district.name_of(one["community"]), parts=said)


def _numbers(found: Sequence[int]) -> str:
    listed = naming.listing(found[:NUMBERS])
    return texts.NUMBERS_MORE(numbers=listed) if len(found) > NUMBERS else listed


def _mark(facts: Facts, row: Outbox) -> Supervision | None:
    return facts.ctx.tx.get(Supervision, int(row.params["supervision"]))


def _card(ctx: Context, mark: Supervision) -> str:
    post = ctx.district.posts.get(mark.post)
    inspects = post is not None and post.role == "inspector"
    return texts.CARD(leader=texts.BY_INSPECTION() if inspects else texts.BY_LEADER())
