"""Accusations of conduct: what is asked before, what the filer hears, what the inspectors read (dialogue (m))."""

from __future__ import annotations

from handlers.texts.text import Text, register

INSPECTION = Text("区督查组")

# to who accuses
ASK = Text(
    "这种事不会给社区，也不会给他的领导，只给区督查组。\n您的微信号督查组也看不到，只看到您说的话。\n"
    "先别写自己的名字、电话、门牌。\n要不要他们回您话？\n1 要，就在这里回　2 不用回，只是反映"
)
ASK_OTHERS = Text("您说了两样事。{rest}请等这件送走再另外说一遍，两件分开，不连在一起。")
OPTIONS = (("file", "要，就在这里回"), ("file_quiet", "不用回，只是反映"))
ASK_WHAT = Text(
    "说吧：谁、什么事、大概哪天。只给区督查组，不给社区，也不给他的领导。\n"
    "先别写自己的名字、电话、门牌。想当面说，督查组电话 {phone}。"
)
ASK_WHICH_WAY = Text(
    "先问清楚，好知道给谁：\n1 说的是人的作风、违纪，只给区督查组，不让他们知道\n2 要他们来办这件事，但不说是谁反映的\n"
    "3 就按一般的事报"
)
WHICH_WAY = (
    ("accuse", "说的是人的作风、违纪，只给区督查组，不让他们知道"),
    ("anonymous", "要他们来办这件事，但不说是谁反映的"),
    ("ordinary", "就按一般的事报"),
)
NOBODY = Text(
    "您说的人就在督查组，这件不能给他们，我这里没有别人能收，没有报上去，刚才的话也不留。\n"
    "请直接打 {phone}（纪检监察举报电话）。"
)
FILED = Text(
    "送到督查组了，暗号 {code}，别告诉别人。（编号{full}）\n5个工作日内，{until}给您第一次回话，就在这里。\n"
    '想问，发"暗号 {code}"。事情没办成的，也可以另外报，两件事分开，不连在一起。'
)
FILED_QUIET = Text(
    "送到督查组了，暗号 {code}，别告诉别人。（编号{full}）\n"
    '按您说的，他们不给您发消息。想知道到哪一步，发"暗号 {code}"。'
)
NOT_CONFIRMED = Text("您先前说的那件事没有送出去，话也没有留。要送，请再说一遍。")
TO_REPORT = Text(
    "这句话说的像是人的作风，{label}办事的人都看得到，我没有放进去。\n要送到区督查组，不让他们知道，发：举报 要说的话"
)
LEFT_OUT = Text("您说的人的作风没有放进去，办事的人看不到。要送到区督查组，发：举报 要说的话")
UNKNOWN = Text("没找到这个暗号。请照收到时的样子写，例如：暗号 松-4172。什么都没改。")
HOW = Text("暗号写全就行，例如：暗号 松-4172。")
SHOW = Text("暗号 {code}（{when}收到）\n在谁那儿：区督查组\n{step}\n{said}\n{more}")
MORE = Text("再说几句，发：补充 {code} 文字；看谁看过，发：谁看过 {code}；不要了，发：撤回 {code}")
STEPS = {
    "waiting": Text("还没看，{until}给您第一次回话"),
    "late": Text("过了第一次回话的日子（{until}），督查组已被记上"),
    "taken": Text("已经收下，{until}给您第一次回话"),
    "working": Text("正在查"),
    "answered": Text("已经回话，等您说"),
    "closed": Text("查完了：{closure}"),
    "withdrawn": Text("您撤回了"),
}
SAID = Text('督查组说："{words}"')
ADDED = Text("记下了，转给督查组了。")
ADD_HOW = Text("再写一句，例如：补充 {code} 是上周三下午。什么都没改。")
WITHDRAWN = Text("撤回了，督查组不再查这件。7天内改主意，发：还要办 {code}。")
RESTORED = Text("好，督查组接着查。")
WITHDRAW_OVER = Text("这件已经查完，不用撤，什么都没改。")
LOOKS = Text("看过您说的话的：{text}。\n您的微信号、电话谁也看不到。")
LOOKS_NONE = Text("还没有人看过您说的话。\n您的微信号、电话谁也看不到。")
LOOK = Text("{unit}{title} {when}")
ASKED = Text('督查组问您："{words}"\n不想说可以不说。直接回我就行。')
TOLD = Text('督查组回您话："{words}"')
RESULT = Text('督查组查完了，回您："{words}"')
POLL = Text('督查组上次回您："{words}"。说清楚了吗？')
APOLOGY = Text("您有一件事，说好{due}前回您话，还没有回，对不住。已经记在册。")
AGAIN = Text("您有一件事，督查组接着查，{due}前回您。")
VOTED_UNDERSTOOD = Text("记下了：说清楚了。这件就到这儿。")
VOTED_AGAIN = Text("记下了：没说清。督查组再给您讲一次，{due}。")
VOTED_REJECTED = Text("记下了：您不认可{comment}。督查组重新查，{due}回您。")
PLEASED = Text("记下了，谢谢您说实话。")
INSPECTED = Text(
    "好，送到区督查组了，暗号 {code}，别告诉别人。（编号{full}）他们看不到您是谁，办事的单位也不知道是您说的。"
)

