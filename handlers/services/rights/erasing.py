"""Erasing what a person said: words, phone, rooms, salts, openid. Numbers, dates and the chain of events stay."""

from __future__ import annotations

from handlers.context import Context
from handlers.services import questions, wishes
from handlers.services.notices import own_voices
from handlers.services.records import ERASED, record
from handlers.services.stations import errands
from handlers.services.visiting import homes, opinions
from models.domain.states import OPEN, CaseState
from models.tables import (
    Account,
    Case,
    Conversation,
    Draft,
    Household,
    Inbox,
    Media,
    Outbox,
    Posting,
    PostingObjection,
    Question,
    Request,
    Statement,
    Vault,
    Voice,
)

NOBODY = "gone:"
"""What stands instead of an account in a voice that was erased; the number behind it is the voice's own."""
WAITS = frozenset({"pending", "leased", "held", "phone"})
"""States of a letter that may still be said."""


def open_cases(ctx: Context, account_id: str) -> list[Case]:
    """What a person has running, accusations too: they are not named, but they end with the rest."""
    ids = tuple({voice.case_id for voice in own_voices(ctx, account_id)})
    cases = ctx.tx.find(Case, id=ids, order="id") if ids else []
    return [case for case in cases if CaseState(case.state) in OPEN]


def forget(ctx: Context, account: Account, *, withdraw: bool = True) -> Account:
    """Erase everything a person told; open cases are withdrawn first. The account is a stranger's from now on.

    Without `withdraw` only what has ended is erased, and the rest once it has ended.
    """
    running = {case.id for case in open_cases(ctx, account.id)}
    for voice in ctx.tx.find(Voice, account_id=account.id, order="id"):
        case = ctx.tx.get(Case, voice.case_id)
        if case is None or (case.id in running and not withdraw):
            continue
        if case.id in running and voice.left_at is None:
            wishes.withdraw(ctx, case, voice, solved=False)
        forget_voice(ctx, voice, "asked")
    if running and not withdraw:
        return ctx.tx.update(ctx.tx.get(Account, account.id) or account, erase_asked_at=ctx.now)
    _forget_talk(ctx, account.id)
    opinions.forget_account(ctx, account.id)
    homes.part(ctx, account)
    errands.forget_account(ctx, account.id)
    changes: dict[str, object] = {} if account.cadre else {"openid": None, "unit": ""}
    newest = ctx.tx.get(Account, account.id) or account
    return ctx.tx.update(newest, erase_asked_at=None, anonymous_next=False, informed_at=None, **changes)


def forget_voice(ctx: Context, voice: Voice, why: str) -> None:
    """Erase one complainant's part in a case, and in the case of its own it had before a merge."""
    for case_id in dict.fromkeys(one for one in (voice.case_id, voice.origin_id) if one is not None):
        case = ctx.tx.get(Case, case_id)
        if case is not None:
            _forget_in(ctx, case, voice, why)
    _empty(ctx, f"voice:{voice.id}")
    newest = ctx.tx.get(Voice, voice.id) or voice
    ctx.tx.update(newest, account_id=f"{NOBODY}{voice.id}", detail="")


def forget_case(ctx: Context, case: Case, why: str) -> Case:
    """Erase the words and identities of everybody in a case: what the retention rule does to what is long over."""
    for voice in ctx.tx.find(Voice, case_id=case.id, order="id"):
        forget_voice(ctx, voice, why)
    newest = ctx.tx.get(Case, case.id) or case
    left = [row.id for row in ctx.tx.find(Statement, case_id=case.id) if row.words or row.salt]
    if left or newest.salt or newest.text:  # what cadres said quotes residents more often than not
        newest = _erase(ctx, newest, left, why, text=True)
    for household in ctx.tx.find(Household, case_id=case.id):
        _empty(ctx, f"household:{household.id}")
    _forget_media(ctx, ctx.tx.find(Media, case_id=case.id))
    _forget_letters(ctx, ctx.tx.find(Outbox, case_id=case.id))
    for request in ctx.tx.find(Request, case_id=case.id):
        ctx.tx.update(request, words="", decision="")
    newest = ctx.tx.get(Case, case.id) or newest
    return ctx.tx.update(newest, erased_at=ctx.now)


