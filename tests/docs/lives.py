"""The life of a case for people who answer for it: chart and tables out of the code, words around them by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handlers.grammar.acts import VERB_OF_ACT
from handlers.texts.cadre import STATES
from handlers.texts.resident import CLOSURES
from models.domain.retention import KEEPING
from models.domain.states import CONFIRMED, TRANSITIONS, Act, Actor, CaseState, Closure, Transition
from tests.docs.markdown import replace_block, table

ACTS_ZH = {
    "file": "报上去",
    "file_unrouted": "报上去，待派单",
    "discard": "不报了",
    "solved": "说解决了",
    "acknowledged": "说说清楚了",
    "unsolved": "说没解决",
    "partial": "说没全好",
    "silence": "七天没有回话",
    "reopen": "说又坏了",
    "withdraw": "撤回",
    "self_solved": "说自己好了",
    "restore": "还要办",
    "contest": "不同意",
    "limit_passed": "时限过了",
    "appeal": "申诉",
    "commitment_missed": "承诺日子过了",
    "take_back": "收回办结",
    "undo": "撤销",
    "review": "第三次说没解决",
    "lift": "解除督办",
    "finish_part": "办完自己那份",
    "grant_exclusion": "同意剔除",
    "grant_statutory": "同意走法定途径",
    "grant_appeal": "申诉成立",
    "found_solved": "复核：解决了",
    "found_impossible": "复核：办不到",
    "redo": "复核：重办",
    "uphold": "退单同意",
    "reject": "退单驳回",
    "grant_pause": "同意暂停",
    "commit": "同意承诺",
}
ACTORS_ZH: Mapping[str, str] = {
    "resident": "居民",
    "owner": "主办",
    "lead": "牵头",
    "assist": "协办",
    "above": "上一级",
    "street": "街道",
    "desk": "区民情办",
    "inspector": "区督查组",
    "leader": "区领导",
    "chair": "会议",
    "timer": "到点自己动",
}
ACTORS_EN: Mapping[str, str] = {
    "owner": "the unit that has it",
    "lead": "who handed it down",
    "assist": "a helping unit",
    "above": "the level above",
    "desk": "the district's desk",
    "timer": "time itself",
    "chair": "the meeting",
}
STATES_EN: Mapping[str, str] = {
    "draft": "not told yet",
    "triage": "waits for the desk",
    "dispatched": "handed over",
    "working": "worked on",
    "objected": "objection waits",
    "paused": "stands still",
    "planned": "publicly promised",
    "confirming": "reported done",
    "review": "district review",
    "closed": "closed",
    "merged": "with the neighbours",
    "withdrawn": "withdrawn",
}
CLOSURES_EN: Mapping[str, str] = {
    "solved": "the resident says it is solved",
    "explained": "the resident says it is clear why not",
    "kept": "the public promise was kept, and the resident agrees",
    "self_solved": "it mended itself",
    "unconfirmed": "asked three times, no answer",
    "unreached": "nobody could be asked",
    "statutory": "another legal way, named with its telephone",
    "excluded": "excluded, by two people, open to appeal",
    "withdrawn": "withdrawn by the resident",
    "merged": "goes on in a neighbour's case",
}
KEPT_EN = {
    "cases": "words, identity, photos of a closed case",
    "accusations": "the same of an accusation",
    "talk": "answers of the chat",
}
KEPT_ZH = {"cases": "办完的件的话、电话、门牌、照片", "accusations": "举报件的同样这些", "talk": "对话里的回话"}


@dataclass(frozen=True)
class Language:
    """How one page names things."""

    states: Mapping[str, str]
    actors: Mapping[str, str]
    closures: Mapping[str, str]
    kept: Mapping[str, str]
    heads: tuple[tuple[str, ...], ...]
    marks: tuple[str, str, str]
    """closes, a new round, a level up"""
    comma: str

    def act(self, act: Act) -> str:
        """What people call it."""
        if self.comma == "、":
            return ACTS_ZH.get(act.value) or VERB_OF_ACT.get(act.value) or act.value.replace("_", " ")
        return act.value.replace("_", " ")

    def who(self, actor: Actor) -> str:
        return self.actors.get(actor.value, actor.value)

    def where(self, row: Transition) -> str:
        if isinstance(row.to, CaseState):
            return self.states[row.to.value]
        return {"same": "=", "before": "↩", "gone": "–"}[row.to.value]


ENGLISH = Language(
    STATES_EN,
    ACTORS_EN,
    CLOSURES_EN,
    KEPT_EN,
    (
        ("stands", "who may", "does", "then it is", "and"),
        ("ends as", "means", "counts as confirmed"),
        ("kept", "months", "source", "verified"),
    ),
    ("ends", "a new round", "one level up"),
    ", ",
)
CHINESE = Language(
    STATES,
    ACTORS_ZH,
    CLOSURES,
    KEPT_ZH,
    (
        ("现在", "谁", "做什么", "变成", "还有"),
        ("怎么结的", "意思", "算居民确认"),
        ("留什么", "几个月", "依据", "核过没有"),
    ),
    ("办结", "新一轮", "上一级"),
    "、",
)


def page(path: Path, language: Language) -> str:
    """The page with its blocks made anew."""
    words = path.read_text(encoding="utf-8")
    words = replace_block(words, "chart", ["```mermaid", *_chart(language), "```"])
    words = replace_block(words, "acts", _acts(language))
    words = replace_block(words, "ends", _ends(language))
    return replace_block(words, "kept", _kept(language))


def _chart(language: Language) -> list[str]:
    """One arrow between two states, with everything that leads along it; what moves nothing stands in the table."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in TRANSITIONS:
        if not isinstance(row.to, CaseState):
            continue
        for state in (one for one in CaseState if one in row.states and one is not row.to):
            names = arrows.setdefault((state.value, row.to.value), [])
            names += [language.act(row.act)] if language.act(row.act) not in names else []
    lines = ["stateDiagram-v2", *(f'    state "{language.states[one.value]}" as {one.value}' for one in CaseState)]
    lines += ["    [*] --> draft"]
    lines += [f"    {start} --> {end}: {language.comma.join(names)}" for (start, end), names in arrows.items()]
    return lines


def _acts(language: Language) -> list[str]:
    closes, again, up = language.marks
    rows = []
    for state in CaseState:
        for row in (one for one in TRANSITIONS if state in one.states):
            beside = [closes] * (row.closure is not None) + [again] * row.round_up + [up] * row.level_up
            who = language.comma.join(language.who(actor) for actor in Actor if actor in row.who)
            facts = (who, language.act(row.act), language.where(row), language.comma.join(beside))
            rows.append((language.states[state.value], *facts))
    return table(language.heads[0], rows)


def _ends(language: Language) -> list[str]:
    yes = "✓"
    rows = [(one.value, language.closures[one.value], yes if one in CONFIRMED else "") for one in Closure]
    return table(language.heads[1], rows)


def _kept(language: Language) -> list[str]:
    rows = [
        (language.kept[one.kind], str(one.months), one.source, "✓" if one.verified else "") for one in KEEPING.values()
    ]
    return table(language.heads[2], rows)
