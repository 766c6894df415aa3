"""Words of what the service says on its own: to cadres about their cases, to residents about theirs."""

from __future__ import annotations

from handlers.texts.text import Text, register

# -- to cadres: what to do ------------------------------------------------------------------------------------------
ORDER = Text(
    """
{first}
地方：{place}
居民说："{words}"{photos}
{why}
最晚：{due}{words_by}
{more}
""",
    "a new order in full; the question line follows",
)
ORDER_FIRST = Text("新单 {label}")
ORDER_ACCEPT_BY_WORD = Text('收下发"签收 {n}"；不归我们发"退单 {n} 理由"')
ORDER_ACCEPT_BY_DIGIT = Text("收下回 1；不归我们回 2")
ORDER_WORDS_BY = Text("；{at}先给居民回个话")
ORDER_PHOTOS = Text("（照片{count}张）")
ORDER_WHY = Text("为什么给您：{matter}归{unit}{source}")
ORDER_SOURCE_CATALOGUE = Text("〔目录{entry}〕")
ORDER_SOURCE_DECISION = Text("〔派单规则〕")
ORDER_WHY_DESK = Text("为什么给您：区民情办派的单")
ORDER_WHY_OWN_HOUSE = Text("为什么给您：按派单规则由{unit}办")
ORDER_CLOSING = Text("办结要：{closing}")
FULL_TEXT = Text("全文：{link}")
HANDED_DOWN_FIRST = Text("{unit}转给您办：{label}（{unit}牵头）")
TRANSFERRED_FIRST = Text("从{unit}转来 {label}")
TOLD = Text("告诉您一声：{label}，{place}。由{owner}办，最晚{due}。您不用办，居民问起来好回答。")
TRIAGE = Text(
    """
待派单 {label}
地方：{place}
居民说："{words}"{photos}
请在{due}定给谁：派单 {n} 单位
"""
)
TRIAGE_LATE = Text(
    """
{label}过了派单时间还没定给谁，居民已经听说要晚。
地方：{place}
居民说："{words}"{photos}
请在{due}定：派单 {n} 单位
"""
)
REMINDER = Text(
    """
{label}，{due}到期。
办好了：办结 {n} 文字　来不及：延期 {n} 日期 理由（到期前申请才算）
办不了：上报 {n} 理由
"""
)
REMINDER_UNSIGNED = Text("{label}还没签收，最晚{due}。收下发：签收 {n}")
REMINDER_WORDS = Text("{label}还没给居民回过话。先回一声：进展 {n} 文字")
REMINDER_HURRY = Text("{label}，{due}到期，还没办结。办好了：办结 {n} 文字　办不了：上报 {n} 理由")
REMINDERS = Text('{when}到期{count}件：{numbers}。发"待办"看。')
REMINDERS_MIXED = Text('要办的{count}件，最近的到期时间是{when}：{numbers}。发"待办"看。')
OVERDUE = Text("{label}到期了，没办结，已记超期。现在办结也行；{climbs}没动静，交给{above}。")
OVERDUE_AT_ONCE = Text("{label}到期了，没办结，已记超期，现在交给{above}。")
OVERDUE_TOP = Text("{label}到期了，没办结，已记超期，列入区领导周报。现在办结也行：办结 {n} 文字")
OVERDUES = Text('到期没办结、已记超期{count}件：{numbers}。发"待办"看。')
UNSIGNED = Text("{label}，{unit}过了签收时间还没人收。请您安排：签收 {n}")
UNSIGNED_TWICE = Text("{label}，{unit}过了两倍签收时间还没人收，请打电话问一声{phone}。")
UNSIGNED_PHONE = Text("：{phone}")
CLIMBED = Text(
    """
{label}从{source}提到您这儿：{story}。
地方：{place}
居民说："{words}"{photos}
您那儿最晚{due}。{source}协助。
可以：转办 {n} 单位（人还是您牵头）/ 进展 {n} 文字 / 办结 {n} 文字
{more}
"""
)
CLIMBED_HEAD = Text(
    """
{label}交到您这儿：{story}。
地方：{place}
居民说："{words}"{photos}
您那儿最晚{due}。可以：进展 {n} 文字 / 办结 {n} 文字 / 上报 {n} 理由
{more}
"""
)
STORY_GIVEN = Text("{day}派单")
STORY_SIGNED = Text("{day}签收")
STORY_UNSIGNED = Text("没人签收")
STORY_SILENT = Text("没有答复")
STORY_SPOKEN = Text("{day}回过话")
STORY_URGED = Text("居民催过{count}次")
STORY_RAISED = Text("{unit}上报的")
STORY_OBJECTED = Text("{unit}退单没人定")
REOPENED = Text(
    """
{label}第{round}轮：居民说{words}。
地方：{place}
居民原来说："{text}"{photos}
{before}
最晚：{due}。{source}请先说原因再说办法：进展 {n} 文字
{more}
"""
)
REOPENED_HELPER = Text("{unit}协助。")
REOPENED_UNSOLVED = Text("没解决")
REOPENED_BEFORE = Text("上一轮：{day}报办结，说的是{words}")
DEMOTED = Text("{label}已提到{to}，您从主办改为协办，请把情况说给{who}：备注 {n} 文字。")
DEMOTED_REOPENED = Text(
    "{label}居民说没解决，{to}牵头，您协助。这不等于上次作假；是不是同一个毛病，请写一句：备注 {n} 文字"
)
OBJECTION = Text(
    """
退单待审 {label}：{unit}说{reason}，"{words}"。
{asked}
地方：{place}
居民说："{text}"
{limit}定。同意 {n} 单位 / 驳回 {n} 理由
"""
)
OBJECTION_REASONS = {
    "place": Text("地点不在他们那儿"),
    "power": Text("没有这项职权"),
    "repeat": Text("和别的单重复"),
    "unclear": Text("内容看不懂，没法办"),
}
OBJECTION_OTHER = Text("不归他们")
OBJECTION_ASKED = Text("他们认为该给{unit}。")
EXTENSION = Text(
    """
延期申请 {label}：{unit}申请延到{asked}，原来最晚{due}，理由"{words}"。
没批之前还按原来的算。同意 {n} / 驳回 {n} 理由
"""
)
OBJECTION_GRANTED = Text("同意退：{label}转{unit}，不计入您那儿。{decision}")
OBJECTION_REFUSED = Text("不同意退：{label}还归您那儿。{decision}最晚{due}不变。")
EXTENSION_GRANTED = Text("{label}延到{due}，批准了。")
EXTENSION_REFUSED = Text("{label}延期没批，还是最晚{due}。{decision}")
EXTENSION_LAPSED = Text("{label}的延期申请到期前没人批，不算数，还按原来的时间。")
DECISION = Text("理由：{words}。")
URGE = Text("{label}，居民催了，第{count}次。最晚{due}不变。回他一声：进展 {n} 文字")
URGE_HEAD = Text("{label}，居民三天里催了{count}次，在{owner}那儿，最晚{due}。请您过问一下。")
SUPPLEMENT = Text('{label}，居民补充："{words}"')
MEDIA = Text("{label}，居民补了一份材料，点开看：{link}")
VOTE_RESULT = Text("{label}，居民说：{answer}。")
VOTE_SOLVED = Text("解决了")
VOTE_UNSOLVED = Text("没解决")
VOTE_UNANSWERED = Text("没回话，按未确认收了")
VOTE_SATISFIED = {"yes": Text("、满意"), "fair": Text("、一般"), "no": Text("、不满意")}
PROMISE_MISSED = Text("{label}，说好{date}的事，居民说没做到，记了一次。请说说怎么办：进展 {n} 文字")
PROMISE_KEPT = Text("{label}，说好{date}的事，居民说做到了。办完了就报：办结 {n} 文字")
NOT_DONE = {
    "which": Text("刚才的{verb}没有做，因为没说是哪件。要做请再发一次。"),
    "weak": Text("{label}刚才的答复没有发给居民，还在待办里。写明做了什么、哪天好、谁去，再发一次：答复 {n} 文字"),
    "claim": Text("{label}刚才的办结没有做，因为没说是办好了还是解释清楚了。请再发一次：办结 {n} 文字"),
    "evidence": Text("{label}刚才的办结没有做，还差照片。发了照片再发：办结 {n} 文字"),
    "objection": Text("{label}刚才的退单没有做，因为没说理由。要退请发：退单 {n} 理由"),
    "interim": Text("{label}刚才的话先回给居民了，件还在您这儿，接着办。办完再发：办结 {n} 文字"),
}
REOPENED_PARTIAL = Text("好一些，没全好")
EMERGENCY = Text(
    """
紧急 {label}
地方：{place}
居民说："{words}"
已劝居民先离开、打抢修电话。请马上去，收到发：签收 {n}
"""
)
WITHDRAWN = Text("{label}，居民撤回了，不用再办。")
LEFT = Text("{label}的居民取消关注了，联系不上，照办不误，办结后由街道入户核实。")
VOICE_WAITING = Text("有一条居民语音等您听，听完替他记一行：{where}")
VOICE_OF_CASE = Text("转写 {n} 文字")
VOICE_LINK = Text("{link}")
ALARM = Text("服务告警：{what}{detail}。请看控制台。")
ALARM_WHAT = {
    "message_failed": Text("有居民的话没能处理，原话都留着"),
    "timer_failed": Text("有到期的事没能做"),
    "unsigned_emergency": Text("紧急件没人签收，请马上打电话"),
    "top_overdue": Text("区民情办的件超期了，列入区领导周报"),
    "undispatched": Text("待派单的件两次过了时间"),
    "undecided": Text("退单没人定"),
    "send_stopped": Text("微信不让发消息了"),
    "send_gave_up": Text("有消息多次没发出去"),
    "letter_failed": Text("有消息写不出来，没有发"),
    "template_refused": Text("模板消息被微信退回，请核对模板"),
    "wechat": Text("微信接口出了问题"),
    "overloaded": Text("说话的人太多，有的晚答了一分钟以上，一条没丢"),
    "calendar_unknown": Text("明年的放假安排还没有，到期时间先按周一到周五算"),
}
ALARM_OTHER = Text("{code}")
ALARM_DETAIL = Text("（{detail}）")
DIGEST = Text('{day}：{parts}。发"待办"看。')
DIGEST_TODAY = Text("今天到期{count}件（{numbers}）")
DIGEST_TOMORROW = Text("明天到期{count}件（{numbers}）")
DIGEST_LATE = Text("超期{count}件（{numbers}）")
DIGEST_WAITING = Text("等居民说的{count}件")
DIGEST_NEW = Text("没签收的{count}件（{numbers}）")
MORE_OF_YOURS = Text('您的事还有{count}个新消息，发"进度"看。')
MORE_WAITING = Text('还有{count}件新的，发"待办"看。')

