"""Words to cadres who write a verb: what happened, what is next, and what did not change."""

from __future__ import annotations

from handlers.texts.text import Text, register

# posts
BOUND = Text(
    """
绑定好了：{name}。
有新单我会在这里叫您。今天您名下{count}件，发"待办"看。
超过两天不说话，微信就只许我发卡片，点开卡片能看全文；回任何一个字也行。
"""
)
BIND_NEEDS_CODE = Text("绑定要写邀请码，例如：绑定 K7M2Q9。没有邀请码请找{admin}。什么都没改。")
UNBOUND = Text("解绑了：{posts}。新单不再发给您，原来的件留在单位。要回来，找管理员要新的邀请码。\n{now}")
UNBOUND_NONE = Text("现在您是居民，有事直接说就行。")
UNBOUND_LEFT = Text("您还是：{posts}。")
UNBIND_WHICH = Text("您有{count}个岗位，解绑哪个？\n{options}\n都不解，回“取消”。")
ASK_UNBIND = Text("解绑{post}，新单就不再发给您了。确定吗？\n1 解绑　2 不解")
UNBIND_OPTIONS = ("解绑", "不解")
ADMIN = Text("{unit}管理员")
UNBIND_KEPT = Text("好，没解绑，什么都没改。")

# lists and orders
TODO = Text("您名下{count}件，按到期先后：\n{rows}\n{more}\n看哪件，回它的号，例如：{example}")
TODO_ROW = Text("{n} · {title} · {when} · {state}")
TODO_ROW_WAITING = Text("{n} · {title} · 等居民确认")
TODO_MORE = Text('还有{count}件，发"待办 {page}"看下一页。')
TODO_EMPTY = Text("您名下现在没有件。有新单我在这里叫您。")
TODO_NO_PAGE = Text('没有第{page}页，您名下{count}件。发"待办"看第一页。')
STATES = {
    "triage": "待派单",
    "dispatched": "未签收",
    "working": "办理中",
    "objected": "退单待审",
    "paused": "已暂停",
    "planned": "承诺期",
    "confirming": "等居民确认",
    "review": "区复核",
    "closed": "已办结",
    "merged": "已并入别的件",
    "withdrawn": "居民已撤回",
    "draft": "还没报",
}
MARK_LATE = Text("超期")
MARK_URGED = Text("居民催{count}次")
MARK_LEAD = Text("{unit}在办，您牵头")
MARK_ASSIST = Text("{unit}主办，您协办")
MARK_DECIDE = {
    "objection": Text("退单等您定"),
    "extension": Text("延期等您批"),
    "arbitration": Text("等您裁定"),
    "pause": Text("暂停等您批"),
    "contest": Text("居民不同意暂停，等您定"),
    "commitment": Text("承诺等您确认"),
    "commitment_move": Text("承诺改期等您定"),
    "statutory": Text("转法定途径等您核"),
    "finding": Text("复核结果等您定"),
    "exclusion": Text("剔除申请等您定"),
    "appeal": Text("居民申诉等您定"),
}
DATED = Text("{month}月{day}日")
NO_TITLE = Text("事项还没定")
NO_DATE = Text("还没定")
ORDER = Text(
    """
{label}（{number}）
地方：{place}
居民说："{words}"{photos}
在谁那儿：{owner}，{state}{marks}
最晚：{due}
{happened}
{choices}
"""
)
ORDER_PHOTOS = Text("（照片{count}）")
ORDER_MARKS = Text("，{marks}")
HAPPENED = Text("{day} {what}")
CHOICES = Text("可以：{verbs}")
EVENTS = {
    "file": "居民报上来",
    "file_unrouted": "居民报上来，待派单",
    "assign": "派单",
    "accept": "签收",
    "progress": "进展",
    "answer": "答复",
    "finish": "报办结",
    "take_back": "撤回办结",
    "undo": "撤销",
    "object": "退单",
    "uphold": "同意退单",
    "reject": "不同意退单",
    "transfer": "转办",
    "raise": "上报",
    "ask_extension": "申请延期",
    "grant_extension": "同意延期",
    "refuse_extension": "不同意延期",
    "coming": "值班员已收到，正赶去",
    "limit_passed": "到时没办，自动提级",
    "ask_pause": "申请暂停",
    "grant_pause": "同意暂停",
    "refuse_pause": "没同意暂停",
    "resume": "接着办",
    "contest": "居民不同意",
    "uphold_pause": "还停着",
    "promise_passed": "答应居民的日期过了",
    "propose": "提出承诺",
    "commit": "公开承诺",
    "move_date": "承诺改期",
    "refuse_commitment": "承诺没批",
    "keep": "报兑现",
    "ask_exclusion": "申请剔除",
    "forward_exclusion": "街道同意剔除",
    "grant_exclusion": "剔除",
    "refuse_exclusion": "没同意剔除",
    "appeal": "居民不同意",
    "grant_appeal": "申诉成立，重新办",
    "refuse_appeal": "申诉没成立",
    "review": "居民三次说没解决，区里复核",
    "propose_result": "写了复核结果",
    "refuse_result": "不同意复核结果",
    "found_solved": "复核：解决了",
    "found_impossible": "复核：办不到",
    "redo": "复核：重新办",
    "ask_statutory": "申请转法定途径",
    "grant_statutory": "转法定途径",
    "refuse_statutory": "没同意转法定途径",
    "keep_part": "报兑现一部分",
    "commitment_missed": "承诺到期没兑现，提级",
    "solved": "居民确认解决",
    "unsolved": "居民说没解决",
    "partial": "居民说没全好",
    "acknowledged": "居民说清楚了",
    "silence": "没等到居民的话",
    "reopen": "又坏了，重新办",
    "withdraw": "居民撤回",
    "self_solved": "居民说自己好了",
    "restore": "居民恢复",
    "merge": "并入别的件",
    "split": "拆分，单独办",
    "supervise": "督办",
    "ask_arbitration": "请区民情办裁定",
    "arbitrate": "裁定改派",
    "confirm_unit": "裁定不改",
    "whistle": "吹哨",
    "report_in": "协办单位应了",
    "finish_part": "协办单位报完",
    "call_off": "不用协办了",
    "help_late": "协办没按时",
    "lift": "解除督办",
    "supervision_overdue": "督办的日期过了",
    "remark": "备注",
    "transcript": "语音已转写",
}

