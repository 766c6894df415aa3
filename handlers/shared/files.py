"""Photos, voices, videos, locations, links, stickers: kept first; what they are for is decided by who has a question.

A file is written down as a Media row in `talk.notes["media"]`, then the message goes on along the routes (its text is
empty): a cadre's kept command or evidence, a resident's poll, an open draft, in that order.
"""

from __future__ import annotations

from handlers.context import Talk
from handlers.services import drafts
from handlers.shared import asking
from handlers.texts import general

FILES = frozenset({"image", "voice", "video"})


def answer(talk: Talk) -> str | None:
    """The reply to what cannot be read; None for files, locations and words."""
    kind = talk.message.kind
    if kind == "text":
        return None
    if kind in FILES:
        talk.text = ""
        talk.notes["media"] = drafts.attach(
            talk.ctx, talk.account.id, kind, talk.message.media_id, draft_id=talk.conversation.draft_id
        )
        return None
    if kind == "location":
        talk.text = ""
        return None
    talk.text = ""
    if kind == "link":
        return general.LINK_RECEIVED()
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    if draft is None:
        return general.UNREADABLE()
    question = asking.live(talk)
    if question is None or question.draft_id != draft.id:
        return ""  # photos are being collected: a sticker in between is not answered
    return f"{general.UNREADABLE()}\n{asking.shown(question)}"
