"""代办 事项, 代办, 代办 取消 12, 代办 123456: a resident's errands; and 办好了 or 没办好."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.signs import ERRAND_CANCEL
from handlers.policies import stations as policy
from handlers.policies.unit_names import split_unit, unit_within
from handlers.resident import informing
from handlers.services.stations import errands, naming
from handlers.shared import asking
from handlers.texts import naming as words
from handlers.texts import stations as texts
from models.domain.errors import Ambiguous
from models.domain.stations import asking as plain
from models.domain.stations import errands as rules
from models.domain.words import Answer, AskBack, alone, normalise
from models.tables import Errand, Question

ROWS = 4
WRONG_A_DAY = 5
SHOWN_FOR = timedelta(days=30)
YES = frozenset(texts.SAID_DONE)
NO = frozenset(texts.SAID_NOT_DONE)
_CANCEL = re.compile(rf"^(?:{ERRAND_CANCEL})\s*(\d{{1,6}})?$")


def answer(talk: Talk, command: Command) -> str | None:
    """The verb 代办."""
    if not policy.stations(talk.ctx.district):
        return texts.NO_STATIONS()
    text = command.rest.strip()
    if not text:
        return mine(talk)
    cancelled = _CANCEL.match(text)
    if cancelled is not None:
        return _cancel(talk, int(cancelled[1]) if cancelled[1] else None)
    code = rules.code_in(text)
    if code:
        return _take_up(talk, code)
    number, rest = rules.split_number(text)
    if number is not None and not rest:
        return mine(talk, number)
    return begin(talk, text)


def begin(talk: Talk, matter: str) -> str:
    """An errand is wanted: at the community it names, the person's own, or the one that is asked for."""
    if len(normalise(matter)) < 2:
        return texts.ASK_MATTER()
    station, left = _station(talk, matter)
    if not station:
        example = talk.ctx.district.name_of(policy.stations(talk.ctx.district)[0])
        shown = texts.ASK_STATION(example=example, matter=left[:20])
        return asking.ask(talk, "place_text", shown, purpose="errand_station", matter=left[:200])
    return ask(talk, station, left)


def ask(talk: Talk, station: str, matter: str) -> str:
    """It is written down and the station's agents hear it."""
    errand = errands.ask(talk.ctx, talk.account.id, station, matter)
    talk.refresh()
    posts = talk.ctx.district.posts_of(station, "handler", "head")
    said = texts.ASKED(
        number=errand.number,
        matter=errand.matter[:30],
        station=naming.station(talk.ctx, station),
        agent=naming.person(talk.ctx, posts[0].code) if posts else texts.NOBODY,
        phone=naming.phone(talk.ctx, station),
        due=words.due(errand.due_at, talk.now),
    )
    return informing.inform(talk, said)


def station_told(talk: Talk, question: Question) -> str | None:
    """The answer to which community."""
    station, _ = _station(talk, talk.text, own=False)
    if station:
        asking.settle(talk, question, station)
        return ask(talk, station, str(question.data.get("matter") or ""))
    if alone(talk.text) in {"drop", "good"}:
        asking.settle(talk, question, "", status="dropped")
        return texts.FRIDAY_NOT_NOW()
    if len(talk.text) > 10:
        return None  # something else is told: it is content
    return texts.STATION_UNKNOWN(example=talk.ctx.district.name_of(policy.stations(talk.ctx.district)[0]))


def offered(talk: Talk, question: Question) -> str | None:
    """是想请代办站替您跑一趟吗? 2 makes an ordinary matter of the very words."""
    found = asking.meaning(question, talk.text)
    if not isinstance(found, Answer):
        return asking.shown(question) if isinstance(found, AskBack) else None
    asking.settle(talk, question, found.effect)
    matter = str(question.data.get("matter") or "")
    if found.effect == "errand":
        return begin(talk, matter)
    if found.effect in {"complaint", "no"}:
        talk.text, talk._reading = matter, None  # noqa: SLF001 - the words are told anew, as a matter
        talk.notes["complaint"] = True
        return None
    return texts.FRIDAY_NOT_NOW()


def verdict(talk: Talk, question: Question) -> str | None:
    """办好了 or 没办好: the only word that ends an errand."""
    errand = talk.tx.get(Errand, int(question.data.get("errand") or 0))
    done = _verdict(talk, question)
    if errand is None or done is None:
        return None
    if done == "again":
        matter = errand.matter[:20]
        return texts.VERDICT_AGAIN(number=errand.number, matter=matter)
    asking.settle(talk, question, done)
    return settle(talk, errand, done=done == "yes")


def settle(talk: Talk, errand: Errand, *, done: bool) -> str:
    """The person has decided."""
    if errand.state not in {"reported", "unconfirmed", "confirmed"}:
        return texts.CLOSED_ALREADY(number=errand.number, state=texts.STATES[errand.state])
    errand = errands.answer(talk.ctx, errand, done=done, by="account", words="" if done else _comment(talk.text))
    talk.refresh()
    if done:
        held = naming.held(talk.ctx, errand)
        return texts.CONFIRMED(number=errand.number, papers=texts.CONFIRMED_PAPERS(names=held) if held else "")
    return texts.DENIED(
        number=errand.number,
        agent=naming.agent(talk.ctx, errand),
        due=words.due(errand.due_at, talk.now),
        above=talk.ctx.district.name_of(errands.above(talk.ctx, errand.station)),
    )


