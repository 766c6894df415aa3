"""Who gets a row: the accounts that fill a post now, those who stand in for it where nobody does."""

from __future__ import annotations

from handlers.context import Context
from handlers.policies.permissions import is_barred, is_confidential
from handlers.services.leaves import acting
from models.domain.escalation import stand_ins
from models.tables import Account, Case, Outbox

COPY = "@"
TWIN = "@template"
"""End of the dedupe key of the card that goes beside a message in an emergency."""


def cause_of(row: Outbox) -> str:
    """What a row is about, without its recipient: two posts of one person are told once."""
    key = row.dedupe_key.partition(COPY)[0]
    for mark in (":post:", ":account:"):
        key = key.rpartition(mark)[0] or key
    return key


def is_twin(row: Outbox) -> bool:
    """Whether the row is the card beside a message."""
    return row.dedupe_key.endswith(TWIN)


def address(ctx: Context, row: Outbox) -> list[Outbox]:
    """The row with its account filled in, and a copy for every further account of the post.

    A vacant post is answered for by others of its unit, but for the inspectors' own; nobody hears as a cadre of a case
    he filed himself or is named in. A row for which there is nobody keeps an empty account.
    """
    if row.post is None:
        return [row]
    if row.account_id is not None:
        return [_to_who_answers(ctx, row)]
    found = _fit(ctx, row, row.post)
    post = ctx.district.posts.get(row.post)
    if not found and post is not None and not _is_secret(ctx, row):
        for stand_in in stand_ins(ctx.district, post):
            found = _fit(ctx, row, stand_in.code)
            if found:
                break
    if not found:
        return [row]
    rows = [ctx.tx.update(row, account_id=found[0])]
    rows += [copy(ctx, row, f"{COPY}{account_id[:12]}", account_id=account_id) for account_id in found[1:]]
    return rows


TO_THE_PERSON = frozenset({"leave_answered"})
"""Kinds that are about the holder of a post, wherever its orders go today."""


def _to_who_answers(ctx: Context, row: Outbox) -> Outbox:
    """What waited for the morning goes to who stands in from that morning on."""
    if row.kind in TO_THE_PERSON or row.tries or row.post is None or acting.away(ctx, row.post) is None:
        return row
    found = _fit(ctx, row, row.post)
    return ctx.tx.update(row, account_id=found[0]) if found and row.account_id not in found else row


def copy(ctx: Context, row: Outbox, mark: str, **changes: object) -> Outbox:
    """The same row once more under another key; the one that was made before, if there is one."""
    key = row.dedupe_key + mark
    known = ctx.tx.find(Outbox, dedupe_key=key)
    if known:
        return known[0]
    values = {
        "post": row.post,
        "account_id": row.account_id,
        "case_id": row.case_id,
        "kind": row.kind,
        "params": row.params,
        "urgency": row.urgency,
        "priority": row.priority,
        "fold_key": row.fold_key,
        "not_before": row.not_before,
        "expires_at": row.expires_at,
        "created_at": row.created_at,
        **changes,
    }
    return ctx.tx.insert(Outbox, dedupe_key=key, **values)


def _is_secret(ctx: Context, row: Outbox) -> bool:
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    return case is not None and is_confidential(case)


def _accounts(ctx: Context, post: str) -> tuple[str, ...]:
    """Who answers for a post, asked once a lease: a storm brings hundreds of orders to one desk."""
    found = ctx.answering.get(post)
    if found is None:
        found = ctx.answering[post] = tuple(dict.fromkeys(acting.accounts_now(ctx, post)))
    return found


def _fit(ctx: Context, row: Outbox, post: str) -> list[str]:
    """Accounts of a post that may hear of this case and still follow; who left is asked last."""
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    bound = [account for account in _accounts(ctx, post) if case is None or not is_barred(ctx, case, account)]
    following = [key for key in bound if (found := ctx.tx.get(Account, key)) is not None and found.follows]
    return following or bound[:1]
