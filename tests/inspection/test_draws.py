"""督查: which units are drawn, by whom, and what nobody may know before."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from handlers.services.closing import seeds
from handlers.services.inspecting import draws, members
from models.domain import inspection as rules
from models.tables import Inspection
from scheduler import nights
from tests.inspection.conftest import donghe, meng, yu
from tests.town import Person, Town

__all__ = ["donghe", "meng", "yu"]
DAYS = [date(2026, 12, 1) + timedelta(days=n) for n in range(20)]


def rows(town: Town) -> list[Inspection]:
    return town.database.read_now(lambda reader: reader.find(Inspection, order="id"))


def test_no_seed_draws_an_inspector_a_unit_of_his_own(donghe: Town) -> None:
    def work(ctx: object) -> dict[str, frozenset[str]]:
        return {one.code: members.own_units(ctx, one) for one in members.inspectors(donghe.registry.latest.district)}  # type: ignore[arg-type, union-attr]

    own = donghe.do(work)
    assert {"jiwei", "donghe"} <= own["donghe/inspector"]
    assert {"zuzhibu", "donghe"} <= own["donghe/inspector.second"]
    assert {"dangzhengban", "donghe"} <= own["donghe/inspector.third"]
    district = donghe.do(lambda ctx: ctx.district)
    units = [unit.code for unit in district.units.values()]
    seen: set[str] = set()
    for n in range(300):
        found = rules.draw(hashlib.sha256(str(n).encode()).digest(), "2026-12", units, own, DAYS, 3)
        assert len(found) == len({one.unit for one in found}) == 3
        assert not [one for one in found if one.unit in own[one.inspector]]
        assert all(one.day in DAYS for one in found)
        seen |= {one.unit for one in found}
    assert "donghe" not in seen
    assert seen & {"jiwei", "zuzhibu", "dangzhengban"}, "others look at the inspectors' own houses"


def test_a_unit_that_is_everybodys_own_is_never_drawn() -> None:
    assert rules.draw(b"x" * 32, "2026-12", ["a"], {"p": {"a"}, "q": {"a"}}, DAYS) == []
    assert rules.draw(b"x" * 32, "2026-12", ["a"], {"p": set()}, []) == []


def test_the_draw_is_worked_out_again_from_the_opened_seed(donghe: Town, yu: Person, meng: Person) -> None:
    donghe.do(nights.ensure)
    donghe.clock.at(12, 1, 2)
    donghe.advance(hours=2)
    drawn = [one for one in rows(donghe) if one.month == "2026-12"]
    assert len(drawn) == 3

    def again(ctx: object) -> set[tuple[str, str, date]]:
        seed = seeds.seed_of(ctx.tx, "2026-12")  # type: ignore[attr-defined]
        assert seed is not None
        assert hashlib.sha256(seed.seed).hexdigest() == seed.commitment
        assert seed.at < ctx.now  # type: ignore[attr-defined]
        own = {one.code: members.own_units(ctx, one) for one in members.inspectors(ctx.district)}  # type: ignore[arg-type, attr-defined]
        units = [u.code for u in ctx.district.units.values() if u.level != "partner" and u.code != "donghe"]  # type: ignore[attr-defined]
        found = rules.draw(seed.seed, "2026-12", units, own, draws._days(ctx, "2026-12"), 3)  # type: ignore[arg-type]
        return {(one.unit, one.inspector, one.day) for one in found}

    assert {(one.unit, one.inspector, one.begins_on) for one in drawn} == donghe.do(again)
    assert not seeds.is_open("2026-12", donghe.clock.now)
    donghe.do(draws.draw)
    assert len([one for one in rows(donghe) if one.month == "2026-12"]) == 3, "drawn once"


def test_the_inspector_hears_it_that_morning_and_nobody_else_does(donghe: Town, yu: Person, meng: Person) -> None:
    donghe.do(nights.ensure)
    donghe.clock.at(12, 1, 2)
    donghe.advance(hours=2)
    row = next(one for one in rows(donghe) if one.month == "2026-12")
    assert donghe.outbox(kind="inspection_drawn") == []
    donghe.advance(days=31)
    told = donghe.outbox(kind="inspection_drawn")
    assert {one.post for one in told} <= {"donghe/inspector", "donghe/inspector.second", "donghe/inspector.third"}
    mine = [one for one in told if one.params["inspection"] == row.id]
    assert [one.post for one in mine] == [row.inspector]
    assert mine[0].created_at.astimezone().date() >= row.begins_on


def test_looked_at_in_order_or_not_at_all(donghe: Town, yu: Person) -> None:
    donghe.do(lambda ctx: ctx.tx.insert(
        Inspection, month="2026-11", unit="huanwei", inspector="donghe/inspector",
        begins_on=date(2026, 11, 23), drawn_at=ctx.now, told_at=ctx.now,
    ))  # fmt: skip
    said = yu.says("督查")
    assert "区环卫" in said
    assert "正常" in said
    assert "看了什么" in yu.says("督查 区环卫 正常")
    assert "没发现问题" in yu.says("督查 区环卫 正常 看了台账和两件原始记录")
    assert [(one.result, one.words) for one in rows(donghe)] == [("clean", "看了台账和两件原始记录")]
    assert "不是这次抽到" in yu.says("督查 区环卫 正常 又看了一遍")
    assert "正常1" in yu.says("督查")


def test_an_inspector_reads_the_log_and_changes_nothing(donghe: Town, yu: Person) -> None:
    wang = donghe.person("王桂芳")
    wang.says("环西社区3号楼2单元楼道灯不亮")
    wang.says("1")
    before = donghe.case(1)
    said = yu.says("督查 1")
    assert "1号件·楼道灯" in said
    assert "立案派单" in said
    for words in (
        "办结 1 换好了",
        "转办 1 区城管局",
        "延期 1 下周三 缺货",
        "撤销 1",
        "退单 1 不归我们",
        "签收 1",
        "派单 1 区城管局",
    ):
        assert "没改" in yu.says(words), words
    after = donghe.case(1)
    assert (after.seq, after.state, after.head) == (before.seq, before.state, before.head)
    assert "区民情办" in wang.says("谁看过 1") or "督查" in wang.says("谁看过 1")
    assert "在办1件" in yu.says("督查 环西社区")


def test_an_accusation_has_no_log_by_its_number_and_no_place_in_a_units_figures(donghe: Town, yu: Person) -> None:
    wang = donghe.person("王桂芳")
    wang.says("环西社区办低保那个人说话难听，还让我给他捎烟")
    wang.says("1")
    assert donghe.case(1).code_word
    assert yu.says("督查 1").replace("1", "N") == yu.says("督查 9").replace("9", "N")
    assert "在办0件" in yu.says("督查 环西社区")


def test_who_is_no_inspector_is_told_so(donghe: Town) -> None:
    cadre = donghe.bind("王强", "hepinglu/head")
    for words in ("督查", "督查 环西社区", "督查 1"):
        assert cadre.says(words) == "督查由区督查组做，什么都没改。看本单位的通报发：通报"
