"""Words of the half-year ballot: in chat, on its page, on the board, to cadres."""

from __future__ import annotations

from handlers.texts.text import Text, register

HALF = {"H1": "上半年", "H2": "下半年"}
NAME = Text("{year}年{half}民意测评")

# -- in chat
LINK = Text(
    """
{name}开始了，{count}道题，不记名，到{until}为止。
点开领一张票，当场就能填：{link}
票上没有名字，系统也不记哪张是谁的。
"""
)
OFFER = Text("另外，{name}开始了，{count}道题，不记名：{link}\n不想评不用管。")
NOT_NOW = Text("现在没有民意测评。{next}上一次的结果在公示栏：{board}")
NEXT = Text("下一次{day}开始。")
REFUSED = {
    "post": Text("民意测评请居民来评，在岗的不评。"),
    "stranger": Text(
        "还不知道您住哪个社区。扫一下社区门口的码，或者先说一件您那儿的事。这一次要在开始那天以前登记的才能评。"
    ),
    "late": Text("这一次测评{opened}开始，那天以前在这里登记过社区的居民才能评。下一次您就能评了。"),
    "given": Text("您这一次的票已经领过了，一人一张。没填完的，用领票的手机打开接着填：{link}"),
}
REMINDER = Text("{name}到{until}为止，您问过、还没领票。想评就点开：{link}\n不想评不用管，不再提醒。")
CARD_NAME = Text("民意测评")
CARD_REMINDER = Text("不记名，{count}道题")

# -- to cadres
NEWS = {
    "open": Text(
        "{name}今天开始，到{until}为止，居民在手机上不记名评。{unit}能评的{eligible}人。\n"
        "请把公示栏地址贴出来，居民发“测评”两个字就能领票。不要问谁评了、评了什么。"
    ),
    "closed": Text("{name}结束了：{unit}能评的{eligible}人，领票{given}张，交票{returned}张。{shown}"),
}
NEWS_SHOWN = Text("结果在公示栏：{board}")
NEWS_WITHHELD = Text("不满{fewest}张，不公布。")
CARD_NEWS = {"open": Text("今天开始，请告诉居民"), "closed": Text("结束了，看结果")}

# -- the page
PAGE_LEAD = Text("{community}　{count}道题，一分钟　到{until}为止")
KEPT_APART_TITLE = "您评了什么，没人知道"
KEPT_APART = (
    "点“领票”以后，只记下您领过了，不记领的是哪张。",
    "票交上来，只给每个答案加一，不留下单张的票，也不记几点几分。",
    "一个单位不满{fewest}人评，就不公布。",
    "要信得过的只有一处：您填的时候，管这台服务器的人。",
)
TAKE = "领一张票"
TAKE_HINT = Text("一人一张，领了请当场填。")
FILL_LEAD = Text("{community}的票。不记名。说不准的选“不了解”，不想答的空着。")
CHOICES = {"yes": "满意", "fair": "一般", "no": "不满意", "unknown": "不了解"}
SEND = "交票"
SEND_HINT = Text("交了就不能改。")
GO_ON = "接着填"
EMPTY = Text("一道题都没选。选一道就能交；不想评，关掉就行。")
THANKS_HEAD = Text("票交上了，谢谢您")
THANKS = Text("{until}结束，第二天在公示栏看结果。")
SAID = {
    "over": (Text("这次测评结束了"), Text("结果在公示栏。下一次半年以后。")),
    "post": (Text("在岗的不评"), Text("民意测评请居民来评。")),
    "stranger": (Text("还不知道您住哪个社区"), Text("扫一下社区门口的码，下一次就能评。")),
    "late": (Text("这一次评不了"), Text("测评开始那天以前登记过社区的居民才能评，下一次您就能评了。")),
    "given": (Text("您的票已经领过了"), Text("一人一张。没填完的，在领票的这部手机上接着填。")),
    "forged": (Text("这张票认不出来"), Text("请从公众号里发“测评”，重新点开。")),
    "spent": (Text("这张票已经交过了"), Text("一张票只算一次，谢谢您。")),
    "lost": (
        Text("这部手机上没有没填完的票"),
        Text("票只在领它的手机上。领了没交的，补不了第二张：没人知道哪张是您的。"),
    ),
}

# -- on the board
BOARD_TITLE = "民意测评"
RUNNING = Text("{name}正在进行，{opened}到{until}，不记名。给公众号发“测评”两个字就能领票。结束以后公布结果。")
TURNOUT = Text("{name}：能评的{eligible}人，领票{given}张，交票{returned}张。")
RESULT = Text("{text}满意 {rate}，一般{fair}，不满意{no}，不了解或没答{beside}。")
WITHHELD = Text("{text}不满{fewest}人评，不公布。")
ABOUT_PARTNER = Text("包联单位{partner}：")
NOBODY = Text("不满{fewest}张票，不公布。")

register("ballots", globals())
