"""Telling a matter: what is asked, the card, the receipt, and what is said while it is being worked on."""

from __future__ import annotations

from handlers.texts.text import Text, register

# drafts: collecting
PHOTO_GOT = Text("照片收到了。\n请说说是什么事、在哪儿。打字、发语音、发位置都行。")
LOCATION_GOT = Text("位置收到了：{place}。\n请说说是什么事。打字、发语音、发照片都行。")
LOCATION_UNKNOWN = Text("位置收到了，我不知道那儿归哪个社区。\n请说说是什么事，再说一下小区名或路名。")
NOTED = Text("记下了：{matter}。")
LONG_NOTED = Text("写得很细，都带上了。")
ASK_PLACE = Text('在哪儿？回小区名或路名；也可以点"＋"→"位置"→发送位置。')
ASK_PLACE_NEARER = Text("在{place}的哪儿？回小区名、社区名，或旁边有什么。")
ASK_PLACE_AGAIN = Text("这个地方我没对上。再说一下是哪个小区、哪个社区，或发个位置。")
ASK_PLACE_DEFAULT = Text("是在{community}吗？\n1 是　2 不是，在别处")
ASK_PLACE_WHICH = Text("是哪一个？\n{options}")
PLACE_NOTED = Text("地方记下了：{place}。\n是什么事？用一句话说说什么坏了、缺了，或谁没办。")
ASK_MATTER = Text('是什么事？用一句话说说什么坏了、缺了，或谁没办，比如"3号楼下水堵了"。')
NEW_MATTER = Text("好，是新的事。\n是什么事、在哪儿？打字、发语音、发位置都行。")
MORE_PHOTOS = Text("照片加上了，一共{count}张。")
CORRECTED_HOUSE = Text("是{detail}", "what is read, never said")
NOW_A_RESIDENT = Text("好，现在您是居民。")
PLACE_GIVEN_UP = Text("没关系，先报上去，社区的同志会问您具体在哪儿。")
DESK_DECIDES = Text("好，我请区民情办的同志看一下。")
KEPT_A_WHILE = Text("好，先留着。2小时内您不说，我就替您报上去。")
NOTED_PHOTOS = Text("{matter}，照片{count}张")

# drafts: the card
CARD = Text("我这样理解，您看对不对：\n事情：{matter}\n地方：{place}\n谁来办：{unit}\n最晚：{due}\n{ask}")
CARD_ASK = Text("对就回 1，我马上报；不对就回 2，或直接说哪里不对。")
CARD_TWO = Text("您说了{count}件事，我分开报，各有各的编号：\n{matters}\n对就回 1；只报一件，说哪件。")
CARD_TWO_ROW = Text("{mark}{title}→{unit}")
CARD_PHOTOS = Text("{matter}（照片{count}张）")
UNIT_TOLD = Text("{unit}（同时告诉{told}）")
UNIT_UNDER = Text("{unit}（{above}管）")
UNIT_OWN_HOUSE = Text("{unit}（您就在{own}，所以不派给您自己）")
UNTITLED = Text("您说的事")
WHO_PHONE = Text("{who}，办公电话 {phone}")
UNIT_DESK = Text("区民情办定谁来办")
PLACE_UNKNOWN = Text("还不知道，社区的同志会问您")
NOTED_ON_ORDER = Text("明白，您说的我写在单子上。对就回 1，我马上报。")
CHANGE_WHAT = Text('哪里不对？直接说，比如"是5号楼"或"不是灯，是电梯"。')
ONLY_SHOWN = Text("只有1到{count}。")
BY_NUMBER = Text("请回数字。")
NOTED_PROPERTY = Text("明白，我在单子上注明您找过物业。报给{unit}，由他们去找物业。对就回 1。")
ONLY_ONE_OR_TWO = Text("只有1和2。")
ONE_OR_TWO = Text("请回 1 或 2。")
SEE_CASE = Text('看{number}号件发"进度 {number}"。')
ASK_DROP = Text("是已经好了，不用报了吗？\n1 是，不报了　2 还要报")
DROPPED = Text("好，没有报。要报随时再说。")
DROPPED_DISCARDED = Text("您前面发的照片没有报上去，因为不知道是什么事。要报，说一句是什么事、在哪儿。")

