"""Words about deeds, conflicts, projects, services and their ratings."""

# ruff: noqa: E501 - sentences
from __future__ import annotations

from handlers.texts.text import Text, register

SEPARATOR = "、"
KINDS = {"deed": "实事", "service": "送服务", "visit": "深入社区", "fund": "资金"}
DONE_WORDS = ("办完", "已办完", "办好了", "已办好", "完成", "已完成", "做完了", "办完了", "完了")
BEFORE_WORDS, AFTER_WORDS = ("前", "之前", "办前", "前照片"), ("后", "之后", "办后", "后照片")
SHOW_WORDS, HIDE_WORDS, VOID_WORDS = ("公开照片", "照片公开"), ("不公开照片", "照片不公开"), ("撤回", "记错了", "作废")

# -- deeds
DEED_FORM = Text("写法：{verb} 做了什么；社区；金额。例如：{verb} {example}。金额没有就不写。什么都没改。")
DEED_EXAMPLES = {
    "deed": "给3号楼装了12盏楼道灯；{unit}；3500元",
    "service": "上门量血压20人；{unit}",
    "visit": "看望困难户、听意见；{unit}",
    "fund": "扶贫养殖项目；{unit}；12.5万元",
}
DEED_KEPT = Text("{kind}{number}记下了：{what}，{place}{money}{state}。{more}")
DEED_MORE = Text("照片先发来，再发：实事 {number} 前，或 实事 {number} 后。办完发：实事 {number} 办完")
DEED_MONEY = Text("，{money}")
DEED_DOING, DEED_DONE_STATE = "，在办", "，办完了"
DEED_DONE = Text("{kind}{number}办完了：{what}{money}，算进今年的数。")
DEED_UNKNOWN = Text("没有{kind}{number}，或者不是您单位的，什么都没改。")
DEED_NOT_NOW = Text("{kind}{number}现在是“{state}”，这一步做不了，什么都没改。")
DEED_STATES = {"doing": "在办", "done": "办完了", "void": "作废了"}
DEED_PHOTO = Text("{kind}{number}的{when}照片收下了。没说“公开照片”之前只有办事的人看得到。")
DEED_NO_PHOTO = Text("没看到半小时内发来的照片。先发照片，再发：实事 {number} {when}。什么都没改。")
DEED_SHOWN = Text("{kind}{number}的照片上公示栏了。里面要是有人脸、门牌，马上发：实事 {number} 不公开照片")
DEED_HIDDEN = Text("{kind}{number}的照片不公开了。")
DEED_VOID = Text("{kind}{number}作废了，数里去掉了；记录还留着。")
WHEN = {"before": "办前", "after": "办后"}
DEED_LIST = Text(
    "{unit}今年：实事{deeds}件，送服务{services}次，深入社区{visits}次，资金{money}。\n{rows}\n新记一件写：实事 做了什么；社区；金额"
)
DEED_ROW = Text("实事{number} {what}{money}：{state}")

