"""First contact: two lines on what is kept and who sees it, said once."""

from __future__ import annotations

from handlers.context import Talk
from handlers.texts import general


def inform(talk: Talk, reply: str) -> str:
    """The reply, with the notice below it when the person never had it."""
    if not reply or talk.account.informed_at is not None:
        return reply
    talk.refresh()
    if talk.account.informed_at is not None:
        return reply
    talk.account = talk.tx.update(talk.account, informed_at=talk.now)
    return f"{reply}\n\n{general.FIRST_CONTACT()}"
