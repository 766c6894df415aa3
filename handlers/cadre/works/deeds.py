"""实事 内容；社区；金额, 实事 12 办完, 实事 12 前: deeds, services, visits and funds."""

from __future__ import annotations

import re
from datetime import date

from handlers.cadre.stations import choosing
from handlers.context import Talk
from handlers.policies import stations as policy
from handlers.policies.unit_names import split_unit
from handlers.services import drafts, evidence
from handlers.services.works import deeds, services, totals
from handlers.services.works.deeds import Kind
from handlers.texts import works as texts
from models.domain.district import Post
from models.domain.errors import Ambiguous, WrongMoment
from models.domain.stations import amounts
from models.domain.stations.errands import split_number
from models.domain.stations.teams import Command
from models.domain.working_time import shanghai_day
from models.tables import Deed, Media

COMMANDS: dict[Kind, Command] = {"deed": "deed", "service": "service", "visit": "visit", "fund": "deed"}
ROWS = 4
_PARTS = re.compile(r"[；;\n]+")


def deed(talk: Talk, text: str) -> str:
    """实事 …"""
    number, rest = split_number(text)
    found = deeds.named(talk.ctx, number) if number is not None else None
    if number is not None and found is not None:
        return _change(talk, found, rest)
    if number is not None and not rest:
        return texts.DEED_UNKNOWN(kind=texts.KINDS["deed"], number=number)
    return _list(talk) if not text.strip() else _add(talk, "deed", text)


def service(talk: Talk, text: str) -> str:
    """送服务 …: with a provider of the directory in front its use is noted too."""
    return _add(talk, "service", text)


def visit(talk: Talk, text: str) -> str:
    """深入社区 …"""
    return _add(talk, "visit", text)


def fund(talk: Talk, text: str) -> str:
    """资金 …"""
    return _add(talk, "fund", text)


def _add(talk: Talk, kind: Kind, text: str) -> str:
    district = talk.ctx.district
    post = policy.post_for(district, talk.posts, COMMANDS[kind])
    if post is None:
        return choosing.refusal(COMMANDS[kind])
    unit, words, fen, done = _read(talk, post, text)
    at = policy.post_for(district, talk.posts, COMMANDS[kind], unit)
    if len(words) < 2 or (kind == "fund" and not fen):
        example = texts.DEED_EXAMPLES[kind].format(unit=district.name_of(unit))
        return texts.DEED_FORM(verb=texts.KINDS[kind], example=example)
    if at is None:
        return choosing.refusal(COMMANDS[kind])
    row = deeds.add(talk.ctx, at, kind, unit, words, fen=fen, done=done or kind != "deed")
    if kind == "service":
        _note_provider(talk, at, unit, words)
    return texts.DEED_KEPT(
        kind=texts.KINDS[kind],
        number=row.number,
        what=row.what,
        place=district.name_of(unit),
        money=_money(row),
        state=texts.DEED_DONE_STATE if row.status == "done" else texts.DEED_DOING,
        more=texts.DEED_MORE(number=row.number) if row.status == "doing" else "",
    )


def _change(talk: Talk, row: Deed, rest: str) -> str:
    kind = texts.KINDS[row.kind]
    unknown = texts.DEED_UNKNOWN(kind=kind, number=row.number)
    post = policy.post_for(talk.ctx.district, talk.posts, "deed", row.unit)
    if post is None or (post.unit not in {row.by_unit, row.unit} and row.by_unit not in _below(talk, post)):
        return unknown
    try:
        return _do(talk, row, post, rest.strip(" 。！!"), kind)
    except WrongMoment as error:
        state = texts.DEED_STATES[str(error.params["state"])]
        return texts.DEED_NOT_NOW(kind=kind, number=row.number, state=state)


