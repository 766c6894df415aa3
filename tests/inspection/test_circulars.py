"""通报: no clause no notice, numbered by year, told once to the unit and above, answered by a day, public."""

from __future__ import annotations

import pytest

from handlers.services.inspecting import circulars
from models.tables import Circular
from tests.inspection.conftest import donghe, meng, yu
from tests.town import Person, Town

__all__ = ["donghe", "meng", "yu"]
WORDS = "通报 环西社区 作风2 承诺牌没有挂，窗口两次没人；12月10日"


def rows(town: Town) -> list[Circular]:
    return town.database.read_now(lambda reader: reader.find(Circular, order="id"))


def issue(inspector: Person, words: str = WORDS) -> str:
    assert "1 发出" in inspector.says(words)
    return inspector.says("1")


@pytest.mark.parametrize(
    "words",
    [
        "通报 环西社区 承诺牌没有挂，窗口两次没人；12月10日",
        "通报 环西社区 作风99 承诺牌没有挂",
        "通报 环西社区 天条3 承诺牌没有挂",
    ],
)
def test_without_a_clause_it_is_refused_with_those_that_are_near(donghe: Town, yu: Person, words: str) -> None:
    said = yu.says(words)
    assert said.startswith("没写依据的通报不能发：要写违反哪一条。什么都没改。")
    assert "作风2" in said
    assert rows(donghe) == []


def test_a_clause_that_is_not_in_force_yet_cannot_be_cited(donghe: Town) -> None:
    from datetime import date

    from models.domain import rulebook

    docs = rulebook.read_rules(
        {"new": {"title": "新规定", "short": "新规", "clauses": {"1": "不许"}, "in_force": "2027-01-01", "source": "x"}}
    )
    assert rulebook.cited(docs, "新规1 说明", date(2026, 12, 31))[0] is None
    clause, rest = rulebook.cited(docs, "《新规定》第1条 说明", date(2027, 1, 1))
    assert clause is not None
    assert (clause.name, rest) == ("新规1", "说明")


def test_it_is_numbered_public_and_told_once_to_the_unit_and_above(donghe: Town, yu: Person) -> None:
    head = donghe.bind("唐大勇", "hepinglu.huanxi/head")
    street = donghe.bind("杨德全", "hepinglu/head")
    said = issue(yu)
    assert "督查通报〔2026〕1号" in said
    assert "12月10日（周四）前答复" in said
    told = donghe.outbox(kind="circular")
    posts = [row.post for row in told]
    assert len(posts) == len(set(posts))
    assert {"hepinglu.huanxi/head", "hepinglu.huanxi/handler", "hepinglu/head", "donghe/leader"} <= set(posts)
    assert not any(post.startswith("caishenmiao") for post in posts if post)
    head.says("在")
    donghe.advance(hours=1)
    heard = donghe.courier.texts(head.openid)[-1]
    assert "整改 1" in heard
    assert "作风2《机关作风纪律暂行规定》" in heard
    assert "承诺牌没有挂" in street.says("通报 1")
    assert "督查通报〔2026〕1号" in street.says("通报")
    other = donghe.bind("黄海燕", "caishenmiao/head")
    assert "没有通报" in other.says("通报")
    assert "督查通报〔2026〕2号" in issue(yu, WORDS.replace("环西", "胜利"))


def test_numbers_begin_anew_with_the_year(donghe: Town, yu: Person) -> None:
    issue(yu)
    donghe.clock.at(1, 5, 10, year=2027)
    said = issue(yu, "通报 环西社区 作风3 工作时间窗口没有人在")
    assert "督查通报〔2027〕1号" in said
    assert [(one.year, one.number) for one in rows(donghe)] == [(2026, 1), (2027, 1)]


def test_an_inspector_does_not_write_about_his_own_house(donghe: Town, yu: Person, meng: Person) -> None:
    assert "您自己所在的单位" in yu.says("通报 区纪委 作风2 承诺牌没有挂")
    assert "您自己所在的单位" in meng.says("通报 区委组织部 作风2 承诺牌没有挂")
    assert "督查通报〔2026〕1号" in issue(meng, "通报 区纪委 作风2 承诺牌没有挂")
    assert "您自己所在的单位" in yu.says("通报 撤 1 不该发")
    assert rows(donghe)[0].withdrawn_at is None


