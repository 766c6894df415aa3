"""Every verb people may write, in one table: it feeds the parser, the help, the errors and docs/commands.md.

Names are fixed (the outside relies on them), further ones may be added. Chinese words here are the grammar itself.
"""

# ruff: noqa: E501 - a table reads best with one verb a line
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["resident", "cadre", "both"]
Part = Literal["number", "text", "reason", "unit", "date", "code", "page", "result", "second"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb with its names, its parts in order and how it is taught."""

    name: str
    side: Side
    form: str
    """The right form, as errors and the help say it: 办结 7 做了什么."""
    purpose: str
    """What it does, one clause."""
    parts: tuple[Part, ...] = ()
    aliases: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """Whole messages that mean the same."""
    example: str = ""
    whole: bool = False
    """Counts only as the whole message (± punctuation)."""
    short: bool = False
    """Glued to other words it still counts in a message of at most six characters (催一下)."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    @property
    def sample(self) -> str:
        return self.example or self.form


_N: tuple[Part, ...] = ("number",)

# fmt: off
VERBS: tuple[Verb, ...] = (
    # everybody
    Verb("绑定", "both", "绑定 邀请码", "用邀请码绑定岗位", ("code",), example="绑定 K7M2Q9"),
    Verb("问卷", "both", "问卷", "填问卷；负责人发问卷：问卷 发 名称 截止日期，换行写题", ("text",), ("填问卷",)),
    Verb("帮助", "both", "帮助", "看能发什么", whole=True, aliases=("怎么用",), phrases=("?", "？", "help")),
    Verb("取消", "both", "取消", "不报了，或不答这个问题了", whole=True),
    Verb("退订", "both", "退订", "不再主动给您发消息", whole=True),
    Verb("订阅", "both", "订阅", "恢复主动消息", whole=True),
    # residents
    Verb("进度", "resident", "进度 7", "看办到哪一步了", _N, ("查询", "查"),
         ("到哪了", "到哪儿了", "到哪一步了", "咋样了", "怎么样了", "我那事呢", "我的事呢", "办得咋样了", "有信儿没"), short=True),
    Verb("催办", "resident", "催办 7", "提醒办事的人", _N, ("催",), ("快点", "快点儿", "能不能快点", "抓紧点"), short=True),
    Verb("补充", "resident", "补充 7 文字", "给这一件加几句话", ("number", "text"), example="补充 7 是两盏灯", short=True),
    Verb("撤回", "resident", "撤回 7", "不办了", _N),
    Verb("还要办", "resident", "还要办 7", "撤回以后改主意，7天内接着办", _N),
    Verb("评价", "resident", "评价 7", "说解决没有、满不满意", _N),
    Verb("在家", "resident", "在家", "说好等您在家的，您在家了", _N, phrases=("我在家", "我在家呢", "在家呢", "家里有人")),
    Verb("不同意", "resident", "不同意 7", "不同意暂停或延期", ("number", "text")),
    Verb("匿名", "resident", "匿名", "办事的人看不到您的姓名电话", _N),
    Verb("实名", "resident", "实名", "改回实名", _N),
    Verb("不公开", "resident", "不公开 7", "这一件不上公示栏", _N),
    Verb("异议", "resident", "异议 12 文字", "公示栏里的回访和您看到的不一样", ("text",), example="异议 12 修了三天又不亮了"),
    Verb("公开", "resident", "公开 7", "可以上公示栏，只写事情和社区", _N),
    Verb("举报", "resident", "举报", "反映工作人员的作风，只给区督查组", ("text",)),
    Verb("分开", "resident", "分开 9", "和邻居合在一起的，不是一回事就分开", _N),
    Verb("暗号", "resident", "暗号 松-4172", "看举报查到哪一步", ("text",)),
    Verb("谁看过", "resident", "谁看过 7", "看谁看过您的电话", _N),
    Verb("家人", "resident", "家人 编号 校验码", "替没有微信的家里人看着一件", ("text",), example="家人 21 38-64"),
    Verb("户号", "resident", "户号 户号 口令", "自家走访时说的话，有结果直接发给您", ("text",), example="户号 3-2-501 482913"),
    Verb("我的数据", "resident", "我的数据", "看我在这里留了什么，存成文件", whole=True, phrases=("我的信息", "导出我的数据")),
    Verb("删除我的数据", "resident", "删除我的数据", "把我留下的话、电话、照片都删掉", whole=True,
         phrases=("删除我的信息", "删掉我的数据", "删掉我的信息", "注销")),
    Verb("测评", "resident", "测评", "半年一次的民意测评，不记名，在网页上评", whole=True, phrases=("民意测评",)),
    Verb("代办", "resident", "代办 事项", "请代办站的人替您跑一趟；单发“代办”看办到哪儿", ("text",), example="代办 老人社保认证"),
    Verb("周五值班", "resident", "周五值班", "看周五谁在代办站，要不要每周四告诉您", ("text",), aliases=("驻点值班",),
         phrases=("周五谁值班", "周五谁在", "周五有人吗", "周五谁在代办站", "谁在代办站", "明天谁在", "明天谁在代办站", "代办站谁值班", "代办站有人吗")),
    Verb("便民服务", "resident", "便民服务", "查家政、送水、维修找谁；也可以写：查 家政", ("text",)),
    Verb("转人工", "resident", "转人工", "找人说", whole=True, phrases=("打电话", "找人", "人工")),
    # cadres
    Verb("待办", "cadre", "待办", "看名下的件", ("page",), example="待办 2"),
    Verb("签收", "cadre", "签收 7", "收下这一件；签收 全部", _N, ("接单", "收到"), ("签收全部", "全部签收", "都签收", "全收下")),
    Verb("进展", "cadre", "进展 7 文字", "先给居民回一声", ("number", "text"), example="进展 7 今天去看了，明天下午来换"),
    Verb("答复", "cadre", "答复 7 文字", "答复居民", ("number", "text"), ("回复",), example="答复 7 物业张师傅11月24日下午换声控开关"),
    Verb("办结", "cadre", "办结 7 文字", "报办结，等居民说解决没有", ("number", "text"), example="办结 7 换了灯泡和声控开关"),
    Verb("退单", "cadre", "退单 7 理由", "不归我们，送区民情办定", ("number", "reason"), example="退单 7"),
    Verb("转办", "cadre", "转办 7 单位", "按目录转给别的单位，或交给下级办", ("number", "unit"), example="转办 7 城管局"),
    Verb("上报", "cadre", "上报 7 理由", "办不了，交给上一级", ("number", "reason"), example="上报 7 物业已撤，没人换灯"),
    Verb("延期", "cadre", "延期 7 日期 理由", "到期前申请晚几天", ("number", "date", "reason"), example="延期 7 下周三 开关缺货"),
    Verb("同意", "cadre", "同意 7", "同意退单（可写单位）或延期", ("number", "text"), example="同意 7 城管局 主路路灯归城管"),
    Verb("驳回", "cadre", "驳回 7 理由", "不同意退单或延期", ("number", "reason"), example="驳回 7 配件市里有现货"),
    Verb("暂停", "cadre", "暂停 7 理由 日期", "等居民、等天气、等法定程序，先停一停", ("number", "reason"), example="暂停 7 等居民 12月1日"),
    Verb("恢复", "cadre", "恢复 7", "停了的接着办", _N),
    Verb("承诺", "cadre", "承诺 7 办法；日期；责任人", "公开承诺；已有承诺的，写日期和原因就是改期", ("number", "text"), example="承诺 7 更换老管道；12月20日；孙工"),
    Verb("兑现", "cadre", "兑现 7 文字", "承诺办到了，或办到几分之几", ("number", "text"), example="兑现 7 4所已开园/6所"),
    Verb("议题", "cadre", "议题", "看下次会的议题；议题 加 40；议题 去 35 理由", ("text",), example="议题 加 40"),
    Verb("拟办", "cadre", "拟办 7 文字", "会前写打算怎么办", ("number", "text"), example="拟办 7 停暖后整体换管，先加压保温"),
    Verb("开会", "cadre", "开会", "主持的会开始；急会：开会 紧急 理由；换日子：开会 改到 日期 理由", ("text",), example="开会 改到 11月26日 书记外出学习"),
    Verb("散会", "cadre", "散会", "会开完了，出纪要", whole=True),
    Verb("主持", "cadre", "主持", "看谁轮到主持；主持 换 理由", ("text",), example="主持 换 书记外出学习"),
    Verb("民情", "cadre", "民情 类别 地方 时间 词", "查历次会议定了什么：按类别、地方、月份、词", ("text",), ("民情数据库",), example="民情 供热 滨海社区 11月"),
    Verb("确认专报", "cadre", "确认专报", "负责人确认本月民意专报", ("text",)),
    Verb("专报有误", "cadre", "专报有误 哪里", "对专报的数有疑问，区民情办查", ("text",), example="专报有误 超期应该是1件"),
    Verb("承诺簿", "cadre", "承诺簿", "看本单位的承诺和兑现率", whole=True),
    Verb("派单", "cadre", "派单 7 单位", "定由谁办", ("number", "unit"), example="派单 7 滨海社区"),
    Verb("转写", "cadre", "转写 7 文字", "把语音里说的写成一句话", ("number", "text"), example="转写 7 三号楼二单元楼道灯不亮"),
    Verb("查看", "cadre", "查看 7 理由", "看居民的电话和门牌，记名", ("number", "reason"), example="查看 7 打电话约上门"),
    Verb("问", "cadre", "问 松-4172 文字", "督查组问举报的人一句，看不到是谁", ("number", "text"), example="问 松-4172 大概哪天的事？"),
    Verb("回访", "cadre", "回访 7 结果 文字", "替居民记下电话里说的", ("number", "result", "text"), example="回访 7 没解决 老人说下午还是凉"),
    Verb("复核", "cadre", "复核 7 结果 文字", "区民情办、督查组：写区复核的结果，另一家同意才算", ("number", "result", "text"), example="复核 7 办不到 线路归供电公司，区里没有权限换"),
    Verb("抽查", "cadre", "抽查", "区督查组：看哪些办完的件抽到了，要再问居民一句", whole=True),
    Verb("剔除", "cadre", "剔除 7 理由", "申请不计入考核：选原因、写依据，别的单位同意才算，居民可以不同意", ("number", "reason"), example="剔除 7 3 两人到现场看过，灯是亮的"),
    Verb("漏项", "cadre", "漏项", "看该做没做的：没回话、没问到、没送到、没定、没查", ("page",), example="漏项 2"),
    Verb("疑件", "cadre", "疑件 7 抽查", "区督查组、区民情办：看哪些办结的又像没办好，再问、重办或说没事", ("number", "result", "text"), example="疑件 7 抽查"),
    Verb("备注", "cadre", "备注 7 文字", "只给办事的人看", ("number", "text"), example="备注 7 居民说周四才在家"),
    Verb("撤销", "cadre", "撤销", "10分钟内收回刚才那一步", _N),
    Verb("合并", "cadre", "合并 7 9", "后一件并进前一件，两户都告诉", ("number", "second")),
    Verb("拆分", "cadre", "拆分 9", "把并在一起的分开", _N),
    Verb("督办", "cadre", "督办 7 要求 日期", "区领导和督查组盯办；督办 7 解除", ("number", "text"), example="督办 7 每天报一次 11月30日"),
    Verb("协办", "cadre", "协办 7 单位", "请别的单位一起办：难题、执法、应急；主办不变", ("number", "unit"), ("吹哨",), example="协办 7 城管局 执法"),
    Verb("求助单位", "cadre", "求助单位 7 单位 要帮什么", "请驻区、包联单位帮忙，主办不变；只写号看能求助谁", ("number", "unit", "text"), example="求助单位 7 热电厂党委 出几个人扫楼前的雪"),
    Verb("协办单", "cadre", "协办单", "看请了谁、谁没应", whole=True),
    Verb("值班", "cadre", "值班", "看今天谁在岗、谁替谁", ("unit",)),
    Verb("请假", "cadre", "请假 日期 替班人", "请人替班；请假 结束", ("date", "text"), ("销假",), example="请假 11月27日 邓建军"),
    Verb("裁定", "cadre", "裁定 7 单位 依据", "区民情办：退过两次的定给谁，当天成为派单规则", ("number", "unit"), example="裁定 7 城管局 三定方案第4条"),
    Verb("规则", "cadre", "规则 7", "看一件为什么归谁；规则 楼道灯不亮；规则 城管局", ("text",)),
    Verb("解除督办", "cadre", "解除督办 7", "下督办的领导解除", _N),
    Verb("周卡", "cadre", "周卡", "区领导看联系的社区，区民情办看没有领导联系的社区", whole=True),
    Verb("名单", "cadre", "名单", "看哪些人没联系上，要打电话", ("page",)),
    Verb("代报", "cadre", "代报 文字", "替没有微信的居民报", ("text",), example="代报 5号楼1单元 老人家暖气不热"),
    Verb("来访", "cadre", "来访 文字", "区民情办、街道：居民上门说的事", ("text",), example="来访 滨海社区3号楼2单元 楼道灯不亮"),
    Verb("来电", "cadre", "来电 电话 文字", "区民情办、街道：居民打电话说的事", ("text",), example="来电 13800000000 滨海社区3号楼 楼道灯不亮"),
    Verb("督查", "cadre", "督查", "区督查组：看抽到的单位；督查 单位 看它办得怎样；督查 7 看一件的记录", ("text",), example="督查 南圪洞街道"),
    Verb("通报", "cadre", "通报", "看督查通报；督查组发：通报 单位 条款 说明；答复日期", ("text",), example="通报 1"),
    Verb("整改", "cadre", "整改 1 文字", "答复通报：做了什么、哪天、谁", ("text",), example="整改 1 李主任当天补挂承诺牌，11月30日前全部窗口换完"),
    Verb("条款", "both", "条款 加几个字", "查管干部的规定是怎么写的", ("text",), example="条款 首问"),
    Verb("写法", "cadre", "写法 7", "看这一件可以怎么答复，把空填上再发", ("text",), example="写法 7"),
    Verb("立改", "cadre", "立改", "看全区公开承诺的事项，报办到几个", ("text",), ("立行立改",), example="立改 1 兑现 2所 新城、站北"),
    Verb("每月一题", "cadre", "每月一题", "区民情办：从反映最多的里定本月的题；别人看", ("text",), example="每月一题 1 区教育局 12月31日"),
    Verb("四个及时", "cadre", "四个及时", "看梳理、交办、公示、测评做了几件、缺哪件", whole=True),
    Verb("梳理", "cadre", "梳理", "三理之一：没签收的件、没人接的代办", whole=True),
    Verb("代理", "cadre", "代理", "三理之二：您手上的代办", whole=True),
    Verb("处理", "cadre", "处理", "三理之三：名下的事按期限排", whole=True),
    Verb("队伍", "cadre", "队伍", "您在哪支队伍、能发什么、下次哪个周五值班", whole=True, aliases=("我的队伍",)),
    Verb("代办登记", "cadre", "代办登记 事项；材料；日期", "替来站里的居民记一件代办；写号就是接居民发来的", ("text",), example="代办登记 老人社保认证；身份证、社保卡；11月30日"),
    Verb("代办办结", "cadre", "代办办结 12 结果", "报代办的结果，居民说办好了才算", ("text",), example="代办办结 12 认证做完了，回执在站里"),
    Verb("代办材料", "cadre", "代办材料 12 还 身份证", "交来和还回的材料", ("text",), example="代办材料 12 还 身份证"),
    Verb("代办回访", "cadre", "代办回访 12 办好了", "街道、区民情办：替没连微信的居民记电话里说的", ("text",), example="代办回访 12 办好了"),
    Verb("台账", "cadre", "台账", "看代办站的台账；台账 社区名", ("text",), ("代办台账",), example="台账 滨海社区"),
    Verb("实事", "cadre", "实事 做了什么；社区；金额", "记一件为民实事；实事 12 办完；实事 12 前（照片）", ("text",), example="实事 给3号楼装了12盏楼道灯；滨海社区；3500元"),
    Verb("送服务", "cadre", "送服务 做了什么；社区", "记一次送服务下基层", ("text",), example="送服务 上门量血压20人；滨海社区"),
    Verb("深入社区", "cadre", "深入社区 做了什么；社区", "记一次到社区", ("text",), example="深入社区 看望困难户；滨海社区"),
    Verb("资金", "cadre", "资金 用在哪；社区；金额", "记一笔落实的扶贫资金", ("text",), example="资金 扶贫养殖；滨海社区；12.5万元"),
    Verb("化解", "cadre", "化解 谁和谁为什么事；社区", "记一件矛盾纠纷，原话只有您和区督查组看；化解 3 成了 内容", ("text",), example="化解 3 成了 楼上赔200元，写了字据"),
    Verb("项目", "cadre", "项目", "看项目；项目 立项 名称；社区；项目 3 开工；项目 3 量 路灯 111盏；项目 3 关联 7", ("text",), example="项目 3 关联 7"),
    Verb("服务商", "cadre", "服务商", "看便民服务商的评价：用过、问了、答了、说好", whole=True),
    Verb("到岗", "cadre", "到岗", "周五值班到了；平时扫站里的码", ("text",), ("签到",), ("到岗了", "我到岗了", "已到岗", "签到了")),
    Verb("换班", "cadre", "换班 日期 名字", "周五值班和别人换，他同意才算", ("text",), example="换班 11月27日 邓建军"),
    Verb("解绑", "cadre", "解绑", "不在这个岗位了", ("text",)),
    # 大走访
    Verb("走访", "cadre", "走访 户号 内容", "记一次走访和听到的话；户号前可写个别访谈、随机调研、民主评议", ("text",), example="走访 3-2-501 独居老人，想装扶手"),
    Verb("我的走访", "cadre", "我的走访", "看本月走访几户、责任岗几天、还差多少", whole=True),
    Verb("未访户", "cadre", "未访户", "看名下哪些户还没访到", ("page",), example="未访户 2"),
    Verb("责任岗", "cadre", "责任岗 内容", "记一天责任岗", ("text",), example="责任岗 在楼下帮着清雪"),
    Verb("大走访", "cadre", "大走访", "看大走访访到多少户；负责人开始、结束：大走访 开始 名称 日期 日期", ("text",), example="大走访 开始 春季大走访 3月1日 4月30日"),
    Verb("座谈", "cadre", "座谈 题目 人数：意见；意见", "记一次座谈会，一句一条意见；座谈 列表", ("text",), ("座谈会",), example="座谈 物业服务 12人：路灯不亮；车位不够"),
    Verb("归集", "cadre", "归集", "看走访、座谈、问卷、来话归成的问题，确认、拆、移、合并、立件、上会、办结", ("text",), example="归集 确认 3"),
    Verb("代填", "cadre", "代填 3 每题选第几", "替群众把纸质问卷录进来，单独算", ("text",), example="代填 3 1 2 1 纸12 想要个停车棚"),
)
# fmt: on

VISIT, MY_VISITS, UNVISITED, POST_DAY, CAMPAIGN = "走访", "我的走访", "未访户", "责任岗", "大走访"
FORUM, GATHER, SURVEY, ENTER = "座谈", "归集", "问卷", "代填"
PARTNER = "求助单位"
PROXY, WALK_IN, PHONE_IN = "代报", "来访", "来电"
COMMITMENTS = "承诺簿"
WEEK_CARD, HELP_SHEET, DUTY, LEAVE = "周卡", "协办单", "值班", "请假"
SECOND_CALLS, DOUBTS, OMITTED = "抽查", "疑件", "漏项"
RULES = "规则"
INSPECT, CIRCULAR, RECTIFY, CLAUSES = "督查", "通报", "整改", "条款"
FORMS, PLEDGE, THEME, TIMELY = "写法", "立改", "每月一题", "四个及时"
AGENDA, DRAFT, BEGIN, CLOSE, HOST, SEARCH = "议题", "拟办", "开会", "散会", "主持", "民情"
CONFIRM_BRIEF, DOUBT_BRIEF = "确认专报", "专报有误"
SORT, AGENCY, HANDLE, TEAM = "梳理", "代理", "处理", "队伍"
ERRAND_IN, ERRAND_DONE, ERRAND_PAPERS, ERRAND_CALL = "代办登记", "代办办结", "代办材料", "代办回访"
ERRAND_LEDGER, SIGN_IN, SWAP = "台账", "到岗", "换班"
DEED, SERVED, VISITED, FUND, MEDIATE, PROJECT, PROVIDERS = (
    "实事",
    "送服务",
    "深入社区",
    "资金",
    "化解",
    "项目",
    "服务商",
)
BY_COMMAND: dict[str, str] = {
    "triage": SORT,
    "errand_register": ERRAND_IN,
    "errand_finish": ERRAND_DONE,
    "errand_papers": ERRAND_PAPERS,
    "errand_call": ERRAND_CALL,
    "errand_ledger": ERRAND_LEDGER,
    "duty_sign": SIGN_IN,
    "duty_swap": SWAP,
    "deed": DEED,
    "service": SERVED,
    "visit": VISITED,
    "conflict_open": MEDIATE,
    "project_stage": PROJECT,
    "project_link": PROJECT,
    "project_open": PROJECT,
    "ratings": PROVIDERS,
    "deadlines": HANDLE,
}
"""The verb of each command of the five teams (models.domain.stations.teams)."""
STATION_VERBS = frozenset(BY_COMMAND.values()) | {AGENCY, FUND}
"""Taught by 队伍, to each what his teams may do."""
LEADER_VERBS = frozenset({"督办", "解除督办", "周卡"})
"""Taught to leaders, their deputies, inspectors and the desk; others are told who may."""
TODO, CALLS, BIND, UNBIND, UNDO, ACCEPT = "待办", "名单", "绑定", "解绑", "撤销", "签收"
HELP, CANCEL = "帮助", "取消"
DESK_VERBS = frozenset({"派单", "裁定", "同意", "驳回", "转写", "回访", "复核", "抽查", "疑件", "名单", "来访", "来电"})
"""Taught to the posts that decide and telephone; they work for everybody who may."""
PROGRESS_OF_RESIDENT = "进度"
RECEIVED = "收到"
"""An alias of 签收 and the politest word of all: bare, it is judged by the rule of free words."""
RECEIVED_FORMS = frozenset({"收到", "收到了", "收到啦"})
ALL = "全部"
ALL_FORMS = frozenset({"签收全部", "全部签收", "都签收", "全收下"})
"""签收 全部 as it is written in a hurry."""
ANSWERS = frozenset({"回复"})
"""Aliases people copy from `回 1`: with a live option of that digit and nothing behind it they answer it."""

BY_NAME = {verb.name: verb for verb in VERBS}


def verbs_for(side: Side) -> tuple[Verb, ...]:
    """Verbs somebody of this side may write; a cadre is a resident too."""
    wanted = {"resident": {"resident", "both"}, "cadre": {"resident", "cadre", "both"}, "both": {"both"}}[side]
    return tuple(verb for verb in VERBS if verb.side in wanted)
