"""Asking whether it is solved, and what is said to every answer."""

from __future__ import annotations

from handlers.texts.text import Text, register

SOLVED = Text("{label}，现在解决了吗？")
EXPLAINED = Text('{label}，{unit}说这事按政策办不了，原因是："{words}"。说清楚了吗？')
SAID_CLEARLY = Text("说清楚了吗？")
PROMISE = Text("{label}，说好的那天到了，办了吗？")
SATISFIED = Text("再问一句，这次办得您满意吗？")
DANGER = Text("{label}，现在还有危险吗？")
LABELS = {
    "solved": "解决了",
    "unsolved": "没解决",
    "partial": "好一些，没全好",
    "understood": "说清楚了",
    "again": "没说清，请再讲",
    "rejected": "我不认可，要上面再看",
    "satisfied": "满意",
    "fair": "一般",
    "unsatisfied": "不满意",
    "gone": "没有了",
    "still": "还有",
    "yes": "是",
    "no": "不是",
    "follow": "一起跟着",
    "separate": "不是一回事，单独报",
    "self_solved": "修好了",
    "withdrawn": "不报了",
    "keep": "继续办",
    "file": "报上去",
    "change": "改",
}
"""What an answer is called when it is echoed."""
PROMISE_LABELS = {"solved": "办了", "unsolved": "没办"}
OPTIONS = {
    "solved": ("solved", "unsolved", "partial"),
    "explained": ("understood", "again", "rejected"),
    "satisfied": ("satisfied", "fair", "unsatisfied"),
    "danger": ("gone", "still"),
}

NOTED_SOLVED = Text("太好了，记下：{number}号件解决了。")
NOTED_UNDERSTOOD = Text('记下了：{number}号件说清楚了。{number}号件就办到这儿。\n有新情况，发"又坏了"接着说。')
NOTED_BOTH = Text(
    '记下了：{solved}、{satisfied}。{number}号件就办到这儿。\n30天内又坏了，发"又坏了"就行，还算这一件，不用重说。'
)
PARTED = Text(
    "记下：没解决{comment}。别家说好了，您家没好，{unit}单独来您这儿看，最晚{due}。\n您这件是{number}号件（{full}），不用再说一遍。"
)
NOTED_COMMENT = Text('，"{comment}"')
NOTED_UNSOLVED = Text(
    "记下了：没解决{comment}。\n{number}号件重新办，{who}，最晚{due}回您。\n您不用再说一遍，原来的话和照片都带着。"
)
WHO_SUPERVISES = Text("交给{unit}盯着{old}")
WHO_TAKES = Text("交给{unit}")
WHO_KEEPS = Text("还在{unit}")
ASK_WHAT_REMAINS = Text(
    "记下：没解决。哪儿还不行？说一句，他们好去修。（不说也行，{number}号件已经重新办了，{who}，最晚{due}。）"
)
REMAINS_NOTED = Text('记下了："{comment}"，加到{label}里了，{who}能看到。')
NOTED_PARTIAL = Text("记下：好一些，没全好{comment}。{unit}接着办，{above}盯着，最晚{due}。")
NOTED_PARTIAL_AGAIN = Text(
    "记下：好一些，没全好。第二次了，算没解决：{number}号件{who}重新办，最晚{due}。\n哪儿还不行？说一句，他们好去修。（不说也行）"
)
NOTED_AGAIN = Text("记下：没说清。{unit}再给您讲一次，{above}盯着，最晚{due}。")
NOTED_REJECTED = Text("记下：您不认可{comment}。{number}号件{who}再看，最晚{due}回您。")
NOTED_REVIEW = Text(
    "记下了：没解决{comment}。\n{number}号件您说过{count}次没解决，不再让原来的单位自己办：区民情办和区督查组一起复核，上门看一次。\n"
    "最晚{due}书面告诉您：解决、列入计划，还是办不到、为什么。"
)
NOTED_AFTER_REVIEW = Text(
    "记下了：{answer}{comment}，一样算数，公示里算没解决。\n{number}号件区里复核过了，不再自动重新办。\n"
    "您还可以走信访，电话{petitions}；或打12345。"
)
NOTED_LATER = Text("好，{at}我再问您一次。")
NOTED_LATER_TWICE = Text('好，不着急。什么时候看清楚了，发"评价 {number}"告诉我。')
PLEASED_FIRST = Text("谢谢，记下您满意。那{number}号件解决了吗？\n{options}")
DISPLEASED_FIRST = Text("记下您不满意。{number}号件是事情没解决，还是解决了但办得不好？\n{options}")
DISPLEASED_OPTIONS = (("unsolved", "没解决"), ("solved_badly", "解决了，办得不好"))
ASK_BACK_POLITE = Text("是{number}号件解决了吗？\n{options}")
ASK_BACK_UNCLEAR = Text("听明白了，再对一下：{number}号件算解决了吗？\n{options}")
ASK_BACK_NUMBER = Text("问的是{number}号件。回1、2{three}。{see}")
ASK_BACK_NUMBER_THIRD = Text("、3")
THANKS_FIRST = Text("谢谢您。那{number}号件解决了吗？\n{options}")
ASK_BACK_EXPLAINED = Text("是{number}号件说清楚了吗？\n{options}")
ASK_BACK_UNCLEAR_EXPLAINED = Text("听明白了，再对一下：{number}号件算说清楚了吗？\n{options}")
FIRST_EXPLAINED = {"pleased": "谢谢，记下您满意。", "displeased": "记下您不满意。", "thanks": "谢谢您。"}
ASK_BACK_SATISFIED = Text("{number}号件办得您满意吗？\n{options}")
ASK_BACK_DANGER = Text("请一定说一声，{label}，还有危险吗？\n{options}")
QUESTION_CLOSED = Text('好，不问了。{number}号件算没回答，您想说了发"评价 {number}"。')
SKIPPED = Text('好，不勉强。{number}号件就办到这儿。又坏了，发"又坏了"就行。')

