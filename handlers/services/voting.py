"""What complainants say about the result: solved or not, pleased or not, once more or too late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services import (
    conduct,
    households,
    merging,
    polling,
    questions,
    verdicts,
)
from handlers.services.closing import review
from handlers.services.filing import REOPEN_WINDOW
from handlers.services.notices import posts_for, push_to_posts, urgency_of, voices_of
from handlers.services.records import history, record
from handlers.services.statements import say
from models.domain import crowd, fold
from models.domain.closing import is_explanation
from models.domain.district import Role
from models.domain.errors import EndDecided, IllegalAct, TooLate
from models.domain.states import DECIDED, Act, Actor, CaseState, Closure
from models.tables import Case, Voice

Effect = Literal["solved", "unsolved", "partial", "understood", "again", "rejected"]
CHANGES_FOR = timedelta(hours=24)
"""How long the last vote counts instead of the one before."""
STORED: dict[str, str] = {
    "solved": "solved",
    "unsolved": "unsolved",
    "partial": "partly",
    "understood": "solved",
    "again": "partly",
    "rejected": "unsolved",
}
EFFECTS: dict[str, Effect] = {"solved": "solved", "unsolved": "unsolved", "partly": "partial"}
SATISFIED = {"satisfied": "yes", "fair": "fair", "unsatisfied": "no"}
_GOOD: dict[str, Act] = {"solved": Act.SOLVED, "understood": Act.ACKNOWLEDGED}
_BAD = frozenset({"unsolved", "rejected"})
_CONTESTED = frozenset({Act.UNSOLVED.value, Act.PARTIAL.value, Act.REVIEW.value})
_STANDING = ("unit", "rung", "column", "lead", "round", "claim")
"""What goes back with a vote that is taken back before anybody acted on it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a vote."""

    case: Case
    voice: Voice
    effect: str
    """As it counted: a second 没全好 is 没解决."""
    before: str = ""
    """The vote it replaces, `` for a first one."""
    old_unit: str = ""
    late: bool = False
    """It came after the case was closed without an answer."""
    reviewed: bool = False
    """The district had looked and written down a result: a no is kept and counted, no round begins."""
    rounds: int = 0
    """How often it was said not to be solved, this time included."""
    said: str = ""
    """What was answered, where it counted as something else."""
    parted: bool = False
    """The neighbours say it is solved: this voice's own case stays open."""


def vote(
    ctx: Context,
    case: Case,
    voice: Voice,
    effect: str,
    *,
    comment: str = "",
    actor: Actor = Actor.RESIDENT,
    second: bool = False,
) -> Outcome:
    """Count an answer to "is it solved": close, send up, or leave with the unit, as dialogues 3.2 says.

    A `second` call asks whenever it comes, and its answer takes the place of the one before. Raises TooLate(act, until)
    more than 30 days after closing, IllegalAct where nothing is to be voted on.
    """
    if not second:
        check(ctx, case, effect)
    voice = households.speaker(ctx, case, voice)
    before = EFFECTS.get(voice.solved or "", "") if voice.solved else ""
    reviewed = review.was_reviewed(ctx, case)
    late = not reviewed and case.closure in {Closure.UNCONFIRMED.value, Closure.UNREACHED.value}
    old_unit, rounds, said = case.unit, case.round, effect
    if effect in {"partial", "again"} and _was_partial(ctx, case):
        effect = "unsolved" if effect == "partial" else "rejected"
    words = _comment(ctx, case, voice, comment)
    stood = _stood_before(ctx, case) if before and effect in _GOOD else {}
    # what was answered, apart from what came of it: rates are counted from here
    asked = {"round": case.round, "claim": case.claim, **stood}
    facts = {"voice": voice.id, "answer": STORED[effect], "round": asked["round"], "claim": asked["claim"] or "solved"}
    case = record(ctx, case, "vote", data=facts | ({"second": True} if second else {}))
    step = _step(ctx, case, voice, good=effect in _GOOD)
    if step == "split":
        return _part(ctx, case, voice, comment, effect, before)
    if step == "wait":
        pass  # kept with the voice: the case waits for the neighbours
    elif reviewed and effect not in _GOOD:
        case = record(ctx, case, "still_no", data={"voice": voice.id}, solved=False)
    elif effect in _GOOD:
        case = verdicts.close(ctx, case, voice, _GOOD[effect], stood=stood)
    elif effect in _BAD:
        case = verdicts.send_up(ctx, case, Act.UNSOLVED, voice, words, actor)
    else:
        case = verdicts.keep(ctx, case, words)
    newest = ctx.tx.get(Voice, voice.id) or voice
    voice = ctx.tx.update(newest, solved=STORED[effect], solved_at=ctx.now)
    if step == "wait":
        questions.drop_of(ctx, case, voice.account_id)
    else:
        _drop_questions(ctx, case)
    return Outcome(case, voice, effect, before, old_unit, late, reviewed, rounds, said)


