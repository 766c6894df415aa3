"""异议 12 文字: a callback on the board is seen otherwise, by who told the matter or by anybody else."""

from __future__ import annotations

from handlers.context import Talk
from handlers.grammar import Command
from handlers.resident import reopening
from handlers.services import voting
from handlers.services.meetings import callbacks
from handlers.texts import postings as texts
from models.domain.errors import AboutConduct
from models.domain.states import CaseState
from models.tables import Case, Posting


def answer(talk: Talk, command: Command) -> str:
    """The complainant's objection opens the case again; a neighbour's goes to people who had no part in it."""
    number, _, words = command.rest.strip().partition(" ")
    if command.reference is not None:
        number, words = str(command.reference.number), command.rest
    if not number.isdigit():
        return texts.NEEDS_NUMBER()
    found = talk.tx.find(Posting, number=int(number))
    posting = found[0] if found else None
    case = talk.tx.get(Case, posting.case_id) if posting is not None else None
    if posting is None or case is None or case.state != CaseState.CLOSED or case.round != posting.round:
        return texts.NOT_THERE(number=number)
    voice = voting.voice_of(talk.ctx, case, talk.account.id)
    if voice is not None and voice.left_at is None:
        return reopening.reopened(talk, case, voice, words.strip())
    if not words.strip():
        return texts.NEEDS_WORDS(number=number)
    try:
        new = callbacks.object_to(talk.ctx, posting, case, talk.account.id, words.strip())
    except AboutConduct:
        return texts.NEEDS_WORDS(number=number)
    return (texts.NOTED if new else texts.NOTED_BEFORE)(number=number, title=case.title)
