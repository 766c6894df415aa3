"""Alarms: what the people who run the service must know, told once an hour and kept for the health page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col

from handlers.context import Context
from handlers.services.notices import posts_for, push_to_posts
from models.store.tx import Reader
from models.tables import Setting

PREFIX = "alarm:"
TELL_AGAIN = timedelta(hours=1)
OPEN_FOR = timedelta(hours=24)
"""An alarm that was not raised again for a day counts as over."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that is wrong: how often it happened and when last."""

    code: str
    key: str
    count: int
    first_at: datetime
    last_at: datetime
    params: dict[str, Any]


def raise_alarm(ctx: Context, code: str, *, key: str, **params: Any) -> None:
    """Keep the alarm and tell the district's duty posts, once per key and hour; alarms of one code are folded."""
    name = f"{PREFIX}{code}:{key}"
    row = ctx.tx.get(Setting, name)
    known = row.value if row is not None else {}
    told_at = datetime.fromisoformat(known["told"]) if "told" in known else None
    tell = told_at is None or ctx.now - told_at >= TELL_AGAIN
    value = {
        "code": code,
        "key": key,
        "count": int(known.get("count", 0)) + 1,
        "first": known.get("first", ctx.now.isoformat()),
        "last": ctx.now.isoformat(),
        "told": ctx.now.isoformat() if tell else known["told"],
        "params": params,
    }
    if row is None:
        ctx.tx.insert(Setting, key=name, value=value)
    else:
        ctx.tx.update(row, value=value)
    if tell:
        posts = posts_for(ctx, ctx.district.root, "duty")
        at = f"{code}:{key}:{ctx.now.isoformat()}"
        push_to_posts(ctx, posts, "alarm", {"code": code, **params}, key=at, urgency="2h", fold=f"alarm:{code}")


def clear_alarm(ctx: Context, code: str, *, key: str) -> bool:
    """The cause is gone; whether there was an alarm."""
    row = ctx.tx.get(Setting, f"{PREFIX}{code}:{key}")
    if row is None:
        return False
    ctx.tx.delete(row)
    return True


def open_alarms(reader: Reader, now: datetime) -> list[Alarm]:
    """Alarms that were raised within the last day, newest first."""
    rows = reader.query(Setting, col(Setting.key).startswith(PREFIX, autoescape=True))
    found = [_alarm(row.value) for row in rows]
    return sorted((one for one in found if now - one.last_at < OPEN_FOR), key=lambda one: one.last_at, reverse=True)


def _alarm(value: dict[str, Any]) -> Alarm:
    return Alarm(
        code=value["code"],
        key=value["key"],
        count=int(value["count"]),
        first_at=datetime.fromisoformat(value["first"]),
        last_at=datetime.fromisoformat(value["last"]),
        params=value["params"],
    )
