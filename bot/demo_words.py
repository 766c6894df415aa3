"""The people of the demo and what they said: data."""

from __future__ import annotations

from dataclasses import dataclass

BIND = "绑定"
PHOTO = "〔photo〕"
HOME = "binhai"
"""The street in which it plays."""


@dataclass(frozen=True, slots=True)
class DemoPhone:
    """One phone of the page."""

    openid: str
    name: str
    role: str
    unit: str
    post: str = ""
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody says something on a day of November 2026, Shanghai time."""

    day: int
    hour: int
    minute: int
    who: str
    words: str


WANG, ZHANG, LI, ZHAO, SUN, ZHOU, CHEN = (
    f"oDemo{name}0000000000000000" for name in ("Wang", "Zhang", "Li", "Zhao", "Sun", "Zhou", "Chen")
)

PHONES = (
    DemoPhone(WANG, "王桂芳", "resident", "滨海社区居民", scene="binhai.binhai"),
    DemoPhone(ZHANG, "张建国", "resident", "滨海社区居民", scene="binhai.binhai"),
    DemoPhone(LI, "李晓", "community", "滨海社区 网格员", post="binhai.binhai/handler"),
    DemoPhone(ZHAO, "赵敏", "street", "滨海街道 值班", post="binhai/duty"),
    DemoPhone(SUN, "孙工", "department", "供热公司", post="gongre/handler"),
    DemoPhone(ZHOU, "周航", "desk", "区民情办", post="wuda/dispatcher"),
    DemoPhone(CHEN, "陈远", "leader", "联系滨海社区的区领导", post="wuda/leader"),
)

ELSEWHERE = {19: 3, 23: 11, 24: 6, 25: 19}
"""How many cases the rest of the district had told by then on these days: numbers are of the whole district, so that
the six cases of the demo are called by six different ones."""

FIRST_STEPS = (
    # nobody acts on this one: it is due on Tuesday and climbs to the street on Wednesday morning
    Step(19, 9, 10, ZHANG, "滨海社区8号楼门口墙上贴满小广告，没人清"),
    Step(19, 9, 11, ZHANG, "1"),
    # a Friday duty: told on Thursday at four, signed in on Friday; an errand that ends with the resident's own word
    Step(19, 9, 30, WANG, "周五值班"),
    Step(19, 9, 31, WANG, "1"),
    Step(20, 8, 55, LI, "到岗"),
    Step(20, 9, 20, WANG, "代办 老人社保认证"),
    Step(20, 10, 0, LI, "代办登记 1；身份证、社保卡"),
    # due on Thursday, still open
    Step(23, 9, 10, WANG, "滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见"),
    Step(23, 9, 11, WANG, "1"),
    # heating: done on Tuesday, the question comes after a night
    Step(23, 14, 30, WANG, "滨海社区2号楼1单元暖气不热，家里才14度"),
    Step(23, 14, 31, WANG, "1"),
    Step(23, 14, 50, SUN, "签收 13"),
    Step(23, 15, 20, SUN, "进展 13 换热站掉压，今晚23点前恢复，明早上门测温"),
    Step(24, 9, 30, SUN, PHOTO),
    Step(24, 9, 31, SUN, "办结 13 已恢复供热，入户测温21度"),
    Step(24, 10, 0, LI, "代办办结 1 认证做完了，证件和回执都给老人了"),
    Step(24, 10, 1, LI, "代办材料 1 还"),
    Step(24, 10, 5, WANG, "办好了"),
)
LAST_STEPS = (
    # being worked on, with a date
    Step(24, 15, 0, ZHANG, "滨海社区6号楼单元门坏了，关不上"),
    Step(24, 15, 1, ZHANG, "1"),
    Step(24, 15, 20, LI, "签收 7"),
    Step(24, 15, 40, LI, "进展 7 去看了，闭门器断了，11月27日下午来换"),
    # nobody can tell whose it is: a person dispatches it
    Step(25, 9, 40, ZHANG, "滨海社区门口那条路全是水，走不成，谁给管管"),
    Step(25, 9, 41, ZHANG, "3"),
    # told and not yet filed
    Step(25, 10, 6, ZHANG, "滨海社区9号楼前垃圾桶满了，三天没人倒"),
)
"""The visitor comes on Wednesday the 25th at 10:06."""
