"""代办台账 of a station, or of every station of a street or the district: never public, it says what people needed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import col

from handlers.context import Context
from handlers.services.papers import parts
from handlers.texts import papers as texts
from handlers.texts.stations import STATES_FOR_AGENTS
from models.domain.papers import Paper, Paragraph, Row, Table
from models.domain.publicity import of_office, of_people
from models.domain.working_time import shanghai_day
from models.tables import Errand

MOST = 200


def errands(ctx: Context, code: str) -> Paper | None:
    """This year's errands, the oldest first, and how they stand; None where there is no station."""
    district, today = ctx.district, shanghai_day(ctx.now)
    found = [one for one in ctx.tx.query(Errand, order_by=col(Errand.id)) if code in district.line_of(one.station)]
    year = [one for one in found if shanghai_day(one.asked_at).year == today.year]
    if not year:
        return None
    counts = {state: sum(one.state == state for one in year) for state in STATES_FOR_AGENTS}
    done, unsure = counts["confirmed"], counts["unconfirmed"]
    open_now = counts["asked"] + counts["taken"] + counts["reported"]
    lead = texts.ERRANDS_LEAD.public(
        year=today.year, count=len(year), done=done, open=open_now, unconfirmed=unsure, withdrawn=counts["withdrawn"]
    )
    columns = tuple(parts.column(name, width) for name, width in texts.ERRAND_COLUMNS)
    return Paper(
        kind="errands",
        style="notice",
        title=texts.ERRANDS_TITLE.public(unit=parts.whole_name(ctx, code)),
        issuer=parts.whole_name(ctx, code),
        dated=today,
        body=(Paragraph(lead), Table(texts.ERRANDS, columns, tuple(_rows(ctx, year[-MOST:])))),
    )


def _rows(ctx: Context, found: list[Errand]) -> Iterator[Row]:
    for one in found:
        yield Row(
            (
                of_office(str(one.number)),
                parts.unit(ctx, one.station),
                of_people(one.matter) if one.matter else texts.ERASED,
                of_office(ctx.district.person_of(one.agent) or "—"),
                parts.day(one.asked_at),
                parts.day(one.due_at),
                of_people(one.result) if one.result else of_office("—"),
                of_office(STATES_FOR_AGENTS[one.state]),
            )
        )
