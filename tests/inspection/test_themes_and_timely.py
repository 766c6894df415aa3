"""老大难 and 每月一题; 四个及时 from what happened; 满意度 with its three numbers; plain language closes a case."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from handlers.services import reports, satisfaction, themes, timely
from models.district.build import build
from models.domain import timely as rules
from models.domain.rated import Facts as RatedFacts
from models.domain.rated import Period, Pleased, Vote
from models.domain.rates import satisfied
from models.domain.timely import Issue
from models.domain.working_time import SHANGHAI, calendar_of
from models.tables import Case
from tests.inspection.conftest import donghe, yu
from tests.town import Town, district_file

__all__ = ["donghe", "yu"]
NOV = datetime(2026, 11, 1, tzinfo=SHANGHAI)
PERIOD = Period(NOV, datetime(2026, 12, 1, tzinfo=SHANGHAI), datetime(2026, 11, 30, 20, tzinfo=SHANGHAI))


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("城建", "城建"), ("交通", "交通"), ("社区公共服务", "社区公共服务"),
        ("入园难", "入园难"), ("空气污染", "空气污染"), ("企业帮扶", "企业帮扶"),
        ("孩子入园难，公办幼儿园进不去", "入园难"), ("这一片空气污染太厉害了", "空气污染"),
        ("小微企业贷款难，想问企业帮扶政策", "企业帮扶"), ("门口路面全是坑，车过就陷", "城建"),
        ("红绿灯坏了三天了", "交通"), ("想给老人办低保", "社区公共服务"),
    ],
)  # fmt: skip
def test_the_stubborn_matters_classify_to_their_class(donghe: Town, words: str, theme: str) -> None:
    assert donghe.do(lambda ctx: themes.classify(ctx, words)) == theme


def test_the_file_names_more_than_a_hundred_grass_roots_units(donghe: Town) -> None:
    district = donghe.do(lambda ctx: ctx.district)
    grass_roots = [unit for unit in district.units.values() if unit.level in {"community", "street"}]
    assert len(grass_roots) > 100


def test_a_theme_is_offered_from_what_was_told_most_and_confirmed_by_the_desk(donghe: Town) -> None:
    desk = donghe.bind("陈建军", "donghe/dispatcher")
    assert "先不用定" in desk.says("每月一题")
    for n in range(4):
        person = donghe.person(f"居民{n}")
        person.says(f"环西社区{n + 1}号楼2单元楼道灯不亮")
        person.says("1")
    said = desk.says("每月一题")
    assert "1 城建：4件（区住建局）" in said
    assert "没有第7个" in desk.says("每月一题 7 12月31日")
    assert "要写到哪天" in desk.says("每月一题 1 区城管局")
    cadre = donghe.bind("王强", "hepinglu/head")
    assert "每月一题由区民情办" in cadre.says("每月一题 1 区城管局 12月31日")
    assert "区城管局牵头，12月31日（周四）前" in desk.says("每月一题 1 区城管局 12月31日")
    assert "已经定了" in desk.says("每月一题 1 12月31日")
    assert "区城管局牵头" in cadre.says("每月一题")
    told = donghe.outbox(kind="theme_chosen")
    assert {row.post for row in told} == {"chengguan/head", "chengguan/handler"}
    donghe.clock.at(12, 31, 17)
    donghe.advance(hours=2)
    assert "donghe/dispatcher" in {row.post for row in donghe.outbox(kind="theme_over")}


def issue(number: str, since: dict[str, datetime], made: dict[str, datetime]) -> Issue:
    return Issue(number, "u", since, made)


def test_each_mark_that_lacks_shows_and_a_running_limit_counts_nowhere() -> None:
    at = NOV + timedelta(days=8, hours=9)  # Monday
    whole = dict.fromkeys(rules.MARKS, at)
    soon = {mark: at + timedelta(minutes=5) for mark in rules.MARKS}
    calendar = calendar_of(build(district_file("donghe"), 1))
    for gone in rules.MARKS:
        lacking = issue("X", whole, {mark: when for mark, when in soon.items() if mark != gone})
        found = rules.timely([issue("A", whole, soon), lacking], rules.LIMITS, PERIOD, calendar)
        assert [(one.number, one.mark) for one in found.missing] == [("X", gone)]
        figures = {rate.code.removeprefix("timely_"): (rate.numerator, rate.denominator) for rate in found.rates}
        assert figures.pop(gone) == (1, 2)
        assert set(figures.values()) == {(2, 2)}
    running = issue("R", dict.fromkeys(rules.MARKS, PERIOD.now - timedelta(minutes=1)), {})
    assert [rate.denominator for rate in rules.timely([running], rules.LIMITS, PERIOD, calendar).rates] == [0] * 4
    late = issue("L", {"handed": at}, {"handed": at + timedelta(days=6)})
    rate = rules.timely([late], rules.LIMITS, PERIOD, calendar).rates[1]
    assert (rate.numerator, rate.denominator, rate.beside["late"]) == (0, 1, 1)


def test_the_four_follow_what_really_happens(donghe: Town) -> None:
    wang, desk = donghe.person("王桂芳"), donghe.bind("陈建军", "donghe/dispatcher")
    worker = donghe.bind("董瑞霞", "hepinglu.huanxi/handler")
    wang.says("环西社区3号楼2单元楼道灯不亮")
    wang.says("1")
    donghe.advance(days=2)
    assert "1号件：没人接" in desk.says("四个及时")
    worker.says("签收 1")
    worker.sends_photo()
    worker.says("办结 1 换了灯泡和声控开关")
    donghe.advance(days=1)
    wang.says("1")
    wang.says("1")
    assert donghe.case(1).state == "closed"
    donghe.advance(days=4)
    said = desk.says("四个及时")
    for line in ("梳理及时（多久定下是什么事、归谁）　1/1", "　0/1，限1个工作日；晚了的1件", "去问居民）　"):
        assert line in said
    report = donghe.do(lambda ctx: reports.monthly(ctx.tx, ctx.district, "2026-11", ctx.now))
    marks = {one["code"]: (one["n"], one["d"]) for one in report["timely"]["rates"]}
    assert marks["timely_sorted"] == (1, 1)
    assert marks["timely_handed"] == (0, 1)
    assert report["timely"]["missing"] == []
    assert any("四个及时" in line for line in reports.lines(report))
    district = donghe.do(lambda ctx: ctx.district)
    assert timely.limits(district) == {"sorted": "4wh", "handed": "1wd", "posted": "3wd", "assessed": "5wd"}


def people(pleased: int, said: int, silent: int) -> list[RatedFacts]:
    """Voices that all said solved: so many pleased, of so many who said how, and so many who said nothing more."""
    at = NOV + timedelta(days=3)
    found = []
    for n in range(said + silent):
        votes = (Vote(at, n, 1, "solved", "u", False),)
        how = (Pleased(at, n, "yes" if n < pleased else "no", "u"),) if n < said else ()
        found.append(RatedFacts(number=str(n), filed_at=at, votes=votes, pleased=how))
    return found


def test_98_of_100_and_2_of_2_and_none_print_differently_and_silence_is_no_yes(donghe: Town) -> None:
    district = donghe.do(lambda ctx: ctx.district)
    said = []
    for counts in ((98, 100, 30), (2, 2, 40), (0, 0, 40)):
        rate = satisfied(people(*counts), PERIOD)
        asked = rate.beside["asked"]
        assert (rate.numerator, rate.denominator, asked) == (*counts[:2], counts[1] + counts[2])
        one = satisfaction.document([{"code": "satisfied", **rate.document()}], district)
        said.append(satisfaction.lines(one))
        assert (satisfaction.drawing(one) is None) is (counts[1] < 10)
    assert said[0][0].startswith("满意98人／回答满不满意100人／问了130人：98.0%，95%区间 93.0–99.4%")
    assert said[1][0].startswith("满意2人／回答满不满意2人／问了42人：不到10人回答，不写百分数")
    assert said[2][0] == "问了40人，没有人回答满不满意，没有满意率"
    assert all("参考线：种子口径 98%（待核对），是别处公布的数，不是要凑的目标" in lines[1] for lines in said)


@pytest.mark.parametrize(
    "words",
    [
        "高度重视，正在处理中",
        "已转相关部门，正在处理中",
        "感谢您的反映，我们将尽快处理",
        "〔谁〕在〔哪天〕〔做了什么〕，〔现在什么样〕",
        "已联系相关部门协调处理",
    ],
)
def test_a_template_or_an_empty_phrase_closes_nothing_and_is_no_answer(donghe: Town, words: str) -> None:
    wang, worker = donghe.person("王桂芳"), donghe.bind("董瑞霞", "hepinglu.huanxi/handler")
    wang.says("环西社区3号楼2单元楼道灯不亮")
    wang.says("1")
    worker.says("签收 1")
    worker.sends_photo()
    said = worker.says(f"办结 1 {words}")
    assert "这样写办不结，还差：" in said
    assert said.count("\n") == 0
    asked = worker.says(f"答复 1 {words}")
    assert "居民会问" in asked or "还差：〔〕里的空没填" in asked
    if "居民会问" in asked:
        assert "不算答复：还差做了什么、哪天、谁去办" in worker.says("1")
    case: Case = donghe.case(1)
    assert (case.state, case.done_at, case.first_words_at) == ("working", None, None)
    report = donghe.do(lambda ctx: reports.monthly(ctx.tx, ctx.district, "2026-11", ctx.now + timedelta(days=3)))
    assert next((one["n"], one["d"]) for one in report["rates"] if one["code"] == "responded") == (0, 1)


@pytest.mark.parametrize(
    "words", ["物业张师傅换了声控开关，11月23日试过", "换了灯泡", "开关都换好了，灯亮了", "已联系物业修好了"]
)
def test_plain_words_still_close(donghe: Town, words: str) -> None:
    wang, worker = donghe.person("王桂芳"), donghe.bind("董瑞霞", "hepinglu.huanxi/handler")
    wang.says("环西社区3号楼2单元楼道灯不亮")
    wang.says("1")
    worker.sends_photo()
    worker.says("1")
    worker.says("签收 1")
    worker.sends_photo()
    assert "已报办结" in worker.says(f"办结 1 {words}")


def test_forms_are_shown_with_the_closing_condition_of_the_matter(donghe: Town) -> None:
    wang, worker = donghe.person("王桂芳"), donghe.bind("董瑞霞", "hepinglu.huanxi/handler")
    wang.says("环西社区3号楼2单元楼道灯不亮")
    wang.says("1")
    said = worker.says("写法 1")
    assert "办结 1 〔谁〕在〔哪天〕" in said
    assert "进展 1 〔谁〕〔哪天〕来" in said
    assert "不在您名下" in donghe.bind("别人", "huanwei/handler").says("写法 1")
