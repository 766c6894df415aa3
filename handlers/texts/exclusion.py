"""Words about 剔除 and about appeals: who asks, who agrees, what the complainants hear, and how they contest it."""

from __future__ import annotations

from handlers.texts.text import Text, register

OPTIONS = (
    ("law", "诉求违反法律政策，哪一级都办不了"),
    ("procedure", "正在走诉讼、仲裁、复议、信访程序"),
    ("unfounded", "查过了，没有这回事"),
    ("elsewhere", "不在本区，本区没有单位管"),
    ("force", "灾害或上级统一安排，本区办不了"),
    ("malicious", "捏造的，或恶意举报"),
)
REASONS = {code: Text(label) for code, label in OPTIONS}
ASK = Text("{n}号件为什么不计入考核？\n{options}\n回数字，后面写依据，例如：3 11月24日两人到现场看过，灯是亮的，有照片")
ASK_BASIS = Text("记下：{reason}。再写一句依据，居民看得到，例如：11月24日两人到现场看过，灯是亮的，有照片")
ASKED = Text("{n}号件申请剔除，已送{above}，{limit}定。{then}没定之前还在办，时间照走。定了会告诉居民，他可以不同意。")
ASKED_THEN = Text("街道同意了再送区民情办。")
PASSED_ON = Text("同意了：{n}号件的剔除申请已送区民情办，他们也同意才算。")
GRANTED = Text("同意了：{n}号件不计入考核，不再办。已告诉居民，15个工作日内他可以不同意，由督查组再看。")
REFUSED = Text("没同意剔除：{n}号件照样计入、照样办，最晚{due}。理由已告诉{unit}。")
ALREADY_OPEN = Text("{n}号件已经有一份剔除申请，没定之前不能再申请。什么都没改。")
ASKED_TWICE = Text("{n}号件申请过两次剔除了，不能再申请。什么都没改。")
APPEAL_GRANTED = Text("{n}号件居民说得对，重新计入，交给{unit}接着办，最晚{due}。已告诉居民。")
APPEAL_REFUSED = Text("{n}号件还是不办，理由和别的路已告诉居民。")

# -- letters to cadres
TO_DECIDE = Text(
    """
剔除申请 {label}：{unit}说{reason}，"{words}"。
居民说："{said}"
您同意才算，{limit}没定就作废。同意 {n} / 驳回 {n} 理由
"""
)
AGREED = Text("{label}剔除批准了，不计入、不再办。居民已经知道，可以不同意。")
NOT_AGREED = Text("{label}没批剔除，照样计入，最晚{due}。{decision}")
LAPSED = Text("{label}的剔除申请没人定，不算数，照样计入，最晚{due}。")
APPEAL = Text(
    """
居民不同意 {label}：原来定的是{what}，依据"{words}"。
居民说：{said}
{limit}没定就算居民对。该接着办：同意 {n}　还是不办：驳回 {n} 理由
"""
)
APPEAL_SILENT = Text("不同意，没写为什么")
ENDED_AS = {"excluded": Text("剔除"), "statutory": Text("转法定途径")}
CARD_ASKED = Text("{unit}申请剔除")
CARD_APPEAL = Text("居民不同意，请再看")

# -- letters to residents
EXCLUDED = Text(
    """
{label}不再办了：{reason}，"{words}"。
{asker}提出，{by}同意。
您不同意，{until}回“不同意 {n}”，区督查组再看。
"""
)
BY_INSPECTION = Text("区督查组")
UPHELD = Text("{label}：您说得对，重新办。由{owner}接着办，最晚{due}。")
REJECTED = Text(
    "{label}：区督查组看过了，还是不办。理由：{reason}。还可以走行政复议（{review}）或信访（{petitions}）。"
)
CARD_EXCLUDED = Text("不再办了，点开看原因")
CARD_UPHELD = Text("您说得对，重新办")
CARD_REJECTED = Text("督查组看过了，点开看")

# -- the resident who answers
HEARD = Text("记下了：您不同意{label}不再办，送到区督查组重新看，{limit}告诉您。没定就算您对，接着办。")
TWICE = Text("{label}您说过不同意了，正在看，或已经回过您。什么都没改。")
DECIDED = Text("{n}号件已经定了不再办，不用再评。您不同意，回“不同意 {n}”，区督查组再看。什么都没改。")
TOO_LATE = Text("{n}号件过了15个工作日，不能再申诉。有新情况直接说，我按新的报。什么都没改。")

# -- report and board
BOARD = Text("剔除：申请{asked}件，同意{granted}件，没同意{refused}件；居民不同意{appealed}件，改判{overturned}件。")
BY_REASON = Text("剔除原因：{rows}")
ROW = Text("{reason}{count}件")

register("exclusion", globals())
