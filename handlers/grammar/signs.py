"""Closed lists of signs in what cadres write: empty promises, results, other ways to end, evidence in words."""

# ruff: noqa: E501 - closed lists
from __future__ import annotations

import re


def _any(words: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words.split())))


EMPTY_WORDS = _any(
    "尽快 尽早 抓紧 近期 马上处理 正在处理 处理中 已联系 已反馈 已上报 已转 会处理 会解决 高度重视 加强 跟进 协调 落实中 "
    "研究 已知悉 已关注 将安排 安排处理 处理当中 办理中 正在办理 已安排 将会 会尽力 积极处理 妥善处理 予以解决 引起重视"
)
"""Words a resident asks back about: what was done, when is it well, who comes?"""

BLANKS = re.compile(r"〔(?!\d{4}〕)[^〕]{0,12}〕|【[^】]{0,12}】|_{2,}|＿{2,}|(?<![A-Za-z])[xX×]{2,}(?![A-Za-z])|某某")
"""A form whose blanks nobody filled; a mark that stands for what was taken out is none (models.domain.redact)."""
FILLERS = re.compile(
    "您好|你好|感谢|谢谢|您的|反映|的|了|我们|我单位|本单位|单位|社区|街道|居民|群众|同志|相关|有关|部门|领导|此事|该|问题|情况|诉求|"
    "对|已经|已|正在|正|将|会|请|放心|理解|支持|耐心|等待|认真|积极|及时|一定|请您|进行|中|并|给予|予以|处理|解决|办理|联系|物业|[\\s，。、,.；;！!：:]"
)
"""What may stand around an empty phrase without saying more."""
MEASURE_WORDS = re.compile(
    "更换|维修|抢修|补挂|加装|安装|铺设|清理|清运|清扫|疏通|检修|排查|测温|测量|整改|拆除|补发|补办|发放|张贴|公示|道歉|约谈|培训|调换|"
    "上门|入户|到现场|现场查看|值守|巡查|限行|划线|设置"
)
"""Words that name what is being done."""
DAY_WORDS = re.compile(
    "今天|昨天|前天|当天|当日|今晚|昨晚|上午|下午|明天|后天|\\d{1,2}月\\d{1,2}[日号]|\\d{1,2}[日号]|周[一二三四五六日天]|\\d{1,2}[:：点]"
)
PERSON_WORDS = re.compile(
    "师傅|主任|书记|科长|所长|局长|经理|队长|组长|站长|院长|校长|老师|大夫|网格员|楼长|工程师|[\u4e00-\u9fff]工(?![\u4e00-\u9fff])|"
    "施工队|维修班|抢修队|环卫队|执法队|班组"
)

RESULT_WORDS = re.compile(
    "修好|换好|装好|清完|清走|清理完|清掉|扫完|疏通|恢复|解决了|办好|办完|处理完|处理好|补好|补齐|通了|亮了|热了|来水|来电|来气|"
    "拆了|拆除|铲了|到账|发放|退了|退还|更换完|(?:修|换|装|清|扫|补|铺|刷|焊|拉|运|拆|劝|停|关|开|测|退|发|办)(?:了|完|好|走|掉|过)|"
    "已(?:修|换|装|清|扫|补|恢复|解决|完成|拆|退|发|办)"
)
"""Words that say that something was done."""

OTHER_ENDS = _any(
    "政策 规定 依据 不符合 不允许 没有资金 列入计划 纳入计划 明年 改造计划 法院 诉讼 仲裁 信访 行政复议 司法 办不到 "
    "办不了 无法解决 没法解决 不具备 做不到"
)
"""An end that is perhaps no repair: an explanation, a plan, a legal route, an impossibility."""

BASIS_SIGNS = re.compile(
    r"《.+》|〔\d{4}〕|政策|规定|办法|条例|文件|依据|标准|通知|条件|目录|清单|规划|法律|法规|产权|资金|权限|合同|协议|因为|由于|原因"
)
"""Words that say what an explanation rests on, or why something cannot be done."""

_REASON = r"(?:[:：（(]\s*|，?\s*(?:因为|因|由于)).{3,}"
_NONE = {
    "photo": r"(?:没有?|无法?|未|不(?:便|能|让|好|许)?)\s*(?:拍照?|照片|照相)|拍不(?:了|成|到|清)",
    "document": r"(?:没有?|无|未(?:开|出)?)\s*(?:单据|文件|文号|编号|收据|回执|书面|票据|材料)",
}
_UNWILLING = (
    r"(?:居民|住户|人家|老人|业主|家属|家里|对方|当事人|户主)\S{0,4}(?:不让|不许|不准|不同意|不肯|不愿意?)\S{0,2}拍"
)
EXCUSES = {
    "photo": re.compile(f"(?:{_NONE['photo']}){_REASON}|{_UNWILLING}"),
    "document": re.compile(f"(?:{_NONE['document']}){_REASON}"),
    "call": re.compile(rf"(?:没有?打通|打不通|联系不上|没人接){_REASON}"),
    "measured": re.compile(rf"(?:没有?|无法|没法|不能|测不)\S{{0,2}}(?:测|量)\S{{0,2}}{_REASON}"),
}
"""Words that say why a piece of evidence is missing: that it is, and the reason behind it."""

