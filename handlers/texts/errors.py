"""What is said when a rule was broken: what did not change, why, and the right form."""

from __future__ import annotations

from handlers.texts.text import Text, register

NOTHING_CHANGED = Text("什么都没改。")
ILLEGAL = Text("{n}号件现在是“{state}”，不能{verb}，什么都没改。{can}")
ILLEGAL_CAN = Text("可以：{verbs}")
ILLEGAL_UNDO = Text("{n}号件刚才那一步（{step}）收不回来，什么都没改。居民听到的话要更正，发：进展 {n} 文字")
ILLEGAL_RESIDENT = Text("这件现在不能这样改，什么都没改。看办到哪了，发“进度”。")
NOT_YOURS = Text("{n}号件不在您这儿，在{unit}。您看不到内容，什么都没改。")
NOT_YOURS_DESK = Text("{n}号件不在您这儿，区民情办正在定由谁办。您看不到内容，什么都没改。")
NOT_YOURS_ROLE = Text("{n}号件的这一步不在您这儿定，在{unit}，什么都没改。")
NOT_FOUND = Text("没找到{n}号件，什么都没改。{yours}")
NOT_FOUND_YOURS = Text("您名下是：{numbers}。")
NOT_FOUND_RESIDENT = Text("没找到{n}号件，什么都没改。{yours}")
NOT_FOUND_RESIDENT_YOURS = Text("您的是：{numbers}。")
NOT_FOUND_NONE = Text("您名下现在没有件。")
NOT_FOUND_PLAIN = Text("没找到，什么都没改。")
NO_REQUEST = Text("{n}号件没有等您定的申请，什么都没改。")
NO_STEP = Text("没有能撤销的：只能收回您自己10分钟内、别人还没接着办的那一步。什么都没改。")
MISSING = Text("还差{parts}。写法：{form}，例如：{example}。什么都没改。")
PARTS = {
    "text": "要说的话",
    "reason": "理由",
    "unit": "单位",
    "date": "日期",
    "number": "件号",
    "code": "邀请码",
    "result": "结果",
}
NO_CASE_FOR_VERB = Text("您名下没有能{verb}的件，什么都没改。{yours}")
AMBIGUOUS = Text("“{said}”有好几个：{candidates}。写全名再发。什么都没改。")
BAD_DATE_VAGUE = Text("“{said}”不算日期，居民等的是哪一天。写几月几日，例如：{example}。什么都没改。")
BAD_DATE_PAST = Text("{said}已经过去了。写今天以后的日子，例如：{example}。什么都没改。")
BAD_DATE_UNREADABLE = Text("没看懂日期。写几月几日，例如：{example}。什么都没改。")
BAD_DATE_NOT_LATER = Text("“{said}”不比现在的最晚时间（{until}）晚，不用延。什么都没改。")
BAD_DATE_TOO_FAR = Text("最多能延到{until}。再长请发：上报 件号 理由。什么都没改。")
BAD_DATE_PAUSE = Text("暂停最多15个工作日，到{until}。再长请发：延期 件号 日期 理由，或 上报 件号 理由。什么都没改。")
LIMIT_PAUSE = Text("{n}号件已经有一份暂停申请在等批，什么都没改。")
LIMIT_PAUSE_NONE = Text("{n}号件是紧急件，不能暂停，什么都没改。")
TOO_LATE_EXTENSION = Text(
    "{n}号件已经到期，延期要在到期前申请。现在可以：办结 {n} 文字，或 上报 {n} 理由。什么都没改。"
)
TOO_LATE_UNDO = Text("过了10分钟，撤不回了，什么都没改。要更正发：进展 {n} 文字")
TOO_LATE_TAKE_BACK = Text("{n}号件报办结过了1小时，或已经在问居民了，撤不回了，什么都没改。")
TOO_LATE = Text("过了时候，什么都没改。")
LIMIT_OBJECTIONS = Text("{n}号件已经退过两次，不能再退，由区里开会定。办不了发：上报 {n} 理由。什么都没改。")
LIMIT_EXTENSION = Text("{n}号件已经申请过延期，最多两次，第二次由上两级批。办不了发：上报 {n} 理由。什么都没改。")
LIMIT_EXTENSION_NONE = Text("{n}号件是紧急件，不能延期。办不了发：上报 {n} 理由。什么都没改。")
LIMIT_TOP = Text("{n}号件已经在最上一级，没处再报。进展照说：进展 {n} 文字。什么都没改。")
LIMIT = Text("这一步已经到头了，不能再做，什么都没改。")
NO_POWER = Text("目录里{matter}不归{unit}管，什么都没改。")
NO_POWER_UNKNOWN = Text("{unit}不能当主办，什么都没改。")
UNKNOWN_UNIT = Text("没认出单位“{said}”，什么都没改。{near}")
UNKNOWN_UNIT_NEAR = Text("是不是：{names}？")
SAME_UNIT = Text("本来就在{unit}，什么都没改。")
ABOUT_CONDUCT = Text(
    "这句话说的像是人的作风，{n}号件办事的人都看得到，没有放进去，什么都没改。\n"
    "去掉这句再发；要送到区督查组，不让他们知道，发：举报 要说的话"
)
NOT_BOUND = Text("“{verb}”是岗位上的人用的，您还没绑定，什么都没改。有邀请码发：绑定 K7M2Q9；要反映事情，直接说就行。")
BAD_CODE = {
    "unknown": Text("没有这个邀请码，看看是不是抄错了（没有0、O、1、I）。什么都没改。"),
    "used": Text("这个邀请码用过了（或过了7天）。请找{admin}重发。什么都没改。"),
    "expired": Text("这个邀请码用过了（或过了7天）。请找{admin}重发。什么都没改。"),
    "too_many_tries": Text("今天试错了5次，先停24小时，{until}以后再试。什么都没改。"),
}
COMMA = "、"
OTHER = Text("没办成，什么都没改。")

register("errors", globals())
