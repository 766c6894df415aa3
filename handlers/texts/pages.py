"""What the pages behind the cards say: states, what happened, what became of a form, why nothing changed."""

from __future__ import annotations

from handlers.texts import cadre, closing, pauses, votes
from handlers.texts.text import Text, register

# where it stands, for the complainant
STATES = {
    "draft": Text("还没报上去"),
    "triage": Text("正在定由谁办"),
    "dispatched": Text("已交给{unit}，等接单"),
    "working": Text("{unit}正在办"),
    "objected": Text("已交给{unit}"),
    "paused": Text("{unit}先停一停"),
    "planned": Text("承诺期"),
    "confirming": Text("{unit}说是办好了，等您说"),
    "review": Text("区里复核"),
    "closed": Text("办完了：{closure}"),
    "merged": Text("和邻居的一起办"),
    "withdrawn": Text("您已撤回，没有再办"),
}
STATE_EXPLAINED = Text("{unit}说解释清楚了，等您说")
DESK = Text("区民情办")
SIGNED = Text("{owner}（{at}接单）")
OVERDUE = Text("{due}（已经超期）")
AFTER = Text("过了时间没办好，自动交给{above}，不用您再找。")
NO_DUE = Text("定了由谁办就告诉您")
HEAD_TO_POST = Text("{state}{marks}")
ROUND = Text("第{round}轮")
URGED = Text("居民催{count}次")
URGENT = Text("加急")
VULNERABLE = Text("家有老弱病幼")
LATE = Text("超期")
LEAD = Text("{unit}牵头")
ASSIST = Text("您协助，主办{unit}")

# what happened, for the complainant
EVENTS = {
    "file": Text("您报上来了"),
    "file_unrouted": Text("您报上来了，在定由谁办"),
    "assign": Text("交给{unit}办"),
    "accept": Text("{unit}接单"),
    "arbitrate": Text("区民情办裁定，改由{unit}办"),
    "confirm_unit": Text("区民情办裁定，还由{unit}办"),
    "supervise": Text("{unit}领导督办"),
    "whistle": Text("请{unit}一起办"),
    "lift": Text("督办解除"),
    "progress": Text("{unit}回话"),
    "answer": Text("{unit}答复"),
    "finish": Text("{unit}说办好了"),
    "take_back": Text("{unit}收回了“办好了”，接着办"),
    "uphold": Text("换到{unit}办"),
    "transfer": Text("换到{unit}办"),
    "raise": Text("交到{unit}办"),
    "grant_extension": Text("最晚时间延到{until}，{by}批准"),
    "coming": Text("值班员已收到，正赶去"),
    "limit_passed": Text("到时没办好，自动交到{unit}"),
    "solved": Text("您说解决了"),
    "acknowledged": Text("您说说清楚了"),
    "unsolved": Text("您说没解决，交到{unit}重新办"),
    "partial": Text("您说好一些，没全好，接着办"),
    "silence": Text("没等到您的话，先收起来了"),
    "reopen": Text("您说又坏了，交到{unit}接着办"),
    "withdraw": Text("您撤回了"),
    "self_solved": Text("您说自己好了"),
    "grant_pause": Text("先停一停，到{until}接着办，{by}批准"),
    "resume": Text("接着办了"),
    "contest": Text("您不同意"),
    "uphold_pause": Text("{by}看过了，还要停"),
    "commit": Text("{unit}公开承诺：{until}前办成"),
    "move_date": Text("承诺改到{until}，{by}同意"),
    "keep": Text("{unit}说承诺的办成了"),
    "keep_part": Text("{unit}说办成了一部分"),
    "commitment_missed": Text("承诺的日子到了没办成，自动交到{unit}"),
    "restore": Text("您要接着办"),
    "urged": Text("您催了一次"),
    "supplement": Text("您补充"),
    "media": Text("您补了照片"),
    "promise_kept": Text("您说：说好的那天办了"),
    "promise_missed": Text("您说：说好的那天没办"),
}
OWN_COMMENT = Text("您说")
EVENTS_TO_POSTS = {
    **cadre.EVENTS,
    "supplement": "居民补充",
    "media": "居民补了照片",
    "urged": "居民催办",
    "phone_left": "居民留了电话",
    "withdraw": "居民撤回",
    "promise_kept": "居民说：说好的办了",
    "promise_missed": "居民说：说好的没办",
}
COMMENT = Text("居民说")
BY_UNIT = Text("{unit} {what}")
LOOKED_IDENTITY = Text("{when} {unit} 看了您的电话和住址（{purpose}）")
LOOKED_TEXT = Text("{when} {unit} 看了内容")