def _forget_in(ctx: Context, case: Case, voice: Voice, why: str) -> None:
    own = [row.id for row in ctx.tx.find(Statement, case_id=case.id, voice_id=voice.id) if row.words or row.salt]
    told_first = min((one.id for one in ctx.tx.find(Voice, case_id=case.id)), default=voice.id) == voice.id
    first = told_first or voice.origin_id == case.id
    if own or (first and (case.text or case.salt)):
        case = _erase(ctx, case, own, why, text=first, voice=voice.id)
    if first:
        _empty(ctx, f"case:{case.id}")
        for request in ctx.tx.find(Request, case_id=case.id, post=""):
            ctx.tx.update(request, words="")
        for household in ctx.tx.find(Household, case_id=case.id):
            _empty(ctx, f"household:{household.id}")
    for draft in ctx.tx.find(Draft, account_id=voice.account_id):
        if case.id in draft.cases:
            _forget_draft(ctx, draft)
    mine = [one for one in ctx.tx.find(Media, case_id=case.id) if one.account_id == voice.account_id]
    _forget_media(ctx, mine)
    _forget_letters(ctx, ctx.tx.find(Outbox, case_id=case.id))


def _erase(ctx: Context, case: Case, ids: list[int], why: str, *, text: bool, voice: int | None = None) -> Case:
    """The event first, so that the chain says what is missing; then the words and the salts that prove them."""
    facts = {"statements": ids, "text": text, "why": why, "voice": voice}
    changes = {"text": "", "detail": "", "salt": ""} if text else {}
    case = record(ctx, case, ERASED, data=facts, **changes)
    for row in ctx.tx.find(Statement, id=tuple(ids)) if ids else []:
        ctx.tx.update(row, words="", salt="")
        _empty(ctx, f"statement:{row.id}")
    return case


def _forget_draft(ctx: Context, draft: Draft) -> None:
    status = "dropped" if draft.status == "open" else draft.status
    ctx.tx.update(draft, words=None, phone=None, reading={}, memory={}, status=status)


def _empty(ctx: Context, subject: str) -> None:
    for row in ctx.tx.find(Vault, subject=subject):
        ctx.tx.update(row, sealed=None, salt="")


def _forget_media(ctx: Context, files: list[Media]) -> None:
    for one in files:
        if one.state not in {"erase", "erased"}:
            ctx.tx.update(one, state="erase", media_id="")  # the bytes go with the next beat of the media queue


def _forget_letters(ctx: Context, rows: list[Outbox]) -> None:
    for row in rows:
        if row.state not in WAITS and row.params:
            ctx.tx.update(row, params={})


def _forget_objection(ctx: Context, objection: PostingObjection) -> None:
    """What somebody said of a posted callback that is not his own; that somebody objected stays."""
    posting = ctx.tx.get(Posting, objection.posting_id)
    case = ctx.tx.get(Case, posting.case_id) if posting is not None else None
    if case is not None and objection.statement_id is not None:
        _erase(ctx, case, [objection.statement_id], "asked", text=False)
    ctx.tx.update(objection, account_id=f"{NOBODY}objection:{objection.id}")


def _forget_talk(ctx: Context, account_id: str) -> None:
    """Deliveries and answers, drafts, questions: what stood in the talk itself."""
    for row in ctx.tx.find(Inbox, account_id=account_id):
        ctx.tx.update(row, raw=None, reply=None)
    for draft in ctx.tx.find(Draft, account_id=account_id):
        _forget_draft(ctx, draft)
    for question in ctx.tx.find(Question, account_id=account_id):
        over = question.status not in {"live", "queued"}
        ended = question if over else questions.settle(ctx, question, "", status="dropped")
        ctx.tx.update(ended, data={})
    for objection in ctx.tx.find(PostingObjection, account_id=account_id):
        _forget_objection(ctx, objection)
    _forget_letters(ctx, ctx.tx.find(Outbox, account_id=account_id))
    _forget_media(ctx, ctx.tx.find(Media, account_id=account_id))
    conversation = ctx.tx.get(Conversation, account_id)
    if conversation is not None:
        ctx.tx.update(conversation, memory={}, draft_id=None, question_id=None)
