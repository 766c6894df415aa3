"""Figures of the stations, counted from the book of events and from nothing else; by theme they add up to all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import col

from models.domain.district import District
from models.domain.stations import themes
from models.domain.working_time import ONE_DAY, at_clock
from models.store.tx import Reader
from models.tables import Case, FieldEvent, HomeVisit, Opinion

COUNTED = ("deed", "service", "visit", "fund")


def figures(reader: Reader, district: District, first: date, last: date) -> dict[str, Any]:
    """What happened from the first to the last day, both included."""
    found = _events(reader, first, last)
    kinds = Counter(one.kind for one in found)
    void = Counter(one.kind for one in found if one.data.get("counted") is False)
    amounts: Counter[str] = Counter()
    for one in found:
        if one.kind == "project_amount":
            amounts[f"{one.data['of']}:{one.data['per']}"] += int(one.data["milli"])
    done = {kind: kinds[f"{kind}_done"] - kinds[f"{kind}_void"] + void[f"{kind}_void"] for kind in COUNTED}
    money = sum(int(one.data.get("fen", 0)) * _sign(one.kind) for one in found if one.subject == "deed")
    return {
        "deeds": done["deed"],
        "services": done["service"],
        "visits": done["visit"],
        "funds": done["fund"],
        "money_fen": money,
        "conflicts": kinds["conflict_opened"],
        "conflicts_settled": kinds["conflict_settled"],
        "projects": kinds["project_opened"],
        "aid_projects": sum(one.kind == "project_opened" and one.data.get("sort") == "aid" for one in found),
        "amounts_milli": dict(sorted(amounts.items())),
        "errands": kinds["errand_asked"] + kinds["errand_registered"],
        "errands_confirmed": _confirmed(found),
        "errands_unconfirmed": kinds["errand_unconfirmed"],
        "turns_signed": kinds["duty_signed"],
        "turns_missed": kinds["duty_missed"],
        "stations": len({one.unit for one in found if one.kind == "duty_signed"}),
        "themes": by_theme(reader, district, first, last),
    }


def by_theme(reader: Reader, district: District, first: date, last: date) -> dict[str, Any]:
    """Cases and visits by the category of what was told, the rest by what it is called: the five add up to all."""
    start, end = at_clock(first, time(0)), at_clock(last + ONE_DAY, time(0))
    filed = select(col(Case.category), func.count()).where(col(Case.filed_at) >= start, col(Case.filed_at) < end)
    cases = _by_category(district, reader.select(filed.group_by(col(Case.category))))
    begun = [one for one in _events(reader, first, last) if one.kind in BEGUN]
    counted = {
        "visits": _visits(reader, district, first, last),
        "cases": cases,
        "errands": themes.totals(one.theme for one in begun if one.subject == "errand"),
        "deeds": themes.totals(one.theme for one in begun if one.subject == "deed"),
        "conflicts": themes.totals(one.theme for one in begun if one.subject == "conflict"),
    }
    total = {theme: sum(part[theme] for part in counted.values()) for theme in themes.THEMES}
    everything = sum(cases.values()) + sum(one.subject in SUBJECTS for one in begun) + sum(counted["visits"].values())
    return {**counted, "total": total, "all": everything}


def _visits(reader: Reader, district: District, first: date, last: date) -> dict[themes.Theme, int]:
    """Visits by the theme of the first thing that was heard; one on which nothing was, is the communities' own work."""
    heard = and_(col(Opinion.source) == "visit", col(Opinion.source_id) == col(HomeVisit.id), col(Opinion.part) == 1)
    rows = reader.select(
        select(col(Opinion.category), func.count())
        .select_from(HomeVisit)
        .outerjoin(Opinion, heard)
        .where(col(HomeVisit.undone_at).is_(None), col(HomeVisit.day).between(first, last))
        .group_by(col(Opinion.category))
    )
    return _by_category(district, rows)


def _by_category(district: District, rows: Sequence[Any]) -> dict[themes.Theme, int]:
    """(category, how many) -> how many of each theme; nothing but the counts is read from the database."""
    counted = themes.totals(())
    for category, count in map(tuple, rows):
        counted[themes.theme_of(district.settings, category or "")] += int(count)
    return counted


SUBJECTS = frozenset({"errand", "deed", "conflict"})
BEGUN = frozenset({"errand_asked", "errand_registered", "conflict_opened", *(f"{kind}_begun" for kind in COUNTED)})


def _events(reader: Reader, first: date, last: date) -> list[FieldEvent]:
    start, end = at_clock(first, time(0)), at_clock(last + ONE_DAY, time(0))
    return reader.query(FieldEvent, col(FieldEvent.at) >= start, col(FieldEvent.at) < end, order_by=FieldEvent.at)


def _sign(kind: str) -> int:
    return 1 if kind.endswith("_done") else -1 if kind.endswith("_void") else 0


def _confirmed(found: list[FieldEvent]) -> int:
    """Errands whose last word is a yes."""
    last: dict[int, str] = {}
    for one in found:
        if one.kind in {"errand_confirmed", "errand_denied"}:
            last[one.subject_id] = one.kind
    return sum(kind == "errand_confirmed" for kind in last.values())