# photos
PHOTO_COMPLAINT = Text("反映时的照片")
PHOTO_EVIDENCE = Text("办理的照片")
PHOTO_PENDING = Text("照片还在取，过一会儿再看")
PHOTO_LOST = Text("这张照片没取到，可以再补一张")
VOICE = Text("语音")
VIDEO = Text("视频")

# what holds a case: a pause, a public commitment
PAUSED_ROWS = (Text("停到"), Text("为什么停"), Text("谁批的"))
PAUSED_WHY = Text("{reason}：{words}")
PLANNED_ROWS = (Text("承诺"), Text("哪天前"), Text("责任人"), Text("原来说"), Text("已办成"))
PLANNED_WHO = Text("{unit} {person}")
PLANNED_DAY = Text("{day}，到时我问您办成没有")
PLANNED_FIRST = Text("{day}，改过{count}次")
PLANNED_PART = Text("{done}/{amount}{noun}")

# requests that wait for the post that opens the page: (what, who asks for what, yes, no)
PENDING = {
    "objection": (Text("退单等您定"), Text("{unit}要退，理由："), Text("同意，派给上面的单位"), Text("驳回")),
    "arbitration": (
        Text("退过两次，等您裁定"),
        Text("{unit}第三次说不归他们，理由："),
        Text("裁定归上面的单位"),
        Text("裁定还归他们"),
    ),
    "extension": (Text("延期等您定"), Text("{unit}申请延到{until}，理由："), Text("同意"), Text("驳回")),
    "pause": (Text("暂停等您定"), Text("{unit}申请停到{until}，{reason}："), Text("同意暂停"), Text("驳回")),
    "contest": (
        Text("居民不同意暂停，等您定"),
        Text("{unit}因为{reason}停到{until}。居民说："),
        Text("居民说得对，接着办"),
        Text("还要停"),
    ),
    "commitment": (
        Text("承诺等您定"),
        Text("{unit}要公开承诺，{until}前办成，责任人{person}。办法："),
        Text("同意公开"),
        Text("驳回"),
    ),
    "commitment_move": (
        Text("承诺改期等您定"),
        Text("{unit}要把承诺改到{until}，原因："),
        Text("同意改期"),
        Text("驳回"),
    ),
    "statutory": (
        Text("转法定途径，等您定"),
        Text("{unit}说这事要走法定途径，依据："),
        Text("同意，告诉居民去哪儿"),
        Text("驳回，还要办"),
    ),
    "finding": (
        Text("复核结果等您定"),
        Text("另一家看过，结果是{finding}："),
        Text("同意，告诉居民"),
        Text("不同意，再看"),
    ),
    "exclusion": (
        Text("剔除申请等您定"),
        Text("{unit}申请不计入考核，因为{excluded}。依据："),
        Text("同意剔除"),
        Text("不同意，照样计入"),
    ),
    "appeal": (
        Text("居民不同意，等您定"),
        Text("这件没有再办，居民不同意。居民说："),
        Text("居民说得对，重新办"),
        Text("还是不办"),
    ),
}
PART_HEARD = Text("{n}号件的协办应下了，{due}报完您那部分。")
PART_DONE = Text("{n}号件您那部分报完了，已告诉主办{owner}。这件还由主办报办结。")
PENDING_OTHER = (Text("有一份申请等您定"), Text("{unit}申请："), Text("同意"), Text("驳回"))

# questions
ASK = {
    "solved": Text("现在解决了吗？"),
    "explained": Text("{unit}说这事办不了，原因回过您了。说清楚了吗？"),
    "satisfied": Text("再问一句，这次办得您满意吗？"),
    "promise": Text("说好的{day}到了，办了吗？"),
    "danger": Text("现在还有危险吗？"),
}
PROMISE_OPTIONS = (("kept", "办了"), ("missed", "没办"))
LABELS = votes.LABELS
COMMENT_HINTS = {
    "solved": Text("哪儿还不行？不说也行。"),
    "explained": Text("哪里没说清、为什么不认可？不说也行。"),
    "satisfied": Text("想说的话，不说也行。"),
}
SAID = Text("您说的是：{answers}。")

