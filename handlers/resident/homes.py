"""户号 3-2-501 482913: a household hears by itself what became of its words; 来过吗; 问卷."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from handlers.context import Talk
from handlers.grammar import Command
from handlers.services.visiting import homes, spot, surveys
from handlers.shared import asking
from handlers.texts import surveys as survey_texts
from handlers.texts import visits as texts
from models.domain.dates import format_day
from models.domain.visiting import homes as codes
from models.domain.words import Answer, digit_of, normalise
from models.tables import Question

WRONG_WORDS_A_DAY = 5
MOST = 4
"""Questionnaires in one answer."""
_DAY = timedelta(days=1)
_WORD = re.compile(r"\d{6}")


def answer(talk: Talk, command: Command) -> str:
    """Join with code and word, or leave."""
    text = command.rest.strip()
    if text == texts.PART_WORD:
        return texts.HOME_PARTED() if homes.part(talk.ctx, talk.account) else texts.HOME_NONE()
    code, rest = codes.split_code(text)
    word = _WORD.fullmatch(rest.replace(" ", ""))
    if not code or word is None:
        return texts.HOME_FORM(code=texts.UNIT_EXAMPLE)
    tries = [one for one in talk.conversation.memory.get("home_words", []) if _fresh(talk, one)]
    if len(tries) >= WRONG_WORDS_A_DAY:
        return texts.HOME_PAUSE()
    home = homes.join(talk.ctx, talk.account, code, word[0])
    if home is None:
        talk.remember(home_words=[*tries, talk.now.isoformat()])
        return texts.HOME_WRONG()
    talk.remember(home_words=None)
    return texts.HOME_JOINED(community=talk.ctx.district.name_of(home.community), code=home.code)


def survey(talk: Talk, _command: Command) -> str:
    """问卷: links of what runs here, each good once."""
    district, unit = talk.ctx.district, talk.account.unit
    found = surveys.running(talk.ctx, district.line_of(unit) if unit else tuple(district.units))[:MOST]
    if not found:
        return survey_texts.OPEN_NONE()
    lines = []
    for one in found:
        if surveys.used(talk.tx, one, surveys.OWN, surveys.turn_of(talk.ctx, one, talk.account.id)):
            lines.append(survey_texts.OPEN_DONE(name=one.name))
            continue
        link = talk.ctx.links.url(surveys.PURPOSE, one.id, talk.account.id, talk.now)
        items = len(surveys.items(one))
        lines.append(survey_texts.OPEN(name=one.name, items=items, until=format_day(one.until), link=link))
    return "\n".join(lines)


def visited(talk: Talk, question: Question) -> str | None:
    """来过吗: any of the three is fine, other words are told as ever."""
    found = asking.meaning(question, talk.text)
    digit = digit_of(talk.text)
    word = normalise(talk.text)
    effect = next((effect for effect, words in texts.WORDS.items() if word in words), "")
    if not effect and isinstance(found, Answer) and found.effect in texts.LABELS:
        effect = found.effect
    if not effect and digit is not None:
        effect = next((str(option["effect"]) for option in question.options if option["digit"] == str(digit)), "")
    if effect not in texts.LABELS:
        return None
    asking.settle(talk, question, effect)
    spot.answer(talk.ctx, int(question.data["visit"]), effect)
    return texts.THANKS[effect]()


def _fresh(talk: Talk, at: str) -> bool:
    return talk.now - datetime.fromisoformat(at) < _DAY
