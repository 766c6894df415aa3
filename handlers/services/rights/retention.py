"""What time erases by itself: cases long over, answers of the chat, and what people asked to have erased."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import update
from sqlmodel import col

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services.filing import REOPEN_WINDOW
from handlers.services.rights import erasing
from models.domain.retention import KEEPING, Keeping, Kind, months_before
from models.domain.states import OPEN, CaseState
from models.domain.working_time import SHANGHAI, shanghai_day
from models.store.rows import table_of
from models.tables import Account, Case, Draft, Event, Inbox, Question, Voice

AT_ONCE = 200
"""Cases a night: what is over for years can wait for the next one."""
_ENDED = tuple(state.value for state in CaseState if state not in OPEN and state is not CaseState.DRAFT)


def rules(settings: Mapping[str, object]) -> dict[Kind, Keeping]:
    """The rules in force: the district's own where it has any."""
    found = dict(KEEPING)
    said = cast("Mapping[str, Mapping[str, Any]]", settings.get("retention") or {})
    for kind, own in said.items():
        found[cast("Kind", kind)] = replace(found[cast("Kind", kind)], **own)
    return found


def erase_old(ctx: Context) -> int:
    """Erase what was kept long enough, and what is due to be erased on somebody's wish; returns how much."""
    kept = rules(ctx.district.settings)
    return _cases(ctx, kept) + _asked(ctx) + _talk(ctx, kept["talk"])


def _cases(ctx: Context, kept: Mapping[Kind, Keeping]) -> int:
    cutoffs = {kind: _cutoff(ctx, rule.months) for kind, rule in kept.items()}
    old = ctx.tx.query(
        Case,
        col(Case.erased_at).is_(None),
        col(Case.state).in_(_ENDED),
        col(Case.filed_at) < max(cutoffs["cases"], cutoffs["accusations"]),
        order_by=col(Case.id),
    )
    due = [case for case in old if _ended_at(ctx, case) < cutoffs["accusations" if is_confidential(case) else "cases"]]
    for case in due[:AT_ONCE]:
        erasing.forget_case(ctx, case, "kept_long_enough")
    return len(due[:AT_ONCE])


def _asked(ctx: Context) -> int:
    """删除我的数据, once everything has ended and nothing can be opened again."""
    erased = 0
    for account in ctx.tx.query(Account, col(Account.erase_asked_at).is_not(None), order_by=col(Account.id)):
        ids = tuple({voice.case_id for voice in ctx.tx.find(Voice, account_id=account.id)})
        cases = ctx.tx.find(Case, id=ids) if ids else []
        if all(CaseState(one.state) not in OPEN and ctx.now - _ended_at(ctx, one) > REOPEN_WINDOW for one in cases):
            erasing.forget(ctx, account)
            erased += 1
    return erased


def _talk(ctx: Context, rule: Keeping) -> int:
    """Answers, drafts that are over and what questions remembered: what was said on the way, not the case itself."""
    cutoff = _cutoff(ctx, rule.months)
    inbox, draft, question = table_of(Inbox), table_of(Draft), table_of(Question)
    old = (inbox.c.received_at < cutoff) & inbox.c.reply.is_not(None) & inbox.c.status.in_(("handled", "late"))
    erased = ctx.tx.execute(update(inbox).where(old).values(reply=None))
    over = (draft.c.touched_at < cutoff) & (draft.c.status != "open") & draft.c.words.is_not(None)
    erased += ctx.tx.execute(update(draft).where(over).values(words=None, phone=None, reading={}, memory={}))
    done = (question.c.asked_at < cutoff) & question.c.status.not_in(("live", "queued"))
    ctx.tx.execute(update(question).where(done).values(data={}))
    return erased


def _ended_at(ctx: Context, case: Case) -> datetime:
    main = ctx.tx.get(Case, case.main_id) if case.main_id is not None else None
    if main is not None:  # a merged case ends with the one it went into
        return ctx.now if CaseState(main.state) in OPEN else _ended_at(ctx, main)
    if case.closed_at is not None:
        return case.closed_at
    last = ctx.tx.find(Event, case_id=case.id, seq=case.seq) if case.seq else []
    return last[0].at if last else case.filed_at


def _cutoff(ctx: Context, months: int) -> datetime:
    day = months_before(shanghai_day(ctx.now), months)
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC)
