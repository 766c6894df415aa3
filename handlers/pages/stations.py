"""Pages of the stations: a resident's errand with the question whether it is done, and the ledger of one station."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Context
from handlers.policies import stations as policy
from handlers.services import accounts
from handlers.services.stations import errands, ledgers, naming
from handlers.texts import naming as words
from handlers.texts import stations as texts
from models.domain.dates import format_day
from models.domain.errors import NotFound
from models.domain.links import Link
from models.domain.working_time import shanghai_day
from models.tables import Errand

ERRAND = "e"
"""Links of this purpose open an errand for whose it is."""
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class ErrandPage:
    """Everything on the page of one errand."""

    title: str
    matter: str
    lines: tuple[str, ...]
    papers: tuple[str, ...]
    papers_title: str
    asks: bool
    ask: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The ledger of one station, newest first."""

    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


def of_errand(ctx: Context, link: Link) -> Errand:
    """The errand of a link. Raises NotFound for anybody whose it is not (any more)."""
    errand = ctx.tx.get(Errand, link.subject)
    if errand is None or not errand.account_id or errand.account_id != link.holder:
        raise NotFound(number="")
    return errand


def errand_page(ctx: Context, link: Link) -> ErrandPage:
    """What became of it; the two buttons only while it waits for a word, or ended without one."""
    errand = of_errand(ctx, link)
    lines = [texts.PAGE_STATE(state=texts.STATES[errand.state])]
    who, phone = naming.agent(ctx, errand), naming.phone(ctx, errand.station)
    lines.append(texts.PAGE_WHO(station=naming.station(ctx, errand.station), agent=who, phone=phone))
    if errand.state in {"asked", "taken"}:
        lines.append(texts.PAGE_DUE(due=words.due(errand.due_at, ctx.now)))
    if errand.result:
        lines.append(texts.PAGE_RESULT(result=errand.result))
    papers = [
        texts.PAGE_PAPER(
            name=one.name,
            how=texts.PAGE_HELD
            if one.returned_at is None
            else texts.PAGE_BACK(day=format_day(shanghai_day(one.returned_at))),
        )
        for one in errands.papers_of(ctx, errand)
    ]
    return ErrandPage(
        title=texts.PAGE_TITLE(number=errand.number),
        matter=errand.matter,
        lines=tuple(lines),
        papers=tuple(papers),
        papers_title=texts.PAGE_PAPERS,
        asks=errand.state in {"reported", "unconfirmed"},
        ask=texts.PAGE_ASK,
        yes=texts.OPTIONS["yes"],
        no=texts.OPTIONS["no"],
    )


def answer(ctx: Context, link: Link, said: str) -> None:
    """The button that was pressed; a second press of a page that is old changes nothing."""
    errand = of_errand(ctx, link)
    if said in texts.OPTIONS and errand.state in {"reported", "unconfirmed"}:
        errands.answer(ctx, errand, done=said == "yes", by="account")


def ledger_page(ctx: Context, link: Link) -> LedgerPage:
    """The ledger for who may read it now. Raises NotFound for everybody else."""
    station = ledgers.station_at(ctx.district, link.subject)
    posts = accounts.posts_of(ctx, link.holder)
    if not station or policy.post_for(ctx.district, posts, "errand_ledger", station) is None:
        raise NotFound(number="")
    found = ctx.tx.find(Errand, station=station, order="-asked_at", limit=MOST_ROWS)
    rows = tuple(_row(ctx, one) for one in found)
    today = shanghai_day(ctx.now)
    first = shanghai_day(found[-1].asked_at) if found else today
    return LedgerPage(
        title=texts.LEDGER_TITLE(station=naming.station(ctx, station)),
        lead=texts.LEDGER_LEAD(from_day=format_day(first), to_day=format_day(today), count=len(found)),
        columns=texts.LEDGER_COLUMNS,
        rows=rows,
        empty=texts.LEDGER_EMPTY,
    )


def _row(ctx: Context, one: Errand) -> tuple[str, ...]:
    papers = errands.papers_of(ctx, one)
    held = sum(paper.returned_at is None for paper in papers)
    listed = texts.SEPARATOR.join(paper.name for paper in papers)
    confirmed = texts.LEDGER_CONFIRM[one.state]
    if one.state == "confirmed" and one.ended_by.startswith("post:"):
        confirmed = texts.LEDGER_BY_PHONE
    return (
        str(one.number),
        naming.plain_day(one.asked_at),
        one.matter,
        texts.LEDGER_PAPERS(names=listed, held=held) if papers else "",
        ctx.district.person_of(one.agent),
        naming.plain_day(one.due_at),
        one.result,
        confirmed,
    )
