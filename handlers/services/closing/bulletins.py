"""抽查通报: what a month's lots came to, unit by unit, put up by itself once the seed is open; one a month, by number.

A 通报 about a single unit and a clause is the inspectors' own (`services/inspecting/circulars`); it may name this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services.closing import seeds, spot_checks
from handlers.texts import checks as texts
from models.domain.dates import format_day
from models.domain.errors import NotFound
from models.domain.spot_checks import SHARE
from models.domain.working_time import shanghai_day
from models.tables import Case, SpotCheck

SHOWN = 6
"""Months the board leads to."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One month."""

    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, str, str], ...]
    """Unit, drawn, asked, false."""
    found_title: str
    found: tuple[tuple[str, str], ...]
    """What was called done and was not: title with its community, and what becomes of it."""
    none: str
    proof_title: str
    proof: tuple[str, ...]


def months(ctx: Context) -> list[str]:
    """Months with a 通报, newest first."""
    drawn = {one.month for one in ctx.tx.find(SpotCheck) if one.reason != "doubt"}
    return sorted((month for month in drawn if seeds.is_open(month, ctx.now)), reverse=True)[:SHOWN]


def number_of(month: str) -> str:
    """抽查通报〔2026〕11号"""
    year, _, number = month.partition("-")
    return texts.BULLETIN_NUMBER(year=year, number=int(number))


def bulletin(ctx: Context, month: str) -> Bulletin:
    """The 通报 of a month. Raises NotFound before its seed is open, and where nothing was drawn."""
    try:
        date.fromisoformat(f"{month}-01")
    except ValueError:
        raise NotFound(number="") from None
    held = [one for one in ctx.tx.find(SpotCheck, month=month, order="id") if one.reason != "doubt"]
    seed = seeds.seed_of(ctx.tx, month)
    if not held or seed is None or not seeds.is_open(month, ctx.now):
        raise NotFound(number="")
    counts = spot_checks.counted(held)
    return Bulletin(
        title=number_of(month),
        lead=texts.BULLETIN_LEAD(
            month=int(month[5:]), day=format_day(shanghai_day(ctx.now)), **{name: counts[name] for name in _COUNTS}
        ),
        columns=texts.BULLETIN_COLUMNS,
        rows=tuple(_row(ctx, unit, [one for one in held if one.unit == unit]) for unit in _units(held)),
        found_title=texts.BULLETIN_FALSE,
        found=tuple(_false(ctx, one) for one in held if one.status == "done" and one.answer != "solved"),
        none=texts.BULLETIN_NONE,
        proof_title=texts.BULLETIN_PROOF_TITLE,
        proof=(
            texts.BULLETIN_COMMITMENT(commitment=seed.commitment, day=format_day(shanghai_day(seed.at))),
            texts.BULLETIN_SEED(seed=seed.seed.hex()),
            texts.BULLETIN_HOW(percent=round(100 * SHARE)),
        ),
    )


_COUNTS = ("drawn", "answered", "overturned", "unreached")


def _units(held: Sequence[SpotCheck]) -> list[str]:
    return sorted({one.unit for one in held})


def _row(ctx: Context, unit: str, held: Sequence[SpotCheck]) -> tuple[str, str, str, str]:
    counts = spot_checks.counted(held)
    named = ctx.district.name_of(unit)
    return named, str(counts["drawn"]), str(counts["answered"]), str(counts["overturned"])


def _false(ctx: Context, check: SpotCheck) -> tuple[str, str]:
    case = ctx.tx.get(Case, check.case_id)
    unit = ctx.district.name_of(check.unit)
    if case is None or is_confidential(case) or not spot_checks.is_public(ctx, case):
        return texts.BULLETIN_PRIVATE, texts.BULLETIN_BACK(unit=unit)
    where = ctx.district.name_of(case.community) if case.community in ctx.district.units else ""
    return texts.BULLETIN_CASE(title=case.title, community=where), texts.BULLETIN_BACK(unit=unit)