# taking
ACCEPTED = Text("{n}号件收下了。办好发：办结 {n} 做了什么（带照片）。先回居民一声：进展 {n} 文字。")
ACCEPTED_ALREADY = Text("{n}号件已经收下了，最晚{due}。办好发：办结 {n} 做了什么。什么都没改。")
ACCEPTED_ALL = Text("收下{count}件：{numbers}。最近的一件{due}到期。")
ACCEPT_NONE = Text("您名下没有没签收的件。什么都没改。")
ACCEPT_MANY = Text('有{count}件还没收：{numbers}。都收回"签收 全部"；收一件回"签收 {last}"。')
COMING_NOTED = Text("{n}号件您收到了，已告诉居民您正往那儿去。主办{owner}，您协助。到了先说一声：进展 {n} 文字。")
ASSIST_NOTED = Text("您是协办，主办{owner}。做完发：备注 {n} 做了什么。办结由主办报。{n}号件什么都没改。")
RECEIVED = Text("好的。您名下{count}件，最近的一件{due}到期。")
RECEIVED_NOTHING = Text("好的。您名下现在没有要办的件。")
REMARKED = Text("记下了，{n}号件的备注只有办事的人看得到，居民看不到（谁看过不受影响）。")
LOOK_NEEDS_REASON = Text("查看居民电话要写为什么，居民看得到谁看过，例如：查看 {n} 打电话约上门。什么都没改。")
LOOKED = Text("{label}：\n电话：{phone}\n门牌：{address}\n记下了您看过，理由“{reason}”，居民查得到。只用来办这件事。")
LOOKED_ANONYMOUS = Text("{label}：居民要求匿名，没有可看的。有话用：进展 {n} 文字，我来转。这次查看也记下了。")
LOOKED_NONE = Text("居民没留")
UNDONE = Text('撤销了刚才的"{verb} {n}"，{n}号件现在是“{state}”。{heard}')
UNDONE_HEARD = Text("居民已经听说的，我说明了。")
CORRECTION = Text("刚才说的更正一下：这件事还在{unit}办，没有变。")
TAKEN_BACK = Text("撤回了办结，{n}号件还在您这儿接着办，最晚{due}。")

