"""Pushing: a row in the outbox in the same transaction as its cause, to a post or to a complainant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from handlers.context import Context
from models.domain import quiet, slips
from models.domain.district import Post, Role, TierCode
from models.domain.escalation import Rung, posts_at
from models.domain.quiet import Audience, Urgency, next_allowed
from models.store.tx import Lookup
from models.tables import Account, Attempt, Case, Outbox, Voice

PRIORITIES: dict[Urgency, int] = {"2h": 0, "24h-vulnerable": 10, "24h": 20, "own-answer": 30, "duty": 40, "normal": 50}
"""Smaller leaves first: danger, then heat and water, then answers, then the rest (deadline before poll by kind)."""


DEADLINE = 45
WITH_A_DEADLINE = frozenset(
    {
        *("order", "handed_down", "transferred", "triage", "climbed", "reopened", "unsigned", "reminder", "overdue"),
        *("objection", "extension", "commitment", "commitment_move", "commitment_due", "pause", "contest", "urge"),
    }
)
"""Kinds that say when something must be done: where few calls are left, they leave before news and questions."""
ASKING = frozenset({"poll", "promise_check", "danger", "review_result", "spot_question", "errand_done", "service_poll"})
"""Kinds that put a question: each leaves by itself."""
CAUGHT_UP = "caught_up"
"""What a standstill kept back leaves as one message a person."""
VOICES = Lookup(Voice, "account_id", (("left_at", None),))
"""What most messages of residents ask for."""


def push(
    ctx: Context,
    kind: str,
    params: dict[str, Any],
    *,
    key: str,
    post: str | None = None,
    account_id: str | None = None,
    case: Case | None = None,
    urgency: Urgency = "normal",
    fold: str = "",
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    question_id: int | None = None,
    priority: int | None = None,
) -> Outbox:
    """One message to one recipient; `key` names its cause, so that the same cause is told once."""
    recipient = f"post:{post}" if post else f"account:{account_id}"
    if slips.is_paper(account_id):
        return on_paper(ctx, kind, params, key=f"{kind}:{key}:{recipient}", account_id=account_id, case=case)
    return ctx.tx.insert(
        Outbox,
        dedupe_key=f"{kind}:{key}:{recipient}",
        post=post,
        account_id=account_id,
        case_id=case.id if case else None,
        kind=kind,
        params=params,
        urgency=urgency,
        priority=priority_of(kind, urgency) if priority is None else priority,
        fold_key=fold or (CAUGHT_UP if ctx.late and urgency != "2h" and kind not in ASKING else ""),
        not_before=not_before or ctx.now,
        expires_at=expires_at,
        created_at=ctx.now,
        question_id=question_id,
    )


def priority_of(kind: str, urgency: Urgency) -> int:
    """Which of several waiting messages leaves first: smaller is sooner."""
    return min(PRIORITIES[urgency], DEADLINE) if kind in WITH_A_DEADLINE else PRIORITIES[urgency]


ASKED_BY_PHONE = frozenset({"poll", "danger", "review_result"})
"""What somebody telephones about where no message can reach the complainant."""


def on_paper(
    ctx: Context, kind: str, params: dict[str, Any], *, key: str, account_id: str | None, case: Case | None
) -> Outbox:
    """Nobody without WeChat gets a message: a question goes to who telephones, once while the call is to be made.

    The family with WeChat is asked first, by its own row.
    """
    state, error = "skipped", "on_paper"
    if kind in ASKED_BY_PHONE:
        listed = ctx.tx.find(Outbox, account_id=account_id, kind=kind, state="phone")
        if listed:
            error = "listed"
        elif kind == "poll" and params.get("stage") == "ask1" and _has_kin(ctx, account_id):
            error = "family_first"
        else:
            state, error = "phone", "on_paper"
    row = ctx.tx.insert(
        Outbox,
        dedupe_key=key,
        account_id=account_id,
        case_id=case.id if case else None,
        kind=kind,
        params=params,
        priority=PRIORITIES["normal"],
        state=state,
        rung="phone" if state == "phone" else "",
        error=error,
        not_before=ctx.now,
        created_at=ctx.now,
    )
    ctx.tx.insert(Attempt, outbox_id=row.id, at=ctx.now, rung="kefu", result="skipped", reason=error)
    return row


def _has_kin(ctx: Context, account_id: str | None) -> bool:
    """Whether somebody of the family of a person without WeChat can be asked."""
    own = ctx.tx.find(Voice, account_id=account_id)
    kin = [one for voice in own for one in ctx.tx.find(Voice, household_id=voice.household_id, left_at=None)]
    return any(
        (found := ctx.tx.get(Account, one.account_id)) is not None and found.follows and not found.muted for one in kin
    )


def push_to_posts(
    ctx: Context, posts: Iterable[Post], kind: str, params: dict[str, Any], *, key: str, **options: Any
) -> list[Outbox]:
    """The same message to several posts; a person who fills two of them is told once (the sender folds)."""
    return [push(ctx, kind, params, key=key, post=post.code, **options) for post in posts]


def allowed_at(ctx: Context, audience: Audience, urgency: Urgency) -> datetime:
    """When something that is said now reaches people: at once, or at the end of quiet hours."""
    return next_allowed(audience, urgency, ctx.now, ctx.calendar, ctx.world.quiet)


def tell_voices(ctx: Context, case: Case, kind: str, params: dict[str, Any], *, key: str, **options: Any) -> None:
    """The same message to every complainant who is still with the case."""
    for voice in voices_of(ctx, case):
        push(ctx, kind, params, key=f"{key}:{voice.id}", account_id=voice.account_id, case=case, **options)


def voices_of(ctx: Context, case: Case) -> list[Voice]:
    """Complainants who are still with the case, in the order they joined."""
    return ctx.tx.find(Voice, case_id=case.id, left_at=None, order="joined_at")


def voice_count(ctx: Context, case: Case) -> int:
    """How many are with the case; it may be hundreds, which is why they are not put in order for that."""
    return len(ctx.tx.find(Voice, case_id=case.id, left_at=None))


def own_voices(ctx: Context, account_id: str) -> list[Voice]:
    """The voices of one person, in cases they are still with."""
    return ctx.tx.find(Voice, account_id=account_id, left_at=None)


def urgency_of(case: Case) -> Urgency:
    """Class of quiet hours and priority a case's messages have."""
    return quiet.urgency_of(cast("TierCode", case.tier), vulnerable=case.vulnerable)


def posts_for(ctx: Context, unit: str, role: Role = "handler") -> tuple[Post, ...]:
    """Who in a unit is told: the posts of the first role of the ladder's stand-ins that exists."""
    return first_of_one_role(posts_at(ctx.district, Rung(unit, role, "first")))


def first_of_one_role(posts: tuple[Post, ...]) -> tuple[Post, ...]:
    """The posts that share the first one's role: the others only stand in for it."""
    return tuple(post for post in posts if post.role == posts[0].role)
