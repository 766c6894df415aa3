"""What people are told about their own data: to see it, to have it erased, to check it."""

from __future__ import annotations

from handlers.texts.text import Text, register

MINE = Text(
    "您在这里的数据：{count}件事，从{since}起。点开看，也能存成文件：\n{link}\n"
    '明天前有效，只给您自己看，别转给别人。举报件不在里面，用暗号问。\n要删掉，发"删除我的数据"。'
)
MINE_WAITS = Text("您说过要删：在办的办完，再过30天自动删。")

ASK_ERASE = Text(
    "删掉的是：您说的话、电话、门牌、照片、微信号，删了谁也找不回来。只留编号、日期、哪个单位办的，看不出是您。"
    "\n{options}"
)
ASK_ERASE_OPEN = Text("您还有{count}件没办完。")
ERASE_ALL_OPEN = "都删，在办的也不办了"
ERASE_LATER = "先删办完的，在办的办完30天后删"
ERASE_ALL = "删掉"
ERASE_KEEP = "不删了"
ERASED = Text("删掉了：话、电话、门牌、照片、微信号都没有了。{withdrawn}编号和日期还在，看不出是您。以后有事照样说。")
ERASED_WITHDRAWN = Text("在办的{count}件撤回了。")
ERASED_LATER = Text("办完的删掉了。在办的{count}件照办，办完30天后自动删，到时不再问您。改主意再发一次。")
KEPT = Text("好，什么都没删。")

PAGE_TITLE = Text("我的数据")
PAGE_LEAD = Text("这是{service}留着的、和您有关的全部。{until}前能打开。")
PAGE_DOWNLOAD = Text("存成文件（JSON）")
PAGE_NONE = Text("没有您的件。")
PAGE_CASE = Text("{number} {title}")
PAGE_LINES = {
    "filed_at": Text("报上来：{value}"),
    "told": Text("您的原话：{value}"),
    "phone": Text("留的电话：{value}"),
    "address": Text("留的门牌：{value}"),
    "unit": Text("在谁那儿：{value}"),
    "closed_at": Text("结束：{value}"),
}
PAGE_SAID = Text("您后来说的：{words}")
PAGE_LOOK = Text("{at} {unit}{role}看过{what}{purpose}")
LOOK_WHAT = {"text": "内容", "identity": "电话和门牌"}
LOOK_PURPOSE = Text("（{purpose}）")
PAGE_PROOF = Text("记录从第1条到第{count}条，首尾相接。文件里的每一句话，都能用公布的检验程序核对，不用问我们。")
PAGE_FOOT = Text('不想留了，在公众号里发"删除我的数据"。举报件不在这里，用暗号问。')

DIGESTS = Text("每天的记录指纹（前一天的，次日凌晨公布；谁改过以前的记录，就和这里对不上）")
DIGEST = Text("{day}　{count}条　{digest}")

register("rights", globals())
