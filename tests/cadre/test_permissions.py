"""Who may do what: every act, every post of the district, one case."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.policies.permissions import actor_for, is_confidential, may_see, possible_acts, roles
from handlers.services import accounts
from models.domain.errors import CaseError, NotFound
from models.domain.states import Act, Actor, CaseState, legal_acts
from models.tables import Case
from tests.cadre.conftest import ACCUSATION, LAMP, FileCase
from tests.town import Town

OWNERS_ONLY = {Act.ACCEPT, Act.ANSWER, Act.FINISH, Act.OBJECT, Act.RAISE, Act.ASK_EXTENSION}


def test_only_the_unit_that_has_the_case_signs_answers_and_finishes(town: Town, file_case: FileCase) -> None:
    case = file_case()

    def work(ctx: Context) -> dict[str, set[Act]]:
        return {post.code: set(possible_acts(ctx, case, post)) for post in ctx.district.posts.values()}

    able = town.do(work)
    owners = {code for code, acts in able.items() if acts & OWNERS_ONLY}
    assert owners == {"binhai.binhai/handler", "binhai.binhai/head"}
    assert all(not acts for code, acts in able.items() if code.startswith(("chengguan", "sandaokan", "gongre")))


def test_the_policy_and_the_table_of_states_agree_for_every_post_and_act(town: Town, file_case: FileCase) -> None:
    case = file_case()

    def work(ctx: Context) -> list[str]:
        wrong = []
        for post in ctx.district.posts.values():
            held = roles(ctx, case, post)
            for act in Act:
                legal = any(act in legal_acts(CaseState(case.state), actor) for actor in held)
                try:
                    actor_for(ctx, case, post, act)
                    allowed = True
                except CaseError:
                    allowed = False
                if allowed != legal:
                    wrong.append(f"{post.code} {act}")
        return wrong

    assert town.do(work) == []


def test_an_accusation_exists_for_the_inspector_alone(town: Town, file_case: FileCase) -> None:
    case = file_case(category=ACCUSATION)
    assert is_confidential(case)

    def work(ctx: Context) -> tuple[set[str], set[Act], list[type[CaseError]]]:
        seers = {post.code for post in ctx.district.posts.values() if may_see(ctx, case, post)}
        inspector = ctx.district.posts["wuda/inspector"]
        errors: list[type[CaseError]] = []
        for code in ("wuda/dispatcher", "binhai.binhai/handler", "wuda/leader"):
            try:
                actor_for(ctx, case, ctx.district.posts[code], Act.PROGRESS)
            except CaseError as error:
                errors.append(type(error))
        return seers, set(possible_acts(ctx, case, inspector)), errors

    seers, acts, errors = town.do(work)
    assert seers == {"wuda/inspector"}
    assert not acts & {Act.OBJECT, Act.TRANSFER, Act.RAISE, Act.ASK_EXTENSION}
    assert errors == [NotFound, NotFound, NotFound]


def test_who_filed_a_case_has_no_role_in_it_as_a_cadre(town: Town, file_case: FileCase) -> None:
    town.bind("韩红卫", "binhai.binhai/head")
    case = file_case("韩红卫")  # filed before the policy could keep it from his unit: by a neighbour's merge, say

    def work(ctx: Context) -> tuple[frozenset[Actor], frozenset[Actor], frozenset[Actor]]:
        head = ctx.district.posts["binhai.binhai/head"]
        handler = ctx.district.posts["binhai.binhai/handler"]
        account, _ = accounts.meet(ctx, "韩红卫")
        return roles(ctx, case, head, account.id), roles(ctx, case, head), roles(ctx, case, handler)

    by_account, by_post, colleague = town.do(work)
    assert by_account == by_post == frozenset()
    assert case.unit == "binhai" or Actor.OWNER in colleague


def test_his_own_unit_never_leads_what_a_cadre_files(town: Town, file_case: FileCase) -> None:
    town.bind("李晓", "binhai.binhai/handler")
    assert file_case("李晓").unit == "binhai"


@pytest.mark.parametrize("level", ["street", "desk"])
def test_the_levels_above_may_decide_but_not_finish(town: Town, file_case: FileCase, level: str) -> None:
    case = file_case(category=LAMP)
    code = {"street": "binhai/head", "desk": "wuda/dispatcher"}[level]

    def work(ctx: Context) -> set[Act]:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        return set(possible_acts(ctx, newest, ctx.district.posts[code]))

    acts = town.do(work)
    assert not acts & OWNERS_ONLY
    assert (Act.TRANSFER in acts) == (level == "desk")
    assert (Act.GRANT_EXTENSION in acts) == (level == "street")