# drafts: filed
FILED = Text(
    "{head}\n在谁那儿：{who}\n最晚：{due}\n{climbs}\n{how}",
)
FILED_HEAD = Text("报上去了，是{number}号件（{full}）。")
FILED_ALREADY = Text('已经替您报上去了，是{number}号件（{full}）。看办到哪了，发"进度"。')
FILED_ONCE = Text('报过了，是{number}号件（{full}），没有再报一次。看办到哪了，发"进度"。')
FILED_CLIMBS = Text("到时没办好，会自动交给{above}，不用您再找。")
FILED_HOW = Text('想知道到哪一步，发"进度"；着急，发"催办"。')
FILED_DESK = Text("{head}\n正在定由谁办：区民情办，{until}定好告诉您。\n{how}")
FILED_TWO = Text("报上去了，{count}件：\n{rows}\n{how}")
FILED_TWO_ROW = Text("{number}号件（{full}）·{title}：{who}，最晚{due}")
FILED_TWO_DESK = Text("{number}号件（{full}）·{title}：正在定由谁办，{until}告诉您")
FILED_UNASKED = Text(
    "{opening}，先报上去了，不用您确认：{label}（{full}）。\n在谁那儿：{who}\n{next}\n最晚：{due}\n{neighbour}\n{phone}"
)
UNASKED_COLD = Text("天冷")
UNASKED_DANGER = Text("离远些，别碰")
UNASKED_NEXT = Text("下一步：{until}给您打电话或在这里回话")
UNASKED_NEIGHBOUR = Text("{community}也会联系您，看要不要帮忙。")
UNASKED_PHONE = Text("留个电话他们好找您，回手机号就行；不想留也照样办。")
UNASKED_UNDO = Text('报错了，发"撤回"。')
VULNERABLE = Text("{title}，家有老弱病幼")
PHONE_KEPT = Text('记下了，只有办这件事的人能看到，谁看过您都查得到（发"谁看过"）。')
PHONE_KEPT_COLD = Text("老人要是发抖、说话不清楚、叫不醒，马上打 120。")
PHONE_NOT_NEEDED = Text('不用留电话也照样办。真要他们打给您，发"转人工"。')
INQUIRY_FILED = Text("好，转给{unit}了，是{number}号件（{full}），{due}给您回话。")

# voice
VOICE_GOT = Text(
    "语音收到了，编号{number}号件（{full}）。\n值班的同志{until}听完，给您记上。\n急事请打{hotline}；能打字说一句更快。"
)
VOICE_WORDS = Text("（语音，待听）")
VOICE_TITLE = Text("语音待听")
TRANSCRIPT_WRONG = Text("哪里不对？直接说，值班的同志看得到。")
TRANSCRIPT_CORRECTED = Text("记下了，加到{label}里了。值班的同志照您说的改好，再定给谁办。")
VOICE_DRAFT = Text("语音收到了，带上了。值班的同志会听。\n能打字说一句是什么事、在哪儿，更快。")
VOICE_ADDED = Text("语音加到{label}里了，值班的同志会听。")

