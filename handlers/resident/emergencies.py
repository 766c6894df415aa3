"""Danger beats everything: fixed words at once, a case without asking, everybody called (dialogues (e))."""

from __future__ import annotations

from datetime import datetime

from handlers.context import Talk
from handlers.grammar import parse
from handlers.resident import drafting
from handlers.services import drafts, emergencies, wishes
from handlers.services.voting import voice_of
from handlers.shared import asking
from handlers.texts import choices, lists
from handlers.texts import emergencies as texts
from models.domain import words
from models.tables import Case

DOUBT_BELOW = 0.8
"""Confidence under which the way back is offered below the words for danger."""
BRIEF = 12
"""Characters up to which words that come while something is open are an answer to it."""
NO_WAY_BACK = frozenset({"suicide", "violence"})
"""Kinds in which no menu and no digit is put before the person."""
DOUBTFUL = frozenset({"falling", "collapse", "poisoning", "drowning", "person_down", "missing", "live_wire"})
"""Kinds whose words are said of smaller things too: the way back is offered when the place is known."""


def answer(talk: Talk) -> str | None:
    """Words for danger, or, in its first two hours, for what the person says next; None on the ordinary path."""
    if not talk.text or talk.message.menu_id is not None:
        return None
    running = _running(talk)
    if running is not None or (talk.reading.emergency and talk.reading.confidence < DOUBT_BELOW and _replies(talk)):
        talk.reread()
    if not talk.reading.emergency:
        return _follow_up(talk, running) if running is not None else None
    if talk.posts and _is_cadre_verb(talk):
        return None
    if running is not None and _same(talk, running):
        return _again(talk, running)
    return _begin(talk)


def _replies(talk: Talk) -> bool:
    """Whether the words answer what is open or correct it: then likeness to earlier calls for help is not enough."""
    question = asking.live(talk)
    if question is None and drafts.open_draft(talk.ctx, talk.conversation) is None:
        return False
    if len(talk.text) <= BRIEF or talk.text.startswith(lists.CORRECTIONS):
        return True
    return question is not None and isinstance(asking.meaning(question, talk.text), words.Answer)


def _begin(talk: Talk) -> str:
    reading = drafting.read(talk)
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    media = tuple(draft.media) if draft is not None and not draft.words else ()
    if draft is not None and not draft.words:
        drafts.drop(talk.ctx, draft)  # photos that waited for words: these are the words
        asking.renew(talk)
    case = emergencies.file_emergency(talk.ctx, talk.account, talk.text, reading, media=media)
    asking.renew(talk)
    talk.refresh()
    talk.remember(emergency={"case": case.id, "kind": reading.emergency, "at": talk.now.isoformat()})
    said = [say(talk, reading.emergency), texts.CALLED() if reading.emergency not in NO_WAY_BACK else ""]
    if not case.community and reading.emergency not in NO_WAY_BACK:
        said.append(
            asking.ask(talk, "place_text", texts.WHERE(), purpose="emergency", case=case, lives=emergencies.LASTS)
        )
    elif reading.confidence < DOUBT_BELOW or reading.emergency in DOUBTFUL:
        ask = asking.ask(
            talk, "yesno", texts.IF_NOT(), choices.NOT_URGENT, purpose="not_emergency", case=case,
            lives=emergencies.LASTS,
        )  # fmt: skip
        said.append(ask)
    return "\n".join(part for part in said if part)


def say(talk: Talk, kind: str) -> str:
    """The fixed words of a kind of danger, with the telephone numbers of this district."""
    text = texts.BY_KIND.get(kind, texts.DANGER)
    contacts = talk.ctx.district.contacts
    known = {name: contacts.get(name, contacts.get("hotline", "12345")) for name in text.blanks}
    if "told" in known:
        known["told"] = texts.TOLD_LIFT()
    return text(**known)


def _running(talk: Talk) -> Case | None:
    known = talk.conversation.memory.get("emergency")
    if not known or talk.now - datetime.fromisoformat(known["at"]) > emergencies.LASTS:
        return None
    return talk.tx.get(Case, known["case"])


def _same(talk: Talk, case: Case) -> bool:
    known = talk.conversation.memory["emergency"]["kind"]
    place = talk.reading.place
    return known == talk.reading.emergency and (not place.unit or not case.community or place.unit == case.community)


def _again(talk: Talk, case: Case) -> str:
    """Said once more: no second case, those who come hear the words and are called once more."""
    _pass_on(talk, case)
    if talk.reading.place.unit and not case.community:
        emergencies.locate(talk.ctx, talk.tx.get(Case, case.id) or case, talk.reading)
    kind = talk.reading.emergency
    newest = talk.tx.get(Case, case.id) or case
    emergencies.call(talk.ctx, newest, kind)
    return f"{say(talk, kind)}\n{texts.CALLED_AGAIN() if kind not in NO_WAY_BACK else ''}".rstrip()


def _follow_up(talk: Talk, case: Case) -> str | None:
    """出来了打了: passed on and answered, unless it is a word, an answer to a question, or another matter."""
    question = asking.live(talk)
    if question is not None or parse(talk.text, "cadre" if talk.posts else "resident") is not None:
        return None
    if words.small_talk(talk.text) == "thanks" or words.digit_of(talk.text) is not None or talk.text in lists.FIXED:
        return None
    reading = talk.reading
    elsewhere = bool(reading.place.unit) and reading.place.unit != case.community
    if any(one.category and one.category != case.category for one in reading.matters) or elsewhere:
        return None
    _pass_on(talk, case)
    kind = talk.conversation.memory["emergency"]["kind"]
    text = texts.FOLLOW_UP.get(kind, texts.STAY_SAFE)
    contacts = talk.ctx.district.contacts
    return text(**{name: contacts.get(name, contacts.get("hotline", "12345")) for name in text.blanks})


def _pass_on(talk: Talk, case: Case) -> None:
    voice = voice_of(talk.ctx, case, talk.account.id)
    if voice is not None:
        wishes.supplement(talk.ctx, case, voice, talk.text)


def _is_cadre_verb(talk: Talk) -> bool:
    command = parse(talk.text, "cadre")
    return command is not None and command.verb.side == "cadre"
