"""Accounts: meeting a person, what posts they fill, erasing who left."""

from __future__ import annotations

from datetime import timedelta

from handlers.context import Context
from handlers.services.leaves import acting
from models.domain.district import Post
from models.domain.errors import BadInvitation
from models.tables import Account, Binding, Conversation, Invite

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without 0, O, 1 and I, which people mix up."""
CODE_LENGTH = 6
CODE_LIFETIME = timedelta(days=7)
WRONG_CODES_A_DAY = 5


def meet(ctx: Context, openid: str) -> tuple[Account, Conversation]:
    """The account of an openid and its conversation, made on first contact; a returning person is known again."""
    key = ctx.sealer.account_id(openid)
    conversation = ctx.tx.get(Conversation, key)
    account = ctx.tx.get(Account, key)
    if account is None:
        account = ctx.tx.insert(Account, id=key, openid=ctx.sealer.seal(openid), first_seen_at=ctx.now)
    elif account.openid is None:
        account = ctx.tx.update(account, openid=ctx.sealer.seal(openid))
    if conversation is None:
        conversation = ctx.tx.insert(Conversation, id=key)
    return account, conversation


def openid_of(ctx: Context, account: Account) -> str | None:
    """Where to send; None for a person who left."""
    return None if account.openid is None else ctx.sealer.open(account.openid)


def posts_of(ctx: Context, account_id: str) -> tuple[Post, ...]:
    """Posts an account may act for now: those it fills, then those it stands in for today."""
    own = own_posts(ctx, account_id)
    return own + acting.stands_in_for(ctx, own)


def own_posts(ctx: Context, account_id: str) -> tuple[Post, ...]:
    """Posts an account fills now, in the order they were bound; posts that were abolished do not count."""
    bindings = ctx.tx.find(Binding, account_id=account_id, ended_at=None, order="bound_at")
    posts = (ctx.district.posts.get(binding.post) for binding in bindings)
    return tuple(post for post in posts if post is not None and not post.closed)


def accounts_of(ctx: Context, post: str) -> tuple[str, ...]:
    """Accounts bound to a post now."""
    return tuple(binding.account_id for binding in ctx.tx.find(Binding, post=post, ended_at=None, order="bound_at"))


def make_invite(ctx: Context, post: str) -> Invite:
    """A code for a post: the one that is still open, or a new one."""
    for invite in ctx.tx.find(Invite, post=post, used_at=None, order="-created_at"):
        if invite.expires_at > ctx.now:
            return invite
    code = "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in ctx.registry.random(CODE_LENGTH))
    return ctx.tx.insert(Invite, code=code, post=post, created_at=ctx.now, expires_at=ctx.now + CODE_LIFETIME)


def bind(ctx: Context, account: Account, code: str) -> Post:
    """Bind the account to the post of an invitation.

    Raises BadInvitation with reason unknown | used | expired.
    """
    invite = ctx.tx.get(Invite, code)
    if invite is None or invite.post not in ctx.district.posts:
        raise BadInvitation(reason="unknown")
    if invite.used_at is not None:
        raise BadInvitation(reason="used")
    if invite.expires_at <= ctx.now:
        raise BadInvitation(reason="expired")
    ctx.tx.update(invite, used_at=ctx.now, used_by=account.id)
    if not ctx.tx.find(Binding, account_id=account.id, post=invite.post, ended_at=None):
        ctx.tx.insert(Binding, account_id=account.id, post=invite.post, bound_at=ctx.now)
    ctx.tx.update(account, cadre=True)
    return ctx.district.posts[invite.post]


def unbind(ctx: Context, account: Account, post: str) -> bool:
    """End the account's hold of a post; whether it held it."""
    held = ctx.tx.find(Binding, account_id=account.id, post=post, ended_at=None)
    for binding in held:
        ctx.tx.update(binding, ended_at=ctx.now)
    if not ctx.tx.find(Binding, account_id=account.id, ended_at=None):
        ctx.tx.update(ctx.tx.get(Account, account.id) or account, cadre=False)
    return bool(held)


def leave(ctx: Context, account: Account) -> Account:
    """The person unfollowed: contact data is erased, cases stay (WeChat: delete the information of the user)."""
    return ctx.tx.update(account, follows=False, openid=None, unit="", tagged=False)