# progress
NOTHING_OPEN = Text("您现在没有在办的事。有事直接说就行。")
PROGRESS = Text("{label}\n在谁那儿：{who}\n{step}\n{due}\n{after}")
PROGRESS_WHO_SIGNED = Text("{who}（{signed}接单，第{days}天）")
PROGRESS_WHO_WAITING = Text("{who}（等接单）")
PROGRESS_STEP = Text("下一步：{step}")
PROGRESS_DUE = Text("最晚：{due}{left}")
PROGRESS_OVERDUE = Text("原定：{due}，已经超期")
PROGRESS_LEFT = Text("，还有{days}天")
PROGRESS_AFTER = Text("过了时间没办好，自动交给{above}。")
PROGRESS_DESK = Text("区民情办{until}定好")
STATE_WAITING = Text("等接单")
STATE_SIGNED = Text("已接单")
STATE_STEP = Text("已接单，{step}")
PROGRESS_TRIAGE = Text("正在定由谁办")
PROGRESS_CONFIRMING = Text("{label}\n{who}说是办好了{words}，等您说。\n现在解决了吗？\n{options}")
PROGRESS_CONFIRMING_EXPLAINED = Text("{label}\n{who}说按政策办不了{words}，等您说。\n说清楚了吗？\n{options}")
PROGRESS_CONFIRMING_WORDS = Text('——"{words}"')
PROGRESS_REVIEW = Text(
    "{label}\n区民情办和区督查组在复核，上门看一次\n{due}\n书面告诉您：解决、列入计划，还是办不到、为什么。"
)
PROGRESS_DECIDED = Text('{label}\n{when}定了：{closure}。\n您不同意，15个工作日内回"不同意 {number}"，区督查组再看。')
PROGRESS_CLOSED = Text('{label}\n{when}办完了：{closure}。\n又有问题，发"又坏了"。')
PROGRESS_WITHDRAWN = Text("{label}\n您已撤回，没有再办。{again}")
WITHDRAWN_RESTORE = Text('要接着办，发"还要办 {number}"。')
WITHDRAWN_ANEW = Text("要办，直接说，我按新的报。")
PROGRESS_LIST = Text('您有{count}件在办：\n{rows}\n想看哪件，回"进度 {example}"。')
PROGRESS_LIST_MORE = Text('还有{count}件，发"进度 {page}页"看下一页')
PROGRESS_ROW = Text("{label}：{who}，{due}")
PROGRESS_ROW_CONFIRMING = Text("{label}：已办完，等您说解决没有")
PROGRESS_ROW_REVIEW = Text("{label}：区里复核，{due}")
PROGRESS_ROW_TRIAGE = Text("{label}：正在定由谁办")
PROGRESS_ROW_PLANNED = Text("{label}：{who}公开承诺，{due}")
PROGRESS_PLANNED = Text(
    """
{label}（承诺期，不算办完）
{unit}公开承诺：{day}前{measure}
责任人：{person}
{part}
{moved}
到期我再问您。
"""
)
PROGRESS_PLANNED_PART = Text("{amount}{noun}里办成了{done}{noun}")
PROGRESS_PLANNED_MOVED = Text("原来承诺的是{first}")
PROGRESS_DRAFT = Text("有一件还没报上去：")
CLOSURES = {
    "solved": "您说解决了",
    "explained": "您说说清楚了",
    "kept": "承诺兑现",
    "self_solved": "自己好了",
    "unconfirmed": "没等到您的话",
    "unreached": "没能问到您",
    "statutory": "转法定途径",
    "excluded": "不再计入",
    "withdrawn": "您撤回了",
    "merged": "并到别的件里",
}

