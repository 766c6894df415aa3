"""Orders of another hotline (12345): filed once under their own number, their results given back as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.context import Context
from handlers.grammar import hotline as columns
from handlers.services import intake, routing
from handlers.services.intake import Intake
from models.domain.district import District
from models.domain.reading import Reading
from models.domain.working_time import SHANGHAI
from models.store.tx import Reader
from models.tables import Case, Statement, Voice

CHANNEL = "12345"


@dataclass(frozen=True, slots=True)
class Order:
    """One order as the hotline gave it."""

    line: int
    ref: str
    text: str
    place: str = ""
    phone: str = ""
    unit: str = ""
    """Unit the hotline names; only a hint, the catalogue decides."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of an order."""

    order: Order
    number: str
    unit: str
    """Name of the unit, `` while the desk decides."""
    known: bool = False
    """It was here before: from an earlier file, or a resident told us its number."""


def file_order(ctx: Context, order: Order) -> Filed:
    """File one order, once: a number that is known is not filed again. Unclear ones go to the dispatcher."""
    known = ctx.tx.find(Case, external_ref=order.ref)
    if known:
        return Filed(order, known[0].number, ctx.district.name_of(known[0].unit) if known[0].unit else "", known=True)
    reading = _sure(ctx, _read(ctx, order))
    cases, _ = intake.file_for(
        ctx,
        Intake(
            words=order.text,
            reading=reading,
            channel=CHANNEL,
            way="phone" if order.phone else "visit",
            phone=order.phone,
            community=reading.place.unit,
            external_ref=order.ref,
        ),
    )
    case = cases[0]
    return Filed(order, case.number, ctx.district.name_of(case.unit) if case.unit else "")


def results(reader: Reader, district: District, since: datetime | None = None) -> Iterator[dict[str, str]]:
    """One row an order of another hotline, with what came of it; nothing in it names a resident."""
    for case in reader.query(Case, order_by=Case.id):
        if not case.external_ref or (since is not None and case.filed_at < since):
            continue
        voices = reader.find(Voice, case_id=case.id, order="joined_at")
        voice = voices[0] if voices else None
        said = [one for one in reader.find(Statement, case_id=case.id, order="at") if one.public and one.post]
        final = [one for one in said if one.kind in {"done", "answer"}] or said
        row = {
            "ref": case.external_ref,
            "number": case.number,
            "state": columns.STATES.get(case.state, case.state),
            "unit": district.name_of(case.unit) if case.unit else "",
            "dispatched": _clock(case.dispatched_at),
            "due": _clock(case.due_at),
            "done": _clock(case.done_at),
            "result": final[-1].words if final else "",
            "solved": columns.SOLVED[(voice.solved if voice else "") or ""],
            "satisfied": columns.SATISFIED[(voice.satisfied if voice else "") or ""],
            "rounds": str(case.round),
        }
        yield {columns.RESULT[name]: value for name, value in row.items()}


def _read(ctx: Context, order: Order) -> Reading:
    reading = ctx.world.understander.read(f"{order.place} {order.text}".strip() if order.place else order.text)
    # one order of theirs is one case of ours, whatever it says: its number must lead to one answer
    return replace(reading, matters=reading.matters[:1])


def _sure(ctx: Context, reading: Reading) -> Reading:
    """A reading that is not sure goes to the dispatcher: there is nobody to ask."""
    matter = reading.matters[0] if reading.matters else None
    found = ctx.district.categories.get(matter.category) if matter is not None else None
    routed = routing.route(ctx, found.code, reading.place.unit, reading.place.place) if found is not None else None
    if reading.emergency or (reading.outcome == "route" and routed is not None and routed.unit):
        return reading
    return replace(reading, matters=())


def _clock(at: datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if at is not None else ""
