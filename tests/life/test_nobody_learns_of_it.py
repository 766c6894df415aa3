"""Over every post, relation, verb, page, push, export and error: an accusation exists for the inspectors alone."""

from __future__ import annotations

import re

import pytest

from handlers.context import Context
from handlers.grammar import verbs_for
from handlers.pages import visits
from handlers.policies.permissions import (
    actor_for,
    may_call,
    may_decide,
    may_know,
    may_look,
    may_see,
    possible_acts,
    roles,
)
from handlers.services import caseload, exports, not_reached
from handlers.services.insight import insight
from models.domain.district import Post
from models.domain.errors import CaseError, NotFound
from models.domain.states import Act
from models.store.db import Database
from models.tables import Case, Outbox, Request, Setting
from tests.town import Person, Town, make_town

ACCUSATIONS = {
    "wuda": "滨海社区办低保那个人说话难听，还让我给他捎烟",
    "zhalainuoer": "社区办低保那个人说话难听，还让我给他捎烟",
    "donghe": "社区办低保那个人说话难听，还让我给他捎烟",
}
KEPT_FROM = {
    "the accused": "binhai.binhai/handler",
    "the head of the unit": "binhai.binhai/head",
    "the street above": "binhai/handler",
    "the head of the street": "binhai/head",
    "the duty of the street": "binhai/duty",
    "the dispatcher": "wuda/dispatcher",
    "the duty of the district": "wuda/duty",
    "the leader of the community": "wuda/leader",
    "a department": "chengguan/handler",
    "another community": "binhai.tuanjiebeilu/handler",
}
GIVES_AWAY = ("作风", "举报", "督查", "捎烟", "低保", "难听")


def accused(town: Town, name: str = "wuda") -> Case:
    """An accusation, told and sent."""
    wang = town.person("王桂芳")
    wang.says(ACCUSATIONS[name])
    wang.says("1")
    found = [case for case in town.cases() if case.code_word]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("name", sorted(ACCUSATIONS))
def test_no_post_of_a_district_but_inspection_may_see_know_or_do_anything(database: Database, name: str) -> None:
    town = make_town(database, name)
    case = accused(town, name)

    def work(ctx: Context) -> tuple[list[str], list[str]]:
        able, inspecting = [], []
        for post in ctx.district.posts.values():
            acts: list[object] = [act for act in Act if _possible(ctx, case, post, act)]
            rights = [
                roles(ctx, case, post), may_see(ctx, case, post), may_look(ctx, case, post), may_call(ctx, case, post),
                possible_acts(ctx, case, post), acts, caseload.visible(ctx, [case], [post], ""),
                caseload.holds(ctx, case, [post], ""), _page(ctx, case, f"post:{post.code}"),
            ]  # fmt: skip
            (inspecting if post.role == "inspector" else able).extend([post.code] if any(rights) else [])
        assert not may_know(ctx, case, "anybody")
        return able, inspecting

    able, inspecting = town.do(work)
    assert able == []
    assert inspecting


@pytest.mark.parametrize("relation", KEPT_FROM)
def test_every_verb_answers_as_for_a_number_that_does_not_exist(town: Town, relation: str) -> None:
    case = accused(town)
    cadre = _bound(town, KEPT_FROM[relation])
    said = {}
    for verb in verbs_for("cadre"):
        if verb.side != "cadre" or "number" not in verb.parts:
            continue
        for words in ("", " 换好了，12月1日前办，城管局"):
            told = cadre.says(f"{verb.name} {case.running}{words}")
            unknown = cadre.says(f"{verb.name} {case.running + 7}{words}")
            if _bare(told, case.running) != _bare(unknown, case.running + 7):
                said[verb.name] = (told, unknown)
            assert not any(word in told for word in GIVES_AWAY if word not in verb.purpose), told
    assert said == {}
    assert _bare(cadre.says(f"{case.running}"), case.running) == _bare(cadre.says("8"), 8)
    assert case.number not in cadre.says("待办") + cadre.says("名单")


