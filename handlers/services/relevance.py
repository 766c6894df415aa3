"""Whether something that waited to be said is still worth saying."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.context import Context
from handlers.services import dispatching
from models.domain.states import CaseState
from models.tables import Case, Outbox, Request, Statement, Voice

IN_HAND = frozenset({CaseState.DISPATCHED.value, CaseState.WORKING.value, CaseState.OBJECTED.value})
TO_TAKE = frozenset({CaseState.DISPATCHED.value, CaseState.WORKING.value})
"""An order that its unit has just sent back is not shown to it as new."""
CONFIRMING = frozenset({CaseState.CONFIRMING.value})
PLANNED = frozenset({CaseState.PLANNED.value})
PAUSED = frozenset({CaseState.PAUSED.value})
REVIEW = frozenset({CaseState.REVIEW.value})
CLOSED = frozenset({CaseState.CLOSED.value})
TRIAGE = frozenset({CaseState.TRIAGE.value})
TALKED_OF: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("reminder", "overdue", "unsigned", "climbed", "reopened", "urge", "urge_head"), IN_HAND),
    "demoted": IN_HAND | REVIEW,
    **dict.fromkeys(("review", "review_due", "reviewed"), REVIEW),
    **dict.fromkeys(("review_result", "spot_question", "spot_due", "excluded"), CLOSED),
    "plan_given": PLANNED,
    **dict.fromkeys(("order", "handed_down", "transferred"), TO_TAKE),
    **dict.fromkeys(("apology", "promise_check", "extended"), IN_HAND),
    **dict.fromkeys(("paused", "pause_stands"), PAUSED),
    **dict.fromkeys(("resumed", "resumed_early", "date_contested"), IN_HAND),
    **dict.fromkeys(("commitment_made", "commitment_part", "commitment_moved"), PLANNED),
    "commitment_move": PLANNED,
    "commitment_due": IN_HAND | PLANNED,
    "poll": CONFIRMING,
    "result": CONFIRMING,
    **dict.fromkeys(("triage", "dispatch_late"), TRIAGE),
}
"""States of the case in which a kind still makes sense; a kind that is not named here always does."""
TO_THE_OWNER = frozenset({"order", "handed_down", "transferred", "reminder", "overdue", "climbed", "reopened"})
REQUESTS = frozenset(
    {"objection", "extension", "commitment", "commitment_move", "pause", "contest"}
    | {"statutory", "finding", "exclusion", "appeal"}
)
TO_BE_SIGNED = frozenset({"unsigned"})


def is_moot(ctx: Context, row: Outbox) -> str:
    """Why this row need not be said any more, `` if it must."""
    if row.expires_at is not None and row.expires_at <= ctx.now:
        return "stale"
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    if case is None:
        return ""
    states = TALKED_OF.get(row.kind)
    if states is not None and case.state not in states:
        return "moved_on"
    post = ctx.district.posts.get(row.post or "")
    if row.kind in TO_THE_OWNER and post is not None and post.unit != case.unit:
        return "moved_on"
    if row.kind == "voice_waiting" and _written_down(ctx, case, row):
        return "written_down"
    if row.kind == "told" and post is not None and post.unit in {case.unit, *dispatching.assists(ctx, case)}:
        return "has_it"
    if row.kind in TO_BE_SIGNED and case.signed_at is not None:
        return "signed"
    if row.kind in TO_BE_SIGNED and row.params.get("unit", case.unit) != case.unit:
        return "moved_on"
    if row.kind in {"poll", "review_result"} and row.account_id is not None and _answered(ctx, case, row.account_id):
        return "answered"
    if row.kind in REQUESTS:
        request = ctx.tx.get(Request, int(row.params.get("request") or 0))
        if request is None or request.status != "open":
            return "decided"
    return ""


def _written_down(ctx: Context, case: Case, row: Outbox) -> bool:
    heard = ctx.tx.find(Statement, case_id=case.id, kind="transcript")
    return any(one.at >= row.created_at for one in heard)


def _answered(ctx: Context, case: Case, account_id: str) -> bool:
    voices = ctx.tx.find(Voice, case_id=case.id, account_id=account_id, left_at=None)
    return not voices or all(voice.solved is not None for voice in voices)
