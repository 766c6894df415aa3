"""督查通报: what was found in a unit, the clause it goes against, until when it answers, and what it answered."""

from __future__ import annotations

from handlers.context import Context
from handlers.services.inspecting import circulars as service
from handlers.services.papers import parts
from handlers.texts import circulars as circular_texts
from handlers.texts import papers as texts
from models.domain.papers import Block, Copies, Heading, Paper, Paragraph
from models.domain.publicity import of_office, of_people
from models.domain.working_time import shanghai_day
from models.tables import Circular


def circular(ctx: Context, code: str) -> Paper | None:
    """The newest of a unit, of anybody for the district."""
    units = None if code == ctx.district.root else (code,)
    found = service.shown(ctx.tx, ctx.now, units, 1)
    return circular_of(ctx, found[0]) if found else None


def circular_of(ctx: Context, row: Circular) -> Paper:
    """One 通报; one that was withdrawn says so first."""
    district, issued = ctx.district, shanghai_day(row.issued_at)
    body: list[Block] = []
    if row.withdrawn_at is not None:
        day, why = parts.day(row.withdrawn_at), of_people(row.withdrawn_why)
        body.append(Paragraph(texts.CIRCULAR_WITHDRAWN.public(day=day, why=why)))
    clause = texts.CIRCULAR_CLAUSE.public(
        document=of_office(row.document), clause=of_office(row.clause), text=of_office(row.clause_text)
    )
    body += [
        Heading(texts.CIRCULAR_FOUND),
        Paragraph(texts.CIRCULAR_FINDING.public(unit=parts.unit(ctx, row.unit), finding=of_people(row.finding))),
        Heading(texts.CIRCULAR_BASIS),
        Paragraph(clause),
        Heading(texts.CIRCULAR_TO_DO),
        Paragraph(texts.CIRCULAR_UNTIL.public(unit=parts.unit(ctx, row.unit), day=parts.full_day(row.answer_by))),
    ]
    if row.answered_at is not None:
        said = texts.CIRCULAR_ANSWER.public(day=parts.day(row.answered_at), words=of_people(row.answer))
        body += [Heading(texts.CIRCULAR_ANSWERED), Paragraph(said)]
    above = [one for one in district.line_of(row.unit)[1:] if one != district.root]
    return Paper(
        kind="circular",
        style="order",
        masthead=texts.CIRCULAR_MASTHEAD.public(district=of_office(district.name)),
        number=circular_texts.NAME.public(year=row.year, number=row.number),
        title=texts.CIRCULAR_TITLE.public(unit=parts.whole_name(ctx, row.unit)),
        addressee=texts.COLON.public(names=parts.whole_name(ctx, row.unit)),
        issuer=texts.CIRCULAR_ISSUER.public(district=of_office(district.name)),
        dated=issued,
        body=tuple(body),
        copies=(
            Copies(texts.UP, texts.LEADERS),
            *((Copies(texts.COPY, parts.units(ctx, above)),) if above else ()),
            Copies(texts.WEB, texts.BOARD),
        ),
    )
