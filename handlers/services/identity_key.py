"""Which IDENTITY_KEY a database was sealed with, and what is done when that key is lost for good."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlmodel import SQLModel, col

from handlers.context import Context
from models.domain.errors import BadInputError
from models.store.sealing import SealBrokenError, Sealer
from models.store.tx import Reader, Tx
from models.tables import Account, Binding, Conversation, Draft, Inbox, Outbox, Question, Setting, Vault

MARK = "identity_key"
"""Setting row: {"mark": a mark of the key}."""
TOKEN = "wechat_token"  # noqa: S105 - the name of a row
ANOTHER = (
    "MINQING_IDENTITY_KEY is not the one this database was sealed with: cases are there, but nobody can be reached or"
    " named. Give the right key; if it is lost for good, minqing identity-lost says what that means"
)


class AnotherKeyError(BadInputError):
    """The database was sealed with another IDENTITY_KEY."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What went with a key."""

    people: int
    posts: int
    drafts: int
    messages: int


def check(reader: Reader, sealer: Sealer) -> None:
    """Raise AnotherKeyError if what is sealed here cannot be opened: nothing may be written beside it."""
    row = reader.get(Setting, MARK)
    if row is not None:
        fits = row.value["mark"] == sealer.mark
    else:  # from before marks were kept: what is sealed is the judge
        known = reader.query(Account, col(Account.openid).is_not(None), limit=1)
        fits = not known or _opens(sealer, known[0].openid or b"")
    if not fits:
        raise AnotherKeyError(ANOTHER)


def remember(tx: Tx, sealer: Sealer) -> None:
    """Keep which key this database is sealed with."""
    if tx.get(Setting, MARK) is None:
        tx.insert(Setting, key=MARK, value={"mark": sealer.mark})


def give_up(ctx: Context) -> Lost:
    """The key is lost: erase what it alone opened and go on under the present one.

    Everybody is a stranger from now on, posts are vacant, what was being told is lost. Cases, their courses, dates and
    events stay as they are; what was still to be said to a post waits for who is bound to it next.
    """
    tx = ctx.tx
    lost = Lost(
        people=_touched(ctx, Account, col(Account.openid).is_not(None), openid=None, follows=False),
        posts=_touched(ctx, Binding, col(Binding.ended_at).is_(None), ended_at=ctx.now),
        drafts=_touched(ctx, Draft, col(Draft.status) == "open", status="dropped"),
        messages=_touched(ctx, Inbox, col(Inbox.status) == "deferred", status="failed", waits=None),
    )
    _touched(ctx, Account, True, cadre=False, tagged=False)
    _touched(ctx, Draft, True, words=None, phone=None)
    _touched(ctx, Inbox, True, raw=None)
    _touched(ctx, Vault, True, sealed=None)
    _touched(ctx, Question, col(Question.status).in_(("queued", "live")), status="dropped")
    _touched(ctx, Conversation, True, question_id=None, draft_id=None, last_message_at=None, tap_at=None, memory={})
    waiting = (col(Outbox.post).is_not(None), col(Outbox.state).in_(("pending", "held")))
    _touched(ctx, Outbox, *waiting, account_id=None, state="pending")
    tx.execute(delete(Setting).where(col(Setting.key).in_((TOKEN, MARK))))
    remember(tx, ctx.sealer)
    return lost


def _touched(ctx: Context, model: type[SQLModel], *where: object, **changes: object) -> int:
    return ctx.tx.execute(update(model).where(*where).values(**changes))  # type: ignore[arg-type]


def _opens(sealer: Sealer, sealed: bytes) -> bool:
    try:
        sealer.open(sealed)
    except SealBrokenError:
        return False
    return True