# what became of a form, to the complainant
VOTED_SOLVED = Text("太好了，记下：解决了。{n}号件就办到这儿。")
VOTED_UNDERSTOOD = Text("记下了：说清楚了。{n}号件就办到这儿。")
VOTED_UNSOLVED = Text(
    "记下了：{said}。{n}号件重新办，交给{owner}，最晚{due}回您。您不用再说一遍，原来的话和照片都带着。"
)
VOTED_PARTIAL = Text("记下：{said}。{unit}接着办，最晚{due}。")
VOTED_CHANGED = Text("改过来了：从“{before}”改成“{after}”。")
VOTED_TWICE = Text("您说过了：{answer}。没有再记一次。")
LATER = Text("好，{at}我再问您一次。")
SATISFIED = Text("记下了：{answer}。谢谢您说实话。30天内又坏了，回到这里点“又坏了”就行，还算这一件。")
PROMISE_KEPT = Text("记下了：办了。我请他们报办结，到时再问您满不满意。")
PROMISE_MISSED = Text("记下了：没办。说好的日子没做到，已经记上，也告诉了{unit}和他的领导。最晚还是{due}。")
DANGER_GONE = Text("好，记下：没有危险了。以后再有，马上离开，打{phone}。")
DANGER_STILL = Text("我又叫值班的人了。人先离开，打{phone}。")
ADDED_WORDS = Text("补到{n}号件里了，{who}能看到。")
ADDED_PHOTOS = Text("照片放到{n}号件里了，{who}能看到。")
REMINDED = Text("记下了，第{count}次催，刚提醒了{who}。最晚还是{due}。")
REMINDED_BEFORE = Text("知道您着急，第{count}次也记上了，{who}看得到次数。24小时里只提醒一次。最晚还是{due}。")
REMINDED_HEAD = Text("知道您着急，第{count}次也记上了，直接告诉了{unit}的领导。最晚还是{due}。")
REOPENED = Text("接着办，还是{n}号件，第{round}轮，交给{owner}，最晚{due}。")
WITHDRAWN = Text("{n}号件撤回了，不再办。7天内改主意，回到这里点“接着办”。")
SELF_SOLVED = Text("好，记下：{n}号件自己好了。谢谢您告诉一声。")
LEFT_OTHERS = Text("您退出了，邻居还在反映，这件继续办。")
RESTORED = Text("好，{n}号件接着办。")
HIDDEN = Text("好，{n}号件办事的人看不到您的姓名电话，有话都在这里转。")
AT_HOME = Text("记下了：您在家了。{n}号件接着办，最晚{due}。办事的人会先联系您。")
NAMED = Text("好，改回实名：办事的人需要时能看到您留的电话，谁看过都有记录。")

# what became of a form, to a post
ACCEPTED = Text("{n}号件收下了，最晚{due}。先回居民一声，或办好了报办结。")
PROGRESSED = Text("转给居民了。")
PROGRESSED_QUIETLY = Text("记下了。居民今天已经收过您一条，这条他看页面时看得到。")
PROMISED = Text("说好的日子记成{due}，过了这个点，算不算做到由居民说。")
FINISHED = Text("{n}号件已报办结，{at}，{punctual}。居民说好了才算完；说没好，会交到{above}，您协助。")
TAKEN_BACK = Text("撤回了办结，{n}号件还在您这儿接着办，最晚{due}。")
OBJECTED = Text("退单理由已送{unit}，{limit}定。没定之前{n}号件还在您这儿，时间照走。")
RAISED = Text("{n}号件交给{unit}了，限{due}。您转为协助，已告诉居民。")
EXTENSION_ASKED = Text("申请延到{until}，已送{above}。没批之前还按{due}算。")
COMMITTED = Text("{n}号件的承诺定了：{day}前，责任人{person}。已告诉居民。办成了回到这里报兑现。")
KEPT = Text("{n}号件已报兑现，{at}。居民说办成了才算。")
REMARKED = Text("备注记下了，只有办事的人看得到。")
TRANSCRIBED = Text("语音的内容记进{n}号件了。")
GRANTED = Text("同意了，已告诉{unit}。")
THE_RESIDENT = Text("居民")
REFUSED = Text("没同意，理由已告诉{unit}。")
ASSIGNED = Text("{n}号件派给{unit}了，最晚{due}。已告诉居民。")
LOOKED = Text("居民的电话和门牌在下面，10分钟后收起。这次查看记下了，居民查得到。")
NO_PHONE = Text("居民没留")
ANONYMOUS = Text("居民要求匿名，没有可看的。有话写在“先回居民一声”里，我来转。")

