"""Deeds in fen, conflicts in private, projects that answer complaints, services that never swallow one."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from handlers.services.works import totals
from models.domain.stations.amounts import Quantity, money_in, quantity_in, yuan
from models.tables import Conflict, Deed, FieldEvent, Project, ProjectAmount, ProjectLink, ServiceUse, Vault
from tests.cadre.conftest import FileCase
from tests.life.stories import words_to
from tests.time.stories import shanghai
from tests.town import Person, Town


def figures(town: Town) -> dict[str, Any]:
    district = town.database.read_now(town.registry.world).district
    return town.database.read_now(lambda reader: totals.figures(reader, district, date(2026, 1, 1), date(2026, 12, 31)))


def rows(town: Town, table: Any) -> list[Any]:
    return town.database.read_now(lambda reader: reader.find(table))


@pytest.mark.parametrize(
    ("said", "fen"),
    [
        ("592.6万元", 592_600_000),
        ("12.5元", 1250),
        ("0.01元", 1),
        ("0.001元", None),
        ("花了3500块钱", 350_000),
        ("2293.32万元", 2_293_320_000),
        ("一笔钱", None),
    ],
)
def test_money_is_whole_fen(said: str, fen: int | None) -> None:
    found = money_in(said)
    assert (found.fen if found is not None else None) == fen
    if fen is not None:
        again = money_in(yuan(fen))
        assert again is not None
        assert again.fen == fen


def test_quantities_are_whole_thousandths() -> None:
    green, lamps = quantity_in("34.6万平米绿化"), quantity_in("路灯111盏")
    assert green is not None
    assert lamps is not None
    assert (green.milli, green.said) == (346_000_000, "34.6万平米")
    assert (lamps.milli, lamps.said) == (111_000, "111盏")
    assert Quantity(500, "吨").said == "0.5吨"
    assert quantity_in("0.0001吨") is None


def test_deeds_and_funds_are_counted_from_events(town: Town, li: Person, zhao: Person) -> None:
    assert "3500元，在办" in li.says("实事 给3号楼装了12盏楼道灯；3500元")
    assert figures(town)["deeds"] == 0, "only what is done counts"
    assert "办完了" in li.says("实事 1 办完")
    assert "不" in li.says("实事 1 办完"), "twice changes nothing"
    assert "办完了" in zhao.says("资金 扶贫养殖；滨海社区；12.5万元")
    li.says("送服务 上门量血压20人")
    zhao.says("深入社区 听意见；滨海社区")
    found = figures(town)
    assert (found["deeds"], found["services"], found["visits"], found["funds"]) == (1, 1, 1, 1)
    assert found["money_fen"] == 350_000 + 12_500_000
    assert sum(found["themes"]["deeds"].values()) == 4
    assert found["themes"]["all"] == sum(found["themes"]["total"].values())
    assert "作废" in li.says("实事 1 撤回")
    assert (figures(town)["deeds"], figures(town)["money_fen"]) == (0, 12_500_000)
    assert all(isinstance(one.money_fen, int) for one in rows(town, Deed))


def test_figures_follow_when_an_event_is_removed_or_moved(town: Town, li: Person) -> None:
    for n in range(6):
        li.says(f"实事 修好第{n + 1}处扶手；{n + 1}00元；办完")
    before = figures(town)
    done = [one for one in rows(town, FieldEvent) if one.kind == "deed_done"]
    chosen = random.Random(7).choice(done)

    def remove(ctx: Any) -> None:
        ctx.tx.delete(ctx.tx.get(FieldEvent, chosen.id))

    town.do(remove)
    after = figures(town)
    assert after["deeds"] == before["deeds"] - 1
    assert after["money_fen"] == before["money_fen"] - chosen.data["fen"]
    other = next(one for one in done if one.id != chosen.id)

    def move(ctx: Any) -> None:
        ctx.tx.update(ctx.tx.get(FieldEvent, other.id), at=shanghai(1, 1, 12, year=2027))

    town.do(move)
    assert figures(town)["deeds"] == before["deeds"] - 2


def test_a_deed_shows_its_photos_only_when_the_cadre_says_so(town: Town, li: Person) -> None:
    li.says("实事 给3号楼装了12盏楼道灯；3500元")
    assert "没看到" in li.says("实事 1 前")
    li.sends_photo()
    assert "办前照片收下了" in li.says("实事 1 前")
    town.advance(minutes=40)
    assert "没看到" in li.says("实事 1 后"), "an old photo is not taken for it"
    li.sends_photo()
    assert "办后照片收下了" in li.says("实事 1 后")
    row = rows(town, Deed)[0]
    assert row.before_id
    assert row.after_id
    assert row.before_id != row.after_id
    assert row.photos_public is False
    li.says("实事 1 公开照片")
    assert rows(town, Deed)[0].photos_public is True


def test_a_conflict_is_private(town: Town, li: Person, zhao: Person, zhou: Person) -> None:
    kept = li.says("化解 李长福和楼上王素琴因为漏水吵架")
    assert "李长福" not in kept
    assert rows(town, Conflict)[0].kind == "neighbours"
    inspector = town.bind("督查", "wuda/inspector")
    for other in (zhao, zhou, town.bind("书记", "binhai.binhai/head")):
        answered = other.says("化解 1 查看")
        assert "没有您能看的" in answered
        assert answered == other.says("化解 99 查看").replace("99", "1"), "that there is one is not said"
        assert "漏水" not in other.says("化解")
    assert "李长福" in li.says("化解 1 查看")
    assert "王素琴" in inspector.says("化解 1 查看")
    assert "没有您能看的" in zhao.says("化解 1 成了 赔200元")
    assert "调解成了" in li.says("化解 1 成了 楼上赔200元")
    assert "已经" in li.says("化解 1 没成")
    found = figures(town)
    assert (found["conflicts"], found["conflicts_settled"]) == (1, 1)
    written = "".join(str(one.data) + one.kind for one in rows(town, FieldEvent)) + str(rows(town, Conflict))
    assert "李长福" not in written
    assert "漏水" not in written
    assert sum(one.kind == "conflict_read" for one in rows(town, FieldEvent)) == 2
    assert {one.subject for one in rows(town, Vault)} >= {f"conflict:{rows(town, Conflict)[0].id}"}


def test_a_project_answers_the_complaints_that_caused_it_once(town: Town, li: Person, file_case: FileCase) -> None:
    case = file_case()
    again = file_case(words="5号楼的楼道灯也坏了")
    builder = town.bind("城管", "chengguan/handler")
    assert "立项了" in builder.says("项目 立项 滨海社区亮化工程；滨海社区")
    assert "路灯111盏" in builder.says("项目 1 量 路灯 111盏")
    assert "34.6万平米" in builder.says("项目 1 量 绿化 34.6万平米")
    assert "没看懂" in builder.says("项目 1 量 很多")
    assert "没找到" in li.says("项目 1 关联 99")
    assert "连上了" in li.says(f"项目 1 关联 {case.running}")
    assert "早就" in li.says(f"项目 1 关联 {case.running}")
    assert "连上了" in li.says(f"项目 1 关联 {again.running}")
    assert "由帮扶单位" in li.says("项目 1 开工")
    assert "因您反映而建" in builder.says("项目 1 开工")
    assert "不能退回" in builder.says("项目 1 资金到位")
    assert "不能退回" in builder.says("项目 1 开工"), "twice tells nobody twice"
    town.advance(minutes=2)
    filer = case_owner(town, case.id)
    assert len(town.outbox(kind="project_reached", account_id=filer.key)) == 1, "two complaints, one letter"
    builder.says("项目 1 建成")
    assert len(town.outbox(kind="project_reached", account_id=filer.key)) == 2
    assert "亮化工程" in li.says("项目 1")
    li.says(f"签收 {case.running}")
    assert "滨海社区亮化工程（建成）" in li.says(str(case.running)), "from the case to the project"
    assert "滨海社区亮化工程（建成）" in filer.says(f"进度 {case.running}")
    assert "楼道灯" in li.says("项目 1")
    assert [one.case_id for one in rows(town, ProjectLink)] == [case.id, again.id]
    assert {(one.what, one.milli, one.unit) for one in rows(town, ProjectAmount)} == {
        ("路灯", 111_000, "盏"),
        ("绿化", 346_000_000, "平米"),
    }
    assert rows(town, Project)[0].stage == "built"


def case_owner(town: Town, case_id: int) -> Person:
    from models.tables import Voice

    voice = next(one for one in rows(town, Voice) if one.case_id == case_id)
    return next(one for name in ("王桂芳", "居民", "刘强") if (one := town.person(name)).key == voice.account_id)


def test_the_directory_answers_and_never_swallows_a_complaint(town: Town) -> None:
    wang = town.person("王桂芳")
    for words in ("查 家政", "便民服务 保洁", "附近有做保洁的吗", "想找个钟点工"):
        answered = wang.says(words)
        assert "乌达巧手家政" in answered, words
        assert "我要投诉" in answered
        assert "（示例）" in answered
    assert "什么事" in wang.says("我要投诉")
    wang.says("取消")
    for words in ("家政公司乱收费，要了三百还没扫干净", "送水的把滨海社区3号楼门撞坏了"):
        answered = wang.says(words)
        assert "用上了过两天我问您" not in answered, words
        wang.says("取消")
    assert "家政、" in wang.says("便民服务")
    assert "没有“月球”" in wang.says("便民服务 月球")
    assert "没有在办" in wang.says("查 月球"), "what is no service is asked for as progress"


def test_a_provider_is_rated_after_its_service_with_n_and_answered(town: Town, li: Person) -> None:
    people = [town.person(f"居民{n}") for n in range(3)]
    for one in people:
        one.says("查 家政")
        assert "11月25日" in one.says("1")
    town.person("不用的人").says("查 家政")
    town.clock.at(11, 24, 20)
    for one in people:
        one.says("你好")
    town.advance(until=shanghai(11, 25, 10, 5))
    assert "怎么样" in "".join(words_to(town, people[0].openid))
    assert "记下了：乌达巧手家政，好" in people[0].says("挺好")
    assert "按投诉报" in people[1].taps("不好")
    assert "3/3/2/1" in li.says("服务商")
    assert "%" not in li.says("服务商"), "no per cent of two"
    assert sum(one.answer == "" for one in rows(town, ServiceUse)) == 1
    assert "2人评，1人说好" in town.person("新来的").says("查 家政")
    town.advance(days=5)
    assert len(town.outbox(kind="service_poll")) == 3, "asked once"