def _do(talk: Talk, row: Deed, post: Post, rest: str, kind: str) -> str:
    ctx = talk.ctx
    if rest in texts.DONE_WORDS:
        row = deeds.finish(ctx, row, post)
        return texts.DEED_DONE(kind=kind, number=row.number, what=row.what, money=_money(row))
    for when, signs in (("before", texts.BEFORE_WORDS), ("after", texts.AFTER_WORDS)):
        if rest in signs:
            media = _photo(talk)
            if media is None:
                return texts.DEED_NO_PHOTO(number=row.number, when=rest)
            deeds.attach(ctx, row, "before" if when == "before" else "after", media)
            return texts.DEED_PHOTO(kind=kind, number=row.number, when=texts.WHEN[when])
    if rest in texts.SHOW_WORDS or rest in texts.HIDE_WORDS:
        shown = rest in texts.SHOW_WORDS
        deeds.show(ctx, row, shown=shown)
        said = texts.DEED_SHOWN if shown else texts.DEED_HIDDEN
        return said(kind=kind, number=row.number)
    if rest in texts.VOID_WORDS:
        deeds.take_back(ctx, row, post)
        return texts.DEED_VOID(kind=kind, number=row.number)
    state = texts.DEED_STATES[row.status]
    return texts.DEED_ROW(number=row.number, what=row.what, money=_money(row), state=state)


def _list(talk: Talk) -> str:
    post = policy.post_for(talk.ctx.district, talk.posts, "deed")
    if post is None:
        return choosing.refusal("deed")
    today = shanghai_day(talk.now)
    found = totals.figures(talk.tx, talk.ctx.district, date(today.year, 1, 1), today)
    own = talk.tx.find(Deed, by_unit=post.unit, kind="deed", order="-made_at", limit=ROWS)
    rows = [
        texts.DEED_ROW(number=one.number, what=one.what[:20], money=_money(one), state=texts.DEED_STATES[one.status])
        for one in own
    ]
    return texts.DEED_LIST(
        unit=talk.ctx.district.name,
        deeds=found["deeds"],
        services=found["services"],
        visits=found["visits"],
        money=amounts.yuan(found["money_fen"]),
        rows="\n".join(rows),
    )


def _read(talk: Talk, post: Post, text: str) -> tuple[str, str, int, bool]:
    """Unit, words, fen, whether it is done."""
    words: list[str] = []
    unit, fen, done = "", 0, False
    for part in (one.strip() for one in _PARTS.split(text)):
        if part in texts.DONE_WORDS:
            done = True
            continue
        money = amounts.money_in(part)
        if money is not None and not fen:
            fen = money.fen
            part = (part[: money.start] + part[money.end :]).strip(" ，,：:")  # noqa: PLW2901 - what is left of it
        named = _unit(talk, post, part)
        if named and not unit:
            unit, part = named[0], named[1]  # noqa: PLW2901
        if part:
            words.append(part)
    return unit or post.unit, "；".join(words), fen, done


def _unit(talk: Talk, post: Post, text: str) -> tuple[str, str] | None:
    try:
        unit, rest = split_unit(talk.ctx.district, text, post.unit)
    except Ambiguous:
        return None
    found = talk.ctx.district.units.get(unit)
    return (unit, rest.strip(" ：:，,")) if found is not None and found.level in {"community", "street"} else None


def _photo(talk: Talk) -> Media | None:
    """The newest photo of the last half hour that belongs to no case: loose, or in a draft that has no words yet."""
    loose = evidence.loose(talk.ctx, talk.account.id)
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    if draft is not None and not draft.words:
        loose += talk.tx.find(Media, draft_id=draft.id, account_id=talk.account.id)
    fresh = [one for one in loose if one.kind == "image" and talk.now - one.received_at <= evidence.JOIN_WINDOW]
    if not fresh:
        return None
    chosen = max(fresh, key=lambda one: one.received_at)
    if chosen.draft_id is not None and draft is not None:
        chosen = talk.tx.update(chosen, draft_id=None)
        left = [one for one in talk.tx.find(Media, draft_id=draft.id) if one.id != chosen.id]
        if not left:
            drafts.drop(talk.ctx, draft)
            talk.refresh()
    return chosen


def _note_provider(talk: Talk, post: Post, unit: str, words: str) -> None:
    for one in talk.ctx.district.directory:
        if one.provider in words:
            services.use(talk.ctx, one, unit, post=post.code)
            return


def _below(talk: Talk, post: Post) -> tuple[str, ...]:
    return talk.ctx.district.children.get(post.unit, ())


def _money(row: Deed) -> str:
    return texts.DEED_MONEY(money=amounts.yuan(row.money_fen)) if row.money_fen else ""
