"""问 松-4172 …: inspectors name an accusation by its code word, and ask its filer without knowing who it is."""

from __future__ import annotations

from handlers.cadre.acting import post_for
from handlers.context import Talk
from handlers.policies.permissions import is_confidential, may_see
from handlers.services import handling
from handlers.texts import inspection as texts
from models.domain import code_words
from models.domain.states import Act
from models.tables import Case


def answer(talk: Talk) -> str | None:
    """Read the code word as the number of its case, for who may see it; always leaves the answer to later routes.

    For everybody else the word stays a word: whether there is such an accusation is not to be found out.
    """
    if not talk.posts or talk.message.kind != "text" or talk.message.menu_id is not None:
        return None
    named = code_words.find(talk.text)
    if named is None:
        return None
    for case in talk.tx.find(Case, code_word=named.code):
        if any(may_see(talk.ctx, case, post, talk.account.id) for post in talk.posts):
            talk.text = " ".join(part for part in (named.before, case.number, named.behind) if part)
    return None


def ask(talk: Talk, case: Case, words: str) -> str:
    """问: words to the filer, who may answer or not."""
    if not is_confidential(case):
        return texts.QUESTION_ORDINARY(n=case.running)
    post = post_for(talk, case, Act.PROGRESS)
    if not words.strip():
        return texts.QUESTION_HOW(code=case.code_word)
    handling.progress(talk.ctx, case, post, words, None, talk.account.id, question=True)
    return texts.QUESTION_SENT()
