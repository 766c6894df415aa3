"""意见箱 in the halls: who scans tells the inspectors alone; property over every post, page, push, export and error."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.context import Context
from handlers.pages import visits
from handlers.policies.permissions import may_call, may_know, may_look, may_see, possible_acts, roles
from handlers.services import caseload, exports
from handlers.services.inspecting import halls
from models.domain.errors import NotFound
from models.store.db import Database
from models.tables import Case
from tests.inspection.conftest import donghe, yu
from tests.life.test_nobody_learns_of_it import GIVES_AWAY
from tests.town import Person, Town, make_town

__all__ = ["donghe", "yu"]
SCENE = "box-hepinglu.huanxi"
STORY = "环西社区窗口十点了还没人，问就说不知道，楼道灯也没人管"


def scans(person: Person, scene: str = SCENE) -> str:
    return person.sends(kind="event", event="scan", event_key=scene)


def told(town: Town, words: str = STORY, *, new: bool = False) -> Case:
    wang = town.person("王桂芳")
    said = wang.follows(f"qrscene_{SCENE}") if new else scans(wang)
    assert "您在环西社区扫的是监督举报和意见箱" in said
    assert "只给区督查组，不给环西社区，也不给它的上级" in said
    assert "只给区督查组" in wang.says(words)
    assert "暗号" in wang.says("1")
    return town.cases()[-1]


@pytest.mark.parametrize("new", [False, True])
def test_what_is_said_goes_to_the_inspectors_with_the_hall(donghe: Town, yu: Person, new: bool) -> None:
    case = told(donghe, new=new)
    assert (case.unit, case.rung, bool(case.code_word)) == ("donghe", "inspector", True)
    assert case.decision["hall"] == "hepinglu.huanxi"
    assert len(donghe.cases()) == 1, "the lamp in it goes the same way, not to the community"
    donghe.advance(minutes=5)
    assert "在环西社区意见箱扫码说的" in yu.says("在")


def test_scanning_the_box_is_no_home(donghe: Town) -> None:
    from models.tables import Account

    wang = donghe.person("王桂芳")
    scans(wang)
    found = donghe.database.read_now(lambda reader: reader.get(Account, wang.key))
    assert found is not None
    assert found.unit == ""


@pytest.mark.parametrize("scene", ["box-", "box-nowhere", "box-wuye", "boxhepinglu", "box.hepinglu"])
def test_other_codes_open_no_box(donghe: Town, scene: str) -> None:
    assert "意见箱" not in scans(donghe.person("王桂芳"), scene)


def test_the_hall_of_the_district_has_a_box_too(donghe: Town) -> None:
    wang = donghe.person("王桂芳")
    assert "区里别的单位和领导都看不到" in scans(wang, "box-donghe")
    wang.says("三楼窗口的人要好处才给盖章")
    assert "暗号" in wang.says("1")
    assert donghe.case(1).decision["hall"] == "donghe"


def test_a_photo_alone_is_not_kept_where_others_could_see_it(donghe: Town) -> None:
    wang = donghe.person("王桂芳")
    scans(wang)
    assert "意见箱先收文字" in wang.sends_photo()
    donghe.advance(hours=3)
    assert donghe.cases() == []
    assert [row for row in donghe.outbox() if row.post] == []


def test_a_danger_is_still_a_danger(donghe: Town) -> None:
    wang = donghe.person("王桂芳")
    scans(wang)
    assert wang.says("环西小区3号楼楼道里一股煤气味，头晕").startswith("先离开")


def test_without_a_yes_nothing_is_sent(donghe: Town) -> None:
    wang = donghe.person("王桂芳")
    scans(wang)
    wang.says(STORY)
    donghe.advance(hours=4)
    assert donghe.cases() == []


def test_nobody_of_the_hall_or_above_inspects_it(donghe: Town, yu: Person) -> None:
    """An inspector who also fills a post in the street of the hall has no part in it and hears nothing."""
    two_hats = donghe.bind("双岗", "donghe/inspector.second")

    def give(ctx: Context) -> None:
        from models.tables import Account, Binding

        account = ctx.tx.find(Account, id=two_hats.key)[0]
        ctx.tx.insert(Binding, account_id=account.id, post="hepinglu/head", bound_at=ctx.now)

    donghe.do(give)
    case = told(donghe)
    donghe.advance(minutes=5)
    assert not any(case.code_word in text for text in donghe.courier.texts(two_hats.openid))
    assert two_hats.says(f"签收 {case.code_word}") == two_hats.says("签收 梅-9999")
    assert "收下了" in yu.says(f"签收 {case.code_word}")


def test_over_every_post_nothing_is_possible_seen_or_known(database: Database) -> None:
    town = make_town(database, "donghe")
    case = told(town)

    def work(ctx: Context) -> list[str]:
        able = []
        for post in ctx.district.posts.values():
            rights: list[Any] = [
                roles(ctx, case, post), may_see(ctx, case, post), may_look(ctx, case, post), may_call(ctx, case, post),
                possible_acts(ctx, case, post), caseload.visible(ctx, [case], [post], ""), _opens(ctx, case, post.code),
            ]  # fmt: skip
            able += [post.code] if any(rights) else []
        assert not may_know(ctx, case, "anybody")
        return able

    assert set(town.do(work)) == {"donghe/inspector", "donghe/inspector.second", "donghe/inspector.third"}


def test_in_thirty_days_no_push_error_or_export_gives_it_away(donghe: Town) -> None:
    case = told(donghe)
    posts = ("hepinglu.huanxi/handler", "hepinglu.huanxi/head", "hepinglu/head", "hepinglu/duty", "donghe/leader",
             "donghe/dispatcher", "donghe/duty", "jiwei/handler")  # fmt: skip
    cadres = {post: donghe.bind(f"在岗-{post}", post) for post in posts}
    donghe.advance(days=30)
    assert {row.post for row in donghe.outbox(case_id=case.id) if row.post} <= {
        "donghe/inspector", "donghe/inspector.second", "donghe/inspector.third",
    }  # fmt: skip
    for cadre in cadres.values():
        for words in ("签收 1", "办结 1 换好了", "1", "督查 1", "待办", "四个及时", "查看 1 打电话", "进展 1 今天去看"):
            said = cadre.says(words)
            assert not any(word in said for word in ("意见箱", "十点", case.code_word, "捎烟")), (words, said)
    heard = "".join(text for cadre in cadres.values() for text in donghe.courier.texts(cadre.openid))
    assert not any(word in heard for word in (*GIVES_AWAY, "意见箱", case.code_word))

    def rows(ctx: Context) -> str:
        found = [row for make in exports.EXPORTS.values() for row in make.rows(ctx.tx, ctx.district)]
        return repr([row for row in found if case.number in repr(row)])

    text = donghe.do(rows)
    assert case.number in text
    for word in (*GIVES_AWAY, "huanxi", "环西", "hall", "窗口", donghe.person("王桂芳").key, case.code_word):
        assert word not in text, word


def test_there_is_a_poster_for_every_hall_with_its_scene_and_no_name(donghe: Town) -> None:
    def work(ctx: Context) -> list[halls.Poster]:
        return halls.posters(ctx)

    found = donghe.do(work)
    assert len(found) == 115 + 14 + 1
    assert len({one.scene for one in found}) == len(found)
    assert all(len(one.scene) <= 64 for one in found)
    district = donghe.do(lambda ctx: ctx.district)
    assert [halls.hall_of(district, f"qrscene_{one.scene}") for one in found] == [one.unit for one in found]
    assert any("0472-3000120" in line for line in found[0].lines)


def _opens(ctx: Context, case: Case, post: str) -> bool:
    try:
        visits.enter(ctx, case, f"post:{post}")
    except NotFound:
        return False
    return True
