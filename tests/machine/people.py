"""Who lives in the random town, and what they may say."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.grammar import verbs_for


@dataclass(frozen=True)
class Resident:
    """Somebody with secrets: none of them may ever reach anybody who may not know."""

    openid: str
    name: str
    phone: str
    room: str


RESIDENTS = (
    Resident("oRESIDENT-wang", "赵铁柱", "13904730001", "1207"),
    Resident("oRESIDENT-lao", "钱多福", "13904730002", "1308"),
    Resident("oRESIDENT-xiao", "孙大圣", "13904730003", "1409"),
    Resident("oRESIDENT-si", "周小川", "13904730004", "1506"),
)
CADRES = {
    "oCADRE-li": "binhai.binhai/handler",
    "oCADRE-head": "binhai.binhai/head",
    "oCADRE-zhao": "binhai/handler",
    "oCADRE-streethead": "binhai/head",
    "oCADRE-zhou": "wuda/dispatcher",
    "oCADRE-duty": "wuda/duty",
    "oCADRE-leader": "wuda/leader",
    "oCADRE-inspector": "wuda/inspector",
    "oCADRE-chengguan": "chengguan/handler",
    "oCADRE-gongre": "gongre/handler",
    "oCADRE-tuanjie": "binhai.tuanjiebeilu/handler",
}
STRANGER = "oSTRANGER-none"
"""Follows the account, has told nothing and holds no post."""
PEOPLE = (*(one.openid for one in RESIDENTS), *CADRES, STRANGER)
ROOM, NAME, PHONE, SERIAL = "{room}", "{name}", "{phone}", "{serial}"

MATTERS = (
    "滨海社区3号楼2单元{room}室楼道灯不亮，我叫{name}，电话{phone}",
    "滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见",
    "垃圾堆成山了没人拉，臭的不行",
    "家里暖气冰凉 老人80多了冻的盖两床被 永昌佳苑5号楼1单元{room}",
    "楼道里一股煤气味 新达佳苑8号楼",
    "幸福社区门口那条路全是水，走不成，谁给管管",
    "滨海社区5号楼下水堵了往外冒，打我电话{phone}",
    "滨海社区从来不管，楼道灯坏了半年了",
    "低保怎么办",
)
ACCUSATIONS = (
    "社区办低保那个人说话难听，还让我给他捎烟，捎了{serial}条烟",
    "滨海社区李晓收红包才给办事，收了我{serial}块钱",
    "供热公司的师傅要好处费，要了{serial}块钱，不给就不修",
    "举报 社区主任让我给他送礼，送了{serial}斤牛肉",
)
POLL_WORDS = (
    "1",
    "2",
    "3",
    "解决了",
    "没解决",
    "没有，还是不亮",
    "好一些，没全好",
    "满意",
    "不满意",
    "再看看",
    "好了",
    "又坏了",
    "清楚了",
    "没说清",
    "我不认可",
    "不同意",
    "改",
    "好",
    "谢谢",
)
COMMENTS = (
    "没解决，社区的李晓跟我要红包，要了{serial}块钱",
    "没有，来的人吃拿卡要，让我捎了{serial}条烟",
    "没解决，电话{phone}，住{room}室",
    "还是不行，又堵了",
)
BARE = (
    "1",
    "2",
    "3",
    "4",
    "7",
    "对",
    "不对",
    "是",
    "没有",
    "取消",
    "收到",
    "滨海社区",
    "说不好",
    "{phone}",
    "改",
    "帮助",
    "进度",
    "待办",
    "名单",
    "订阅",
    "退订",
    "匿名",
    "实名",
    "38-64",
)
TAILS = (
    "",
    "换好了灯泡和声控开关，已恢复",
    "明天下午来换",
    "2 路灯由城管局管",
    "城管局",
    "滨海社区",
    "区供热公司",
    "巴音赛街道",
    "配件没到",
    "下周三 配件没到",
    "等居民 12月5日",
    "更换老管道；12月20日；孙工",
    "12月31日 材料没到",
    "4所已开园/6所",
    "打电话约上门",
    "没解决 老人说还是凉",
    "解决 说好了",
    "政策不允许，只能解释",
    "每天报一次 12月10日",
    "2",
    "3",
    "重复",
    "1 不在我们这儿",
    "电话{phone}，{room}室",
    "只好这样了，已联系物业尽快处理",
    "换了灯泡，没照片：居民家里不让拍",
    "按政策这盏灯不归公家换",
    "要走法院诉讼",
    "3 两人到现场看过，灯是亮的",
    "解决 晚上两家去看，灯亮了",
    "办不到 线路归供电公司",
    "重办 城管局 换整段线路",
    "列计划 整楼换线；12月25日；孙工；城管局",
    "抽查",
    "没事 各是各的灯",
    "重办 只换了灯泡",
    "只看了白天",
)
VERBS = tuple(verb.name for verb in verbs_for("cadre") if verb.name not in {"解绑", "绑定"})
NUMBERS = tuple(range(1, 10))
REFUSED = ("没改", "不在您", "没找到")
"""What every refused command's answer holds."""


def fill(text: str, openid: str, serial: int) -> str:
    """The words with the secrets of who says them; a cadre and a stranger have none to tell."""
    me = next((one for one in RESIDENTS if one.openid == openid), None)
    facts = {"room": me.room, "name": me.name, "phone": me.phone} if me else {"room": "", "name": "", "phone": ""}
    return text.format(serial=serial, **facts)