# to the inspectors
ORDER = Text(
    """
新举报 {code}，只有督查组看得到
{place}
说的是："{words}"{photos}
{until}给第一次回话。看不到是谁说的，要问发：问 {code} 文字
收下发：签收 {code}；查完发：办结 {code} 文字
{more}
"""
)
ORDER_PLACE = Text("地方：{place}")
REOPENED = Text("举报 {code} 第{round}轮：对方说{words}。{due}前再回。发：进展 {code} 文字")
REOPENED_SILENT = Text("不认可，没写原因")
REMIND = Text("举报 {code}，{due}到期。回话发：进展 {code} 文字；查完发：办结 {code} 文字")
REMIND_WORDS = Text("举报 {code} 还没给过第一次回话，{until}要回。发：进展 {code} 文字，或 问 {code} 文字")
OVERDUE = Text("举报 {code} 到期没查完，已记在册。查完发：办结 {code} 文字")
UNSIGNED = Text("举报 {code} 还没收。发：签收 {code}")
SUPPLEMENT = Text('举报 {code}，对方又说："{words}"')
MEDIA = Text("举报 {code}，对方补了一份材料，点开看：{link}")
URGED = Text("举报 {code}，对方催了，第{count}次。")
RESULT_IN = Text("举报 {code}，对方说：{answer}。")
RESULT_SAID = {"yes": "说清楚了", "no": "不认可", "": "没回话，按未确认收了"}
GONE = Text("举报 {code}，对方撤回了，不用再查。")
LEFT = Text("举报 {code}，对方取消关注了，回不了话，照查不误。")
QUESTION_SENT = Text("问出去了，只说是督查组问的。回话来了我告诉您。看不到是谁说的，也别去打听。")
QUESTION_HOW = Text("问要写一句话，例如：问 {code} 大概哪天的事？什么都没改。")
QUESTION_ORDINARY = Text("“问”只用在举报件上。要问居民，发：进展 {n} 文字。什么都没改。")

# to the level above a unit that is said not to have acted
COPIED = Text("告诉您一声：{label}，{place}。居民说{below}一直没管。已派给{owner}，最晚{due}。您不用办，请过问一下。")
ALSO_ABOVE = Text("您说他们没管过，{above}也同时知道了。")

# cards: they lie open on a lock screen and say nothing
CARD_NEWS = Text("您有一条新回复")
CARD_WHO = Text("请在对话里看")
CARD_ORDER = Text("有新来件，请在对话里看")

register("inspection", globals())
