"""Everything else people send that is no matter: greetings, thanks, anger, praise, questions about the service."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.context import Talk
from handlers.resident import (
    cases,
    contacting,
    informing,
    poll_answers,
    progress,
    receipts,
    revising,
    words_alone,
)
from handlers.resident.stations import errands, services
from handlers.services import conduct, drafts, voting, wishes
from handlers.services.filing import Filing, file_case
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.routing import Route
from handlers.shared import asking
from handlers.texts import choices, general, lists, naming, resident
from models.domain import words
from models.domain.redact import redact
from models.domain.states import CaseState
from models.domain.words import normalise

LETTERS = 8
"""From so many letters on it is a sentence and not a slip of the keyboard."""
ONCE_IN = timedelta(hours=12)
"""Thanks are answered once in this time, then silently (dialogues (q))."""
ANGRY_TIMES = 3
SHORT = 12
"""Characters of the longest greeting, thanks or announcement with its punctuation."""
DIGITS = 4
"""Characters of a stray digit, 选1吧 included; longer figures may be something said."""


def answer(talk: Talk) -> str | None:
    """The reply to small talk, `` for silence, None for content."""
    text = talk.text
    if not text:
        return None
    sort = words.small_talk(text) if len(text) <= SHORT else None
    if sort is not None:
        return _politeness(talk, sort)
    if len(text) <= DIGITS and words.digit_of(text) is not None:
        return general.NOTHING_ASKED()
    alone = words_alone.answer(talk)
    if alone is not None:
        return alone
    if is_foreign(text):
        return _foreign(talk)
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    if draft is None and len(text) <= SHORT and normalise(text) in lists.NOT_ENOUGH:
        return informing.inform(talk, resident.ASK_MATTER())
    phone = contacting.phone_in(text)
    if phone and len(text) <= len(phone) + 4:
        return _phone(talk, phone)
    if draft is not None:
        return None
    for asked in (errands.plain_words, services.plain_words):
        reply = asked(talk)
        if reply is not None:
            return reply
    return _by_intent(talk)


def _by_intent(talk: Talk) -> str | None:
    reading = talk.reading
    if reading.intent in {"praise", "chat"} and conduct.accuses(talk.ctx, talk.text):
        return None  # 小李收了红包 is no praise: it is asked about before anybody reads it
    if reading.intent == "praise":
        return informing.inform(talk, _praise(talk))
    if reading.intent == "progress":
        return progress.answer(talk)
    if reading.intent == "poll_answer":
        return _unasked_vote(talk)
    if reading.intent == "chat":
        return _chat(talk)
    if not reading.matters and reading.place.given == "no" and any(word in talk.text for word in lists.RUDE):
        return _anger(talk)
    return None


def _politeness(talk: Talk, sort: str) -> str:
    if sort == "greeting":
        return informing.inform(talk, general.HELLO())
    said = talk.conversation.memory.get(f"said_{sort}")
    if said is not None and talk.now - datetime.fromisoformat(said) < ONCE_IN:
        return ""
    talk.remember(**{f"said_{sort}": talk.now.isoformat()})
    return general.WELCOME() if sort == "thanks" else general.HERE()


def _unasked_vote(talk: Talk) -> str | None:
    """没人来过，谁说办好的: put to the one case it can be about."""
    waiting = [case for case in cases.open_cases(talk) if case.state == CaseState.CONFIRMING]
    if len(waiting) == 1:
        voice = voting.voice_of(talk.ctx, waiting[0], talk.account.id)
        if voice is not None:
            asked = poll_answers.ask_solved(talk, waiting[0], voice, again="unclear")
            question = asking.live(talk)
            if question is not None:
                talk.tx.update(question, data={**question.data, "comment": talk.text})
            return asked
    counted = words_alone.count(talk)
    if counted is not None:
        return counted
    if cases.open_cases(talk):
        return progress.answer(talk)
    closed = cases.recent(talk, cases.own_cases(talk))
    return revising.broken(talk, talk.text) if closed else None


def _praise(talk: Talk) -> str:
    """Passed on to the community it names, else the person's own, else the desk; words redacted."""
    ctx = talk.ctx
    unit = talk.reading.place.unit or talk.account.unit or ctx.district.root
    posts = posts_for(ctx, unit, "head" if unit != ctx.district.root else "dispatcher")
    said = redact(talk.text).text[:100]
    push_to_posts(ctx, posts, "praise", {"words": said, "unit": unit}, key=talk.message.dedupe_key)
    return general.PRAISE(unit=ctx.district.name_of(unit))


def _chat(talk: Talk) -> str | None:
    text = talk.text
    if any(word in text for word in lists.ROBOT):
        return general.ROBOT()
    if any(word in text for word in lists.NO_MESSAGES):
        return asking.ask(talk, "yesno", general.ASK_UNSUBSCRIBE(), choices.YES_NO, purpose="unsubscribe")
    if any(word in text for word in lists.RUDE):
        return _anger(talk)
    if len(text) <= 6:
        return _politeness(talk, "polite")
    return informing.inform(talk, general.NOT_A_MATTER())


def _anger(talk: Talk) -> str:
    times = int(talk.conversation.memory.get("angry", 0)) + 1
    talk.remember(angry=times if times < ANGRY_TIMES else None)
    if times < ANGRY_TIMES:
        return general.ANGRY()
    district = talk.ctx.district
    unit = district.units.get(talk.account.unit) or district.units[district.root]
    hotline = district.contacts.get("hotline", "12345")
    return general.ANGRY_AGAIN(hotline=hotline, unit=district.name_of(unit.code), phone=unit.phone or hotline)


def _phone(talk: Talk, phone: str) -> str | None:
    """A number nobody asked for belongs to the only case that is open."""
    mine = cases.open_cases(talk)
    if not mine:
        return general.PHONE_FOR_NOTHING()
    if len(mine) > 1:
        return None
    wishes.keep_phone(talk.ctx, mine[0], phone)
    return f"{naming.label(mine[0])}：{resident.PHONE_KEPT()}"


def is_foreign(text: str) -> bool:
    """Whether the words are in a script nobody here reads by machine: Mongolian, or no Chinese at all in a sentence."""
    if lists.MONGOLIAN.search(text):
        return True
    return not lists.CHINESE.search(text) and sum(char.isalpha() for char in text) >= LETTERS


def _foreign(talk: Talk) -> str:
    case = file_case(
        talk.ctx,
        Filing(
            account=talk.account,
            words=talk.text,
            title=general.FOREIGN_TITLE(),
            community=talk.account.unit,
            anonymous=talk.account.anonymous_next,
            route=Route(rule="none"),
            decision={"language": "other"},
        ),
    )
    until = receipts.desk_until(talk.ctx, case)
    said = general.OTHER_LANGUAGE(number=case.number, until=until)
    if lists.MONGOLIAN.search(talk.text):
        said = f"{said}\n{general.OTHER_LANGUAGE_MONGOLIAN()}"
    return said
