"""First contact: two lines on what is kept and who sees it, said once."""

from __future__ import annotations

from handlers.context import Talk
from handlers.texts import general

OWED = "notice_owed"
MOST_CHARACTERS = 170
MOST_LINES = 8
"""A first reply may be as long as the longest there is (dialogues 0, rule 2), and no longer."""


def inform(talk: Talk, reply: str) -> str:
    """The reply, with the notice below it when the person never had it."""
    if not reply or talk.account.informed_at is not None:
        return reply
    talk.refresh()
    if talk.account.informed_at is not None:
        return reply
    said = f"{reply}\n{general.FIRST_CONTACT()}"
    if len(said) > MOST_CHARACTERS or said.count("\n") >= MOST_LINES:
        talk.remember(**{OWED: True})  # a long receipt keeps its room: it follows with the next answer
        return reply
    talk.account = talk.tx.update(talk.account, informed_at=talk.now)
    talk.remember(**{OWED: None})
    return said


def settle(talk: Talk, reply: str) -> str:
    """What is still owed from a reply that had no room for it."""
    return inform(talk, reply) if talk.conversation.memory.get(OWED) else reply
