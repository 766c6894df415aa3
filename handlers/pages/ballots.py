"""The question a complainant's page puts: solved, then satisfied; or what a /q link was made for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.context import Context
from handlers.pages.visits import Visit
from handlers.services.case_facts import Facts
from handlers.services.filing import REOPEN_WINDOW
from handlers.services.records import history
from handlers.services.voting import CHANGES_FOR, STORED
from handlers.texts import pages as texts
from models.domain.closing import is_explanation
from models.domain.dates import format_day
from models.domain.states import CaseState, Closure
from models.domain.wordlists import STANDARD_OPTIONS
from models.tables import Case, Voice

SAID_AS = {"solved": "solved", "unsolved": "unsolved", "partly": "partial"}
PLEASED_AS = {"yes": "satisfied", "fair": "fair", "no": "unsatisfied"}
_SILENT = frozenset({Closure.UNCONFIRMED.value, Closure.UNREACHED.value})


@dataclass(frozen=True, slots=True)
class Ballot:
    """One question with its answers."""

    kind: str
    """solved | explained | satisfied | promise | danger"""
    text: str
    options: tuple[tuple[str, str], ...]
    """(effect, label)"""
    hint: str = ""
    """What may be said beside the answer, `` when nothing is asked."""


def kind_of_vote(case: Case) -> str:
    """Whether the complainant is asked for a solution or for an explanation."""
    return "explained" if is_explanation(case.claim) else "solved"


def ballot(ctx: Context, seen_by: Visit) -> Ballot | None:
    """The question to put now, None when nothing is to be asked."""
    case, voice, question = seen_by.case, seen_by.voice, seen_by.question
    if voice is None:
        return None
    if question is not None and question.status in {"queued", "live"} and question.expires_at > ctx.now:
        if question.data.get("purpose") == "promise":
            day = format_day(date.fromisoformat(str(question.data["date"])[:10]))
            return Ballot("promise", texts.ASK["promise"](day=day), texts.PROMISE_OPTIONS)
        if question.kind == "danger":
            shown = tuple((str(one["effect"]), str(one["label"])) for one in question.options)
            return Ballot("danger", texts.ASK["danger"](), shown or _options("danger"))
    if voice.solved is None and is_votable(ctx, case):
        kind = kind_of_vote(case)
        return Ballot(kind, texts.ASK[kind](unit=Facts(ctx, case).unit), _options(kind), texts.COMMENT_HINTS[kind]())
    if voice.solved == "solved" and voice.satisfied is None and _closed_lately(ctx, case):
        return Ballot("satisfied", texts.ASK["satisfied"](), _options("satisfied"), texts.COMMENT_HINTS["satisfied"]())
    return None


def change(ctx: Context, seen_by: Visit) -> Ballot | None:
    """The other answers, for a day after the vote."""
    case, voice = seen_by.case, seen_by.voice
    if voice is None or voice.solved is None or voice.solved_at is None or ctx.now - voice.solved_at > CHANGES_FOR:
        return None
    if case.state not in {CaseState.CLOSED, CaseState.DISPATCHED, CaseState.WORKING}:
        return None
    kind = "explained" if case.closure == Closure.EXPLAINED or is_explanation(case.claim) else "solved"
    good = case.state != CaseState.CLOSED
    options = tuple(
        (effect, label)
        for effect, label in _options(kind)
        if STORED[effect] != voice.solved and (STORED[effect] == "solved" or not good)
    )
    return Ballot(kind, "", options) if options else None


def answers(voice: Voice) -> str:
    """What was answered already, in words."""
    said = [SAID_AS[voice.solved]] if voice.solved in SAID_AS else []
    said += [PLEASED_AS[voice.satisfied]] if voice.satisfied in PLEASED_AS else []
    return "、".join(texts.LABELS[one] for one in said)


def may_wait(ctx: Context, case: Case) -> bool:
    """Whether the person may still say "ask me again in a few days": once a round."""
    if case.state != CaseState.CONFIRMING:
        return False
    asked = history(ctx, case)
    return not any(one.kind == "postponed" and one.data.get("round") == case.round for one in asked)


def is_votable(ctx: Context, case: Case) -> bool:
    """Whether "is it solved" is open: it waits for confirmation, or was closed in silence not long ago."""
    if case.state == CaseState.CONFIRMING:
        return True
    return case.closure in _SILENT and _closed_lately(ctx, case)


def _closed_lately(ctx: Context, case: Case) -> bool:
    return case.state == CaseState.CLOSED and case.closed_at is not None and ctx.now - case.closed_at <= REOPEN_WINDOW


def _options(kind: str) -> tuple[tuple[str, str], ...]:
    return tuple((effect, texts.LABELS[effect]) for effect in STANDARD_OPTIONS[kind])  # type: ignore[index]
