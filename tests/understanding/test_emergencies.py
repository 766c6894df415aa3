"""Dangers are heard in many words, and their everyday look-alikes are not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from handlers.understanding import Understander

HEARD = [
    ("楼道里一股煤气味", "gas"),
    ("厨房燃气管呲呲漏气", "gas"),
    ("施工的把天然气管挖断了", "gas"),
    ("三楼着火了快来人", "fire"),
    ("对面楼冒浓烟", "fire"),
    ("配电箱着火冒烟了", "fire"),
    ("电梯里困住人了", "lift"),
    ("我被关在电梯出不来", "lift"),
    ("炉子倒烟 老人头晕恶心", "carbon_monoxide"),
    ("一家人煤气中毒了", "carbon_monoxide"),
    ("我不想活了", "suicide"),
    ("他站在楼顶要跳", "suicide"),
    ("高压线断了掉在地上", "live_wire"),
    ("路灯杆漏电电着人了", "live_wire"),
    ("广告牌快掉了 刮大风呢", "falling"),
    ("楼上往下扔砖头", "falling"),
    ("老房子要塌了", "collapse"),
    ("吃完席十几个人上吐下泻", "poisoning"),
    ("小孩掉进冰窟窿了", "drowning"),
    ("有人掉井里了", "drowning"),
    ("大爷晕倒在路边", "person_down"),
    ("他拿刀砍人", "violence"),
    ("老人走失一天了", "missing"),
    ("炕上烧的煤 我嫂子叫了半天没醒", "carbon_monoxide"),
    ("饭店着火了 快来", "fire"),
    ("下井检修的工人没上来", "drowning"),
    ("电梯门把孩子手夹住了", "lift"),
    ("老公拿酒瓶砸我头 现在血止不住", "violence"),
    ("老爹早上出门遛弯 天黑了还没回来 有老年痴呆", "missing"),
    ("两个车撞了 人卡在里头出不来", "person_down"),
]

ORDINARY = [
    "气死我了 楼道灯还不亮",
    "火锅店油烟太大",
    "房价要人命",
    "煤气费太贵了",
    "井盖没了 差点掉进去",
    "冻死个人 暖气一点不热",
    "这广场舞吵死人了",
    "超市清仓跳楼价 喇叭吵",
    "煤气灶打不着火",
    "楼道堆满纸箱 一旦着火跑不出来",
    "怕着火 把电动车挪走吧",
    "去年着过火 现在还没修",
    "防火通道让车占了",
    "电梯坏了三天",
    "电瓶车丢了",
    "小区消防栓没水",
    "物业经理说话像爆炸头一样冲",
    "累死了 跑了三趟没办成",
    "房檐上的冰溜子老长",
    "我家狗走丢了",
    "机器人能听懂吗",
    "楼上孩子天天跑 吵得我想跳楼",
    "河里有死鱼 臭",
    "孩子找不到学校上",
    "去年我爸在工地摔下来 赔偿还没给",
    "斑马线看不见了 老人过马路害怕",
    "多亏小刘 把我妈从河里救上来了 送锦旗",
    "楼上往下扔烟头",
]


@pytest.mark.parametrize(("text", "kind"), HEARD)
def test_a_danger_is_heard_and_filed_within_two_hours(text: str, kind: str, wuda: Understander) -> None:
    reading = wuda.read(text)
    assert (reading.intent, reading.emergency, reading.urgency) == ("emergency", kind, "2h")
    assert reading.outcome == "route"
    assert reading.matters[0].category


@pytest.mark.parametrize("text", ORDINARY)
def test_everyday_words_are_no_danger(text: str, wuda: Understander) -> None:
    assert wuda.read(text).emergency == ""


def test_a_danger_beats_every_other_matter_of_the_text(wuda: Understander) -> None:
    reading = wuda.read("暖气不热的事先不说 现在屋里一股煤气味 滨海社区3号楼")
    assert reading.emergency == "gas"
    assert [matter.category for matter in reading.matters] == ["燃气/燃气泄漏"]
    assert (reading.place.unit, reading.place.detail) == ("binhai.binhai", "3号楼")


def test_a_hedge_takes_back_a_fire_but_never_a_smell_of_gas(wuda: Understander) -> None:
    assert wuda.read("一旦着火了咋跑").emergency == ""
    assert wuda.read("怕是有煤气味").emergency == "gas"


def test_a_missing_manhole_cover_is_a_complaint_of_the_two_hour_tier(wuda: Understander) -> None:
    reading = wuda.read("永昌佳苑东门井盖没了 黑夜看不见")
    assert (reading.intent, reading.urgency, reading.emergency) == ("complaint", "2h", "")


def test_the_lost_and_the_hurt_are_a_matter_of_the_police(understanders: Mapping[str, Understander]) -> None:
    for understander in understanders.values():
        assert understander.read("我家老人走丢了").matters[0].category == "人身安全/人员走失"
        assert understander.read("有人拿刀砍人").matters[0].category == "人身安全/人身伤害"
