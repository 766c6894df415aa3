"""代办材料 12 收 户口本, 代办材料 12 还 身份证: what was handed over, and what was given back."""

from __future__ import annotations

import re

from handlers.cadre.stations import choosing
from handlers.context import Talk
from handlers.grammar.signs import PAPERS_BACK, PAPERS_IN
from handlers.services.stations import errands
from handlers.services.stations import naming as named
from handlers.texts import stations as texts
from models.domain.stations import errands as rules

_IN = re.compile(rf"^(?:{PAPERS_IN})\s*(.*)$", re.DOTALL)
_BACK = re.compile(rf"^(?:{PAPERS_BACK})\s*(.*)$", re.DOTALL)


def answer(talk: Talk, text: str) -> str:
    """Papers in, papers back, or what there is."""
    number, rest = rules.split_number(text)
    if number is None:
        mine = choosing.in_hand(talk)
        return texts.PAPERS_FORM(number=mine[0].number if mine else 12)
    found = choosing.chosen(talk, number, "errand_papers")
    if isinstance(found, str):
        return found
    errand, post = found
    back, given = _BACK.match(rest), _IN.match(rest)
    if back is not None:
        returned = errands.give_back(talk.ctx, errand, post, _names(back[1]))
        if not returned:
            return texts.PAPERS_NONE(number=number)
        left = named.held(talk.ctx, errand)
        return texts.PAPERS_BACK(
            number=number,
            names=texts.SEPARATOR.join(one.name for one in returned),
            left=texts.PAPERS_LEFT(names=left) if left else texts.PAPERS_NONE_LEFT(),
        )
    if given is not None and _names(given[1]):
        if errand.state not in rules.OPEN:
            return texts.NOT_NOW(number=number, state=texts.STATES_FOR_AGENTS[errand.state])
        added = errands.hand_over(talk.ctx, errand, post, _names(given[1]))
        held = named.held(talk.ctx, errand)
        return texts.PAPERS_ADDED(
            number=number, names=texts.SEPARATOR.join(one.name for one in added) or texts.NOBODY, all=held
        )
    if rest:
        return texts.PAPERS_FORM(number=number)
    gone = texts.SEPARATOR.join(one.name for one in errands.papers_of(talk.ctx, errand) if one.returned_at is not None)
    held = named.held(talk.ctx, errand)
    return texts.PAPERS_LIST(number=number, held=held or texts.NOBODY, back=gone or texts.NOBODY)


def _names(text: str) -> tuple[str, ...]:
    return rules.read_papers(text) or tuple(one for one in re.split(r"[、，,\s]+", text.strip()) if one)
