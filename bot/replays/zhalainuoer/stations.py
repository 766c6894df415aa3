"""Stations, deeds, conflicts, funds and projects of the year: said by those who did them, counted by the service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bot.replays.script import Step
from bot.replays.zhalainuoer.plan import ENDS, Plan, at
from handlers.policies import stations as policy
from handlers.services.works import totals
from models.domain.district import District
from models.domain.stations import fridays
from models.store.tx import Reader

DEEDS, SERVICES, VISITS, CONFLICTS = 168, 106, 191, 134
"""为群众办好实事, 送服务下基层, 深入社区, 化解摸排基层矛盾."""
AID = (
    ("扶贫养殖项目", "210.5万元"),
    ("扶贫住房修缮项目", "168.4万元"),
    ("扶贫技能培训项目", "121.7万元"),
    ("扶贫助学助医项目", "92万元"),
)
"""分类扶贫项目4个, together 592.6万元."""
WORKS = (("老城区亮化工程", "路灯 111盏"), ("城区绿化工程", "绿化 34.6万平米"))
ERRANDS_A_STATION = 10
ABSENT_EVERY = 40
"""One Friday in so many nobody came."""
DID = (
    "修好楼道扶手",
    "装上楼道声控灯",
    "疏通院里下水井",
    "给独居老人装上床边扶手",
    "补好院里坑洼路",
    "清走积存建筑垃圾",
    "修好健身器材",
)
BROUGHT = ("上门办养老认证", "义诊量血压", "送法律咨询进社区", "招聘会进社区", "送电影下基层", "免费理发")
WENT = ("听社区意见", "看望困难户", "查看平房区取暖", "和居民座谈")
QUARRELS = (
    "两户因楼上漏水起争执",
    "两户因占楼道放东西起争执",
    "一户和物业因停车收费起争执",
    "两兄弟因赡养老人起争执",
    "工人和老板因工资起争执",
)
MATTERS = ("老人社保认证", "领高龄补贴", "医保报销", "开居住证明", "办老年优待卡", "低保年审")
PAPERS = ("身份证", "身份证、社保卡", "身份证、户口本", "身份证、病历")


def steps(plan: Plan) -> Iterator[Step]:
    """Everything the stations and their helpers do."""
    yield from _fridays(plan)
    yield from _errands(plan)
    yield from done(plan)
    yield from conflicts(plan)
    yield from projects(plan)


def figures(reader: Reader, district: District, first: date, last: date) -> Mapping[str, Any]:
    """As the service counts them from its book."""
    return totals.figures(reader, district, first, last)


def _stations(plan: Plan) -> tuple[str, ...]:
    return policy.stations(plan.district)[: plan.share(len(policy.stations(plan.district)))]


def _spread(plan: Plan, count: int, hour: float) -> list[tuple[date, float]]:
    """So many moments over the working days of the year, in order, no two the same."""
    days = plan.workdays(last=ENDS.date() - timedelta(days=15))
    return [(days[n * len(days) // count], hour * 60 + (n % 97) / 10) for n in range(count)]


def _helpers(plan: Plan) -> list[str]:
    """Posts of the units that help (帮扶单位)."""
    posts = sorted(plan.district.posts.values(), key=lambda one: one.code)
    levels = plan.district.units
    return [one.code for one in posts if levels[one.unit].level == "department" and one.role == "handler"]


def _fridays(plan: Plan) -> Iterator[Step]:
    first = plan.workdays()[0] + timedelta(days=2)
    for week, day in enumerate(fridays.staffed_days(first, ENDS.date(), plan.calendar)):
        for place, station in enumerate(_stations(plan)):
            if (week * 21 + place) % ABSENT_EVERY == ABSENT_EVERY - 1:
                continue
            post = fridays.turn_of(policy.roster_of(plan.district, station), day)
            yield Step(at=at(day, 50 + place / 10), who=plan.holder(post), says="到岗")


def _errands(plan: Plan) -> Iterator[Step]:
    known = _stations(plan)
    count = ERRANDS_A_STATION * len(known)
    for n, (day, minute) in enumerate(_spread(plan, count, 1.5)):
        station = known[n % len(known)]
        agent = plan.holder(plan.handler(station))
        said = f"代办登记 {_of(MATTERS, n)}；{_of(PAPERS, n)}"
        yield Step(at=at(day, minute), who=agent, says=said)
        done = day + timedelta(days=2)
        yield Step(at=at(done, minute), who=agent, says=f"代办办结 {n + 1} 办下来了，材料还给本人")
        yield Step(at=at(done, minute + 0.5), who=agent, says=f"代办材料 {n + 1} 还")
        if n % 7 != 6:  # the others never answered: they stay unconfirmed
            street = plan.district.units[station].parent or ""
            caller = plan.holder(plan.district.posts_of(street, "handler", "head")[0].code)
            yield Step(at=at(done + timedelta(days=1), minute), who=caller, says=f"代办回访 {n + 1} 办好了")


def done(plan: Plan) -> Iterator[Step]:
    """Deeds, services and visits."""
    known, helpers = plan.communities, _helpers(plan)
    for n, (day, minute) in enumerate(_spread(plan, plan.share(DEEDS), 2.2)):
        agent = plan.holder(plan.handler(known[n % len(known)]))
        yield Step(at=at(day, minute), who=agent, says=f"实事 {_of(DID, n)}；办完")
    for n, (day, minute) in enumerate(_spread(plan, plan.share(SERVICES), 3.1)):
        where = plan.district.units[known[n % len(known)]].name
        yield Step(at=at(day, minute), who=plan.holder(_of(helpers, n)), says=f"送服务 {_of(BROUGHT, n)}；{where}")
    for n, (day, minute) in enumerate(_spread(plan, plan.share(VISITS), 6.3)):
        where = plan.district.units[known[n % len(known)]].name
        yield Step(at=at(day, minute), who=plan.holder(_of(helpers, n)), says=f"深入社区 {_of(WENT, n)}；{where}")


def conflicts(plan: Plan) -> Iterator[Step]:
    """Quarrels that were mediated."""
    known = plan.communities
    for n, (day, minute) in enumerate(_spread(plan, plan.share(CONFLICTS), 7.2)):
        mediator = plan.holder(plan.handler(known[n % len(known)]))
        yield Step(at=at(day, minute), who=mediator, says=f"化解 {_of(QUARRELS, n)}")
        if n % 9 != 8:
            later = day + timedelta(days=5)
            yield Step(at=at(later, minute), who=mediator, says=f"化解 {n + 1} 成了 双方签了调解书")


def projects(plan: Plan) -> Iterator[Step]:
    """Funds of the four aid projects, and two works one of which a complaint caused."""
    helpers = _helpers(plan)
    aid = AID[: plan.share(len(AID))]
    for n, ((name, money), (day, minute)) in enumerate(zip(aid, _spread(plan, 2 * len(aid), 4.4), strict=False)):
        who = plan.holder(_of(helpers, n))
        yield Step(at=at(day, minute), who=who, says=f"项目 立项 {name}")
        yield Step(at=at(day, minute + 1), who=who, says=f"资金 {name}；{money}")
        yield Step(at=at(day, minute + 2), who=who, says=f"项目 {n + 1} 资金到位")
    builder, begun = plan.holder("chengguan/handler"), date(2014, 5, 12)
    station = _stations(plan)[0]
    resident = "住户.路灯"
    yield Step(at=at(begun, 30), who=resident, says=f"{plan.district.units[station].name}路灯不亮好多天了，晚上没法走")
    yield Step(at=at(begun, 31), who=resident, says="1", case="works1")
    for n, (name, amount) in enumerate(WORKS):
        number, day = len(aid) + n + 1, begun + timedelta(days=21)
        yield Step(at=at(day, 60 + n), who=builder, says=f"项目 立项 {name}")
        yield Step(at=at(day, 70 + n), who=builder, says=f"项目 {number} 量 {amount}")
        if not n:
            yield Step(at=at(day, 80), who=plan.holder(plan.handler(station)), says=f"项目 {number} 关联 {{works1}}")
        yield Step(at=at(day + timedelta(days=10), 90 + n), who=builder, says=f"项目 {number} 开工")
        yield Step(at=at(date(2014, 9, 22), 90 + n), who=builder, says=f"项目 {number} 建成")


def _of(listed: Sequence[str], n: int) -> str:
    return listed[n % len(listed)]
