"""复核 7 结果 文字: what the district found after three rounds, written by one desk and agreed by the other."""

from __future__ import annotations

from handlers.cadre import committing
from handlers.cadre.acting import due_of, post_for, remember_step, unit_name
from handlers.context import Talk
from handlers.policies.unit_names import split_unit
from handlers.services.closing import review
from handlers.texts import closing as texts
from handlers.texts import naming
from models.domain.states import Act
from models.tables import Case, Request


def find(talk: Talk, case: Case, text: str) -> str:
    """复核 7 解决|办不到|列计划|重办 …"""
    post = post_for(talk, case, Act.PROPOSE_RESULT)
    word, _, words = text.strip().partition(" ")
    result = next((code for code, said in texts.RESULT_WORDS.items() if word.rstrip("：:，,") in said), "")
    if not result:
        return texts.REVIEW_NEEDS(n=case.running)
    if result == "planned":
        return committing.commit(talk, case, words)
    unit = ""
    if result == "redo":
        unit, words = split_unit(talk.ctx.district, words, case.unit)
        if not unit or not words.strip():
            return texts.REVIEW_NEEDS_UNIT(n=case.running)
    elif not words.strip():
        return texts.REVIEW_NEEDS_WORDS(n=case.running, word=word)
    found: review.Result = "redo" if result == "redo" else "solved" if result == "solved" else "impossible"
    case, request = review.propose(talk.ctx, case, post, found, words, unit, talk.account.id)
    remember_step(talk, case)
    return texts.REVIEW_PROPOSED(
        n=case.running,
        result=_result(talk, request),
        other=texts.SIDES[request.to_role],
        limit=naming.due(request.limit_at, talk.now),
        due=due_of(talk, case),
    )


def granted(talk: Talk, case: Case, request: Request) -> str:
    """What the desk hears who agreed."""
    return texts.REVIEW_AGREED(n=case.running, result=_result(talk, request))


def refused(talk: Talk, case: Case, _request: Request) -> str:
    """What the desk hears who did not."""
    return texts.REVIEW_DISAGREED(n=case.running, due=due_of(talk, case))


def _result(talk: Talk, request: Request) -> str:
    return texts.RESULTS[request.reason](unit=unit_name(talk, request.asked_unit) if request.asked_unit else "")