# why nothing changed
PROBLEMS = {
    "illegal_act": Text("{n}号件现在是“{state}”，这一步做不了，什么都没改。"),
    "not_yours": Text("{n}号件的这一步不在您这儿，在{unit}，什么都没改。"),
    "not_found": Text("没找到，什么都没改。"),
    "missing_part": Text("还差{parts}，什么都没改。"),
    "too_late": Text("过了时候，这一步做不了，什么都没改。"),
    "limit_reached": Text("这一步已经到头了，不能再做，什么都没改。"),
    "no_power": Text("目录里这件事不归{unit}管，什么都没改。"),
    "household_answered": Text("家里已经说过了，一家算一票，没有再记。"),
    "about_conduct": Text(
        "这句话说的像是人的作风，办事的人都看得到，什么都没改。要送到区督查组，在公众号里发：举报 要说的话"
    ),
    "end_decided": Text("{n}号件已经定了不再办，不用再评。您不同意，点下面的“不同意”。什么都没改。"),
    "unknown_unit": Text("没认出是哪个单位，或本来就在那里，什么都没改。"),
}
BAD_DATES = {
    "vague": Text("这不算日期，居民等的是哪一天？什么都没改。"),
    "past": Text("这个日期已经过去了，什么都没改。"),
    "unreadable": Text("没看懂日期，什么都没改。"),
    "not_later": Text("这个日期不比现在的最晚时间（{until}）晚，不用延，什么都没改。"),
    "too_far": Text("最多能延到{until}，什么都没改。再长请用上报。"),
    "pause_too_far": Text("最多停到{until}，什么都没改。再长请用延期或上报。"),
}
PROBLEM = Text("没办成，什么都没改。")
PARTS = {
    "text": "要说的话",
    "reason": "理由",
    "unit": "单位",
    "date": "日期",
    "words_or_photo": "一句话或一张照片",
    "measure": "承诺的办法",
    "person": "责任人的名字",
    "quantity": "现在一共办成了几个（例如：4所/6所，不能比上次少）",
    **cadre.EVIDENCE,
    "route": "走哪条路（劳动仲裁、法院、行政复议、信访、公安或法律援助）",
}
TOO_LONG = Text("写得太长了，最多{most}个字。什么都没改。")
OBJECTION_OPTIONS = cadre.OBJECTION_OPTIONS
CLAIM_OPTIONS = tuple(one for one in closing.CLAIM_OPTIONS if one[0] != "planned")
"""A plan has parts of its own: 公开承诺 is another form."""
PAUSE_OPTIONS = tuple((code, words()) for code, words in pauses.REASONS.items())

# pages that are not a case
GONE = (Text("这个链接过期了"), Text("链接只能用45天。回到微信，给我们发“进度”，会有新的。干部请发“待办”。"))
MISSING = (
    Text("打不开这个页面"),
    Text("链接不完整，或者这件事不在您名下。回到微信，给我们发“进度”就能看到您的事。干部请发“待办”。"),
)
PARTED = Text("记下了")
BAD_FORM = (Text("没有收下"), Text("这次提交的内容不完整，什么都没改。请退回上一页再试一次。"))
BAD_PHOTO = (
    Text("照片没有收下"),
    Text("只收JPG、PNG的照片，一次最多{count}张，每张10兆以内。什么都没改。请退回上一页，换一张再试。"),
)
FAILED = (Text("出了点问题"), Text("您刚才做的没有存上，什么都没改。过几分钟再试；急事请打{hotline}。"))

register("pages", globals())