# -- to residents: what happened ------------------------------------------------------------------------------------
ACCEPTED = Text("{label}：{unit}{person}接单了，{words_by}联系您。")
COMING = Text("{unit}值班员已收到，正往{place}去。{ask}回一句就行。")
COMING_ASK_OUT = Text("人都到楼外了吗，电话打了吗？")
COMING_ASK = Text("现在怎么样了，电话打了吗？")
ACCEPTED_PLAIN = Text("{label}：{unit}{person}接单了，最晚{due}。")
PROGRESS = Text("{label}：{person}说——{words}{promised}")
PROMISED = Text("说好的日子是{date}，到时我问您做到没有。")
RESULT = Text('{label}：{unit}{person}说办好了——"{words}"。{photos}\n{ask}')
RESULT_EXPLAINED = Text('{label}：{unit}{person}回话了——"{words}"。{ask}')
RESULT_PHOTOS = Text('<a href="{link}">看照片</a>')
RESULT_ASK = Text("您看看，{at}我再问您解决了没有。")
RESULT_ASK_EXPLAINED = Text("{at}我再问您说清楚了没有。")
POLL = Text("{label}，现在解决了吗？")
POLL_EXPLAINED = Text('{label}，{unit}说这事按政策办不了，原因是："{words}"。说清楚了吗？')
POLL_LAST = Text('{question}\n明天我就把{n}号件按"没等到您的话"收了，不算解决。以后说一声还能接着办。')
MENU_TAIL = Text("（点一下，或按顺序回数字）")
POLL_TAIL = Text("（点一下，或按顺序回数字；说一句话也行）")
DANGER = Text("{label}，昨天的险情，现在怎么样了？")
DANGER_GAS = Text("{label}，现在还有味吗？")
DANGER_OPTIONS = {"gone": Text("没有了"), "still": Text("还有")}
DANGER_GAS_OPTIONS = {"gone": Text("没有味了"), "still": Text("还有味")}
PROMISE_CHECK = Text("{label}，说好{date}的，做到了吗？")
OPTIONS = {
    "solved": Text("解决了"),
    "unsolved": Text("没解决"),
    "partial": Text("好一些，没全好"),
    "understood": Text("说清楚了"),
    "again": Text("没说清，请再讲"),
    "rejected": Text("我不认可，要上面再看"),
    "accept": Text("收下"),
    "return": Text("不归我们"),
    "kept": Text("做到了"),
    "missed": Text("没做到"),
}
OPTION_LINE = Text("{digit} {label}")
APOLOGY = Text("{label}，说好{due}办好，{unit}没办成，对不住。{climbs}还没好，就交给{above}，新的时间我告诉您。")
APOLOGY_TOP = Text("{label}，说好{due}办好，{unit}没办成，对不住。已列入区领导周报，有结果我告诉您。")
CLIMBED_TO = Text("{label}现在由{owner}办，最晚{due}。{source}没按时，已记在册。")
CLIMBED_TO_HEAD = Text("{label}现在由{source}的负责人办（{owner}），最晚{due}。原来的人没按时，已记在册。")
RAISED_TO = Text("{label}换到{owner}办，最晚{due}。{source}办不了，已说明原因，继续协助。")
REOPENED_TO = Text("{label}重新办，第{round}轮，由{owner}牵头，最晚{due}。")
UNIT_CHANGED = Text("{label}换了单位：从{source}转给{owner}，最晚{due}。第一个接单的{first}会一直跟到底。")
EXTENDED = Text(
    "{label}要晚几天：原来说{old}，现在{due}。原因：{reason}。批准：{by}。您不同意，回“不同意”，会有人给您打电话。"
)
CALENDAR_CHANGED = Text("国家公布了新的放假安排")
DISPATCH_LATE = Text("{label}还没定好由谁办，对不住。{until}定下来告诉您。")
DISPATCHED = Text("{label}定了：由{owner}办，最晚{due}。到时没办好，会自动往上交，不用您再找。")
DRAFT_NUDGE = Text('还差一步：刚才的"{title}"还没报上去。对就回 1。')
DRAFT_NUDGE_ASKS = Text('还差一步：刚才的"{title}"还没报上去。\n{question}')
DRAFT_UNTITLED = Text("您说的事")
DRAFT_FILED = Text(
    """
您没有回话，我先替您报上去了，是{n}号件（{number}）。
在谁那儿：{owner}
最晚：{due}
不用办就发"撤回"。
"""
)
DRAFT_FILED_TRIAGE = Text(
    """
您没有回话，我先替您报上去了，是{n}号件（{number}）。
在谁那儿：区民情办正在定由谁办，{due}告诉您
不用办就发"撤回"。
"""
)
PHOTO_NUDGE = Text('您刚才发的照片还没报上去，因为不知道是什么事。说一句就行，比如"3号楼门口垃圾"。')
MEDIA_LOST = Text("您发的{what}我们没能从微信取到，看不了。方便的话请再发一次。")
MEDIA_LOST_OF = Text("{label}：您发的{what}我们没能从微信取到，看不了。方便的话请再发一次。")
MEDIA_WORDS = {"image": Text("照片"), "voice": Text("语音"), "video": Text("视频")}
TRANSCRIPT_CASE = Text('{label}：值班的同志听了您的语音——"{words}"\n地方：{place}\n谁来办：{unit}\n对不对？')
TRANSCRIPT_DESK = Text('{label}：值班的同志听了您的语音——"{words}"\n区民情办正在定由谁办。不对就直接说哪里不对。')
PRAISE = Text('居民说了句好话："{words}"')
TRANSCRIPT = Text('语音听完了，记的是："{words}"。对就回 1，我马上报；不对就直接说。')
TRANSCRIPT_OF_CASE = Text('语音听完了，记在{label}里："{words}"')
DESK_REPLY = Text("{label}：{unit}回您——{words}")
WITHDRAWN_FILED = Text('{label}已按您说的撤回，不办了。7天内想接着办，发"还要办 {n}"。')
TRIAGE_OWNER = Text("区民情办（正在定由谁办）")
ALSO = Text("另外，{question}")

