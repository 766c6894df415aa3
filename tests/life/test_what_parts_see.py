"""Over every post and relation to a case: who may do what; nobody beside the lead learns who complained."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.letters.writing import letter_of
from handlers.pages import of_post, visits
from handlers.policies.permissions import actor_for, may_call, may_look, may_see, roles
from handlers.services import exports
from models.domain.errors import CaseError
from models.domain.states import Act, Actor, CaseState, legal_acts
from models.tables import Case, Outbox
from tests.cadre.conftest import LI, FileCase
from tests.time.stories import shanghai
from tests.town import Person, Town

PHONE, ROOM, NAME = "13800000000", "501", "王桂芳"
RELATIONS = {
    LI: {Actor.OWNER},
    "binhai.binhai/head": {Actor.OWNER},
    "binhai/handler": {Actor.STREET, Actor.ABOVE},
    "binhai/duty": {Actor.STREET, Actor.ABOVE},
    "binhai/head": {Actor.STREET, Actor.ABOVE},
    "chengguan/handler": {Actor.ASSIST},
    "chengguan/head": {Actor.ASSIST},
    "wuda/dispatcher": {Actor.DESK},
    "wuda/duty": {Actor.DESK},
    "wuda/leader": {Actor.LEADER},
    "wuda/leader.second": {Actor.LEADER},
    "wuda/inspector": {Actor.INSPECTOR},
}
"""What every post of the district is to a case of 滨海社区 that 区城管局 was called into; all others are nothing."""


@pytest.fixture
def case(town: Town, li: Person, file_case: FileCase) -> Case:
    """A case with telephone and room, a helper, a leader's mark and somebody who stands in for its handler."""
    file_case(phone=PHONE)
    deng, ma = town.bind("邓建军", "binhai.binhai/head"), town.bind("马满仓", "binhai.tuanjiebeilu/handler")
    town.bind("刘洋", "chengguan/handler")
    li.says("签收 1")
    li.says("协办 1 城管局 执法 门口占道")
    town.bind("陈远", "wuda/leader").says("督办 1 每天报一次 11月30日")
    li.says("请假 11月24日 马满仓")
    ma.says("同意 请假")
    assert deng
    return town.case(1)


def test_every_post_has_the_roles_of_its_relation_and_no_other(town: Town, case: Case) -> None:
    def work(ctx: Context) -> dict[str, set[Actor]]:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        found = {code: set(roles(ctx, newest, post)) for code, post in ctx.district.posts.items()}
        return {code: held for code, held in found.items() if held}

    held = town.do(work)
    duty = {code: {Actor.ASSIST} for code in held if code.startswith("chengguan/")}
    assert held == {**RELATIONS, **duty}


def test_acts_are_those_of_the_table_for_every_post_in_every_open_state(town: Town, case: Case) -> None:
    def work(ctx: Context) -> list[str]:
        newest, wrong = ctx.tx.get(Case, case.id), []
        assert newest is not None
        for state in (CaseState.TRIAGE, CaseState.WORKING, CaseState.PAUSED, CaseState.CONFIRMING, CaseState.CLOSED):
            moved = ctx.tx.update(newest, state=state.value)
            for post in ctx.district.posts.values():
                held = roles(ctx, moved, post)
                for act in Act:
                    legal = any(act in legal_acts(state, actor) for actor in held)
                    try:
                        actor_for(ctx, moved, post, act)
                        allowed = True
                    except CaseError:
                        allowed = False
                    if allowed != legal:
                        wrong.append(f"{state} {post.code} {act}")
            newest = ctx.tx.update(moved, state=case.state)
        return wrong

    assert town.do(work) == []


def test_only_the_lead_handler_may_look_and_nobody_who_works_on_it_may_ask_the_resident(town: Town, case: Case) -> None:
    def work(ctx: Context) -> tuple[set[str], set[str], set[str]]:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        posts = ctx.district.posts.values()
        looks = {post.code for post in posts if may_look(ctx, newest, post)}
        calls = {post.code for post in posts if may_call(ctx, newest, post)}
        return looks, calls, {post.code for post in posts if may_see(ctx, newest, post)}

    looks, calls, sees = town.do(work)
    assert looks == {LI}
    assert not {code for code in calls if code.startswith(("chengguan/", "binhai.binhai/"))}
    assert sees >= set(RELATIONS)


def test_no_letter_page_or_export_says_who_complained(town: Town, case: Case) -> None:
    town.advance(until=shanghai(12, 2, 12))

    def work(ctx: Context) -> list[str]:
        told = []
        for row in ctx.tx.find(Outbox):
            if row.post is None:
                continue
            letter = letter_of(ctx, [row])
            if letter is not None:
                card = " ".join(letter.card.values.values()) if letter.card is not None else ""
                told.append(f"{row.kind}: {letter.plain(digits=True)} {card}")
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        seers = [f"post:{post.code}" for post in ctx.district.posts.values() if may_see(ctx, newest, post)]
        pages = [of_post.page(ctx, visits.enter(ctx, newest, seer), identity=True) for seer in seers]
        return told + [repr(page) for page in pages]

    told = town.do(work)
    kinds = {one.partition(":")[0] for one in told}
    assert {"supervised", "supervision_due", "help_late", "help_due", "called_in"} <= kinds
    district = town.database.read_now(town.registry.world).district
    for ledger in exports.EXPORTS.values():
        told += town.database.read_now(lambda reader, ledger=ledger: [repr(r) for r in ledger.rows(reader, district)])
    assert [one for one in told if any(secret in one for secret in (PHONE, ROOM, NAME))] == []


def test_who_stands_in_for_the_handler_may_look_and_who_stood_in_may_not(town: Town, case: Case) -> None:
    ma = town.person("马满仓")
    assert "没改" in ma.says("查看 1 打电话约上门")
    town.advance(until=shanghai(11, 24, 9))
    assert PHONE in ma.says("查看 1123-1 打电话约上门")
    town.advance(until=shanghai(11, 25, 9))
    assert "没改" in ma.says("查看 1123-1 再打一次")
