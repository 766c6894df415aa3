"""Who opened which page: a token says whose it is, what they may see follows from the case as it is now."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Context
from handlers.policies.permissions import ORDER_OF_TRUST, is_confidential, may_see, roles
from handlers.services import accounts, voting
from models.domain.district import Post
from models.domain.errors import NotFound
from models.domain.links import Link
from models.tables import Case, Media, Question, Voice

PAGES = ("c", "q")
"""Purposes of links that lead to a case: its page, and the question about it."""
POST_HOLDER = "post:"


@dataclass(frozen=True, slots=True)
class Visit:
    """An opened page: exactly one of `voice` (a complainant) and `post` (a cadre) is set."""

    holder: str
    case: Case
    voice: Voice | None = None
    post: Post | None = None
    account_id: str = ""
    """`` when the link belongs to a post and not to one person."""
    question: Question | None = None
    """The question a /q link was made for."""


def visit(ctx: Context, link: Link) -> Visit:
    """The case a link leads to and as whom.

    A complainant always sees the resident's page, whatever posts he fills. Raises NotFound for whoever may not know
    of the case (any more): unbound, left, transferred away.
    """
    if link.purpose not in PAGES:
        raise NotFound(number="")
    question = None
    case_id: int | None = link.subject
    if link.purpose == "q":
        question = ctx.tx.get(Question, link.subject)
        if question is None or question.account_id != link.holder:
            raise NotFound(number="")
        case_id = question.case_id
    case = ctx.tx.get(Case, case_id) if case_id is not None else None
    if case is None:
        raise NotFound(number="")
    return enter(ctx, _going_on(ctx, case, link.holder), link.holder, question)


def enter(ctx: Context, case: Case, holder: str, question: Question | None = None) -> Visit:
    """The holder of a link (account id, or `post:` and its code) before this case. Raises NotFound.

    An accusation has no page for who filed it: it opens by its code word, in the chat.
    """
    if holder.startswith(POST_HOLDER):
        post = ctx.district.posts.get(holder.removeprefix(POST_HOLDER))
        if post is None or not may_see(ctx, case, post):
            raise NotFound(number=str(case.running))
        return Visit(holder, case, post=post)
    voice = voting.voice_of(ctx, case, holder)
    if voice is not None:
        if voice.left_at is not None or is_confidential(case):
            raise NotFound(number=str(case.running))
        return Visit(holder, case, voice=voice, account_id=holder, question=question)
    held = [post for post in accounts.posts_of(ctx, holder) if may_see(ctx, case, post, holder)]
    if not held:
        raise NotFound(number=str(case.running))
    return Visit(holder, case, post=min(held, key=lambda post: _distance(ctx, case, post, holder)), account_id=holder)


def _going_on(ctx: Context, case: Case, holder: str) -> Case:
    """The case in which a merged one goes on, for whose voice went along: an old card still opens."""
    main = ctx.tx.get(Case, case.main_id) if case.main_id is not None else None
    went = main is not None and ctx.tx.find(Voice, case_id=main.id, account_id=holder, origin_id=case.id)
    return main if main is not None and went else case


def media_of(ctx: Context, link: Link) -> Media:
    """The file a link of purpose `m` leads to, if its holder may see it now. Raises NotFound."""
    media = ctx.tx.get(Media, link.subject)
    case = ctx.tx.get(Case, media.case_id) if media is not None and media.case_id is not None else None
    if media is None or case is None or not shown(enter(ctx, case, link.holder), media):
        raise NotFound(number="")
    return media


def shown(seen_by: Visit, media: Media) -> bool:
    """Whether this visitor sees the file: posts all of the case, complainants their own and what shows the work."""
    if media.case_id != seen_by.case.id:
        return False
    return seen_by.post is not None or media.purpose == "evidence" or media.account_id == seen_by.account_id


def _distance(ctx: Context, case: Case, post: Post, account_id: str) -> int:
    held = roles(ctx, case, post, account_id)
    return min((ORDER_OF_TRUST.index(actor) for actor in held), default=len(ORDER_OF_TRUST))
