"""Words of the papers: 会议预告, 会议纪要, 督办单, 回访公示, 民意专报, 简报; and the names of their fonts."""

# ruff: noqa: E501 - sentences
from __future__ import annotations

from handlers.texts.text import Text, register
from models.domain.publicity import Public

# -- fonts by name, as GB/T 9704 asks for them, and what stands in where a computer has not got them
TITLE_FONT, BODY_FONT, HEAD_FONT, SECOND_FONT, FOOT_FONT = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
FALLBACKS = {
    TITLE_FONT: ("方正小标宋_GBK", "华文中宋", "宋体"),
    BODY_FONT: ("仿宋", "FangSong", "华文仿宋"),
    HEAD_FONT: ("SimHei", "微软雅黑"),
    SECOND_FONT: ("楷体", "KaiTi", "华文楷体"),
    FOOT_FONT: ("SimSun", "新宋体"),
}
DASH = "—"

# -- what all of them share
DAY = Text("{year}年{month}月{day}日")
MONTH = Text("{year}年{month}月")
ISSUE = Text("第{number}期")
ISSUE_OF_YEAR = Text("（{year}年第{number}期）")
PRINTED_ON = Text("{day}印发")
COLON = Text("{names}：")
COPY_LINE = Text("{label}：{names}。")
TITLE_BREAKS = "[关于的年月区）]"
"""Characters behind which a long title may be broken."""
UP, DOWN, WEB, COPY = Public("报"), Public("发"), Public("挂"), Public("抄送")
BOARD = Public("公示栏")
NONE = Public("没有。")
NOBODY = Public("空缺")
SEPARATOR = "、"
HIDDEN = Text("另有{count}件涉及个人，不公开。")
WHAT = Text("{title}（{community}）")
BY = Text("{unit} {person}")
NAMES = {
    "brief": "民意专报",
    "notice": "会议预告",
    "minutes": "会议纪要",
    "callbacks": "回访公示",
    "bulletin": "民情简报",
    "supervision": "督办单",
    "circular": "督查通报",
    "errands": "代办台账",
}
AUDIENCES = {"up": "报上级", "down": "发下级", "web": "挂公示栏"}
PAGE_DOWNLOAD = "下载Word文件"
PAGE_BACK = "回公示栏"
PAGE_PRINT = "要打印，用浏览器的打印（A4）。"
PAGES_TITLE = "文件"
# -- 会议预告
NOTICE_TITLE = Text("{name}预告")
NOTICE_LEAD = Text("{name}定于{when}召开，现将有关事项公布如下。")
NOTICE_WHERE = Text("时间：{when}。地点：{place}。主持：{host}。")
NOTICE_WHERE_OPEN = Text("时间：{when}。主持：{host}。")
NOTICE_URGENT = Text("本次为急会，预告不满{days}天，原因：{reason}。")
NOTICE_BASICS, NOTICE_ITEMS, NOTICE_UNITS, NOTICE_HOW = (
    Public("时间、地点和主持"),
    Public("议题"),
    Public("参加单位"),
    Public("怎么提意见"),
)
NOTICE_ITEM = Text("{what}，承办单位：{unit}。")
NOTICE_FOOT = Text("预告会前{days}天公布，按自然日算；到会前议题还可能增减。")
NOTICE_SPEAK = Text("对议题有话说的，关注“{service}”直接发文字、语音、照片，或拨打{hotline}。")
UNITS = Text("{units}。")

# -- 会议纪要
MINUTES_MASTHEAD = Text("{name}纪要")
MINUTES_TITLE = Text("{name}纪要（{day}）")
MINUTES_BASICS = Text("{when}，{name}在{place}召开，{host}主持，议题{count}个。")
MINUTES_BASICS_OPEN = Text("{when}，{name}召开，{host}主持，议题{count}个。")
MINUTES_INVITED = Text("通知参加的单位：{units}。")
MINUTES_DRAFTS = Text("会前交了拟办意见的议题{given}个，没有交的{missing}个：{units}。")
MINUTES_DRAFTS_ALL = Text("要交拟办意见的议题{given}个，都交了。")
MINUTES_DECIDED, MINUTES_OPEN, MINUTES_RUNNING = (
    Public("议定事项"),
    Public("没有定全、会后要补的"),
    Public("已办完或按原承诺办的"),
)
MINUTES_PARTS = Text("办法：{measure}。完成时间：{day}。责任单位：{unit}。责任人：{person}。")
MINUTES_LACKS = Text("还缺：{parts}。")
MINUTES_NUMBER = Text("编号：{number}。")

# -- 督办单
SUPERVISION_TITLE = Text("关于{n}号件的督办单")
SUPERVISION_MASTHEAD = Text("{district}督办单")
SUPERVISION_NUMBER = Text("督办〔{year}〕{number}号")
SUPERVISION_LEAD = Text("下列事项由{leader}督办，请按期办理并报结果。")
SUPERVISION_ROWS = {
    "number": Public("件号"),
    "what": Public("事项"),
    "place": Public("地点"),
    "unit": Public("承办单位"),
    "leader": Public("督办领导"),
    "demand": Public("督办要求"),
    "due": Public("督办期限"),
    "first": Public("原定期限"),
    "state": Public("现在"),
    "words": Public("已有进展"),
    "result": Public("办理结果"),
    "sign": Public("签名、日期"),
    "head": Public("单位负责人意见"),
}
LEADER = Text("{title}{person}")
VOICES = Text("{title}，{count}户反映")
ON_TIME = Text("{day}前")
LATE_MARK = Text("{day}前（已超期）")
NO_WORDS = Public("还没有")

