"""举报: what goes to the inspectors alone, and what is asked where the way is not clear (dialogue (m))."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Talk
from handlers.services import conduct, drafts, protection
from handlers.shared import asking
from handlers.texts import halls as hall_texts
from handlers.texts import inspection as texts
from handlers.texts import naming
from handlers.understanding.matters import ROUTE
from models.domain.reading import MatterReading, Reading
from models.tables import Case, Draft

DISCIPLINE_PHONE = "12388"
"""The discipline inspection's own line, for when the inspectors themselves are accused."""


def at_box(talk: Talk, hall: str) -> str:
    """Somebody scanned the box of a hall: what is said next goes to the inspectors, whatever it is about."""
    district = talk.ctx.district
    said, name = (hall_texts.ASK, district.name_of(hall)) if hall != district.root else (
        hall_texts.ASK_DISTRICT, district.name
    )  # fmt: skip
    text = said(hall=name, phone=inspector_phone(talk))
    return asking.ask(talk, "reason", text, purpose="accuse", lives=asking.DRAFT_LIVES, hall=hall)


def words_first(talk: Talk) -> str:
    """A file without words while the inspectors wait for words: nothing is kept that could go another way."""
    media = talk.notes.get("media")
    if media is not None:
        talk.tx.update(media, purpose="refused")
    return hall_texts.WORDS_FIRST(phone=inspector_phone(talk))


def begin(talk: Talk, words: str, hall: str = "") -> str:
    """举报 and what is behind it; nothing behind it: asked what it is.

    What is said at the box of a hall is for the inspectors, also where it sounds like an ordinary matter.
    """
    if not words:
        text = texts.ASK_WHAT(phone=inspector_phone(talk))
        return asking.ask(talk, "reason", text, purpose="accuse", lives=asking.DRAFT_LIVES)
    reading = talk.ctx.world.understander.read(words, default_unit=talk.account.unit)
    draft = drafts.begin(talk.ctx, talk.account, talk.conversation, words=words, reading=reading, anonymous=True)
    asking.renew(talk)
    if hall:
        return ask(talk, as_accusation(talk, drafts.remember(talk.ctx, draft, hall=hall)))
    return ask_way(talk, draft) if _is_ordinary(talk, reading) else ask(talk, as_accusation(talk, draft))


def ask(talk: Talk, draft: Draft) -> str:
    """Say who gets it and who does not, and whether an answer is wanted; nobody left to take it: say so."""
    words = "".join(drafts.said(talk.ctx, draft))
    barred = (*protection.named_in(talk.ctx, words), *protection.people_of(talk.ctx, str(draft.memory.get("hall", ""))))
    if not protection.inspectors(talk.ctx, barred, talk.account.id):
        drafts.drop(talk.ctx, draft)
        asking.renew(talk)
        return texts.NOBODY(phone=talk.ctx.district.contacts.get("discipline", DISCIPLINE_PHONE))
    reading = drafts.understood(draft)
    others = [one.title for one in reading.matters if not conduct.is_category(talk.ctx, one.category) and one.title]
    alone = tuple(one for one in reading.matters if conduct.is_category(talk.ctx, one.category))
    drafts.touch(talk.ctx, draft, reading=replace(reading, matters=alone, emergency=""))
    text = texts.ASK()
    if others:
        rest = "、".join(others)
        text = f"{texts.ASK_OTHERS(rest=rest)}\n{text}"
    return asking.ask(
        talk, "draft", text, texts.OPTIONS, purpose="inspector", lives=asking.DRAFT_LIVES, draft_id=draft.id
    )


def ask_way(talk: Talk, draft: Draft) -> str:
    """Unsure whether somebody is accused or something is to be mended unnamed: the person says which."""
    drafts.remember(talk.ctx, draft, way_asked=True)
    text = texts.ASK_WHICH_WAY()
    return asking.ask(talk, "which", text, texts.WHICH_WAY, purpose="way", lives=asking.DRAFT_LIVES, draft_id=draft.id)


def instead(talk: Talk, reply: str) -> str:
    """The reply after words about somebody's conduct were left out of a case: said, and offered to the inspectors."""
    words = "，".join(talk.ctx.kept_apart)
    talk.ctx.kept_apart.clear()
    asking.renew(talk)
    if talk.posts or asking.live(talk) is not None:
        return f"{texts.LEFT_OUT()}\n{reply}"  # one question at a time: the other way is shown, not asked
    return f"{reply}\n{begin(talk, words)}"


def keep_out(case: Case) -> str:
    """The words were not put where the accused would read them."""
    return texts.TO_REPORT(label=naming.label(case))


def must_ask_way(talk: Talk, draft: Draft, reading: Reading, words: str) -> bool:
    """Whether a draft sounds like an accusation, or is to be kept from somebody, although its matter is ordinary."""
    if draft.memory.get("way_asked") or any(conduct.is_category(talk.ctx, one.category) for one in reading.matters):
        return False
    return conduct.is_secret_wish(words) or conduct.speaks_of(talk.ctx, words)


def as_accusation(talk: Talk, draft: Draft) -> Draft:
    """The draft as an accusation: its own category of misconduct where one was read, else the first there is."""
    reading = drafts.understood(draft)
    accused = [one for one in reading.matters if conduct.is_category(talk.ctx, one.category)]
    code = accused[0].category if accused else accusation_category(talk)
    category = talk.ctx.district.categories.get(code)
    if category is None:
        return draft
    words = "，".join(drafts.said(talk.ctx, draft))
    matter = MatterReading(code, category.title, 1.0, fragment=words)
    told_now = replace(reading, intent="misconduct", emergency="", urgency=category.tier, matters=(matter,))
    return talk.tx.update(drafts.touch(talk.ctx, draft, reading=told_now), anonymous=True)


def accusation_category(talk: Talk) -> str:
    """The category of accusations of conduct, which only the inspectors get; `` in a district without one."""
    found = [one.code for one in talk.ctx.district.categories.values() if one.desk == "inspector"]
    return found[0] if found else ""


def inspector_phone(talk: Talk) -> str:
    """The inspectors' telephone, else the hotline."""
    district = talk.ctx.district
    posts = district.posts_of(district.root, "inspector")
    return (posts[0].phone if posts else "") or district.contacts.get("hotline", "12345")


def _is_ordinary(talk: Talk, reading: Reading) -> bool:
    """Whether the words are surely about a thing and not about somebody's conduct."""
    sure = any(one.category and one.confidence >= ROUTE for one in reading.matters)
    accused = any(conduct.is_category(talk.ctx, one.category) for one in reading.matters)
    return sure and not accused and reading.intent != "misconduct"