# urging, adding, withdrawing
URGED = Text("记下了，第{count}次催。{told}\n{number}号件现在：{state}。{due}\n他一回话我就转给您。")
URGED_TOLD = Text("我刚提醒了{who}。")
URGED_LATER = Text("现在不打扰人，{at}提醒{who}。")
URGED_UNHEARD = Text("{unit}还没有人接上微信，催的次数记在册，谁办都看得到。")
URGED_DUE = Text("最晚还是{due}。")
URGED_AGAIN = Text("知道您着急，第{count}次也记上了，{who}看得到次数。\n{reminded}")
URGED_ONCE_A_DAY = Text("24小时里只提醒一次，上一次是{when}。\n{due}")
URGED_HEAD = Text("知道您着急，第{count}次也记上了。\n我直接告诉了{head}。\n{due}")
URGED_DESK = Text("记下了，第{count}次催。{label}正在定由谁办，我提醒了区民情办。")
URGED_CONFIRMING = Text("{label}已经有了答复，不用催。")
ADDED = Text("补到{label}里了，{who}能看到。")
ADDED_HOW = Text("补充要写一句话，例如：补充 {number} 3楼的也不亮。什么都没改。")
ADD_CLOSED = Text('{label}已经办完，补充不进去了，没改。又有问题，发"又坏了"。')
ADD_WITHDRAWN = Text("{label}您已撤回，补充不进去，没改。{again}")
ASK_GOOD = Text("{label}好了？\n1 修好了　2 不报了　3 继续")
ASK_WITHDRAW = Text("{label}，撤回就不办了。是修好了，还是不想报了？\n1 修好了　2 不报了　3 不撤了，继续办")
ASK_FINE = Text("{label}不办了？\n1 修好了　2 不报了　3 继续")
WITHDRAWN = Text('{label}，撤回了，不再办。7天内改主意，发"还要办 {number}"。')
SELF_SOLVED = Text("好，记下：{label}自己好了。谢谢您告诉一声。")
WITHDRAW_KEPT = Text("好，{label}继续办，什么都没改。")
LEFT_OTHERS = Text("您退出了，邻居还在反映，这件继续办。")
WITHDRAW_NOTHING_DONE = Text("好，什么都没改。")
FILED_BEFORE = Text("原编号{full}：{words}")
WITHDRAW_NOTHING = Text("您现在没有在办的事，没有可撤的，什么都没改。")
WITHDRAW_CLOSED = Text("{label}已经办完了，不用撤，什么都没改。")
RESTORED = Text("好，{label}接着办。\n{due}")
RESTORE_NOTHING = Text("没找到7天内撤回的事，什么都没改。要报，直接说就行。")
ANONYMOUS_NEXT = Text("您说要反映的事就行，我不告诉办事的人您是谁。")
ANONYMOUS_CASE = Text(
    '好，{label}办事的人看不到您的姓名电话，有话都在这里转。要他们上门就得知道是哪户，到时先问您。想改回来，发"实名"。'
)
ANONYMOUS_DRAFT = Text('好，这件匿名报，办事的人看不到您是谁。想改回来，发"实名"。')
SEVERAL = Text("{numbers}号件")
NAMED = Text("好，{what}改回实名：办事的人需要时能看到您留的电话，谁看过都有记录。")
NAMED_WHAT = {"draft": "这件", "next": "您要说的事"}
LOOKS_NONE = Text(
    '{number}号件，还没有人看过您的电话和住址。\n只看过内容的：{text}。\n觉得不该看？回"举报"，由区督查组查。'
)
LOOKS = Text(
    '{number}号件，看过您电话的：\n{identity}\n只看过内容、没看过电话的：{text}。\n觉得不该看？回"举报"，由区督查组查。'
)
LOOK_ROW = Text("{when} {unit} {title}{purpose}")
LOOK_PURPOSE = Text("（{purpose}）")
LOOK_UNIT = Text("{unit}{count}人")
LOOK_NOBODY = Text("还没有")
HOUSEHOLD = Text("户号是社区走访用的，用不着您报。要告诉我在哪儿，直接说小区、楼、单元就行。")

# which case
WHICH_CASE = Text("是说哪件？\n{rows}\n回它的号，例如：{example}")
WHICH_ROW = Text("{number}号件·{title}（{when}）")
PHOTO_FOR_CASE = Text("照片是给{label}的吗？\n1 是　2 不是，是新的事")
PHOTO_FOR_WHICH_DATED = Text('照片是给哪件的？\n{rows}\n回前面的数字，新的事回"新"。')
PHOTO_FOR_WHICH = Text('照片是给哪件的？回 {numbers}，新的事回"新"。')
PHOTO_ADDED = Text("照片放到{label}里了，{who}能看到。")

register("resident", globals())
