"""A court's, an arbitrator's or a private matter: not refused, the right way is named, and the community on a 1."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Talk
from handlers.services import drafts
from handlers.shared import asking
from handlers.texts import choices
from handlers.texts import ways as texts
from models.domain.reading import MatterReading, Reading
from models.tables import Draft

ASKED = frozenset({"complaint", "question", "suggestion"})
SPOKEN_OF = 0.25
"""Confidence from which a matter that somebody here can do is more than a chance word beside the court."""


def named(talk: Talk, reading: Reading) -> texts.Way | None:
    """The way these words are about, None when they speak of a matter somebody here can do."""
    if reading.intent not in ASKED or reading.emergency:
        return None
    told = {one.category for one in reading.matters if one.category and one.confidence >= SPOKEN_OF}
    return next((way for way in texts.WAYS if way.words.search(talk.text) and way.covers(told)), None)


def show(talk: Talk, way: texts.Way, reading: Reading) -> str:
    """Which way it goes and whom to ring; the words are kept for a 1, and dropped with anything else."""
    draft = drafts.begin(
        talk.ctx,
        talk.account,
        talk.conversation,
        words=talk.text,
        reading=replace(reading, intent="complaint", matters=(_mediation(talk),), urgency=""),
        inquiry=True,
        memory={"inquiry": True},
    )
    asking.renew(talk)
    contacts = talk.ctx.district.contacts
    phone = contacts.get(way.contact) or contacts.get("legal_aid") or contacts.get("hotline", "12345")
    text = texts.SENT(way=way.name, phone=phone)
    return asking.ask(
        talk, "yesno", text, choices.CALL_BACK, purpose="way", lives=asking.DRAFT_LIVES, draft_id=draft.id
    )


def keep(talk: Talk, draft: Draft) -> Draft:
    """The person wants the community to call: from now on it is a draft like any other."""
    return drafts.remember(talk.ctx, drafts.wake(talk.ctx, draft), inquiry=None)


def _mediation(talk: Talk) -> MatterReading:
    code = texts.CONTACT_CATEGORY if texts.CONTACT_CATEGORY in talk.ctx.district.categories else ""
    return MatterReading(code, texts.CONTACT_TITLE(), 1.0, fragment=talk.text)