def _step(ctx: Context, case: Case, voice: Voice, *, good: bool) -> crowd.Step:
    """What one more answer means beside those of the neighbours; alone it decides."""
    newest = ctx.tx.get(Voice, voice.id) or voice
    ctx.tx.update(newest, solved=None)  # a changed answer is not counted twice
    counted = merging.tally(ctx, case).plus(good=good)
    if counted.total <= 1 or is_confidential(case):
        return "close" if good else "reopen"
    if case.state in verdicts.REDONE:
        return "close" if not counted.no else "wait"
    if case.state == CaseState.CLOSED and good:
        return "wait" if case.solved else "close"
    return crowd.step(counted, good=good, danger=case.urgent)


def _part(ctx: Context, case: Case, voice: Voice, comment: str, effect: str, before: str) -> Outcome:
    """A no among neighbours who are content: that voice alone goes on, the others are not reopened for it."""
    old, rounds = case.unit, case.round
    voice = ctx.tx.get(Voice, voice.id) or voice
    was_open = case.state == CaseState.CONFIRMING
    own = merging.part(ctx, case, voice, again=True, words=comment)
    main = ctx.tx.get(Case, case.id) or case
    if was_open and (decided := settle(ctx, main)) is not None:
        main = decided
    questions.drop_of(ctx, case, voice.account_id)
    voices = voices_of(ctx, own)
    return Outcome(own, voices[0] if voices else voice, effect, before, old, rounds=rounds, parted=True)


def settle(ctx: Context, case: Case, *, final: bool = False, facts: dict[str, Any] | None = None) -> Case | None:
    """Close or reopen a case of several voices when all have answered, or, `final`, with the answers there are.

    None where the answers decide nothing. `facts` go with the event of closing.
    """
    counted = merging.tally(ctx, case)
    if counted.answers < counted.total and not final:
        return None
    decided = crowd.verdict(counted)
    first = next((one for one in voices_of(ctx, case)), None)
    if decided is None or first is None:
        return None
    if decided == "close":
        by = next((one for one in voices_of(ctx, case) if one.solved == "solved"), first)
        done = verdicts.close(ctx, case, by, Act.ACKNOWLEDGED if is_explanation(case.claim) else Act.SOLVED, facts)
    else:
        by = next((one for one in voices_of(ctx, case) if one.solved in {"unsolved", "partly"}), first)
        done = verdicts.send_up(ctx, case, Act.UNSOLVED, by, "", Actor.RESIDENT)
    _drop_questions(ctx, done)
    return done


def check(ctx: Context, case: Case, effect: str) -> None:
    """Whether this may be said of the case now. Raises TooLate, EndDecided and IllegalAct like `vote`."""
    _contested_otherwise(case)
    if case.state == CaseState.CLOSED:
        if case.closed_at is None or ctx.now - case.closed_at > REOPEN_WINDOW:
            raise TooLate(act="vote", number=case.running, until=(case.closed_at or ctx.now) + REOPEN_WINDOW)
    elif case.state != CaseState.CONFIRMING:
        last = max((v.solved_at for v in voices_of(ctx, case) if v.solved_at), default=None)
        fresh = last is not None and ctx.now - last <= CHANGES_FOR
        if not (fresh and effect in _GOOD and case.state in verdicts.REDONE):
            raise IllegalAct(state=CaseState(case.state), act=Act.SOLVED, actor=Actor.RESIDENT, legal=())


def _contested_otherwise(case: Case) -> None:
    """What was ended by a decision is contested by an appeal: a vote would undo what two people had to agree to."""
    if case.state == CaseState.CLOSED and case.closure in {closure.value for closure in DECIDED}:
        raise EndDecided(number=case.running)


def satisfy(ctx: Context, case: Case, voice: Voice, effect: str, *, comment: str = "") -> tuple[Case, Voice]:
    """Keep how pleased the person is (satisfied | fair | unsatisfied); it never opens or closes a case."""
    voice = households.speaker(ctx, case, voice)
    newest = ctx.tx.get(Voice, voice.id) or voice
    voice = ctx.tx.update(newest, satisfied=SATISFIED[effect], satisfied_at=ctx.now)
    _comment(ctx, case, voice, comment)
    case = record(
        ctx, case, "satisfied", data={"voice": voice.id, "answer": SATISFIED[effect]}, satisfied=voice.satisfied
    )
    return case, voice


