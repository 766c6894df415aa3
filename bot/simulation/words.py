"""What the people of the simulation say: data."""

from __future__ import annotations

from dataclasses import dataclass

MATTERS = (
    "{place}{building}号楼{unit}单元楼道灯坏了，晚上老人下楼看不见",
    "{place}{building}号楼{unit}单元暖气不热，家里才14度",
    "{place}{building}号楼下水堵了，往外冒脏水",
    "{place}{building}号楼前垃圾桶满了，三天没人倒",
    "{place}{building}号楼墙上贴满小广告",
    "{place}{building}号楼{unit}单元门禁坏了，谁都能进",
    "{place}门口路灯不亮",
    "{place}{building}号楼停水一天了",
    "{place}{building}号楼停电了",
    "{place}院里的健身器材断了，孩子差点摔着",
    "{place}楼下烧烤店半夜还吵，睡不着",
    "{place}门口有人占道卖菜，车过不去",
    "{place}{building}号楼楼顶漏雨，屋里都滴水",
    "{place}院里有几条没拴的大狗，老人孩子害怕",
    "{place}{building}号楼{unit}单元楼道堆满杂物",
    "{place}门口井盖丢了",
)
EMERGENCIES = (
    "{place}{building}号楼{unit}单元一股煤气味",
    "{place}{building}号楼着火了",
)
UNCLEAR = (
    "门口那条路全是水，走不成，谁给管管",
    "这事你们到底管不管",
    "我想反映个事",
    "你好",
    "低保怎么办",
)
ACCUSATIONS = ("社区办事的人收了我两条烟才给开证明", "来修的师傅要好处费，不给就不修")
SECRETS = "，我叫{name}，电话{phone}，住{room}室"
ADDED = ("已经好几天了，家里有老人", "昨天晚上更厉害了", "邻居家也是这样")
BREATH = "，"
"""Where somebody in a hurry sends half of it."""
ASKED = "进度"
LATER = (
    "进度", "催办", "谢谢", "补充 {added}", "匿名", "谁看过", "又坏了", "不同意", "撤回", "评价", "转人工", "我的数据",
)  # fmt: skip
NAMES = ("赵铁柱", "钱多福", "孙大圣", "周小川", "吴有才", "郑爱国", "冯春花", "陈秀英", "褚建设", "卫红兵")


@dataclass(frozen=True, slots=True)
class Reaction:
    """What people say to words in which `pattern` is found: chances of each answer, the rest is silence.

    Of an answer `#` stands for one of the digits that are offered.
    """

    pattern: str
    answers: tuple[tuple[float, str], ...]


RESIDENT_REACTIONS = (
    Reaction(r"对就回 1", ((0.80, "1"), (0.05, "不对"), (0.03, "2"), (0.02, "算了不报了"))),
    Reaction(
        r"修好没有|解决了吗|好了吗|好了没", ((0.45, "解决了"), (0.25, "没有，还是老样子"), (0.10, "好一些，没全好"))
    ),
    Reaction(r"说清楚了吗", ((0.5, "清楚了"), (0.3, "没说清"))),
    Reaction(r"做到了吗|做到没有|办成了吗", ((0.5, "做到了"), (0.3, "没有"))),
    Reaction(r"满意吗|满不满意", ((0.5, "满意"), (0.2, "不满意"), (0.1, "一般，来得太晚"))),
    Reaction(r"在哪|哪个小区|什么地方", ((0.7, "{place}{building}号楼"), (0.1, "说不好"))),
    Reaction(r"什么事|说说|具体", ((0.6, "{matter}"),)),
    Reaction(r"(?m)^\s*1 .+2 ", ((0.8, "#"),)),
)
ON_A_PUSH = (
    Reaction(r"对就回 1|回 1 送审", ((0.9, "1"), (0.05, "2"))),
    Reaction(r"发\W?同意 (?P<n>[^\s”\"、，。]+)", ((0.5, "同意 {n}"), (0.3, "驳回 {n} 还有时间，先办"))),
    Reaction(r"回访 (?P<n>[^\s”\"、，。]+)", ((0.5, "回访 {n} 解决 电话里说好了"), (0.2, "回访 {n} 没接"))),
)
CADRE_REACTIONS = (*ON_A_PUSH, Reaction(r"(?m)^\s*1 .+2 ", ((0.8, "#"),)))
LIST = "待办"
LISTED = r"(?m)^\s*(?P<n>\S+) · (?P<title>[^·\n]+) · (?P<due>[^·\n]+) · (?P<mark>[^\n]+)$"
"""A line of the list of what a post has in hand."""
UNSIGNED = "未签收"
TO_DISPATCH = "待派"
SIGN = "签收 {n}"
REFUSE = ("退单 {n} 2 不归我们管", "退单 {n} 1 不在我们这儿")
DISPATCH = ("派单 {n} {unit}", "派单 {n} 1")
WORK = (
    (0.30, "进展 {n} 联系了师傅，明天上午去修"),
    (0.06, "答复 {n} 按规定这项由产权单位负责，已告知流程，12月10日前给书面答复"),
    (0.05, "延期 {n} 下周五 配件没到"),
    (0.03, "暂停 {n} 等居民 12月5日"),
    (0.03, "承诺 {n} 更换整段管道；12月20日；负责人"),
    (0.04, "上报 {n} 权限不够，要街道协调"),
    (0.03, "协办 {n} 难题 城管局 一起看现场"),
    (0.03, "转办 {n} 城管局 归他们管"),
    (0.02, "查看 {n} 要打电话约时间"),
    (0.41, "办结 {n} 换了新的，现场试过，已经好了"),
)
"""What a post does with a case it has signed for, by chance."""
PHOTO_FIRST = "办结"
LEADER = ((0.2, "督办 {n} 三天内解决 12月5日"),)
