"""What the person wants: a row of rules, first match wins; every rule looks only at evidence."""

from __future__ import annotations

from handlers.understanding.evidence import Evidence
from handlers.understanding.matters import SURE
from handlers.understanding.vocabulary import MISCONDUCT
from models.domain.reading import Intent

_PRAISED = "/表扬"
_SHORT = 12


def find_intent(evidence: Evidence, category: str, points: float, leaning: str) -> Intent:
    """The intent of a text that is no emergency, given its best category (`` without one) and that one's points."""
    has = evidence.has
    sure = points >= SURE
    if has("mute") or (has("advert") and (not sure or len(evidence.signs["advert"]) > 1)):
        return "chat"
    if sure and category.startswith(MISCONDUCT):
        return "misconduct"
    if category.endswith(_PRAISED) or (has("praise") and not sure and not _is_bare_thanks(evidence)):
        return "praise"
    if has("progress") and (not sure or len(evidence.signs["progress"]) > 1 or len(evidence.text) <= _SHORT):
        return "progress"
    if has("verdict") and not sure:
        return "poll_answer"
    if has("suggest") and (not sure or leaning or _opens_with(evidence, "suggest")):
        return "suggestion"
    if leaning == "suggestion" and points > 0 and not has("hurt", "danger"):
        return "suggestion"
    if has("rhetoric") and not sure and not evidence.mentions:
        return "chat"
    asks = has("ask", "ask_mark")
    if asks and (leaning == "question" or (not sure and not has("neglect", "hurt", "danger", "rant", "rhetoric"))):
        return "chat" if not category and _is_small_talk(evidence) else "question"
    if points > 0:
        return "complaint"
    if has("chat", "thanks", "rhetoric") and not has("rant", "neglect"):
        return "chat"
    return "complaint"


def _is_bare_thanks(evidence: Evidence) -> bool:
    """Thanks and nothing more: no place, no deed, no name to hand them to."""
    said = {word for word, _ in evidence.signs["praise"]}
    thanks = {word for word, _ in evidence.signs.get("thanks", ())}
    return said <= thanks and len(evidence.text) <= _SHORT and not evidence.mentions


def _is_small_talk(evidence: Evidence) -> bool:
    return evidence.has("chat", "rhetoric") and not evidence.mentions


def _opens_with(evidence: Evidence, code: str) -> bool:
    return evidence.signs[code][0][1] <= 2