def postpone(ctx: Context, case: Case) -> datetime | None:
    """Somebody wants to look first: asked once more in three days; None when that was granted before."""
    if any(event.kind == "postponed" and event.data.get("round") == case.round for event in history(ctx, case)):
        return None
    at = polling.postpone(ctx, case)
    record(ctx, case, "postponed", data={"round": case.round, "until": at.isoformat()})
    return at


def reopen(
    ctx: Context,
    case: Case,
    voice: Voice,
    *,
    comment: str = "",
    post: str = "",
    actor: Actor = Actor.RESIDENT,
    late: bool = False,
) -> Case:
    """又坏了 within 30 days of closing: a new round at the level above. Raises TooLate (unless `late`), EndDecided,
    IllegalAct.
    """
    if actor is Actor.RESIDENT:
        _contested_otherwise(case)
    if not late and case.closed_at is not None and ctx.now - case.closed_at > REOPEN_WINDOW:
        raise TooLate(act="reopen", number=case.running, until=case.closed_at + REOPEN_WINDOW)
    words = _comment(ctx, case, voice, comment)
    case = verdicts.send_up(ctx, case, Act.REOPEN, voice, words, actor, post)
    newest = ctx.tx.get(Voice, voice.id) or voice
    ctx.tx.update(newest, solved=None, solved_at=None)
    _drop_questions(ctx, case)
    return case


def answer_promise(ctx: Context, case: Case, voice: Voice, *, kept: bool, day: str, comment: str = "") -> Case:
    """Whether something promised for a day was done; it changes no state (dialogues 3.6).

    Kept: the handler is asked to report the end. Missed: counted, handler and head hear of it.
    """
    _comment(ctx, case, voice, comment)
    case = record(ctx, case, "promise_kept" if kept else "promise_missed", data={"day": day, "voice": voice.id})
    roles: tuple[Role, ...] = (cast("Role", case.rung),) if kept else (cast("Role", case.rung), "head")
    posts = {post.code: post for role in roles for post in posts_for(ctx, case.unit, role)}
    kind = "promise_kept" if kept else "promise_missed"
    push_to_posts(ctx, posts.values(), kind, {"date": day}, key=f"{case.id}:{case.seq}", case=case)
    return case


def add_comment(ctx: Context, case: Case, voice: Voice, words: str) -> None:
    """What remains to be done, said after the vote: the unit that has the case reads it at once."""
    words = conduct.kept_apart(ctx, case, words)
    if not words.strip():
        return
    statement = say(ctx, case, "comment", words, voice_id=voice.id)
    record(ctx, ctx.tx.get(Case, case.id) or case, "comment", data={"statement": statement.id, "voice": voice.id})
    posts = posts_for(ctx, case.unit, cast("Role", case.rung)) if case.unit else ()
    push_to_posts(
        ctx,
        posts,
        "supplement",
        {"statement": statement.id},
        key=f"{statement.id}",
        case=case,
        urgency=urgency_of(case),
    )


def voice_of(ctx: Context, case: Case, account_id: str) -> Voice | None:
    """The person's voice in a case, the newest one when they left and came back."""
    voices = ctx.tx.find(Voice, case_id=case.id, account_id=account_id, order="-joined_at")
    return next((voice for voice in voices if voice.left_at is None), voices[0] if voices else None)


def _stood_before(ctx: Context, case: Case) -> dict[str, Any]:
    """Who had the case, and in which round, before the no that is taken back now.

    Empty once somebody has acted on that no: then the round was real, whatever is said afterwards.
    """
    if case.state not in verdicts.REDONE:
        return {}
    told = history(ctx, case)
    up = next((event for event in reversed(told) if event.kind in _CONTESTED), None)
    if up is None or any(event.post for event in told if event.seq > up.seq):
        return {}
    folded = fold.fold((event.version, event.data) for event in told if event.seq < up.seq)
    return {name: folded[name] for name in _STANDING if name in folded}


def _was_partial(ctx: Context, case: Case) -> bool:
    return any(event.kind == Act.PARTIAL.value for event in history(ctx, case))


def _comment(ctx: Context, case: Case, voice: Voice, comment: str) -> int | str:
    """The id of the kept comment, `` when nothing was said beside the vote."""
    comment = conduct.kept_apart(ctx, case, comment)
    return say(ctx, case, "comment", comment, voice_id=voice.id).id if comment.strip() else ""


def _drop_questions(ctx: Context, case: Case) -> None:
    """What was asked about the round before is not asked again."""
    questions.drop(ctx, case=case, kinds=("solved", "explained", "satisfied"))