PHRASE_ORDINARY = Text("一般")
PHRASE_OF_TIER = {"2h": Text("紧急"), "24h": Text("加急")}
PHRASE_RAISED = Text("已提级")
PHRASE_WORKING = Text("办理中")
PHRASE_UNSIGNED = Text("待签收")
PHRASE_LATE = Text("已超期")
PHRASE_AGAIN = Text("重新办")
PHRASE_PLANNED = Text("承诺期")
PHRASE_CONFIRMING = Text("待确认")
PHRASE_LATE = Text("已超期")

# -- cards: values of template fields -------------------------------------------------------------------------------
CARD_REMIND_UNSIGNED = Text("还没签收")
CARD_REMIND_WORDS = Text("还没给居民回话")
CARD_URGED = Text("居民催了，第{count}次")
CARD_URGED_HEAD = Text("居民三天催了{count}次，请过问")
CARD_REMIND_DUE = Text("{when}到期，还没办结")
CARD_REMINDERS = Text("到期{count}件：{numbers}")
CARD_OVERDUE = Text("已超期，还没办结")
CARD_REASON_CLIMBED = Text("{unit}超期未办结")
CARD_REASON_RAISED = Text("{unit}上报")
CARD_REASON_REOPENED = Text("居民说没解决，第{round}轮")
CARD_REASON_OBJECTION = Text("{unit}退单待审")
CARD_REASON_EXTENSION = Text("{unit}申请延期")
CARD_YOUR_MATTER = Text("您反映的{title}")
CARD_DONE = Text("说是办好了，点开看做了什么")
CARD_EXPLAINED = Text("有了答复，点开看原因")
CARD_QUESTION = Text("解决了没有？点开选，或回话")
CARD_QUESTION_EXPLAINED = Text("说清楚了没有？点开选")
CARD_QUESTION_PROMISE = Text("说好的事做到没有？")
CARD_LATE = Text("{unit}没按时办好")
CARD_EXTENDED = Text("{unit}批准延期")
CARD_EMERGENCY = Text("{title}，请马上处理")
CARD_TODO = Text("今天的待办")
CARD_VOICE = Text("居民语音，请听了转写")
CARD_ALARM = Text("服务告警，请看控制台")
CARD_UNTITLED = Text("居民反映的事")
CARD_TRIAGE = Text("{title}，待派单")

register("letters", globals())
