"""绑定 and 解绑: an account takes a post by an invitation, and leaves it."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from handlers.cadre.acting import ask, unit_name
from handlers.context import Talk
from handlers.services import accounts, caseload
from handlers.shared import asking
from handlers.texts import cadre as texts
from handlers.texts import errors, naming
from models.domain.district import Post
from models.domain.errors import BadInvitation
from models.tables import Invite

PAUSE = timedelta(hours=24)
_DAY = timedelta(days=1)


def bind(talk: Talk, text: str) -> str:
    """绑定 K7M2Q9: case, blanks and width are ignored; five wrong codes a day, then 24 hours' pause, said so."""
    code = "".join(char for char in unicodedata.normalize("NFKC", text).upper() if char.isalnum())
    if not code:
        return texts.BIND_NEEDS_CODE(admin=texts.ADMIN(unit=unit_name(talk, talk.ctx.district.root)))
    tries = _tries(talk)
    if len(tries) >= accounts.WRONG_CODES_A_DAY:
        until = naming.moment(tries[-1] + PAUSE)
        return errors.BAD_CODE["too_many_tries"](until=until)
    try:
        with talk.tx.attempt():
            post = accounts.bind(talk.ctx, talk.account, code)
    except BadInvitation as error:
        return _refuse(talk, code, str(error.params["reason"]), tries)
    talk.refresh()
    talk.remember(codes=None)
    talk.posts = accounts.posts_of(talk.ctx, talk.account.id)
    count = len(caseload.in_hand(talk.ctx, talk.posts, talk.account.id))
    return texts.BOUND(name=post_name(talk, post, "，"), count=count)


def unbind(talk: Talk, text: str) -> str:
    """解绑: asked once more, and which of several posts."""
    own = accounts.own_posts(talk.ctx, talk.account.id)
    names = [post for post in own if text and text in post_name(talk, post)] or list(own)
    if len(names) == 1:
        said = texts.ASK_UNBIND(post=post_name(talk, names[0]))
        return ask(talk, "unbind", said, tuple(zip((names[0].code, "no"), texts.UNBIND_OPTIONS, strict=True)))
    options = [(post.code, post_name(talk, post)) for post in names]
    shown = naming.options((str(at), label) for at, (_, label) in enumerate(options, start=1))
    return ask(talk, "unbind", texts.UNBIND_WHICH(count=len(names), options=shown), options)


def leave(talk: Talk, code: str) -> str:
    """The person no longer fills the post; its cases stay with the unit."""
    post = talk.ctx.district.posts.get(code)
    if code == "no" or post is None:
        return texts.UNBIND_KEPT()
    accounts.unbind(talk.ctx, talk.account, code)
    asking.renew(talk)
    talk.posts = accounts.posts_of(talk.ctx, talk.account.id)
    left = "、".join(post_name(talk, one) for one in talk.posts)
    now = texts.UNBOUND_LEFT(posts=left) if left else texts.UNBOUND_NONE()
    return texts.UNBOUND(posts=post_name(talk, post), now=now)


def post_name(talk: Talk, post: Post, between: str = " ") -> str:
    """李晓，滨海社区 网格员."""
    person = talk.ctx.district.person_of(post.code)
    place = " ".join(part for part in (unit_name(talk, post.unit), post.title) if part)
    return between.join(part for part in (person, place) if part)


def _refuse(talk: Talk, code: str, reason: str, tries: list[datetime]) -> str:
    tries = [*tries, talk.now]
    talk.remember(codes=[at.isoformat() for at in tries])
    if len(tries) >= accounts.WRONG_CODES_A_DAY:
        return errors.BAD_CODE["too_many_tries"](until=naming.moment(talk.now + PAUSE))
    return errors.BAD_CODE[reason](admin=_admin(talk, code))


def _tries(talk: Talk) -> list[datetime]:
    kept = talk.conversation.memory.get("codes") or []
    return [at for at in map(datetime.fromisoformat, kept) if talk.now - at < _DAY]


def _admin(talk: Talk, code: str) -> str:
    """Who makes the invitations of that post: the street for its communities, else the district's desk."""
    invite = talk.tx.get(Invite, code)
    post = talk.ctx.district.posts.get(invite.post) if invite is not None else None
    unit = talk.ctx.district.units.get(post.unit) if post is not None else None
    above = unit.parent if unit is not None and unit.level == "community" else None
    return texts.ADMIN(unit=unit_name(talk, above or talk.ctx.district.root))
