"""Values of template messages: title, place and dates only; never words of a person, a name or a room."""

from __future__ import annotations

from datetime import datetime

from handlers.services.case_facts import Facts
from handlers.services.letter_forms import Card
from handlers.texts import letters as texts
from models.domain.dates import format_moment

PHRASE_OF_TIER = {"2h": "紧急", "24h": "加急"}


def order(facts: Facts) -> Card:
    """T01, a new order."""
    return Card(
        "T01",
        {
            "工单编号": facts.case.number,
            "事项": facts.case.title,
            "地点": facts.building,
            "截止时间": _at(facts.case.due_at, facts),
            "紧急程度": PHRASE_OF_TIER.get(facts.case.tier, "一般"),
        },
    )


def triage(facts: Facts, due: datetime | None) -> Card:
    """T01 for the dispatcher."""
    card = order(facts)
    return Card("T01", {**card.values, "事项": texts.CARD_TRIAGE(title=facts.case.title), "截止时间": _at(due, facts)})


def reminder(facts: Facts, what: str) -> Card:
    """T02, something falls due."""
    return Card(
        "T02",
        {
            "工单编号": facts.case.number,
            "提醒事项": what,
            "事项": facts.case.title,
            "截止时间": _at(facts.case.due_at, facts),
        },
    )


def raised(facts: Facts, reason: str, phrase: str = "已提级", due: datetime | None = None) -> Card:
    """T03, it came up to a level above."""
    return Card(
        "T03",
        {
            "工单编号": facts.case.number,
            "提级原因": reason,
            "事项": facts.case.title,
            "截止时间": _at(due or facts.case.due_at, facts),
            "当前状态": phrase,
        },
    )


def progress(facts: Facts, phrase: str = "办理中") -> Card:
    """T04, who works on it."""
    return Card(
        "T04",
        {"受理编号": facts.case.number, "事项": _yours(facts), "办理单位": facts.unit, "当前状态": phrase},
    )


def result(facts: Facts) -> Card:
    """T05, the unit says it is done."""
    return Card(
        "T05",
        {
            "受理编号": facts.case.number,
            "事项": _yours(facts),
            "办理结果": texts.CARD_REPLY(),
            "办理单位": facts.unit,
            "办理时间": _at(facts.case.done_at, facts),
        },
    )


def question(facts: Facts, what: str, until: datetime | None) -> Card:
    """T06, is it solved?"""
    return Card(
        "T06",
        {"受理编号": facts.case.number, "事项": _yours(facts), "请您回答": what, "截止时间": _at(until, facts)},
    )


def moved(facts: Facts, reason: str, old: datetime | None, new: datetime | None) -> Card:
    """T07, another date."""
    return Card(
        "T07",
        {
            "受理编号": facts.case.number,
            "事项": _yours(facts),
            "变更原因": reason,
            "原定时间": _at(old, facts),
            "新的时间": _at(new, facts),
        },
    )


def emergency(facts: Facts) -> Card:
    """T08, go now."""
    return Card(
        "T08",
        {
            "事件编号": facts.case.number,
            "事件": texts.CARD_EMERGENCY(title=facts.case.title),
            "地点": facts.building,
            "上报时间": _at(facts.case.filed_at, facts),
            "紧急程度": "紧急",
        },
    )


def todo(name: str, what: str, until: datetime) -> Card:
    """T12, the day's work."""
    return Card("T12", {"待办名称": name, "待办内容": what, "截止时间": format_moment(until)})


def _yours(facts: Facts) -> str:
    return texts.CARD_YOUR_MATTER(title=facts.case.title)


def _at(at: datetime | None, facts: Facts) -> str:
    # a card with a date missing would be refused as a whole
    return format_moment(at or facts.case.due_at or facts.ctx.now)
