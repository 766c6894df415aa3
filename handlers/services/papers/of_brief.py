"""民意专报 as an issue of a periodical: the whole, by matter, promises, and the units below that add up to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from handlers.context import Context
from handlers.services.briefs import figures
from handlers.services.briefs import papers as service
from handlers.services.papers import parts
from handlers.texts import briefs
from handlers.texts import papers as texts
from models.domain.papers import Block, Copies, Heading, Paper, Paragraph, Row, Table
from models.domain.publicity import Public, of_office
from models.domain.working_time import shanghai_day
from models.tables import Brief

WIDTHS = (28, 10, 10, 12, 12, 12, 8, 8)
LEVELS = figures.LEVELS


def brief(ctx: Context, code: str) -> Paper | None:
    """The newest confirmed paper of a unit, with what was corrected since."""
    found = ctx.tx.find(Brief, unit=code, status="confirmed", order="-month", limit=1)
    if not found:
        return None
    row = found[0]
    errata = [
        briefs.ERRATUM.public(name=of_office(briefs.NAMES[one.field]), old=one.old, new=one.new)
        for one in service.errata(ctx, row)
    ]
    return brief_of(ctx, row.document, dated=shanghai_day(row.confirmed_at or row.made_at), errata=errata)


def brief_of(ctx: Context, document: Mapping[str, Any], *, dated: date, errata: Sequence[Public] = ()) -> Paper:
    """The paper of any document that was counted."""
    code = str(document["code"])
    first = datetime.fromisoformat(document["from"]).date()
    last = (datetime.fromisoformat(document["to"]) - timedelta(seconds=1)).date()
    is_month = (first.year, first.month) == (last.year, last.month)
    span = (
        parts.month_of(first.isoformat())
        if is_month
        else texts.BRIEF_SPAN.public(first=parts.full_day(first), last=parts.full_day(last))
    )
    solved = {level: int(document["solved_by_level"][level]) for level in LEVELS}
    body: list[Block] = [
        Heading(texts.BRIEF_ALL),
        Paragraph(briefs.RECEIVED.public(received=int(document["received"]))),
        Paragraph(briefs.SOLVED.public(solved=int(document["solved"]), **solved)),
        Paragraph(briefs.OPEN.public(**{name: int(document[name]) for name in briefs.OPEN.blanks})),
        *_classes(document["by_class"]),
        Heading(texts.BRIEF_PROMISES),
        Paragraph(briefs.PROMISES.public(**_counts(document["commitments"]))),
        Paragraph(briefs.MEETINGS.public(**_counts(document["meetings"]))),
        *_units(document),
    ]
    if errata:
        body += [Heading(texts.BRIEF_ERRATA), *(Heading(one, 3) for one in errata)]
    down = parts.below(ctx, code)
    return Paper(
        kind="brief",
        style="bulletin",
        masthead=Public(texts.NAMES["brief"]),
        number=texts.ISSUE_OF_YEAR.public(year=first.year, number=first.month) if is_month else Public(""),
        title=texts.BRIEF_TITLE.public(unit=of_office(str(document["unit"])), span=span),
        issuer=parts.whole_name(ctx, code),
        dated=dated,
        body=tuple(body),
        copies=(
            Copies(texts.UP, parts.above(ctx, code)),
            *((Copies(texts.DOWN, down),) if down else ()),
            Copies(texts.WEB, texts.BOARD),
        ),
    )


def _classes(by_class: Mapping[str, int]) -> list[Block]:
    if not by_class:
        return []
    rows = sorted(by_class.items(), key=lambda one: (-one[1], one[0]))
    named = [(briefs.OTHER_CLASS if name == "-" else name, count) for name, count in rows]
    first, second = texts.CLASS_COLUMNS
    return [
        Heading(texts.BRIEF_CLASSES),
        Table(
            caption=texts.BRIEF_CLASSES,
            columns=(parts.column(first, 70), parts.column(second, 30)),
            rows=(
                *(Row((of_office(name), of_office(str(count)))) for name, count in named),
                Row((texts.SUM, of_office(str(sum(by_class.values()))))),
            ),
        ),
    ]


def _units(document: Mapping[str, Any]) -> list[Block]:
    if not document["parts"]:
        return []
    rows = [_row(of_office(one["unit"]), one) for one in document["parts"]]
    if document["elsewhere"] is not None:
        rows.append(_row(of_office(briefs.ELSEWHERE), document["elsewhere"]))
    rows.append(_row(texts.SUM, document))
    adds_up = briefs.ADDS_UP if figures.adds_up(document) else briefs.DOES_NOT_ADD_UP
    columns = tuple(parts.column(name, width) for name, width in zip(texts.BRIEF_COLUMNS, WIDTHS, strict=True))
    return [
        Heading(texts.BRIEF_PARTS),
        Table(caption=texts.BRIEF_PARTS, columns=columns, rows=tuple(rows)),
        Paragraph(of_office(adds_up)),
    ]


def _row(name: Public, one: Mapping[str, Any]) -> Row:
    counts = [one["received"], one["solved"], *(one["solved_by_level"][level] for level in LEVELS)]
    return Row((name, *(of_office(str(count)) for count in (*counts, one["open"], one["overdue"]))))


def _counts(found: Mapping[str, Any]) -> dict[str, Public | int]:
    return {name: int(count) for name, count in found.items()}