# words to the resident
PROGRESSED = Text("转给居民了。")
PROGRESSED_LATER = Text("记下了，现在不打扰居民，{at}转给居民。")
PROGRESSED_UNREACHED = {
    "unsubscribed": Text("记下了。居民退订了，不收消息，查进度时才看得到；急事请打电话或上门。"),
    "unfollowed": Text("记下了。居民取消关注了，这句没送到，回来时才看得到；急事请上门。"),
    "waits": Text("记下了。居民两天没说话，微信不许我主动发，他下次说话或查进度就看到。"),
    "on_paper": Text("记下了。居民没有微信，这句由回访的同志转告。"),
}
"""Why words for the resident are not on his phone yet."""
PROGRESSED_QUIETLY = Text("记下了。居民今天已经收过您一条，这条他查进度时看得到。")
PROMISED = Text('您说的"{said}"我记成{due}，过了这个点，算不算做到由居民说。')
PROMISED_DAY_OFF = Text("（那天是休息日。）")
ASK_WEAK = Text(
    """
这样回，居民会问：{missing}？
改一句再发，例如：答复 {n} 物业张师傅{day}下午换声控开关
就这样发，回 1。
"""
)
WEAK_OPTION = "就这样发"
ASK_FINAL = Text("这是办完了请居民评，还是先回一声、您接着盯？\n1 办完了，请居民评　2 先回一声，我接着办")
FINAL_OPTIONS = (("final", "办完了，请居民评"), ("interim", "先回一声，我接着办"))
INTERIM = Text("{sent}{n}号件还在您这儿{promised}。")
INTERIM_SENT = Text("好，已转给居民。")
INTERIM_PROMISED = Text("，记下了{due}")
FINISHED = Text("{n}号件已报{verb}，{at}，{punctual}。{told}\n居民说好了才算完；说没好，会交到{above}，您协助。")
FINISHED_AT_DESK = Text("{n}号件已报{verb}，{at}，{punctual}。{told}\n居民说好了才算完；说没好，还在您这儿接着办。")
FINISHED_EXPLAINED = Text(
    "{n}号件已报{verb}（{claim}），{at}，{punctual}。{told}\n居民认可才算完；不认可，会交到{above}，您协助。"
)
FINISHED_UNREACHED = {
    "unsubscribed": Text("居民退订了，查进度时才看得到。"),
    "unfollowed": Text("居民取消关注了，由街道入户核实。"),
    "waits": Text("居民下次说话时看到。"),
    "on_paper": Text("居民没有微信，由回访的同志去问。"),
}
ON_TIME = "按时"
LATE = "超期"
ABOVE_NONE = Text("区里复核")
FINISH_NEEDS_BOTH = Text(
    "还差两样：做了什么（一句话）和{evidence}。例如：办结 {n} 换了灯泡和声控开关。{how}什么都没改。"
)
FINISH_NEEDS_WORDS = Text("还差一句做了什么，例如：办结 {n} 换了灯泡和声控开关。什么都没改。")
FINISH_NEEDS_EVIDENCE = Text("{n}号件办结还差{evidence}。{how}这句话我先留着，30分钟内补上就算报办结。现在什么都没改。")
EVIDENCE = {
    "photo": "照片",
    "call": "跟居民说好的话（电话或当面，写一句）",
    "document": "文件、单据或编号（写一句，或拍照）",
    "measured": "量的数（写一句，例如21度，或拍照）",
    "basis": "依据（哪条政策、哪个文件、为什么）",
}
EVIDENCE_BY_PHOTO = Text("照片直接发来就行。")
ASK_PHOTO = Text("照片是给{n}号件的吗？\n1 是　2 不是，是我自己要反映的")
PHOTO_OPTIONS = (("yes", "是"), ("no", "不是，是我自己要反映的"))
ASK_PHOTO_WHICH = Text('照片是给哪件的？回{numbers}；是您自己要反映的，回"新"。')
PHOTO_NEW = "新"
PHOTO_KEPT = Text("照片收下，放进{n}号件了。再发一句做了什么：办结 {n} 文字")
PHOTO_JOINED = Text("照片收下，和刚才的话放在一起。")
PHOTO_ADDED = Text("照片也放进{n}号件了。")
PHOTO_OWN = Text("好，现在您是居民，照片我留着。请说说是什么事、在哪儿。")