def test_in_thirty_days_no_push_alarm_list_or_page_tells_anybody(town: Town) -> None:
    case = accused(town)
    cadres = {post: _bound(town, post) for post in KEPT_FROM.values()}
    town.advance(days=30)
    told = town.outbox(case_id=case.id)
    assert {row.post for row in told if row.post is not None} == {"wuda/inspector"}
    assert {row.account_id for row in told if row.post is None} <= {town.person("王桂芳").key}

    def work(ctx: Context) -> None:
        for code, cadre in cadres.items():
            post = ctx.district.posts[code]
            assert not [call for call in not_reached.calls_for(ctx, [post]) if call.case and call.case.id == case.id]
            assert not _page(ctx, case, cadre.key)
            assert not caseload.in_hand(ctx, [post], cadre.key)
            assert not [one for one in caseload.to_decide(ctx, [post], cadre.key) if one[1].id == case.id]
            for row in ctx.tx.find(Outbox, post=code):
                assert case.number not in repr(row.params)
        for setting in ctx.tx.find(Setting):
            assert case.number not in repr(setting)
        assert not [row for row in insight(ctx.tx, ctx.district) if row["case"] == case.number]

    town.do(work)
    heard = "".join(text for cadre in cadres.values() for text in town.courier.texts(cadre.openid))
    assert not any(word in heard for word in (*GIVES_AWAY, case.code_word, case.number))


def test_the_filer_has_no_page_that_opens_without_the_code_word(town: Town) -> None:
    case = accused(town)
    wang = town.person("王桂芳")
    town.do(lambda ctx: _no_page(ctx, case, wang.key))


def test_exports_hold_the_same_for_every_accusation(town: Town) -> None:
    case = accused(town)

    def work(ctx: Context) -> str:
        rows = [row for make in exports.EXPORTS.values() for row in make.rows(ctx.tx, ctx.district)]
        return repr([row for row in rows if case.number in repr(row)])

    text = town.do(work)
    assert case.number in text
    for word in (*GIVES_AWAY, "binhai", "滨海", town.person("王桂芳").key, case.code_word):
        assert word not in text, word


def test_nobody_handles_decides_or_inspects_what_he_filed_or_is_named_in(town: Town) -> None:
    """Every post of the district, in turn, by the person who holds it: filed by him, or with his name in it."""
    wang = town.person("王桂芳")
    wang.says("滨海社区3号楼2单元楼道灯不亮")
    wang.says("1")
    plain = town.case(1)

    def work(ctx: Context) -> list[str]:
        wrong = []
        for post in ctx.district.posts.values():
            if post.person is None:
                continue
            newest = ctx.tx.get(Case, plain.id) or plain
            named = ctx.tx.update(newest, decision={**plain.decision, "named": [post.person]})
            rights = (roles(ctx, named, post), may_see(ctx, named, post), may_look(ctx, named, post))
            wrong += [post.code] if any(rights) else []
        return wrong

    assert town.do(work) == []


def test_a_request_is_not_decided_by_who_is_named_in_it(town: Town) -> None:
    li = _bound(town, "binhai.binhai/handler")
    zhao = _bound(town, "binhai/head")
    wang = town.person("王桂芳")
    wang.says("滨海社区3号楼2单元楼道灯不亮")
    wang.says("1")
    li.says("延期 1 下周三 开关缺货")

    def work(ctx: Context) -> tuple[bool, bool]:
        case = ctx.tx.get(Case, town.case(1).id)
        request = ctx.tx.find(Request, kind="extension")[0]
        assert case is not None
        post = ctx.district.posts["binhai/head"]
        before = may_decide(ctx, request, case, post, zhao.key)
        named = ctx.tx.update(case, decision={**case.decision, "named": [str(post.person)]})
        return before, may_decide(ctx, request, named, post, zhao.key)

    before, after = town.do(work)
    assert (before, after) == (True, False)


def _bound(town: Town, post: str) -> Person:
    return town.bind(f"在岗-{post}", post)


def _possible(ctx: Context, case: Case, post: Post, act: Act) -> bool:
    """Whether the post may do the act, or hears anything else than that there is no such case."""
    try:
        actor_for(ctx, case, post, act)
    except NotFound:
        return False
    except CaseError:
        return True
    return True


def _page(ctx: Context, case: Case, holder: str) -> bool:
    try:
        visits.enter(ctx, case, holder)
    except NotFound:
        return False
    return True


def _no_page(ctx: Context, case: Case, holder: str) -> None:
    with pytest.raises(NotFound):
        visits.enter(ctx, case, holder)


def _bare(text: str, number: int) -> str:
    return re.sub(rf"(?<!\d){number}(?!\d)", "N", text)
