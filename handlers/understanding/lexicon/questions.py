"""Clarifying questions in the resident's own world (dialogues (c)); each option leads to categories."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.understanding.lexicon.entry import words as split


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the words on the button, the words people type instead, the category it means (`` = a person decides)."""

    label: str
    category: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that separates categories; asked when two of `separates` are close."""

    code: str
    text: str
    options: tuple[Option, ...]
    when: tuple[str, ...] = ()
    """Words that call for the question when no category is sure."""

    @property
    def separates(self) -> frozenset[str]:
        return frozenset(option.category for option in self.options if option.category)


def _option(label: str, category: str, words: str) -> Option:
    return Option(label, category, split(words))


_UNSURE = "说不准 不知道 说不好 不清楚 看不出来"

WHICH_TEXT = "您说的是哪件事？"
"""Words of the question that offers categories by their titles."""
NEITHER = _option("都不是，或说不准", "", "都不是 不是 " + _UNSURE)

QUESTIONS = (
    Question(
        "water",
        "水是从哪儿来的？",
        (
            _option("自来水管漏的（清水）", "供水/管道漏水", "清水 自来水 干净的 清的 水管 自来水管"),
            _option("下水道冒的（脏、有味）", "排水/污水外溢", "臭水 脏水 下水 下水道 有味 污水 臭的 脏的"),
            _option("雪化的，或说不准", "", "雪化 雪水 雨水 " + _UNSURE),
        ),
        split("全是水 都是水 一地水 流水 淌水 冒水 积水 水流 漫水 往外流水 跑水 到处是水 水坑 一片水"),
    ),
    Question(
        "leak",
        "漏的是哪儿的水？",
        (
            _option("暖气里的水", "供热/管道漏水", "暖气 暖气片 热水 供热 地暖"),
            _option("自来水", "供水/管道漏水", "自来水 水管 清水 凉水"),
            _option("楼上家里漏的", "社会治安/邻里纠纷", "楼上 邻居 楼上家"),
            _option("房顶漏雨", "物业管理/屋顶漏雨", "房顶 漏雨 屋顶 楼顶"),
            _option("说不准", "", _UNSURE),
        ),
        split("漏水 渗水 滴水 淹了 泡了"),
    ),
    Question(
        "lamp",
        "是哪儿的灯？",
        (
            _option("楼道里、单元门口的", "路灯照明/楼道灯", "楼道 楼道里 单元 楼梯 单元门口 楼里"),
            _option("小区院里的", "路灯照明/院内灯", "院里 小区里 小区 院子"),
            _option("马路上、巷子里的", "路灯照明/路灯不亮", "马路 路上 路灯 巷子 胡同 街上 大街"),
            _option("路口的红绿灯", "交通秩序/信号灯", "红绿灯 信号灯 路口"),
        ),
        split("灯坏了 灯不亮 灯不着 灯灭了 灯 没灯"),
    ),
    Question(
        "noise",
        "是什么声音？",
        (
            _option("楼上或邻居家的", "噪音扰民/邻里噪声", "楼上 邻居 隔壁 对门 麻将"),
            _option("工地、装修的", "噪音扰民/施工噪声", "工地 施工 装修 电钻"),
            _option("广场舞、音响、店铺的", "噪音扰民/广场舞", "广场舞 音响 跳舞 喇叭 歌厅 店铺 饭店"),
            _option("机器、水泵、换热站的", "噪音扰民/设备噪声", "机器 水泵 换热站 泵房 嗡嗡 变压器"),
        ),
        split("吵 噪音 噪声 扰民 太吵 吵得 吵死 睡不着"),
    ),
    Question(
        "smell",
        "是什么味？",
        (
            _option("饭店油烟、烧烤", "大气污染/餐饮油烟", "油烟 烧烤 饭店 炒菜 羊膻"),
            _option("工厂的气味", "大气污染/工业废气", "工厂 化工 厂子 园区 臭鸡蛋 药味"),
            _option("下水道、垃圾的臭味", "排水/污水外溢", "下水 下水道 污水 粪 垃圾 臭水"),
            _option("说不准", "", _UNSURE),
        ),
        split("臭味 味太大 难闻 呛人 臭 一股味 怪味 有味 熏人 异味"),
    ),
    Question(
        "snow",
        "雪在哪儿？",
        (
            _option("小区、楼门口、小巷", "冰雪清除/背街小巷", "小区 楼门口 门口 巷子 胡同 院里 小路"),
            _option("大马路上", "冰雪清除/主次干道", "马路 大路 主路 大街 公路 桥上"),
            _option("房檐、楼顶上", "冰雪清除/屋檐掉冰", "房檐 楼顶 屋檐 房顶 檐上"),
        ),
        split("雪 积雪 结冰 冰"),
    ),
    Question(
        "parking",
        "车停在哪儿了？",
        (
            _option("马路或人行道上", "交通秩序/乱停车", "马路 人行道 路上 路口 街上"),
            _option("小区里、楼门口", "交通秩序/停车位", "小区 楼门口 院里 车位"),
            _option("堵了消防通道", "物业管理/消防通道", "消防通道 消防 通道"),
        ),
        split("乱停 停车 停满 车堵 车占"),
    ),
    Question(
        "wage",
        "欠的是哪种钱？",
        (
            _option("干活的工资", "劳动就业/拖欠工资", "工资 工钱 干活 打工"),
            _option("养老金、退休金", "社会保障/养老待遇", "养老金 退休金 退休 养老"),
            _option("拆迁、征地的钱", "房屋征收/补偿款", "拆迁 征地 补偿 占地"),
            _option("低保、补助", "民政救助/低保发放", "低保 补助 救助 补贴"),
        ),
        split("钱没给 钱没到 没发钱 钱还没 不给钱 欠钱"),
    ),
    Question(
        "lift",
        "电梯是怎么了？",
        (
            _option("坏了、停了，里面没有人", "物业管理/电梯故障", "坏了 停了 不走 没人 没有人"),
            _option("想加装电梯", "住房保障/旧区改造", "加装 想装 安装"),
        ),
    ),
)
