"""漏项: what was due and not done, for the posts of the person who asks."""

from __future__ import annotations

from handlers.context import Talk
from handlers.letters import of_omissions
from handlers.services.omissions import book
from handlers.texts import omissions as texts

PAGE = 5


def show(talk: Talk, text: str) -> str:
    """漏项, 漏项 2."""
    by_post = book.current(talk.ctx)
    entries = [entry for post in talk.posts for entry in by_post.get(post.code, ())]
    held = list({entry.missed.key: entry for entry in entries}.values())
    if not held:
        return texts.EMPTY()
    page = int(text) if text.strip().isdigit() and int(text) > 0 else 1
    shown = held[(page - 1) * PAGE : page * PAGE] or held[:PAGE]
    left = len(held) - page * PAGE
    rows = "\n".join(of_omissions.line(of_omissions.document(talk.ctx, entry)) for entry in shown)
    return texts.LIST(count=len(held), rows=rows, more=texts.LIST_MORE(count=left, page=page + 1) if left > 0 else "")
