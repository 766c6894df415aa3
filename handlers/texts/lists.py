"""Closed lists of words that residents use outside of any question; they are read, never said."""

from __future__ import annotations

import re

CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
MONGOLIAN = re.compile("[\u1800-\u18af]")
_RUDE = (
    "吃干饭 混蛋 王八 他妈 妈的 狗屁 放屁 滚 傻逼 傻子 废物 不要脸 缺德 白吃饱 "
    "白吃 饭桶 流氓 骗子 什么东西 瞎了眼 去死 扯淡 扯犊子"
)
RUDE = tuple(_RUDE.split())
"""Words of anger: they are answered calmly and never counted against anybody."""

_BROKEN_AGAIN = (
    "又坏了 又坏 又不热了 又不亮了 又堵了 又漏了 又冒了 又停了 又断了 又响了 又凉了 又不通了 又犯了 又那样了 又没人管 "
    "又没人管了 又来了 又不热 又不亮 又不行了 又满了 又有味了"
)
BROKEN_AGAIN = frozenset(_BROKEN_AGAIN.split())
"""Whole messages that open a closed case again."""

_CORRECTIONS = "不是 是 不在 在 改成 改为 应该是 应该在 错了 地方是 地址是 写错 说错 不对"
CORRECTIONS = tuple(_CORRECTIONS.split())
"""How a message begins that corrects the card."""

_NOT_ENOUGH = (
    "反映 反映问题 我要反映 我要反映问题 我要投诉 投诉 有事 我有事 我有个事 有问题 我要说事 报修 我要报修 上报问题"
)
NOT_ENOUGH = tuple(_NOT_ENOUGH.split())
"""Whole messages that say that something will be said."""

_ROBOT = "机器人 真人 人工智能 是人吗 是不是人"
ROBOT = tuple(_ROBOT.split())
"""Asking whether a person is there."""

_FIXED = "好了 修好了 已经好了 热了 亮了 通了 解决了 来水了 来电了 弄好了"
FIXED = tuple(_FIXED.split())
"""Whole messages that mean, without a question, that a case may be over."""

_NO_PHONE = "不留 不用 不用了 不想留 不方便 不给 算了 没有"
NO_PHONE = tuple(_NO_PHONE.split())
"""Refusing to leave a telephone number."""

PROPERTY = ("物业",)
"""Whom people have often asked before."""

_NEW = "新 新的 新事 新的事 别的 都不是"
NEW = tuple(_NEW.split())
"""Not one of the cases that were offered."""

_NO_MESSAGES = "关了消息 消息关 把这个消息关 别发消息 不要发消息 别给我发 不想收 消息关了 老响 别再发"
NO_MESSAGES = tuple(_NO_MESSAGES.split())
"""Wanting no more messages, said in own words: asked about once."""

_NOWHERE = "说不上 说不清 说不上来 不清楚 不认得 不晓得 说不好 记不得"
NOWHERE = tuple(_NOWHERE.split())
"""Not knowing where it is."""

_WHO = "他|他们|她|她们|社区|街道|领导|单位|物业|网格员|书记|主任|村里|村委会|局里|公司|本人"
KEEP_OUT = re.compile(f"(?:不要让|别让|不能让|不要给|别给|不要叫|别叫)(?:{_WHO})(?:知道|看到|晓得|发现)")
"""Somebody is to be kept out of the matter: 不要让他们知道."""

_CONDUCT = "红包 好处费 索贿 受贿 收礼 收了钱 收黑钱 打击报复 报复我 穿小鞋 吃拿卡要 泄露我 辱骂 贪污 虚报 冒领 假办结"
CONDUCT = re.compile(_CONDUCT.replace(" ", "|"))
GAVE = re.compile(
    "(?:[让叫逼]我|跟我要|向我要|管我要|问我要|给他|给她|给他们)[^，。！？\\n]{0,6}?"
    "(?:捎|送|买|塞|要|拿|孝敬)[^，。！？\\n]{0,8}?(?:烟|酒|礼|红包|好处|牛肉|羊肉|购物卡)"
)
"""Gifts that were asked for, with the number in between: 让我捎了两条烟."""
_CONDUCT_OF_NAMED = "骂 凶 吼 态度 打人 打我 推我 威胁 刁难 难听 要钱 要烟 收钱 捎烟"
CONDUCT_OF_NAMED = re.compile(_CONDUCT_OF_NAMED.replace(" ", "|"))
"""Words of conduct: by themselves they leave open who is meant, beside the name of somebody in office they do not."""

_PROMISE_KEPT = "办了 做到了 换了 修了 来了 来过了 弄了 清了 装了 送来了 已经换了 已经来了"
PROMISE_KEPT = frozenset(_PROMISE_KEPT.split())
_PROMISE_MISSED = "没办 没做到 没有做到 没人来 没见人 没来人 没见来 影子都没有"
PROMISE_MISSED = frozenset(_PROMISE_MISSED.split())
"""Whether what was said for a day was done; beside the answers to 解决了吗."""

NOT_BUT = re.compile("不是(?P<not>[^，,、。 是]{1,12})[，,、。 ]*(?:而)?是(?P<but>.{1,20})")
"""不是楼道灯，是路灯."""

OF_A_PLACE = ("的", "里", "上", "街", "路口")
"""What stands behind a short name of a place: 团结的路灯."""

PAGE = "页"
"""进度 2页: the second page of a list."""
