"""Every role, level and relation to a case, in every verb, page, push, export and error: nobody learns who told it.

The one exception is 查看 (and what is said after it), by whom `may_look` names, and it is written down.
"""

from __future__ import annotations

import re

import pytest

from handlers.context import Context
from handlers.grammar import verbs_for
from handlers.pages import of_post, of_resident, visits
from handlers.policies.permissions import may_call, may_look
from handlers.services import exports
from models.domain.errors import NotFound
from models.tables import Case, Look, Outbox, Request, Setting, Statement
from tests.town import Person, Town

PHONE, ROOM, NAME, CARD = "13904730001", "1207", "赵铁柱", "150303194001011234"
TOLD = f"滨海社区3号楼2单元{ROOM}室楼道灯不亮，我叫{NAME}，电话{PHONE}"
MORE = f"三楼的也不亮，打我电话{PHONE}，{ROOM}室，身份证{CARD}"
SECRET = re.compile(rf"{PHONE}|{CARD}|{NAME}|oRESIDENT|(?<!\d){ROOM}(?!\d)")
WORDS = (
    "",
    " 换好了灯泡，已恢复",
    " 12月1日 配件没到",
    " 城管局 主路路灯归城管",
    " 2 路灯归城管局管",
    " 没解决 说还是凉",
)
NOT_ASKED = frozenset({"绑定", "解绑"})


def posts_of_every_kind(town: Town) -> dict[str, str]:
    """One post for each role, level and relation to a case of 滨海社区."""

    def work(ctx: Context) -> dict[str, str]:
        district, found = ctx.district, {}
        line = district.line_of("binhai.binhai")
        for post in district.posts.values():
            unit = district.units[post.unit]
            near = "own" if unit.code in line else "child" if unit.parent in line else "other"
            found.setdefault(f"{post.role} {unit.level} {unit.kind} {near}", post.code)
        return found

    kinds: dict[str, str] = town.do(work)
    return kinds


@pytest.fixture
def wang(town: Town) -> Person:
    person = town.person("oRESIDENT-wang")
    person.says(TOLD)
    person.says("1")
    assert town.case(1).unit == "binhai.binhai"
    return person


def test_no_post_learns_it_from_any_verb_error_page_or_push(town: Town, wang: Person) -> None:
    kinds = posts_of_every_kind(town)
    assert len(kinds) >= 15
    people = {code: town.bind(f"oPOST-{code}", code) for code in kinds.values()}
    heard: list[tuple[str, str, str]] = []
    for turn, (code, person) in enumerate(people.items()):
        wang.says(f"补充 1 {MORE}")
        for verb in verbs_for("cadre"):
            if verb.name in NOT_ASKED:
                continue
            for words in WORDS if "number" in verb.parts else ("",):
                said = person.says(f"{verb.name} 1{words}" if "number" in verb.parts else verb.name)
                if SECRET.search(said) and not _looked(town, code):
                    heard.append((code, verb.name, said))
        heard += [(code, "page", text) for text in _pages(town, f"post:{code}", person.key) if SECRET.search(text)]
        if turn % 5 == 4:
            town.advance(days=1)
    town.advance(days=10)
    assert heard == []
    for code, person in people.items():
        for text in town.courier.texts(person.openid):
            assert not SECRET.search(text), (code, text)
    _nothing_is_kept_in_the_open(town)


def test_no_neighbour_stranger_or_follower_learns_it(town: Town, wang: Person) -> None:
    liu, stranger = town.person("oNEIGHBOUR"), town.person("oSTRANGER")
    liu.says("滨海社区3号楼2单元楼道灯不亮")
    liu.says("1")
    li = town.bind("oPOST-li", "binhai.binhai/handler")
    for step in ("签收 1", "进展 1 今天去看了", "答复 1 换了灯泡和声控开关，都亮了"):
        li.says(step)
        for person in (liu, stranger):
            for verb in verbs_for("cadre"):
                if verb.name in NOT_ASKED or verb.name in {"撤回", "删除我的数据"}:
                    continue
                for words in ("", " 三楼也不亮"):
                    said = person.says(f"{verb.name} 1{words}".strip() if "number" in verb.parts else verb.name)
                    assert not SECRET.search(said), (person.openid, verb.name, said)
            for text in _pages(town, person.key):
                assert not SECRET.search(text), (person.openid, text)
        town.advance(days=1)
    for person in (liu, stranger):
        for text in town.courier.texts(person.openid):
            assert not SECRET.search(text), text


def test_who_may_look_is_one_rung_of_one_unit_and_each_look_is_written_down(town: Town, wang: Person) -> None:
    kinds = posts_of_every_kind(town)
    for code in kinds.values():
        town.bind(f"oPOST-{code}", code)

    def able(ctx: Context) -> set[str]:
        case = ctx.tx.find(Case)[0]
        return {code for code in kinds.values() if may_look(ctx, case, ctx.district.posts[code], f"oPOST-{code}")}

    assert town.do(able) == {"binhai.binhai/handler"}
    before = town.do(lambda ctx: len(ctx.tx.find(Look, what="identity")))
    said = town.person("oPOST-binhai.binhai/handler").says("查看 1 打电话约上门")
    assert ROOM in said
    assert town.do(lambda ctx: len(ctx.tx.find(Look, what="identity"))) == before + 1
    assert "打电话约上门" in wang.says("谁看过 1")


def _looked(town: Town, code: str) -> bool:
    """Whether the post has a look that was written down, or telephones for this case."""

    def work(ctx: Context) -> bool:
        post, case = ctx.district.posts[code], ctx.tx.find(Case)[0]
        known = bool(ctx.tx.find(Look, post=code, what="identity"))
        return known and (may_look(ctx, case, post, "") or may_call(ctx, case, post, ""))

    able: bool = town.do(work)
    return able


def _pages(town: Town, *holders: str) -> list[str]:
    """Every page these holders may open, as text."""

    def work(ctx: Context) -> list[str]:
        found = []
        for case in ctx.tx.find(Case):
            for holder in holders:
                try:
                    seen_by = visits.enter(ctx, case, holder)
                except NotFound:
                    continue
                page = of_resident.page(ctx, seen_by) if seen_by.voice else of_post.page(ctx, seen_by)
                found.append(repr(page))
        return found

    pages: list[str] = town.do(work)
    return pages


def _nothing_is_kept_in_the_open(town: Town) -> None:
    """Exports, letters, statements, requests and settings hold none of it, whoever will read them."""

    def work(ctx: Context) -> list[str]:
        rows = [row for ledger in exports.EXPORTS.values() for row in ledger.rows(ctx.tx, ctx.district)]
        texts = [re.sub(r"[0-9a-f]{24,}|'(?:id|statement)': \d+", "", repr(row)) for row in rows]
        texts += [repr(row.params.get("words")) for row in ctx.tx.find(Outbox)]
        texts += [row.words for row in (*ctx.tx.find(Statement), *ctx.tx.find(Request))]
        texts += [repr(row.value) for row in ctx.tx.find(Setting) if row.key != "district"]
        return [text for text in texts if SECRET.search(text)]

    assert town.do(work) == []
