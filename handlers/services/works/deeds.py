"""实事、送服务、深入社区、扶贫资金: written down by who did it, in whole fen, with photos before and after."""

from __future__ import annotations

from typing import Literal

from handlers.context import Context
from handlers.services.stations import book
from models.domain.district import Post
from models.domain.errors import WrongMoment
from models.domain.redact import redact
from models.domain.stations import themes
from models.tables import Deed, Media

Kind = Literal["deed", "service", "visit", "fund"]
When = Literal["before", "after"]
LONGEST = 120


def add(
    ctx: Context,
    post: Post,
    kind: Kind,
    unit: str,
    words: str,
    *,
    fen: int = 0,
    place: str = "",
    done: bool = False,
    theme: str = "",
) -> Deed:
    """One deed; money that was granted counts from the same row, in fen."""
    what = redact(words).text[:LONGEST]
    theme = theme or themes.theme_of_words(words)
    deed = ctx.tx.insert(
        Deed,
        number=ctx.tx.count("deed"),
        kind=kind,
        unit=unit,
        by_unit=post.unit,
        post=post.code,
        theme=theme,
        what=what,
        place=place,
        money_fen=fen,
        made_at=ctx.now,
    )
    book.write(ctx, "deed", deed.id, f"{kind}_begun", unit, theme=theme, post=post.code, fen=fen)
    return finish(ctx, deed, post) if done else deed


def finish(ctx: Context, deed: Deed, post: Post) -> Deed:
    """It is done: from here on it counts. Raises WrongMoment for one that is done or taken back."""
    _expect(deed, "doing")
    deed = ctx.tx.update(deed, status="done", done_at=ctx.now)
    kind = f"{deed.kind}_done"
    book.write(ctx, "deed", deed.id, kind, deed.unit, theme=deed.theme, post=post.code, fen=deed.money_fen)
    return deed


def take_back(ctx: Context, deed: Deed, post: Post) -> Deed:
    """It was written down by mistake: the row stays, and what it counted is taken off by an event of its own."""
    _expect(deed, "doing", "done")
    fen = deed.money_fen if deed.status == "done" else 0
    counted = deed.status == "done"
    deed = ctx.tx.update(deed, status="void")
    kind = f"{deed.kind}_void"
    book.write(ctx, "deed", deed.id, kind, deed.unit, theme=deed.theme, post=post.code, fen=fen, counted=counted)
    return deed


def attach(ctx: Context, deed: Deed, when: When, media: Media) -> Deed:
    """The photo before or after; nobody outside sees it until the cadre says that it may be shown."""
    ctx.tx.update(media, purpose="deed")
    return ctx.tx.update(deed, **{f"{when}_id": media.id})


def show(ctx: Context, deed: Deed, *, shown: bool) -> Deed:
    """公开照片: who took the photos says that there is nobody and no door number in them."""
    return ctx.tx.update(deed, photos_public=shown)


def named(ctx: Context, number: int) -> Deed | None:
    """The deed of a number."""
    found = ctx.tx.find(Deed, number=number, order="-made_at")
    return found[0] if found else None


def _expect(deed: Deed, *states: str) -> None:
    if deed.status not in states:
        raise WrongMoment(what="deed", number=deed.number, state=deed.status)