def test_no_person_is_named_and_no_phone_stands_in_it(donghe: Town, yu: Person) -> None:
    name = donghe.do(lambda ctx: ctx.district.person_of("hepinglu.huanxi/handler"))
    assert "不点人的名字" in yu.says(f"通报 环西社区 作风4 {name}对来办事的人态度生硬")
    issue(yu, "通报 环西社区 作风4 对来办事的人态度生硬，电话13800000000没人接")
    assert "13800000000" not in rows(donghe)[0].finding


def test_the_unit_answers_in_plain_words_once(donghe: Town, yu: Person) -> None:
    head = donghe.bind("唐大勇", "hepinglu.huanxi/head")
    issue(yu)
    empty = head.says("整改 1 高度重视，正在处理中")
    assert "这样写不算整改，还差：做了什么、哪天、谁去办" in empty
    assert rows(donghe)[0].answered_at is None
    stranger = donghe.bind("黄海燕", "caishenmiao/head")
    assert "不由您答" in stranger.says("整改 1 李主任当天补挂承诺牌")
    assert "已上公示栏" in head.says("整改 1 李主任当天补挂承诺牌，12月1日前全部窗口换完")
    assert "不能改" in head.says("整改 1 又补了一句，李主任今天去的")
    yu.says("在")
    donghe.advance(hours=1)
    assert any("环西社区答复了" in text for text in donghe.courier.texts(yu.openid))
    donghe.advance(days=30)
    assert donghe.outbox(kind="circular_late") == []


def test_a_day_that_passes_is_said_once_to_unit_above_and_inspectors(donghe: Town, yu: Person) -> None:
    head = donghe.bind("唐大勇", "hepinglu.huanxi/head")
    issue(yu)
    donghe.advance(days=25)
    late = [row.post for row in donghe.outbox(kind="circular_late")]
    assert len(late) == len(set(late))
    assert {"hepinglu.huanxi/head", "hepinglu/head", "donghe/inspector"} <= set(late)
    assert "过了12月10日（周四）还没答复" in head.says("通报")
    assert "比12月10日（周四）晚了" in head.says("整改 1 李主任12月18日补挂承诺牌，窗口换了人")


def test_a_wrong_one_is_withdrawn_with_a_reason_and_stays(donghe: Town, yu: Person) -> None:
    head = donghe.bind("唐大勇", "hepinglu.huanxi/head")
    issue(yu)
    assert "要写理由" in yu.says("通报 撤 1")
    assert "撤销了" in yu.says("通报 撤 1 查实不是这个单位")
    assert "不用答" in head.says("整改 1 李主任当天补挂承诺牌")
    assert "撤销：查实不是这个单位" in head.says("通报 1")
    donghe.advance(days=30)
    assert donghe.outbox(kind="circular_late") == []
    assert [row.kind for row in donghe.outbox(kind="circular_withdrawn", post="hepinglu/head")] == [
        "circular_withdrawn"
    ]
    shown = donghe.database.read_now(lambda reader: circulars.shown(reader, donghe.clock.now))
    assert [one.withdrawn_why for one in shown] == ["查实不是这个单位"]


def test_a_past_day_and_half_a_notice_are_refused(donghe: Town, yu: Person) -> None:
    assert "已经过去了" in yu.says("通报 环西社区 作风2 承诺牌没有挂；11月20日")
    assert "不少于6个字" in yu.says("通报 环西社区 作风2 没挂")
    assert "通报写：通报 单位 条款" in yu.says("通报 承诺牌没有挂")
    cadre = donghe.bind("杨德全", "hepinglu/head")
    assert "通报由区督查组发" in cadre.says(WORDS)
    assert "没有发" in (yu.says(WORDS) and yu.says("2"))
    assert rows(donghe) == []


def test_clauses_are_looked_up_by_everybody(donghe: Town, yu: Person) -> None:
    wang = donghe.person("王桂芳")
    for person in (wang, yu):
        assert "首问负责" in person.says("条款 首问")
        assert "作风2《机关作风纪律暂行规定》第2条" in person.says("条款 作风2")
        assert "改进文风会风的通知" in person.says("条款")
        assert "没找到" in person.says("条款 量子力学")
