"""Plain language: words that say nothing end no case and are no answer; what they lack is named."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.context import Talk
from handlers.grammar.signs import (
    BLANKS,
    DAY_WORDS,
    EMPTY_WORDS,
    FILLERS,
    MEASURE_WORDS,
    OTHER_ENDS,
    PERSON_WORDS,
    RESULT_WORDS,
)
from handlers.services import protection
from handlers.texts import plain as texts
from models.domain.dates import future_date_in
from models.domain.working_time import shanghai_day

SHORTEST_ANSWER = 6
"""An answer of fewer characters cannot say who does what when."""
LEFT_OVER = 2
"""So many signs must be left of words once the empty phrases are taken out."""


def is_empty(text: str) -> bool:
    """Whether words are empty phrases, or a template whose blanks nobody filled: 高度重视，正在处理中."""
    if BLANKS.search(text):
        return True
    if not EMPTY_WORDS.search(text) or OTHER_ENDS.search(text):
        return False
    left = FILLERS.sub("", EMPTY_WORDS.sub("", text))
    return len(left) < LEFT_OVER or not (RESULT_WORDS.search(left) or MEASURE_WORDS.search(left))


def is_weak(talk: Talk, text: str) -> bool:
    """Whether words say neither what was done nor a day: 已联系物业尽快处理."""
    if BLANKS.search(text):
        return True
    dated = future_date_in(text, shanghai_day(talk.now), talk.ctx.calendar) is not None
    if RESULT_WORDS.search(text) or OTHER_ENDS.search(text) or dated:
        return is_empty(text) and not dated
    return bool(EMPTY_WORDS.search(text)) or len(text.strip()) < SHORTEST_ANSWER


def lacks(talk: Talk, text: str) -> tuple[str, ...]:
    """What words that say nothing lack: measure, date, person, or blanks to be filled; () for words that say enough."""
    if BLANKS.search(text):
        return ("blanks",)
    if not is_weak(talk, text) and not is_empty(text):
        return ()
    bare = EMPTY_WORDS.sub("", text)
    dated = future_date_in(text, shanghai_day(talk.now), talk.ctx.calendar) is not None or DAY_WORDS.search(bare)
    somebody = PERSON_WORDS.search(bare) or protection.named_in(talk.ctx, text)
    there = {
        "measure": bool(RESULT_WORDS.search(bare) or MEASURE_WORDS.search(bare)),
        "date": bool(dated),
        "person": bool(somebody),
    }
    return tuple(part for part, said in there.items() if not said) or ("measure",)


def named(missing: Iterable[str]) -> str:
    """做了什么、哪天、谁"""
    return texts.SEPARATOR.join(texts.PARTS[part] for part in missing)
