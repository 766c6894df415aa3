"""The chain of events binds every word: whoever changes, removes, adds or swaps a row of the past is noticed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from handlers.context import Context
from handlers.services import audit
from models.domain.chain import canonical_json, event_hash
from models.tables import Case, Event, Statement
from tests.resident.stories import LAMP
from tests.town import Town

Tamper = Callable[[Context], object]


@pytest.fixture
def lived(town: Town) -> Town:
    """A case with words of everybody."""
    wang, li = town.person("王桂芳"), town.bind("李晓", "binhai.binhai/handler")
    wang.says(LAMP)
    wang.says("1")
    wang.says("补充 1 三楼的也不亮，电话13904730001")
    li.says("进展 1 今天去看了，要换声控开关")
    li.says("备注 1 居民说周四才在家")
    li.says("答复 1 换了灯泡和声控开关，都亮了")
    town.advance(days=2)
    wang.says("没解决，三楼的还不亮")
    assert wrong(town) == []
    return town


def look(ctx: Context) -> list[Any]:
    """Everything that verify-log finds."""
    return [*audit.broken_chains(ctx.tx)[1], *audit.changed_states(ctx.tx), *audit.changed_words(ctx.tx)]


def wrong(town: Town) -> list[Any]:
    found: list[Any] = town.do(look)
    return found


class UndoneError(Exception):
    """What was tampered with is put back."""


def noticed(town: Town, tamper: Tamper) -> list[Any]:
    """What verify-log finds after the tampering, which is then undone."""
    found: list[Any] = []

    def work(ctx: Context) -> None:
        tamper(ctx)
        found[:] = look(ctx)
        raise UndoneError

    with pytest.raises(UndoneError):
        town.do(work)
    return found


def statement(ctx: Context, kind: str) -> Statement:
    return ctx.tx.find(Statement, kind=kind)[0]


def test_every_statement_is_bound_and_the_text_too(lived: Town) -> None:
    def read(ctx: Context) -> tuple[set[int], set[int], int]:
        bound = {one for event in ctx.tx.find(Event) for one, _ in event.data.get("said", ())}
        texts = sum("text" in event.data for event in ctx.tx.find(Event))
        return bound, {row.id for row in ctx.tx.find(Statement)}, texts

    bound, there, texts = lived.do(read)
    assert bound == there
    assert len(there) == 5
    assert texts == 1


def test_changing_anything_of_a_statement_is_noticed(lived: Town) -> None:
    changes: list[dict[str, Any]] = [{"words": "别的话"}, {"kind": "handover"}, {"post": "gongre/handler"}]
    changes += [{"voice_id": 77}, {"words": "", "salt": ""}]
    for row in lived.do(lambda ctx: ctx.tx.find(Statement)):
        for change in [*changes, {"at": row.at - timedelta(days=1)}]:

            def tamper(ctx: Context, row: Statement = row, change: dict[str, Any] = change) -> None:
                ctx.tx.update(ctx.tx.find(Statement, id=row.id)[0], **change)

            assert noticed(lived, tamper) == [("WD261123-001", [f"statement {row.id}"])], (row.kind, change)
    assert wrong(lived) == []


def _remove(ctx: Context) -> object:
    return ctx.tx.delete(statement(ctx, "remark"))


def _add(ctx: Context) -> object:
    case = ctx.tx.find(Case)[0]
    return ctx.tx.insert(Statement, case_id=case.id, kind="progress", at=ctx.now, post="gongre/handler", words="来过了")


def _swap(ctx: Context) -> object:
    one, two = statement(ctx, "progress"), statement(ctx, "remark")
    ctx.tx.update(one, words=two.words, salt=two.salt)
    return ctx.tx.update(two, words=one.words, salt=one.salt)


def _retell(ctx: Context) -> object:
    return ctx.tx.update(ctx.tx.find(Case)[0], text="居民说没有意见")


def _retitle(ctx: Context) -> object:
    return ctx.tx.update(ctx.tx.find(Case)[0], title="小事")


def test_removing_adding_swapping_and_retelling_are_noticed(lived: Town) -> None:
    for tamper in (_remove, _add, _swap, _retell, _retitle):
        assert [number for number, _ in noticed(lived, tamper)] == ["WD261123-001"], tamper


def test_changing_removing_adding_or_swapping_any_event_is_noticed(lived: Town) -> None:
    count = len(lived.do(lambda ctx: ctx.tx.find(Event)))
    for at in range(count):
        for change in ("data", "post", "kind", "at", "remove", "rehash", "swap"):
            found = noticed(lived, lambda ctx, at=at, change=change: _tamper_with(ctx, at, change))
            assert found, (at, change)
    assert wrong(lived) == []


def _tamper_with(ctx: Context, at: int, change: str) -> None:
    events = ctx.tx.find(Event, order="seq")
    event, other = events[at], events[at - 1]
    if change == "remove":
        ctx.tx.delete(event)
    elif change == "swap":
        facts = ("kind", "version", "at", "post", "data", "previous", "hash")
        ctx.tx.update(event, **{name: getattr(other, name) for name in facts})
        ctx.tx.update(other, **{name: getattr(event, name) for name in facts})
    elif change == "rehash":  # with a hash that fits: the next event, or the case, still names the old one
        data = {**event.data, "x": 1}
        facts_of = {name: getattr(event, name) for name in ("seq", "kind", "version", "at", "post", "previous")}
        digest = event_hash(case="WD261123-001", data=canonical_json(data), **facts_of)
        ctx.tx.update(event, data=data, hash=digest)
    else:
        earlier = event.at - timedelta(seconds=1)
        new: dict[str, Any] = {"data": {**event.data, "x": 1}, "post": "x/y", "kind": "noted", "at": earlier}
        ctx.tx.update(event, **{change: new[change]})


def test_the_digest_alone_gives_nothing_away(lived: Town) -> None:
    """Equal words have unequal digests, and no event holds a word that was said."""

    def read(ctx: Context) -> str:
        return canonical_json([event.data for event in ctx.tx.find(Event)])

    data = lived.do(read)
    for word in ("三楼", "开关", "周四", "13904730001", "老人"):
        assert word not in data
