"""What waits for somebody's next word: held letters, and cards that only rang (dialogues 4).

A card is a bell: its twenty characters say that there is something, never what to do. So the first word of who was
rung gets the letter itself, whatever they write.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.context import Context
from handlers.policies.permissions import is_barred, is_confidential
from models.domain.district import Post
from models.domain.escalation import stand_ins
from models.store.tx import Lookup
from models.tables import Account, Case, Conversation, Look, Outbox

RUNG = "bells"
"""Fact of a conversation: outbox rows whose card was sent and whose words have not been read."""
MOST = 20
BELLS = frozenset(
    {
        "order",
        "handed_down",
        "transferred",
        "triage",
        "climbed",
        "reopened",
        "emergency",
        "objection",
        "extension",
        "voice_waiting",
        "supervised",
        "leave_asked",
        "standing_in",
        "called_in",
        "arbitration",
        "help_late",
        "leader_card",
        "unlinked",
    }
)
"""Kinds that ask a post to act and whose card cannot say everything."""
SIGNED_FOR = frozenset({"order", "handed_down", "transferred", "climbed", "emergency"})
TO_CALL = "call:"
"""Begin of the key of a row of the telephone list: it is about the post and meant for whoever telephones."""
RANG = frozenset({"sent", "delivered"})
"""States of a row whose card is on the phone."""
_WAITING = ("held", "phone")
HELD = Lookup(Outbox, "account_id", (("state", _WAITING),))
"""What everybody's message asks for."""


def ring(ctx: Context, row: Outbox, account_id: str) -> None:
    """A card of this row reached a post's phone: its words are still to be said."""
    conversation = ctx.tx.get(Conversation, account_id)
    if conversation is None or row.post is None or row.kind not in BELLS:
        return
    rung = [one for one in conversation.memory.get(RUNG, ()) if one != row.id]
    ctx.tx.update(conversation, memory={**conversation.memory, RUNG: [*rung, row.id][-MOST:]})


def forget(ctx: Context, row: Outbox, account_id: str) -> bool:
    """The words were said, or are not needed any more; whether the row had rung."""
    conversation = ctx.tx.get(Conversation, account_id)
    rung = conversation.memory.get(RUNG, ()) if conversation is not None else ()
    if conversation is None or row.id not in rung:
        return False
    left = [one for one in rung if one != row.id]
    memory = {name: value for name, value in conversation.memory.items() if name != RUNG}
    ctx.tx.update(conversation, memory={**memory, RUNG: left} if left else memory)
    return True


def waiting_rows(ctx: Context, account: Account, posts: Sequence[Post]) -> list[Outbox]:
    """Rows this person is to hear with their next word: held for them or for a vacant post they fill, orders that
    wait for the end of quiet hours, and cards that rang."""
    tx = ctx.tx
    states = (*_WAITING, "pending") if posts else _WAITING
    rows = {row.id: row for row in tx.find(Outbox, account_id=account.id, state=states)}
    for post in posts:
        rows |= {row.id: row for row in tx.find(Outbox, post=post.code, account_id=None, state=states)}
    conversation = tx.get(Conversation, account.id) if posts else None
    for key in conversation.memory.get(RUNG, ()) if conversation is not None else ():
        row = tx.get(Outbox, key)
        if row is not None:
            rows[row.id] = row
    return [row for row in rows.values() if _is_for(ctx, row, account, posts)]


def is_over(ctx: Context, row: Outbox, posts: Sequence[Post]) -> bool:
    """Whether a card that rang needs no words any more: the case is signed for, or the person has read it since.

    `posts` are the person's own: a card to a vacant post is read by who stands in for it.
    """
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    if row.state not in RANG or case is None:
        return False
    if case.signed_at is not None and row.kind in SIGNED_FOR and case.signed_at < ctx.now:
        return True  # who signs with his first word has not read it yet: he reads it with the answer
    codes = tuple({row.post or "", *(post.code for post in posts)})
    looks = ctx.tx.find(Look, case_id=case.id, post=codes, what="text")
    return any(look.at >= (row.sent_at or row.created_at) for look in looks)


def _is_for(ctx: Context, row: Outbox, account: Account, posts: Sequence[Post]) -> bool:
    if row.dedupe_key.startswith(TO_CALL):
        return False
    if row.state == "pending" and not (row.kind in BELLS and row.lease == row.tries and row.not_before > ctx.now):
        return False
    if row.post is None:
        return True
    # a post that was given up meanwhile takes its letters with it; a vacant one is answered for by others of its unit
    told = ctx.district.posts.get(row.post)
    instead = stand_ins(ctx.district, told) if told is not None and row.account_id == account.id else ()
    if not {post.code for post in posts} & {row.post, *(post.code for post in instead)}:
        return False
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    if case is None:
        return True
    its_own = not is_confidential(case) or any(post.code == row.post for post in posts)
    return its_own and not is_barred(ctx, case, account.id)