MEASURED_SIGNS = re.compile(
    r"\d+(?:\.\d+)?\s*(?:度|℃|°|摄氏度|兆帕|帕|公斤压|伏|V|毫克|ppm|分贝|%|米|立方)|合格|检测|无泄漏|没泄漏",
    re.IGNORECASE,
)
DOCUMENT_SIGNS = re.compile(
    r"〔\d{4}〕|\[\d{4}\]|\d{4}年.{0,8}号|文号|编号|第?\d+号|告知书|回执|收据|发票|票据|合同|协议|通知书|证明|账单|文件|书面"
)
CALL_SIGNS = _any("电话 打通 通话 联系上 当面 见面 上门 入户 到家 约好 约定 约在 说好")
"""What the words themselves prove, by kind of evidence."""

FINISHED_WORDS = re.compile(r"(?:好了|完了|解决了|修好|换好|恢复|弄好|办好|办完|清完|通了|亮了|热了|换了|修了)")
"""A cadre's words without a verb that sound like the end of a job."""
BETWEEN_NAMES = "和与及、，, ；;"
"""What stands between two units: 城管局、公安局, 城管局和公安局."""
RULE_NUMBER = re.compile(r"\s*(\d{1,9})\s*号?[\s,，。:：]*(.*)", re.DOTALL)
"""3号 机构改革: a routing rule and why it is ended."""
ROUND_NUMBER = " 号件#"
"""What may stand behind a case's number that is the whole message."""
ADD_ITEM, DROP_ITEM, URGENT, EXCHANGE = "加上|加", "去掉|去", "紧急|急会", "换给|换"
MOVE_MEETING = "改期到|改到|推迟到|推到|提前到|改在|改期"
PAGE_BEHIND = re.compile(r"\s+第?(\d{1,3})页$")
SAID_HOUR = r"\d\s*[:：点时]|[一二两三四五六七八九十][点时]"
"""A text that names an hour."""
"""What stands behind 议题, 开会 and 主持."""

GENERAL = frozenset({"意见建议"})
"""Groups of categories that say nothing of the matter: every wish falls there."""
FORUM_HEAD = re.compile(
    r"\s*(?P<topic>[^:：\n]{1,60}?)\s*(?:(?P<people>\d{1,4})\s*[人位名]\s*)?[:：\n]\s*(?P<minutes>.*)", re.DOTALL
)
"""物业服务 12人：路灯不亮；车位不够."""
NUMBERED = re.compile(r"\s*(\d{1,9})\s*号?[\s,，:：]*(.*)", re.DOTALL)
"""3号 1 2 1: a number, and what is said of it."""
CLEAN_SIGN, WITHDRAW_SIGN = "正常|没问题|没发现问题|无问题", "撤销|撤"
"""What stands behind 督查 and 通报."""
PLEDGE_SIGNS = {"new": "新立|新", "kept": "兑现|办到", "denied": "不实|没办到", "moved": "改期", "withdrawn": "撤销|撤"}
"""What stands behind 立改."""
CIRCULAR_NUMBER = re.compile(r"(?:〔?(\d{4})〕?\s*[-年])?\s*(\d{1,4})\s*号?\s*(.*)", re.DOTALL)
"""3, 2026-3, 〔2026〕3号 and what stands behind it."""
THEME_CHOICE = re.compile(r"(\d{1,2})(?![\d月日.-])\s*(.*)", re.DOTALL)
"""每月一题 1 and what stands behind it; a date is no choice."""
PLEDGE_NUMBER = re.compile(r"(\d{1,4})\s*号?\s*(.*)", re.DOTALL)
PAPERS_IN = "收了|收到|收|交来|交"
PAPERS_BACK = "还给|还了|归还|退还|退|还"
"""代办材料 12 收 户口本, 代办材料 12 还 身份证."""
LOOK_SIGNS = frozenset({"查看", "看", "看一下", "原话"})
"""化解 3 查看."""
ERRAND_CANCEL = "取消|撤回|不用了|不办了"
UNSUBSCRIBE_SIGNS = frozenset({"退订", "取消", "不要了", "不用了"})
"""周五值班 退订."""
