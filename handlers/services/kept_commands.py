"""What a cadre wrote and has still to be asked about: kept sealed for a quarter of an hour, then said once.

Photos may come half an hour after the words of 办结: that wait has status `kept`, nothing is asked meanwhile.
"""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

from handlers.context import Context
from handlers.services import accounts, evidence, handling, questions, timers
from handlers.services.notices import push
from handlers.services.timers import Planned
from models.domain.dates import future_date_in
from models.domain.district import Post
from models.domain.errors import CaseError
from models.domain.working_time import shanghai_day
from models.tables import Case, Question

KEPT_FOR = timedelta(minutes=15)
KEPT = "kept"
"""Status of a question that waits for a photo and is not asked."""
SIDE = "cadre"


def sealed(ctx: Context, words: str) -> str:
    """Words as a question may hold them: nobody but the holder of the key reads them."""
    return base64.b64encode(ctx.sealer.seal(words)).decode()


def words_of(ctx: Context, question: Question, name: str = "words") -> str:
    """The words a question keeps, `` for none."""
    kept = question.data.get(name)
    return ctx.sealer.open(base64.b64decode(str(kept))) if kept else ""


def is_cadres(question: Question) -> bool:
    """Whether a question is about somebody's work as a cadre."""
    return question.data.get("side") == SIDE or question.kind == "order"


def watch(ctx: Context, question: Question) -> Question:
    """Plan that the question's end is noticed."""
    timers.set_timer(ctx, "question", question.id, Planned("expire", question.expires_at, rule="kept_command"))
    return question


def keep_for_photo(ctx: Context, account_id: str, case: Case, post: Post, words: str, verb: str = "finish") -> Question:
    """办结 or 兑现 (`verb`: the act) came without its photo: the words wait for it."""
    for old in ctx.tx.find(Question, account_id=account_id, status=KEPT, case_id=case.id):
        ctx.tx.update(old, status="dropped")
    question = ctx.tx.insert(
        Question,
        account_id=account_id,
        kind="reason",
        case_id=case.id,
        data={"side": SIDE, "purpose": "evidence", "verb": verb, "words": sealed(ctx, words), "post": post.code},
        status=KEPT,
        asked_at=ctx.now,
        expires_at=ctx.now + evidence.JOIN_WINDOW,
    )
    return watch(ctx, question)


def waiting_for_photo(ctx: Context, account_id: str) -> list[Question]:
    """Kept reports of the end that wait for this person's photo, newest first."""
    found = ctx.tx.find(Question, account_id=account_id, status=KEPT, order="-asked_at")
    return [one for one in found if one.expires_at > ctx.now]


def release(ctx: Context, question: Question, answer: str, status: str = "answered") -> None:
    """The kept words were used, or are of no use any more."""
    timers.cancel(ctx, "question", question.id)
    ctx.tx.update(question, status=status, answer=answer, answered_at=ctx.now)
    forget_words(ctx, question)


def expire(ctx: Context, question: Question) -> None:
    """Nobody answered: what was asked about is not done, and that is said once.

    Only a report between final and interim is carried out as interim: the resident gets the words, the case stays.
    """
    question = ctx.tx.get(Question, question.id) or question
    if not is_cadres(question):
        return
    if question.status not in {"live", "queued", KEPT}:
        forget_words(ctx, question)
        return
    if question.expires_at > ctx.now:
        watch(ctx, question)
        return
    questions.settle(ctx, question, "", status="expired")
    purpose = str(question.data.get("purpose", ""))
    reason = _SAID.get(purpose)
    if purpose == "final":
        reason = "interim" if _send_interim(ctx, question) else None
    forget_words(ctx, question)
    if reason is None:
        return
    case = ctx.tx.get(Case, question.case_id) if question.case_id is not None else None
    push(
        ctx,
        "not_done",
        {"reason": reason, "verb": str(question.data.get("verb", ""))},
        key=f"{question.id}",
        account_id=question.account_id,
        case=case,
    )


_SAID = {"command": "which", "weak": "weak", "claim": "claim", "evidence": "evidence", "objection": "objection",
         "basis": "objection", "claim_basis": "claim", "claim_route": "claim",
         "exclusion": "objection", "exclusion_basis": "objection"}  # fmt: skip
"""Purposes whose silence is told, and as what."""


def forget_words(ctx: Context, question: Question) -> None:
    """The words were used or are of no use: not even their sealed copy stays."""
    newest = ctx.tx.get(Question, question.id) or question
    if "words" in newest.data:
        ctx.tx.update(newest, data={name: value for name, value in newest.data.items() if name != "words"})


def post_of(ctx: Context, question: Question) -> Post | None:
    """The post that asked, if the person still fills it."""
    code = str(question.data.get("post", ""))
    return next((post for post in accounts.posts_of(ctx, question.account_id) if post.code == code), None)


def _send_interim(ctx: Context, question: Question) -> bool:
    case = ctx.tx.get(Case, question.case_id) if question.case_id is not None else None
    post = post_of(ctx, question)
    words = words_of(ctx, question)
    if case is None or post is None or not words:
        return False
    asked_at: datetime = question.asked_at
    promised = future_date_in(words, shanghai_day(asked_at), ctx.calendar)
    try:
        with ctx.tx.attempt():
            handling.progress(ctx, case, post, words, promised, question.account_id)
    except CaseError:  # the case moved on meanwhile: the words no longer belong to it
        return False
    return True