ASK_WHY_DISPLEASED = Text("记下：不满意。哪里没办好？\n{options}")
WHY_DISPLEASED = (("slow", "太慢"), ("attitude", "态度不好"), ("not_thorough", "没修彻底"), ("other", "别的（说一句）"))
WHY_NOTED = Text("记下了：{why}。谢谢您说实话，{number}号件就办到这儿。")
WHY_OTHER = Text("您说，我记下。")
ASK_REDO = Text("记下：没修彻底。那要不要接着修？\n1 要　2 不用")
ASK_INSPECT = Text("记下：态度不好。要不要让督查组看看？\n1 要，不让他们知道是谁说的　2 不用")
NOT_INSPECTED = Text("好，只记下，不送。{number}号件就办到这儿。")

CHANGE_VERB = "改"
CHANGED = Text('改过来了：从"{before}"改成"{after}"。')
LATE = Text('虽然这件已经按"没等到您的话"收了，您现在说也算。')
TOO_LATE = Text("{label}过去一个多月了，我按新的事给您报，带上原来的编号。对就回 1。\n{options}")
CHANGE_VOTE = Text("好，改{label}的回答。")
CHANGE_WHICH = Text("改哪个？\n{options}")
CHANGE_CARD = Text("还没报的这件")
CHANGE_OF_VOTE = Text('{number}号件说的"{answer}"')
NOTHING_TO_CHANGE = Text("没有能改的：24小时里没有您回过的话，也没有还没报的事。")
GOOD_WHILE_REDONE = Text("好，那{label}就不用再办了？\n1 不用了　2 还要他们来看一下")
COME_ANYWAY = Text("好，让他们来看一下，{label}接着办。")
RATE_DUE = Text("，最晚{due}")
RATE_WORKING = Text("{label}还没办完{due}。已经好了就回 1；没好不用回，我到时问您。")
RATE_NOTHING = Text('没有等您评价的事。看办到哪了，发"进度"。')

ASK_BROKEN = Text("是{title}（{number}号件）又坏了吗？\n1 是，接着办　2 不是，是别的")
ASK_BROKEN_WHICH = Text('哪件又坏了？\n{rows}\n回它的号；都不是，回"新"。')
REOPENED = Text(
    "接着办，还是{number}号件，第{round}轮。\n这次由{who}牵头，{old}协助，最晚{due}。\n{above}会先弄清为什么又坏，再告诉您。"
)
REOPENED_SAME = Text(
    "接着办，还是{number}号件，第{round}轮。\n这次由{who}办，最晚{due}。\n会先弄清为什么又坏，再告诉您。"
)
BROKEN_NOTHING = Text("没找到30天内办完的事。是什么事、在哪儿？直接说，我按新的报。")

ASK_PROMISE = Text("{label}，只问一句：说好的办了没有？\n{options}")
PROMISE_DUE = Text("最晚还是{due}。")
SEE = Text('看{number}号件发"进度 {number}"。')
VOICE_AT_POLL = Text("听不了语音，值班的同志听完替您记上；急的话点一下上面的字就行。")
PHOTO_AT_SATISFIED = Text("照片收下，放到{number}号件里了。这次办得您满意吗？\n{options}")
PHOTO_IN_DANGER = Text("照片收下，我又叫值班的人了。{label}，还有危险吗？\n{options}")
PHOTO_AT_POLL = Text("照片收下，放到{number}号件里了。那现在解决了吗？\n{options}")
INSPECT_WORDS = Text("{number}办完以后，居民说{unit}办事的人态度不好。")
PROMISE_KEPT = Text("记下了：办了。我请他们报办结，到时再问您满不满意。")
PROMISE_MISSED = Text("记下了：没办。{label}说好的日子没做到，已经记上，也告诉了{unit}和他的领导。\n{due}")
DANGER_GONE = Text("好，记下：{label}，没有危险了。以后再有，马上离开，打{phone}。")
DANGER_STILL_HEAD = Text("我又叫值班的人了，{label}还在办。")

register("votes", globals())
