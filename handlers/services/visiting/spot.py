"""来过吗: one in ten visited households that have joined is asked once; no answer is no answer, and harms nobody."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import col

from handlers.context import Context
from handlers.services.notices import push
from models.tables import Account, Home, HomeVisit

ONE_IN = 10
LATER = timedelta(days=1)
LIVES = timedelta(days=3)
KIND = "visit_asked"


def draw(ctx: Context, visit: HomeVisit, home: Home) -> HomeVisit:
    """By lot a household that is on WeChat is asked the next day; never the cadre's own, never twice for a visit."""
    account = ctx.tx.get(Account, home.account_id) if home.account_id else None
    if account is None or not account.follows or account.muted or account.id == visit.account_id:
        return visit
    if int.from_bytes(ctx.registry.random(4), "big") % ONE_IN:
        return visit
    return ask(ctx, visit, account.id)


def ask(ctx: Context, visit: HomeVisit, account_id: str) -> HomeVisit:
    """Ask this household about this visit."""
    at = ctx.now + LATER
    push(ctx, KIND, {"visit": visit.id}, key=f"{visit.id}", account_id=account_id, not_before=at, expires_at=at + LIVES)
    return ctx.tx.update(ctx.tx.get(HomeVisit, visit.id) or visit, asked_at=ctx.now)


def answer(ctx: Context, visit_id: int, effect: str) -> HomeVisit | None:
    """came | not | unsure; the last word counts."""
    visit = ctx.tx.get(HomeVisit, visit_id)
    return ctx.tx.update(visit, answer=effect) if visit is not None else None


def shares(ctx: Context, posts: tuple[str, ...], first: date, last: date) -> dict[str, int]:
    """Visits to households of these days: confirmed, denied, unsure, asked without an answer, and never asked."""
    found = ctx.tx.query(
        HomeVisit,
        col(HomeVisit.post).in_(posts),
        col(HomeVisit.day) >= first,
        col(HomeVisit.day) <= last,
        col(HomeVisit.undone_at).is_(None),
        col(HomeVisit.home_id).is_not(None),
    )
    counted = dict.fromkeys(("visits", "came", "not", "unsure", "silent", "unasked"), 0)
    for visit in found:
        counted["visits"] += 1
        counted[visit.answer or ("silent" if visit.asked_at is not None else "unasked")] += 1
    return counted