def mine(talk: Talk, number: int | None = None) -> str:
    """The person's errands: what is open, then what ended lately; one waiting for a word asks for it."""
    own = _own(talk)
    if number is not None and not any(one.number == number for one in own):
        return texts.NOT_FOUND(number=number)
    if not own:
        return texts.MINE_NONE(friday="")
    waiting = [one for one in own if one.state == "reported" and number in {None, one.number}]
    rows = "\n".join(_row(talk, one) for one in own[:ROWS] if number in {None, one.number})
    more = texts.MINE_MORE(count=len(own) - ROWS) if len(own) > ROWS and number is None else ""
    said = texts.MINE(rows=rows, more=more, number=own[0].number)
    if not waiting:
        return said
    one = waiting[0]
    asked = texts.VERDICT_AGAIN(number=one.number, matter=one.matter[:20])
    choices = [(effect, texts.OPTIONS[effect]) for effect in ("yes", "no")]
    shown = f"{rows}\n{asked}"
    return asking.ask(
        talk, "yesno", shown, choices, purpose="errand", expires_at=errands.silent_until(talk.ctx, one), errand=one.id
    )


def plain_words(talk: Talk) -> str | None:
    """能不能帮我交一下医保: asked once whether it is an errand; never where the words complain."""
    if not talk.ctx.district.settings.get("stations") or talk.notes.get("complaint"):
        return None
    matter = plain.errand_in(talk.text)
    if not matter or talk.reading.emergency:
        return None
    shown = texts.ASK_IS_ERRAND(matter=matter[:24])
    return asking.ask(talk, "which", shown, texts.ERRAND_OPTIONS, purpose="errand_offer", matter=talk.text)


def _verdict(talk: Talk, question: Question) -> str | None:
    said = normalise(talk.text)
    first = normalise(re.split(r"[，,。！!\s]", talk.text.strip())[0])
    if said in YES or first in YES:
        return "yes"
    if said in NO or first in NO:
        return "no"
    found = asking.meaning(question, talk.text)
    if isinstance(found, Answer):
        return found.effect if found.effect in {"yes", "no"} else "again"
    return "again" if isinstance(found, AskBack) else None


def _comment(text: str) -> str:
    return "" if len(text) <= 4 else text


def _own(talk: Talk) -> list[Errand]:
    found = talk.tx.find(Errand, account_id=talk.account.id, order="-asked_at")
    shown = [one for one in found if one.state in rules.OPEN or _fresh(talk, one)]
    return sorted(shown, key=lambda one: (one.state not in rules.OPEN, -one.asked_at.timestamp()))


def _fresh(talk: Talk, errand: Errand) -> bool:
    return errand.ended_at is not None and talk.now - errand.ended_at < SHOWN_FOR


def _row(talk: Talk, one: Errand) -> str:
    held = naming.held(talk.ctx, one)
    in_hand = one.state in rules.IN_HAND
    return texts.MINE_ROW(
        number=one.number,
        matter=one.matter[:16],
        state=texts.STATES[one.state],
        due=texts.MINE_DUE(due=words.due(one.due_at, talk.now)) if in_hand else "",
        papers=texts.MINE_PAPERS(names=held) if held else "",
    )


def _cancel(talk: Talk, number: int | None) -> str:
    found = [one for one in _own(talk) if one.state in rules.OPEN and number in {None, one.number}]
    if not found:
        return texts.NOT_FOUND(number=number if number is not None else "")
    if len(found) > 1:
        return mine(talk)
    errand = errands.withdraw(talk.ctx, found[0])
    talk.refresh()
    held = naming.held(talk.ctx, errand)
    return texts.WITHDRAWN(number=errand.number, papers=texts.WITHDRAWN_PAPERS(names=held) if held else "")


def _take_up(talk: Talk, code: str) -> str:
    tries = [one for one in talk.conversation.memory.get("errand_codes", []) if _today(talk, one)]
    if len(tries) >= WRONG_A_DAY:
        return texts.WRONG_PAUSE()
    errand = errands.take_up(talk.ctx, talk.account.id, code)
    if errand is None:
        talk.remember(errand_codes=[*tries, talk.now.isoformat()])
        return texts.WRONG_CODE()
    talk.refresh()
    talk.remember(errand_codes=None)
    return texts.TAKEN_UP(number=errand.number, matter=errand.matter[:30], state=texts.STATES[errand.state])


def _today(talk: Talk, at: str) -> bool:
    return talk.now - datetime.fromisoformat(at) < timedelta(days=1)


def _station(talk: Talk, text: str, *, own: bool = True) -> tuple[str, str]:
    district = talk.ctx.district
    known = policy.stations(district)
    try:
        unit, rest = split_unit(district, text, talk.account.unit)
    except Ambiguous:
        unit, rest = "", text
    if unit in known:
        return unit, rest.strip(" ：:，,；;") or text
    inside = unit_within(district, text, not_these=tuple(code for code in district.units if code not in known))
    if inside:
        return inside, text
    return (talk.account.unit, text) if own and talk.account.unit in known else ("", text)
