"""Opinions made from problems of our own: what is told, where, and in how many ways people tell it."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from handlers.understanding.issues import Opinion

_FIRST = (
    "东河",
    "滨江",
    "昌达",
    "新达",
    "矿山",
    "海南",
    "五虎",
    "巴音",
    "青山",
    "乌兰",
    "向阳",
    "胜利",
    "朝阳",
    "光明",
    "团结",
    "和平",
    "建设",
    "友谊",
    "平安",
    "兴隆",
    "长青",
    "金色",
    "银河",
    "翠湖",
    "紫薇",
    "桃源",
)
_SECOND = ("佳苑", "花园", "雅居", "家园", "新村", "小区", "大厦", "公寓", "名邸", "嘉园", "华府")
_MATTERS = (
    ("暖气不热", "屋里只有十四五度 暖气片是凉的 供热公司不管 老人孩子冻得受不了 交了钱不给热"),
    ("半夜施工", "工地打桩打到两点 吵得睡不着 噪音太大 罐车进进出出 孩子没法休息"),
    ("下水堵塞", "污水从井里冒出来 臭得开不了窗 粪水流了一地 管道堵了 物业说疏通又没人来"),
    ("电梯总坏", "电梯困过人 十几层爬楼梯 维修拖着 按了没反应 老人下不了楼"),
    ("烧烤油烟", "烧烤店的油烟进屋 呛人 没有烟道 夜里摆摊到三点 衣服都是味"),
    ("路灯不亮", "路灯黑了一个月 晚上看不见路 有人摔倒 灯杆歪了 报修没动静"),
    ("停车乱收费", "车位费说涨就涨 没有公示 不交不让进 收了钱不给票 业主没同意"),
    ("垃圾没人清", "垃圾桶满了好几天 苍蝇乱飞 气味难闻 清运车不来 堆到路上"),
    ("自来水发黄", "水龙头出来黄水 有铁锈味 不敢喝 水管老化 停了又来还是黄"),
    ("房产证办不下来", "入住五年没有房产证 开发商推脱 孩子上学等着用 手续说不全 一拖再拖"),
    ("狗咬人", "有人遛狗不牵绳 大狗追孩子 被咬过 狗主人不理 小区没人管"),
    ("物业不作为", "门禁坏了没人修 绿化荒了 保安睡觉 打电话没人接 只知道收费"),
    ("幼儿园收费高", "一个月要两千多 不是普惠园 乱收兴趣班费 家长不敢说 没有公示标准"),
)
_STARTS = ("", "", "反映", "投诉", "请问", "请关注", "求助：", "再次反映")
_ENDS = ("", "", "没人管", "请解决", "什么时候能解决", "盼回复", "扰民", "问题")
_POLITE = ("", "", "领导您好，", "尊敬的领导：", "请有关部门管一管，", "我是这里的居民，")


def opinions(problems: int, count: int, seed: int) -> tuple[list[Opinion], list[int]]:
    """`count` opinions about `problems` problems in mixed order, and the number of the problem of each.

    A problem is a matter in a place; some places have several problems and every matter is found in many places.
    """
    dice = random.Random(seed)
    names = dice.sample([first + second for first in _FIRST for second in _SECOND], max(1, problems * 2 // 3))
    told = dice.sample([(name, matter) for name in names for matter in range(len(_MATTERS))], problems)
    made = []
    for number in range(count):
        problem = number % problems if number < problems else int(problems * dice.random() ** 1.5)
        made.append((problem, _told(dice, number, *told[problem])))
    dice.shuffle(made)
    return [one for _, one in made], [problem for problem, _ in made]


def _told(dice: random.Random, number: int, name: str, matter: int) -> Opinion:
    what, said = _MATTERS[matter]
    parts = dice.sample(said.split(), dice.randint(2, 4))
    title = dice.choice(_STARTS) + name + (what if dice.random() < 0.7 else parts[0]) + dice.choice(_ENDS)
    where = name + dice.choice(("", f"{dice.randint(1, 30)}号楼", f"{dice.randint(1, 30)}栋"))
    detail = f"{dice.choice(_POLITE)}{where}{'，'.join(parts)}。{dice.choice(_ENDS)}"
    if dice.random() < 0.2:
        at = dice.randrange(len(detail))
        detail = detail[:at] + detail[at + 1 :]
    time = datetime(2026, 1, 1) + timedelta(minutes=dice.randrange(300 * 1440))  # noqa: DTZ001
    return Opinion(str(100_000 + number), title, detail, time)


def pairwise_f1(found: list[int], truth: list[int]) -> float:
    """F1 over all pairs of messages: a pair is right when it is together, or apart, in both."""
    both: dict[tuple[int, int], int] = {}
    for one in zip(found, truth, strict=True):
        both[one] = both.get(one, 0) + 1
    pairs = lambda counts: sum(n * (n - 1) // 2 for n in counts)  # noqa: E731
    hits = pairs(both.values())
    made = pairs([found.count(one) for one in set(found)])
    real = pairs([truth.count(one) for one in set(truth)])
    return 2 * hits / (made + real)
