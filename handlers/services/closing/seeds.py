"""The seeds of second calls: made and committed to before their month begins, opened when it has been drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.context import Context
from models.domain import spot_checks
from models.domain.working_time import ONE_DAY, shanghai_day
from models.store.tx import Reader
from models.tables import Setting

PREFIX = "spot:"
AHEAD = timedelta(days=7)
"""How long before a month its seed is fixed."""


@dataclass(frozen=True, slots=True)
class Seed:
    """One month's seed."""

    month: str
    seed: bytes
    commitment: str
    at: datetime
    """Since when it is fixed: what was closed before is not drawn with it."""


def month_of(at: datetime) -> str:
    """2026-11, of Shanghai days."""
    return f"{shanghai_day(at):%Y-%m}"


def ensure(ctx: Context) -> None:
    """Fix the seed of this month if there is none (a new service), and the next month's a week ahead."""
    for day in (shanghai_day(ctx.now), shanghai_day(ctx.now + AHEAD)):
        key = f"{PREFIX}{day:%Y-%m}"
        if ctx.tx.get(Setting, key) is None:
            seed = ctx.registry.random(spot_checks.LENGTH)
            value = {"seed": seed.hex(), "commitment": spot_checks.commitment(seed), "at": ctx.now.isoformat()}
            ctx.tx.insert(Setting, key=key, value=value)


def seed_of(reader: Reader, month: str) -> Seed | None:
    """The seed of a month, None where none was fixed."""
    row = reader.get(Setting, f"{PREFIX}{month}")
    if row is None:
        return None
    value = row.value
    at = datetime.fromisoformat(value["at"])
    return Seed(month, bytes.fromhex(value["seed"]), value["commitment"], at)


def is_open(month: str, now: datetime) -> bool:
    """Whether the seed of a month is published: every case of it has been drawn, its last top-up too."""
    first = date.fromisoformat(f"{month}-01")
    after = (first + 32 * ONE_DAY).replace(day=1)
    return shanghai_day(now) >= after + DRAWN_UNTIL * ONE_DAY


DRAWN_UNTIL = 5
"""Day of the next month until which the month before is still topped up."""
