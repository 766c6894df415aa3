"""Words about whose it is: arbitration, routing rules, and why a case is where it is."""

from __future__ import annotations

from handlers.texts.text import Text, register

# -- the third time
ASK_THIRD = Text(
    """
{n}号件已经退过两次，不能再退。还有不同意见，写理由，送区民情办裁定，只裁一次，定了就是派单规则：
1 地点不在我们这儿
2 我们没有这项职权
3 和别的单重复
4 内容看不懂，没法办
回数字，后面写依据。现在什么都没改。
"""
)
ASKED = Text(
    "{n}号件退过两次了，这次送区民情办裁定（{limit}），裁定写明依据，当天就是派单规则。没定之前什么都没改，时间照走。"
)
DECIDES = "定"
WAITING = Text("{n}号件在等区民情办裁定，没定之前还在您这儿，时间照走。什么都没改。")
ARBITRATED = Text("{n}号件区民情办已经裁定过，不能再退。办不了发：上报 {n} 理由。什么都没改。")

# -- the desk
NEEDS = Text("裁定要写归谁和依据，例如：裁定 {n} 城管局 三定方案第4条，主路路灯归城管。什么都没改。")
NEEDS_BASIS = Text("裁定还差依据，例如：裁定 {n} {unit} 三定方案第4条。什么都没改。")
HOW = Text("{n}号件等的是裁定，写明归谁和依据：裁定 {n} 单位 依据。什么都没改。")
DECIDED = Text("裁定：{n}号件归{unit}，不计入{old}。居民那边的日期不变。{category}{rule}")
STAYS = Text("裁定：{n}号件还归{unit}，最晚{due}不变，不能再退。{category}{rule}")
RULE = Text("以后{place}的“{matter}”直接派{unit}（派单规则{id}号，今天起生效）。")
RULE_ONCE = Text("地点没定，只管这一件（{id}号裁定）。")

# -- letters
LETTER_ASKED = Text(
    """
{label}，{unit}第三次说不归他们：{reason}，"{words}"。请裁定。
{asked}
{place}：{text}
{limit}定，写明依据：裁定 {n} 单位 依据
"""
)
LETTER_STAYS = Text('{label}，区民情办裁定还归您单位，依据："{basis}"。最晚{due}不变，不能再退。')
LETTER_MOVED = Text('{label}，区民情办裁定归{unit}，依据："{basis}"，不计入您单位。')
CARD_ASKED = Text("{unit}退单，请裁定")
FIRST_TOLD = Text('{label}，您单位是首接。{unit}报办结了："{words}"。居民问起来好回答。')

# -- rules
CATEGORY = Text(
    """
{title}〔目录{no}〕：归{lead}，权限“{power}”。
时限{tier}，来源：{source}（{verified}）。
{able}
{rules}
{old}
按区县文件第{version}版。
"""
)
ABLE = Text("能当主办的：{units}。没有这项权限的，派不了、转不了，裁定也不行。")
ABLE_MORE = Text("{units}等{count}个")
NO_RULES = Text("没有单独的派单规则，照目录派。")
RULES = Text("现行规则：\n{rows}")
RULE_ROW = Text("{id}号 {place}：归{unit}，{day}起，{by}定。{basis}")
FILE_ROW = Text("文件规则{code} {place}：归{unit}{day}。来源：{source}")
SINCE = Text("，{day}起")
BASIS = Text("依据：{basis}")
OLD = Text("废止过{count}条，最近{id}号（{day}止）：{why}")
REPLACED = Text("有了新的裁定或退单决定")
EVERYWHERE = Text("全区")
ONE_CASE = Text("只管那一件")
VERIFIED = "已核实"
UNVERIFIED = "未核实"
OWN = "本服务默认"
TIERS = {"2h": "2小时", "24h": "24小时", "3d": "3个工作日", "7d": "7个工作日", "15d": "15个工作日"}
UNIT = Text("{unit}能当主办的{count}类：{titles}{more}。权限：{powers}。")
UNIT_NONE = Text("{unit}没有能当主办的事项，只能协办。")
UNIT_MORE = Text("等")
WHICH = Text("是哪一类？{titles}。发：规则 事项名")
UNKNOWN = Text("没认出“{said}”。看一件发：规则 7；看一类发：规则 楼道灯不亮；看一个单位发：规则 城管局。什么都没改。")
HELP = Text("看一件为什么归谁：规则 7；看一类的规则：规则 楼道灯不亮；看一个单位管什么：规则 城管局。")
ENDED = Text("派单规则{id}号今天起废止，以后{place}的“{matter}”照目录派{unit}。在办的件不变。")
END_NEEDS = Text("废止要写几号和理由，例如：规则 废止 3 机构改革，职责划转。什么都没改。")
END_UNKNOWN = Text("没有在用的派单规则{id}号。什么都没改。")
END_NOT_YOURS = Text("派单规则由区民情办废止。什么都没改。")
END_WORDS = ("废止", "作废", "停用")

# -- why
WHY = Text("{label}，现在归{unit}，首接{first}。\n立案时：{rule}\n{step}\n{version}")
VERSION = Text("按区县文件第{version}版（{day}载入）。")
BY_CATALOGUE = Text("派单目录{no}，{title}归{lead}。")
BY_DECISION = Text("派单规则{id}号（{day}起，{by}定）：{place}的“{title}”归{unit}。{basis}")
BY_FILE = Text("区县文件规则{code}：{place}的“{title}”归{unit}{day}。来源：{source}")
BY_RULE = Text("按派单规则由{unit}办。")
BY_NOBODY = Text("目录里没定，区民情办派的。")
STEPS = {
    "assign": Text("后来：{day}{by}派给{unit}。"),
    "transfer": Text("后来：{day}{by}转给{unit}。"),
    "uphold": Text("后来：{day}退单成立，{by}改派{unit}。{basis}"),
    "arbitrate": Text("后来：{day}{by}裁定归{unit}。{basis}"),
    "confirm_unit": Text("后来：{day}{by}裁定还归{unit}。{basis}"),
    "raise": Text("后来：{day}上报到{unit}。"),
    "limit_passed": Text("后来：{day}到时没办，升到{unit}。"),
    "commitment_missed": Text("后来：{day}承诺没兑现，升到{unit}。"),
    "unsolved": Text("后来：{day}居民说没解决，升到{unit}。"),
    "reopen": Text("后来：{day}又坏了，交给{unit}。"),
}
PLACE_LEADS = {"community": Text("所在社区"), "street": Text("所在街道")}

# -- pages and 进度
PAGE_WHY = Text("为什么是他们：{rule}")
PROGRESS_FIRST = Text("，首接{unit}")
SEPARATOR = "、"

register("ruling", globals())