# -- conflicts
SORTS = {
    "neighbours": "邻里", "family": "家庭", "property": "物业", "work": "劳动", "debt": "债务", "land": "土地", "other": "其他",
}  # fmt: skip
SORT_SIGNS = {
    "family": ("家庭", "婚姻", "夫妻", "赡养", "抚养", "婆媳", "遗产", "兄弟"),
    "neighbours": ("邻居", "邻里", "楼上", "楼下", "漏水", "噪音", "宠物", "占道"),
    "property": ("物业", "停车", "电梯", "业主"),
    "work": ("工资", "欠薪", "劳动", "工伤", "雇"),
    "debt": ("借款", "欠款", "借钱", "债", "货款"),
    "land": ("土地", "宅基地", "草场", "地界", "拆迁", "征收"),
}
CONFLICT_FORM = Text(
    "写法：化解 谁和谁为什么事；社区。只有您和区督查组看得到原话。结果写：化解 {number} 成了 内容。什么都没改。"
)
CONFLICT_KEPT = Text(
    "调解{number}记下了（{sort}，{unit}）。原话和当事人只有您和区督查组看得到，公示和报表里只有件数。有结果发：化解 {number} 成了 内容"
)
CONFLICT_ENDS = {"settled": "调解成了", "handed": "转到别的途径", "failed": "没调成"}
CONFLICT_STATES = {"open": "在调", **CONFLICT_ENDS}
SETTLED_WORDS, HANDED_WORDS, FAILED_WORDS = (
    ("成了", "调成", "和解", "达成"),
    ("转",),
    ("没成", "没调成", "不成", "调不成"),
)
CONFLICT_ENDED = Text("调解{number}：{how}，记下了。")
CONFLICT_SHOWN = Text("调解{number}（{state}）：{words}{result}\n这次查看已记名。")
CONFLICT_RESULT = Text("\n结果：{words}")
CONFLICT_HIDDEN = Text("没有您能看的调解{number}，什么都没改。")
CONFLICT_NOT_NOW = Text("调解{number}已经“{state}”，什么都没改。")
CONFLICT_LIST = Text("{unit}今年调解{count}件：在调{open}、成了{settled}、转走{handed}、没成{failed}。{mine}")
CONFLICT_MINE = Text("\n您在调的：{numbers}")

# -- projects
STAGES = {"planned": "立项", "funded": "资金到位", "started": "开工", "built": "建成", "accepted": "验收"}
STAGE_WORDS = {
    "资金到位": "funded", "落实资金": "funded", "开工": "started", "动工": "started", "建成": "built", "完工": "built", "竣工": "built",
    "投用": "built", "验收": "accepted",
}  # fmt: skip
OPEN_WORDS, AID_WORDS, LINK_WORDS, AMOUNT_WORDS = (
    ("立项", "新建"),
    ("扶贫", "帮扶", "养殖", "种植"),
    ("关联", "因为"),
    ("量", "数量"),
)
PROJECT_FORM = Text(
    "写法：项目 立项 名称；社区。进到哪步：项目 {number} 开工。数量：项目 {number} 量 路灯 111盏。起因：项目 {number} 关联 7。什么都没改。"
)
PROJECT_OPENED = Text("项目{number}立项了：{name}，{place}。因为哪些诉求，发：项目 {number} 关联 件号")
PROJECT_STAGE = Text("项目{number}·{name}：{stage}，公示栏上有了。{told}")
PROJECT_TOLD = Text("反映过的{count}件的人会听到“因您反映而建”。")
PROJECT_NOT_NOW = Text("项目{number}已经到“{stage}”，不能退回，什么都没改。")
PROJECT_AMOUNT = Text("项目{number}·{name}：{what}{amount}，记下了。")
PROJECT_AMOUNT_FORM = Text(
    "数量没看懂。写成：项目 {number} 量 路灯 111盏，或 项目 {number} 量 绿化 34.6万平米。什么都没改。"
)
PROJECT_LINKED = Text("项目{number}·{name}和{label}连上了：两边都看得到。")
PROJECT_LINKED_ALREADY = Text("{label}早就和项目{number}连着，什么都没改。")
PROJECT_NO_CASE = Text("没找到{n}号件，没有连，什么都没改。")
PROJECT_UNKNOWN = Text("没有项目{number}，什么都没改。看项目发“项目”。")
PROJECT_SHOWN = Text("项目{number}·{name}（{unit}）：{stage}，{day}。{amounts}\n起因：{cases}")
PROJECT_NO_CASES = "还没关联诉求"
PROJECT_LIST = Text("项目{count}个：\n{rows}\n看一个发：项目 {number}")
PROJECT_ROW = Text("项目{number} {name}：{stage}")
PROJECT_NONE = Text("现在没有项目。立项写：项目 立项 名称；社区")
LETTER_PROJECT = {
    "started": Text("因您反映而建：您说过的{title}，“{name}”开工了，{unit}在建。建成再告诉您。"),
    "built": Text("因您反映而建：您说过的{title}，“{name}”建成了{amounts}。谢谢您说出来。"),
}
LETTER_AMOUNTS = Text("（{amounts}）")
PROGRESS_PROJECT = Text("因这件立了项目：{name}（{stage}）")

