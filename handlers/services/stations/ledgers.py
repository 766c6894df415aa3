"""代办台账: what a station ran, row by row and in counts; without a name, a phone or a flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handlers.context import Context
from handlers.policies import stations as policy
from models.domain.district import District
from models.domain.stations.errands import IN_HAND
from models.store.tx import Reader
from models.tables import DutyTurn, Errand, ErrandPaper

PURPOSE = "l"
"""Links of this purpose open a ledger; their subject is the place of the station in the district file."""
ERRAND_COLUMNS = (
    *("number", "station", "street", "matter", "theme", "agent", "state", "asked_at", "due_at", "reported_at"),
    *("ended_at", "confirmed", "confirmed_by", "round", "result", "papers", "papers_out"),
)
TURN_COLUMNS = ("station", "day", "post", "person", "status", "signed_at", "how")


def index_of(district: District, station: str) -> int:
    """The number of a station in links."""
    return policy.stations(district).index(station)


def station_at(district: District, index: int) -> str:
    """The station of a number, `` for none."""
    found = policy.stations(district)
    return found[index] if 0 <= index < len(found) else ""


def counts(ctx: Context, station: str) -> dict[str, int]:
    """In hand, waiting for a word, done by the resident's own word, unconfirmed, not needed any more."""
    found = ctx.tx.find(Errand, station=station)
    return {
        "open": sum(one.state in IN_HAND for one in found),
        "waiting": sum(one.state == "reported" for one in found),
        **{state: sum(one.state == state for one in found) for state in ("confirmed", "unconfirmed", "withdrawn")},
    }


def errands(reader: Reader, district: District, station: str = "") -> Iterator[dict[str, Any]]:
    """Rows of the ledger, oldest first: redacted words only."""
    papers: dict[int, list[ErrandPaper]] = {}
    for paper in reader.query(ErrandPaper, order_by=ErrandPaper.id):
        papers.setdefault(paper.errand_id, []).append(paper)
    for one in reader.query(Errand, order_by=Errand.id):
        if station and one.station != station:
            continue
        held = papers.get(one.id, [])
        parent = district.units[one.station].parent if one.station in district.units else None
        yield {
            "number": one.number,
            "station": district.name_of(one.station),
            "street": district.name_of(parent) if parent else "",
            "matter": one.matter,
            "theme": one.theme,
            "agent": district.person_of(one.agent),
            "state": one.state,
            "asked_at": one.asked_at.isoformat(),
            "due_at": one.due_at.isoformat(),
            "reported_at": one.reported_at.isoformat() if one.reported_at else None,
            "ended_at": one.ended_at.isoformat() if one.ended_at else None,
            "confirmed": one.state == "confirmed",
            "confirmed_by": _by(one),
            "round": one.round,
            "result": one.result,
            "papers": [paper.name for paper in held],
            "papers_out": [paper.name for paper in held if paper.returned_at is None],
        }


def turns(reader: Reader, district: District) -> Iterator[dict[str, Any]]:
    """Rows of the Friday duty."""
    for one in reader.query(DutyTurn, order_by=(DutyTurn.day, DutyTurn.station)):
        yield {
            "station": district.name_of(one.station),
            "day": one.day.isoformat(),
            "post": one.post,
            "person": district.person_of(one.signed_by or one.post),
            "status": one.status,
            "signed_at": one.signed_at.isoformat() if one.signed_at else None,
            "how": one.how,
        }


def _by(one: Errand) -> str:
    if one.state != "confirmed":
        return ""
    return "phone" if one.ended_by.startswith("post:") else "chat"
