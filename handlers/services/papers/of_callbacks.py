"""回访公示: exactly four columns."""

from __future__ import annotations

from handlers.context import Context
from handlers.services.board import belongs, called_row, may_be_shown
from handlers.services.meetings import callbacks as service
from handlers.services.papers import parts
from handlers.texts import papers as texts
from handlers.texts import postings
from models.domain.papers import Paper, Paragraph, Row, Table
from models.domain.publicity import of_office
from models.domain.working_time import shanghai_day

WIDTHS = (36, 22, 24, 18)


def callbacks(ctx: Context, code: str) -> Paper | None:
    """What stands on the board of a unit now, as a sheet to hang up."""
    district, unit = ctx.district, ctx.district.units[code]
    found = service.shown(ctx, lambda case: belongs(district, case, unit) and may_be_shown(district, case))
    if not found:
        return None
    table = Table(
        caption=of_office(postings.TITLE),
        columns=tuple(parts.column(name, width) for name, width in zip(postings.COLUMNS, WIDTHS, strict=True)),
        rows=tuple(Row(called_row(ctx, *one)) for one in found),
    )
    foot = texts.CALLBACKS_FOOT.public(
        service=parts.service(ctx), number=found[0][0].number, hotline=parts.hotline(ctx)
    )
    return Paper(
        kind="callbacks",
        style="notice",
        title=texts.CALLBACKS_TITLE.public(unit=parts.whole_name(ctx, code)),
        issuer=parts.whole_name(ctx, code),
        dated=shanghai_day(ctx.now),
        body=(Paragraph(texts.CALLBACKS_LEAD.public()), table, Paragraph(foot)),
    )