# -- services
SERVICE_ROW = Text("{kind}：{provider}，电话{phone}{hours}{rating}{invented}")
SERVICE_HOURS = Text("，{hours}")
SERVICE_RATING = Text("，{answered}人评，{good}人说好")
SERVICE_INVENTED = "（示例）"
SERVICE_FOUND = Text("{rows}\n用上了过两天我问您一句好不好？\n1 好，问吧\n2 不用\n要投诉，直接说事，或发“我要投诉”。")
SERVICE_OPTIONS = (("use", "好，问吧"), ("no", "不用"))
SERVICE_WHICH = Text("好。您用的是哪一家？\n{options}")
SERVICE_NOTED = Text("好，{day}问您一句。用得不好也直接说。")
SERVICE_NOT_NOTED = Text("好。要投诉，直接说事就行。")
SERVICE_NONE = Text("目录里没有“{said}”。有：{kinds}。\n查一类写：查 家政。要反映问题，直接说就行。")
SERVICE_KINDS = Text("能查：{kinds}。\n写：查 家政。要投诉，直接说事，或发“我要投诉”。")
SERVICE_NO_DIRECTORY = Text("这里还没有便民服务目录。有事直接说就行。")
SERVICE_POLL = Text("您前几天找的{provider}（{kind}），服务怎么样？")
SERVICE_ANSWERS = {"good": "好", "fair": "一般", "bad": "不好"}
SERVICE_ANSWER_WORDS = {
    "good": ("好", "满意", "挺好", "不错", "很好", "好的", "可以"),
    "fair": ("一般", "还行", "凑合", "马马虎虎"),
    "bad": ("不好", "不满意", "太差", "差", "不行", "没来"),
}
SERVICE_RATED = Text("记下了：{provider}，{answer}。{bad}")
SERVICE_RATED_BAD = Text("要投诉它，直接说是什么事，我按投诉报。")
SERVICE_POLL_AGAIN = Text("{provider}的服务怎么样？\n1 好\n2 一般\n3 不好")
RATINGS = Text("便民服务评价（用过/问了/答了/说好）：\n{rows}")
RATINGS_ROW = Text("{provider}（{kind}）：{used}/{asked}/{answered}/{good}{share}")
RATINGS_SHARE = Text("，{percent}%")
RATINGS_NONE = Text("目录里还没有服务商。")
COMPLAIN = ("我要投诉", "要投诉", "投诉")

# -- the board
BOARD_DEEDS = "为民实事"
BOARD_DEED = Text("{what}　{place}{money}　{state}")
BOARD_PROJECTS = "项目进度"
BOARD_PROJECT = Text("{name}　{unit}　{stage}（{day}）{amounts}{caused}")
BOARD_CAUSED = Text("　因{count}件诉求而建")
BOARD_TOTALS = Text(
    "今年：实事{deeds}件，资金{money}，调解矛盾{conflicts}件，深入社区{visits}次，送服务{services}次，项目{projects}个。"
)
BOARD_STATIONS = "代办站和周五值班"
BOARD_FRIDAY = Text("{day}{count}个代办站都有人值班。在自己社区发“周五值班”看是谁。")
BOARD_SPACE = Text("　{text}")
BOARD_PHOTO = Text("{what}：{when}")
REPORT_THEMES = {
    "poverty": "扶贫帮困",
    "property": "物业网格化",
    "city": "文明城创建",
    "conflict": "矛盾纠纷化解",
    "cohesion": "社区共建和强化基层党组织服务功能",
}
BOARD_THEMES = "五项任务"
BOARD_THEME = Text("{name}：{count}件")

register("works", globals())