# moving
ASK_OBJECTION = Text(
    """
{n}号件为什么退？
1 地点不在我们这儿
2 我们没有这项职权
3 和别的单重复
4 内容看不懂，没法办
回数字，后面写依据，例如：2 路灯由城管局管，见职权清单
"""
)
OBJECTION_OPTIONS = (
    ("place", "地点不在我们这儿"),
    ("power", "我们没有这项职权"),
    ("duplicate", "和别的单重复"),
    ("unclear", "内容看不懂，没法办"),
)
ASK_BASIS = Text("记下：{reason}。再写一句依据，例如：{example}")
BASIS_EXAMPLES = {
    "place": "地点在胜利社区，过了铁路",
    "power": "路灯由城管局管，见职权清单",
    "duplicate": "和5号件是同一盏灯",
    "unclear": "没说是哪栋楼，问了没回",
}
OBJECTED = Text(
    "退单理由已送区民情办，4个工作小时内（{limit}）定。\n没定之前{n}号件还在您这儿，时间照走；退得对，不算您的。"
)
UPHELD = Text("同意退：{n}号件转{unit}，不计入{old}。{category}{rule}")
UPHELD_RULE = Text("以后{place}的“{matter}”直接派{unit}（规则今天起生效）。")
UPHOLD_NEEDS_UNIT = Text("同意退要写转给谁，例如：同意 {n} 城管局 主路路灯归城管。什么都没改。")
REFUSED_OBJECTION = Text("不同意退：{n}号件还归{unit}，最晚{due}不变。理由已告诉他们。")
CATEGORY_CHANGED = Text("事项改为“{title}”。")
TRANSFERRED = Text("转给{unit}了{source}，最晚还是{due}。{role}{category}")
TRANSFERRED_SOURCE = Text("（目录{entry} {title}）")
TRANSFERRED_FIRST = Text("您是首接，有结果告诉您。")
TRANSFERRED_DOWN = Text("您是牵头，到时还问您。")
TRANSFERRED_BACK = Text("收回到您这儿了。")
ASK_TRANSFER_DESK = Text("目录里{matter}归{owner}，不归{unit}。\n1 送区民情办定（4个工作小时内，时间照走）　2 不转了")
TRANSFER_OPTIONS = (("desk", "送区民情办定"), ("keep", "不转了"))
TRANSFER_BASIS = Text("认为该由{unit}办")
TRANSFER_KEPT = Text("好，不转了，{n}号件还在您这儿，什么都没改。")
RAISED = Text("{n}号件交给{unit}了，限{due}。您转为协助。居民那边我去说，换到{unit}了。")
DISPATCHED = Text("{n}号件派给{unit}了，最晚{due}。已告诉居民。{category}")
TRANSCRIBE_NOTHING = Text("{n}号件没有语音要转写，什么都没改。要记一句给办事的人看，发：备注 {n} 文字")
TRANSCRIBED = Text("记进{n}号件了。{hint}")
TRANSCRIBED_HINT = Text("看着像“{title}”：派单 {n} {unit}")
TRANSCRIBED_NO_HINT = Text("还要定给谁：派单 {n} 单位")

# asking and deciding
EXTENSION_ASKED = Text('申请延到{until}，理由"{reason}"，已送{above}。没批之前还按{due}算。{day_off}')
EXTENSION_NEEDS = Text("延期要写日期和理由，例如：延期 {n} 下周三 开关缺货。什么都没改。")
GRANTED_EXTENSION = Text("{n}号件延到{until}，已告诉{unit}和居民。")
REFUSED_EXTENSION = Text("没同意延期：{n}号件还是最晚{due}。理由已告诉{unit}。")
CALLED = Text("{n}号件的回访记下了：{answer}{words}。{next}")
CALLED_WORDS = Text("，“{words}”")
CALLED_NEXT_SOLVED = Text("这件就办到这儿。")
CALLED_NEXT_UNSOLVED = Text("重新办，交给{owner}，最晚{due}。")
CALLED_NEXT_PARTIAL = Text("{owner}接着办，最晚{due}。")
CALLED_UNREACHED = Text("记下了：{n}号件没打通。到时按没等到居民的话收，不算解决。")
CALL_NEEDS_RESULT = Text(
    "回访要写结果：解决了、没解决、没全好，或没打通。例如：回访 {n} 没解决 老人说下午还是凉。什么都没改。"
)
CALL_NOT_OPEN = Text("{n}号件现在不用回访（{state}）。什么都没改。")
CALL_ANSWERS = {
    "solved": "解决了",
    "unsolved": "没解决",
    "partial": "好一些，没全好",
    "understood": "说清楚了",
    "again": "没说清",
    "rejected": "不认可",
}
UNREACHED_WORDS = ("没打通", "没接", "打不通", "没人接", "关机", "空号", "停机", "没联系上")
REACHED_WORDS = ("打通了", "打通", "打过了", "说了", "告诉了", "通知了")
CALLED_CADRES = Text("记下了：{n}号件打给同志们的{count}个电话打通了，从名单上去掉。")
CALLED_CADRES_UNREACHED = Text("记下了：{n}号件打给同志们的{count}个电话没打通。件到时会自动交给上一级。")
LIST_EMPTY = Text("名单上没有要打电话的人。")
LIST = Text(
    "要打电话的{count}个，急的在前：\n{rows}\n{more}\n打给居民的发：回访 件号 结果；打给干部的发：回访 件号 打通了。"
)
LIST_ROW_CADRE = Text("{n}号件 {unit} {whom} {phone}：{what}")
LIST_ROW_RESIDENT = Text("{n}号件 居民：{what}（{how}）")
LIST_LOOK = Text("电话发：查看 {n} 回访")
LIST_MORE = Text('还有{count}个，发"名单 {page}"看下一页。')
LIST_NOT_YOURS = Text("名单由街道值班和区民情办看，打电话的不能是办事的人。什么都没改。")
LIST_KINDS = {
    "poll": "问解决没有",
    "unsigned": "没人签收",
    "called_in": "吹哨没人应",
    "emergency": "紧急件没人应",
    "order": "新单没送到",
    "overdue": "到期没办",
    "result": "办结没告诉到",
    "triage": "待派单",
}
LIST_OTHER = "有话没送到"