# -- 回访公示
CALLBACKS_TITLE = Text("{unit}回访公示")
CALLBACKS_LEAD = Text("下列事项已经办结，并由居民本人确认。公示如下，欢迎监督。")
CALLBACKS_FOOT = Text(
    "有不同意见的，关注“{service}”后发：异议 编号 文字，例如：异议 {number} 修了三天又不亮了。承办单位看不到是谁说的。电话：{hotline}。"
)

# -- 民意专报
BRIEF_TITLE = Text("{unit}{span}民意专报")
BRIEF_SPAN = Text("{first}至{last}")
BRIEF_ALL, BRIEF_CLASSES, BRIEF_PROMISES, BRIEF_PARTS, BRIEF_ERRATA = (
    Public("总的情况"),
    Public("按类别"),
    Public("承诺和会议"),
    Public("分单位"),
    Public("更正"),
)
BRIEF_COLUMNS = ("单位", "收到", "解决", "社区层面", "街道层面", "区级层面", "在办", "超期")
CLASS_COLUMNS = ("类别", "件数")
SUM = Public("合计")
UNCONFIRMED = Text("本期还没有经负责人确认。")

# -- 简报
BULLETIN_TITLE = Text("{unit}{month}民情简报")
BULLETIN_FIGURES, BULLETIN_LATE, BULLETIN_MARKS, BULLETIN_PROMISES, BULLETIN_DONE, BULLETIN_CONDUCT = (
    Public("本月数字"),
    Public("超期没办好的"),
    Public("领导督办的"),
    Public("公开承诺"),
    Public("办好的"),
    Public("举报作风的"),
)
BULLETIN_COUNTS = Text(
    "收到{filed}件，办结{closed}件，期末在办{open}件。另有代报、来电、来访和12345转来的{filed_for}件，单列。"
)
BULLETIN_RATE = Text("{name}：{figure}。")
BULLETIN_HOW = Text("每个数写成“做到的/该做的”，不到10件不写百分数。")
BULLETIN_COLUMNS = {
    "number": Public("件号"),
    "what": Public("事项"),
    "where": Public("社区"),
    "unit": Public("承办单位"),
    "due": Public("原定期限"),
    "demand": Public("督办要求"),
    "until": Public("督办期限"),
    "measure": Public("承诺的办法"),
    "day": Public("承诺日期"),
    "by": Public("责任单位和责任人"),
    "how": Public("怎么样了"),
    "closed": Public("结果"),
}
BULLETIN_ACCUSATIONS = Text("收到举报{filed}件，办结{closed}件，由督查组办理，内容不写入简报。")
PROMISE_HOW = {
    "open": Text("没到期"),
    "kept": Text("兑现了"),
    "part": Text("兑现{done}/{amount}{noun}，其余没到期"),
    "missed": Text("没按期兑现"),
    "missed_part": Text("没按期兑现，只完成{done}/{amount}{noun}"),
    "moved": Text("改期{moves}次，第一次说的是{first}"),
    "denied": Text("居民说没兑现"),
}
PROMISE_BOTH = Text("{how}，{moved}")
LEADERS = Public("区委、区政府领导")
BELOW = Public("各街道（镇）、区直部门")
BELOW_STREET = Public("各社区（村）")


# -- 督查通报
CIRCULAR_MASTHEAD = Text("{district}督查通报")
CIRCULAR_ISSUER = Text("{district}督查组")
CIRCULAR_TITLE = Text("关于{unit}的督查通报")
CIRCULAR_WITHDRAWN = Text("本通报已于{day}撤销，原因：{why}")
CIRCULAR_FOUND, CIRCULAR_BASIS, CIRCULAR_TO_DO, CIRCULAR_ANSWERED = (
    Public("查到的问题"),
    Public("依据"),
    Public("整改要求"),
    Public("整改情况"),
)
CIRCULAR_FINDING = Text("{unit}：{finding}")
CIRCULAR_CLAUSE = Text("《{document}》（{clause}）：“{text}”")
CIRCULAR_UNTIL = Text("请{unit}于{day}前整改，并书面答复区督查组。")
CIRCULAR_ANSWER = Text("{day}答复：{words}")

# -- 代办台账
ERRANDS = Public("代办台账")
ERRANDS_TITLE = Text("{unit}代办台账")
ERRANDS_LEAD = Text(
    "{year}年代办{count}件：居民说办好了{done}件，正在办{open}件，没等到居民的话{unconfirmed}件，居民说不用了{withdrawn}件。"
)
ERRAND_COLUMNS = (
    ("编号", 8),
    ("代办站", 14),
    ("事项", 24),
    ("代办员", 10),
    ("来办", 14),
    ("期限", 14),
    ("结果", 22),
    ("现在", 14),
)
ERASED = Public("已删除")

register("papers", globals())
