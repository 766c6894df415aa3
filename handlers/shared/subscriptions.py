"""Words that mean the same to everybody and whatever is open: 退订 订阅 取消 帮助."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.context import Talk
from handlers.grammar import BY_NAME, names
from handlers.services import drafts
from handlers.shared import asking, unsubscribing
from handlers.texts import general, resident, votes
from models.domain.words import normalise
from models.tables import Case

LONGEST = 8
KEPT_KINDS = frozenset({"danger", "order"})
"""Questions that 取消 does not close: danger must be answered, an order stays where it is."""


def answer(talk: Talk) -> str | None:
    """The reply to one of these words as the whole message, else None."""
    if not talk.text or len(talk.text) > LONGEST or talk.message.menu_id is not None:
        return None
    name = _NAMES.get(normalise(talk.text) or talk.text.strip())
    return None if name is None else _ACTS[name](talk)


def cancel(talk: Talk) -> str | None:
    """The draft is dropped, else the open question is closed; cases go on."""
    question = asking.live(talk)
    if question is not None and question.kind in KEPT_KINDS | {"which", "final", "command_text"} and talk.posts:
        return None  # a cadre's own question knows what to do with it
    if question is not None and question.kind == "danger":
        return None
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    if draft is not None and (question is None or question.draft_id == draft.id or question.case_id is None):
        if question is not None:
            asking.settle(talk, question, "", status="dropped")
        drafts.drop(talk.ctx, draft)
        asking.renew(talk)
        return resident.DROPPED()
    if question is None:
        return general.NOTHING_TO_CANCEL()
    asking.settle(talk, question, "", status="dropped")
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    if case is not None and question.kind in {"solved", "explained", "satisfied"}:
        return votes.QUESTION_CLOSED(number=case.running)
    return resident.WITHDRAW_NOTHING_DONE()


def help_(talk: Talk) -> str | None:
    """Seven words, not twenty. Who fills a post gets the cadre's list."""
    return None if talk.posts else general.HELP()


_ACTS: Mapping[str, Callable[[Talk], str | None]] = {
    names.UNSUBSCRIBE: unsubscribing.unsubscribe,
    names.SUBSCRIBE: unsubscribing.subscribe,
    names.CANCEL: cancel,
    names.HELP: help_,
}
_NAMES: Mapping[str, str] = {
    normalise(said) or said: name for name in _ACTS for said in (*BY_NAME[name].names, *BY_NAME[name].phrases)
}