# which case, slips, free words
ASK_WHICH_SAME = Text("您有{count}个{n}号件，是哪个？\n{options}")
ASK_WHICH = Text("是哪一件？\n{options}\n回它的号。{kept}")
NOTHING_OF_YOUR_OWN = Text("您自己没有在反映的事。名下的件，发“待办”看。")
SIDE_MINE = Text("我反映的：")
SIDE_HANDLED = Text("我经办的：")
WHICH_KEPT = Text("刚才的话我留着。")
WHICH_OPTION = Text("{day} {title}（{state}）")
ASK_SLIP = Text('是要"{command}"吗？\n1 是　2 不是')
SLIP_OPTIONS = (("yes", "是"), ("no", "不是"))
SLIP_NO = Text("好，没当命令办，什么都没改。")
ASK_FREE_ONE = Text("这是{n}号件的办结吗？\n1 办结　2 只是先回居民一声　3 是新的事，我自己要反映")
FREE_ONE_OPTIONS = (("finish", "办结"), ("progress", "只是先回居民一声"), ("own", "是新的事，我自己要反映"))
ASK_FREE = Text("这是您自己家的事，还是替别人报？\n1 我自己家的　2 替居民报{third}")
ASK_FREE_THIRD = Text("　3 是给我手上某件的话")
FREE_OPTIONS = (("own", "我自己家的"), ("other", "替居民报"), ("case", "是给我手上某件的话"))
FREE_CASE_HOW = Text("请写成：进展 {n} 文字（先回居民一声），或 办结 {n} 文字。您刚才说的：“{words}”。什么都没改。")
FREE_NO_CASE = Text("您名下现在没有在办的件。什么都没改。")
ASK_URGENT = Text("话里像有危险，要不要按紧急叫值班的人？\n1 要，马上叫　2 不用")
URGENT_OPTIONS = (("call", "要，马上叫"), ("keep", "不用"))
URGENT_CALLED = Text("{n}号件按紧急叫了值班的{count}处。人有危险先打119、120、110。")
NOT_URGENT = Text("好，{n}号件不按紧急叫人，刚才的话已经记下。")
PUT_ASIDE = Text('刚才的"{verb}"先放下了，没有做。')
CANCELLED_QUESTION = Text("好，不问了，什么都没改。")
CANCELLED = Text('好，刚才的"{verb}"没有做，什么都没改。')
ANSWER_WITH_DIGITS = Text("请回{digits}。{question}")
ORDER_STAYS = Text("{n}号件还在您这儿，没签收。不归您管发：退单 {n} 理由。什么都没改。")
SEPARATOR = "、"
HELP = Text("您手上的件：{forms}。\n{desk}\n您自己家的事直接说，或发：{own}。", "made from the table of verbs")
HELP_DESK = Text("定给谁、批申请：{forms}。")

register("cadre", globals())
