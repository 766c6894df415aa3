"""States of a case and the only legal ways between them (one table; `mermaid` draws it)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.domain.errors import IllegalAct


class CaseState(StrEnum):
    """Where a case stands. Overdue is a mark, never a state: a late case is still being worked on."""

    DRAFT = "draft"
    TRIAGE = "triage"
    DISPATCHED = "dispatched"
    WORKING = "working"
    OBJECTED = "objected"
    PAUSED = "paused"
    PLANNED = "planned"
    CONFIRMING = "confirming"
    REVIEW = "review"
    CLOSED = "closed"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Closure(StrEnum):
    """How a case was closed. Only the first three count as confirmed by the resident."""

    SOLVED = "solved"
    EXPLAINED = "explained"
    KEPT = "kept"
    SELF_SOLVED = "self_solved"
    UNCONFIRMED = "unconfirmed"
    UNREACHED = "unreached"
    STATUTORY = "statutory"
    EXCLUDED = "excluded"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


CONFIRMED = frozenset({Closure.SOLVED, Closure.EXPLAINED, Closure.KEPT})
DECIDED = frozenset({Closure.EXCLUDED, Closure.STATUTORY})
"""Ends that two posts decided: a complainant contests them by an appeal, not by a vote or 又坏了."""


class Act(StrEnum):
    """What somebody does to a case."""

    FILE = "file"
    FILE_UNROUTED = "file_unrouted"
    DISCARD = "discard"
    ASSIGN = "assign"
    ACCEPT = "accept"
    PROGRESS = "progress"
    ANSWER = "answer"
    FINISH = "finish"
    TAKE_BACK = "take_back"
    UNDO = "undo"
    OBJECT = "object"
    UPHOLD = "uphold"
    REJECT = "reject"
    TRANSFER = "transfer"
    RAISE = "raise"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    PROPOSE = "propose"
    COMMIT = "commit"
    MOVE_DATE = "move_date"
    REFUSE_COMMITMENT = "refuse_commitment"
    ASK_STATUTORY = "ask_statutory"
    GRANT_STATUTORY = "grant_statutory"
    REFUSE_STATUTORY = "refuse_statutory"
    ASK_EXCLUSION = "ask_exclusion"
    FORWARD_EXCLUSION = "forward_exclusion"
    GRANT_EXCLUSION = "grant_exclusion"
    REFUSE_EXCLUSION = "refuse_exclusion"
    APPEAL = "appeal"
    GRANT_APPEAL = "grant_appeal"
    REFUSE_APPEAL = "refuse_appeal"
    REVIEW = "review"
    PROPOSE_RESULT = "propose_result"
    REFUSE_RESULT = "refuse_result"
    FOUND_SOLVED = "found_solved"
    FOUND_IMPOSSIBLE = "found_impossible"
    REDO = "redo"
    KEEP = "keep"
    KEEP_PART = "keep_part"
    COMMITMENT_MISSED = "commitment_missed"
    ASK_PAUSE = "ask_pause"
    GRANT_PAUSE = "grant_pause"
    REFUSE_PAUSE = "refuse_pause"
    RESUME = "resume"
    CONTEST = "contest"
    UPHOLD_PAUSE = "uphold_pause"
    LIMIT_PASSED = "limit_passed"
    SOLVED = "solved"
    ACKNOWLEDGED = "acknowledged"
    UNSOLVED = "unsolved"
    PARTIAL = "partial"
    SILENCE = "silence"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    SELF_SOLVED = "self_solved"
    RESTORE = "restore"
    MERGE = "merge"
    SPLIT = "split"
    SUPERVISE = "supervise"
    LIFT = "lift"
    ASK_ARBITRATION = "ask_arbitration"
    ARBITRATE = "arbitrate"
    CONFIRM_UNIT = "confirm_unit"
    WHISTLE = "whistle"
    CALL_OFF = "call_off"
    REPORT_IN = "report_in"
    FINISH_PART = "finish_part"


class Actor(StrEnum):
    """In which role towards this case somebody acts; one person may hold several."""

    RESIDENT = "resident"
    OWNER = "owner"
    """A bound member of the unit that must act now."""
    LEAD = "lead"
    """The unit that handed the case down and answers for it."""
    ASSIST = "assist"
    """A unit that helps."""
    ABOVE = "above"
    """The level above the owner."""
    STREET = "street"
    """The street's desk, for its own area."""
    DESK = "desk"
    """The district dispatcher's desk."""
    INSPECTOR = "inspector"
    LEADER = "leader"
    """A leader of the district, the one linked with the community, or a deputy of either."""
    CHAIR = "chair"
    """Who leads the meeting on whose agenda the case stands."""
    TIMER = "timer"


class Goal(StrEnum):
    """Targets that depend on the case's own past."""

    SAME = "same"
    BEFORE = "before"
    """The state before the act that is taken back or decided."""
    GONE = "gone"
    """The draft is deleted."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: from any of `states`, `act` by any of `who` leads `to`."""

    states: frozenset[CaseState]
    act: Act
    to: CaseState | Goal
    who: frozenset[Actor]
    needs: tuple[str, ...] = ()
    """Codes of what the service must check: parts of the command (text, reason, date, unit ...) or conditions."""
    closure: Closure | None = None
    """Set when the act closes the case."""
    round_up: bool = False
    """The act begins a new round."""
    level_up: bool = False
    """The case goes to the level above."""

    def arrive(self, current: CaseState, before: CaseState | None = None) -> CaseState | None:
        """State after the act, None when nothing is left.

        `before` is the state before the act that is undone, refused or restored; ValueError without it where needed.
        """
        if isinstance(self.to, CaseState):
            return self.to
        if self.to is Goal.SAME:
            return current
        if self.to is Goal.GONE:
            return None
        if before is None:
            raise ValueError(f"{self.act} leads back to a state that was not given")
        return before


S, A, W = CaseState, Act, Actor
IN_HAND = frozenset({S.DISPATCHED, S.WORKING})
OPEN = frozenset(
    {S.TRIAGE, S.DISPATCHED, S.WORKING, S.OBJECTED, S.PAUSED, S.PLANNED, S.CONFIRMING, S.REVIEW}
)  # a draft is not yet a case, a merged one lives on in its main case
HELPED = IN_HAND | {S.OBJECTED, S.PAUSED, S.PLANNED}
"""States in which another unit may be called in and owes its part."""


def _row(
    states: CaseState | frozenset[CaseState],
    act: Act,
    to: CaseState | Goal,
    who: tuple[Actor, ...],
    needs: tuple[str, ...] = (),
    *,
    closure: Closure | None = None,
    round_up: bool = False,
    level_up: bool = False,
) -> Transition:
    start = frozenset({states}) if isinstance(states, CaseState) else states
    return Transition(start, act, to, frozenset(who), needs, closure, round_up, level_up)


_HOLDERS = (W.OWNER, W.LEAD, W.STREET, W.DESK)

# fmt: off
TRANSITIONS: tuple[Transition, ...] = (
    _row(S.DRAFT, A.FILE, S.DISPATCHED, (W.RESIDENT, W.TIMER)),
    _row(S.DRAFT, A.FILE_UNROUTED, S.TRIAGE, (W.RESIDENT, W.TIMER)),
    _row(S.DRAFT, A.DISCARD, Goal.GONE, (W.RESIDENT, W.TIMER)),
    _row(S.TRIAGE, A.ASSIGN, S.DISPATCHED, (W.DESK, W.STREET), ("unit", "power")),
    _row(S.TRIAGE, A.LIMIT_PASSED, Goal.SAME, (W.TIMER,)),
    _row(S.DISPATCHED, A.ACCEPT, S.WORKING, (W.OWNER,)),
    _row(IN_HAND, A.PROGRESS, S.WORKING, (W.OWNER, W.LEAD, W.ASSIST), ("text",)),
    _row(IN_HAND, A.ANSWER, S.CONFIRMING, (W.OWNER,), ("text",)),
    _row(IN_HAND, A.FINISH, S.CONFIRMING, (W.OWNER,), ("text", "evidence")),
    _row(IN_HAND, A.OBJECT, S.OBJECTED, (W.OWNER,), ("reason_code", "basis", "at_most_twice")),
    _row(S.OBJECTED, A.UPHOLD, S.DISPATCHED, (W.DESK,), ("unit", "reason")),
    _row(S.OBJECTED, A.REJECT, Goal.BEFORE, (W.DESK,), ("reason",)),
    _row(S.OBJECTED, A.LIMIT_PASSED, S.DISPATCHED, (W.TIMER,), level_up=True),
    # after two: the desk decides once, with a basis; the decision is a routing rule from that day
    _row(IN_HAND, A.ASK_ARBITRATION, Goal.SAME, (W.OWNER,), ("reason_code", "basis", "after_two")),
    _row(IN_HAND, A.ARBITRATE, S.DISPATCHED, (W.DESK,), ("unit", "power", "basis")),
    _row(IN_HAND, A.CONFIRM_UNIT, Goal.SAME, (W.DESK,), ("basis",)),
    _row(IN_HAND, A.TRANSFER, S.DISPATCHED, (W.OWNER, W.LEAD, W.DESK), ("unit", "power")),
    _row(IN_HAND, A.RAISE, S.DISPATCHED, (W.OWNER,), ("reason",), level_up=True),
    _row(IN_HAND, A.LIMIT_PASSED, S.DISPATCHED, (W.TIMER,), level_up=True),
    _row(IN_HAND, A.ASK_EXTENSION, Goal.SAME, (W.OWNER,), ("date", "reason", "before_due", "within_extension")),
    _row(IN_HAND, A.GRANT_EXTENSION, Goal.SAME, (W.ABOVE,), ("request",)),
    _row(IN_HAND, A.REFUSE_EXTENSION, Goal.SAME, (W.ABOVE,), ("request", "reason")),
    # the clock stands still for a listed reason, from the approval on; the resident may object
    _row(S.WORKING, A.ASK_PAUSE, Goal.SAME, (W.OWNER,), ("listed_reason", "date", "within_15_working_days")),
    _row(S.WORKING, A.GRANT_PAUSE, S.PAUSED, (W.ABOVE,), ("request",)),
    _row(S.WORKING, A.REFUSE_PAUSE, Goal.SAME, (W.ABOVE,), ("request", "reason")),
    _row(S.PAUSED, A.RESUME, S.WORKING, (W.OWNER, W.ABOVE, W.TIMER, W.RESIDENT)),
    _row(IN_HAND | {S.PAUSED}, A.CONTEST, Goal.SAME, (W.RESIDENT,), ("once",)),
    _row(S.PAUSED, A.UPHOLD_PAUSE, Goal.SAME, (W.ABOVE, W.DESK), ("request", "reason")),
    # a public commitment: put forward by the unit, confirmed by its head, kept in full or in part, or missed
    _row(IN_HAND | {S.PLANNED, S.REVIEW}, A.PROPOSE, Goal.SAME, (W.OWNER, W.CHAIR), ("measure", "date", "person")),
    _row(IN_HAND | {S.REVIEW}, A.COMMIT, S.PLANNED, (W.OWNER, W.ABOVE, W.INSPECTOR, W.CHAIR), ("request",)),
    _row(S.PLANNED, A.MOVE_DATE, Goal.SAME, (W.OWNER, W.ABOVE), ("request",)),
    _row(IN_HAND | {S.PLANNED, S.REVIEW}, A.REFUSE_COMMITMENT, Goal.SAME, (W.OWNER, W.ABOVE, W.INSPECTOR),
         ("request", "reason")),
    _row(frozenset({S.PLANNED, S.PAUSED, S.REVIEW}), A.PROGRESS, Goal.SAME, (W.OWNER, W.LEAD, W.ASSIST), ("text",)),
    _row(S.PLANNED, A.KEEP_PART, Goal.SAME, (W.OWNER,), ("quantity",)),
    _row(S.PLANNED, A.KEEP, S.CONFIRMING, (W.OWNER,), ("text", "evidence")),
    _row(S.PLANNED, A.COMMITMENT_MISSED, S.WORKING, (W.TIMER,), level_up=True),
    # what no office may decide: the unit names the route the law knows, the desk agrees, the resident hears it
    _row(IN_HAND, A.ASK_STATUTORY, Goal.SAME, (W.OWNER,), ("route", "text")),
    _row(IN_HAND, A.GRANT_STATUTORY, S.CLOSED, (W.DESK, W.INSPECTOR), ("request",), closure=Closure.STATUTORY),
    _row(IN_HAND, A.REFUSE_STATUTORY, Goal.SAME, (W.DESK, W.INSPECTOR), ("request", "reason")),
    _row(S.CONFIRMING, A.SOLVED, S.CLOSED, (W.RESIDENT,), closure=Closure.SOLVED),
    _row(S.CONFIRMING, A.ACKNOWLEDGED, S.CLOSED, (W.RESIDENT,), closure=Closure.EXPLAINED),
    _row(S.CONFIRMING, A.UNSOLVED, S.DISPATCHED, (W.RESIDENT, W.INSPECTOR), round_up=True, level_up=True),
    _row(S.CONFIRMING, A.PARTIAL, S.WORKING, (W.RESIDENT,), ("first_partial",), round_up=True),
    _row(S.CONFIRMING, A.SILENCE, S.CLOSED, (W.TIMER,), ("asked_twice",), closure=Closure.UNCONFIRMED),
    _row(S.CONFIRMING, A.TAKE_BACK, S.WORKING, (W.OWNER,), ("within_1h", "before_poll")),
    # taken out of the figures: asked by one unit, agreed by two people of others, told, contestable
    _row(OPEN, A.ASK_EXCLUSION, Goal.SAME, (W.OWNER, W.LEAD, W.STREET, W.DESK),
         ("reason_code", "basis", "at_most_twice")),
    _row(OPEN, A.FORWARD_EXCLUSION, Goal.SAME, (W.ABOVE,), ("request", "another_person")),
    _row(OPEN, A.GRANT_EXCLUSION, S.CLOSED, (W.DESK, W.INSPECTOR), ("request", "another_person"),
         closure=Closure.EXCLUDED),
    _row(OPEN, A.REFUSE_EXCLUSION, Goal.SAME, (W.ABOVE, W.DESK, W.INSPECTOR), ("request", "reason")),
    _row(S.CLOSED, A.APPEAL, Goal.SAME, (W.RESIDENT,), ("excluded_or_statutory", "within_15_working_days", "once")),
    _row(S.CLOSED, A.GRANT_APPEAL, S.DISPATCHED, (W.INSPECTOR, W.TIMER), ("request",), round_up=True, level_up=True),
    _row(S.CLOSED, A.REFUSE_APPEAL, Goal.SAME, (W.INSPECTOR, W.ABOVE), ("request", "reason")),
    # the third no: both desks of the district look together, one writes the result down, the other agrees
    _row(frozenset({S.CONFIRMING, S.CLOSED}), A.REVIEW, S.REVIEW, (W.RESIDENT, W.INSPECTOR), ("third_round",),
         round_up=True, level_up=True),
    _row(S.REVIEW, A.PROPOSE_RESULT, Goal.SAME, (W.DESK, W.INSPECTOR), ("result", "text")),
    _row(S.REVIEW, A.REFUSE_RESULT, Goal.SAME, (W.DESK, W.INSPECTOR), ("request", "reason")),
    _row(S.REVIEW, A.FOUND_SOLVED, S.CLOSED, (W.DESK, W.INSPECTOR), ("request",), closure=Closure.UNCONFIRMED),
    _row(S.REVIEW, A.FOUND_IMPOSSIBLE, S.CLOSED, (W.DESK, W.INSPECTOR), ("request",), closure=Closure.UNCONFIRMED),
    _row(S.REVIEW, A.REDO, S.DISPATCHED, (W.DESK, W.INSPECTOR), ("request", "unit")),
    # a vote may be changed: within a day from "no" to "yes", and late after a close that nobody confirmed
    _row(IN_HAND | {S.REVIEW}, A.SOLVED, S.CLOSED, (W.RESIDENT,), ("vote_within_24h",), closure=Closure.SOLVED),
    _row(S.CLOSED, A.SOLVED, Goal.SAME, (W.RESIDENT,), ("within_30_days",), closure=Closure.SOLVED),
    _row(S.CLOSED, A.ACKNOWLEDGED, Goal.SAME, (W.RESIDENT,), ("within_30_days",), closure=Closure.EXPLAINED),
    _row(S.CLOSED, A.UNSOLVED, S.DISPATCHED, (W.RESIDENT, W.INSPECTOR), ("within_30_days",),
         round_up=True, level_up=True),
    _row(S.CLOSED, A.PARTIAL, S.WORKING, (W.RESIDENT,), ("within_30_days", "first_partial"), round_up=True),
    _row(S.CLOSED, A.REOPEN, S.DISPATCHED, (W.RESIDENT, W.INSPECTOR), ("within_30_days",),
         round_up=True, level_up=True),
    _row(OPEN, A.WITHDRAW, S.WITHDRAWN, (W.RESIDENT,), ("no_other_voices",), closure=Closure.WITHDRAWN),
    _row(OPEN, A.SELF_SOLVED, S.CLOSED, (W.RESIDENT,), ("no_other_voices",), closure=Closure.SELF_SOLVED),
    _row(S.WITHDRAWN, A.RESTORE, Goal.BEFORE, (W.RESIDENT,), ("within_7_days",)),
    _row(OPEN, A.MERGE, S.MERGED, (W.DESK, W.STREET, W.OWNER), ("same_matter", "owner_in_first_round"),
         closure=Closure.MERGED),
    _row(S.MERGED, A.SPLIT, S.DISPATCHED, (W.DESK, W.STREET, W.RESIDENT)),
    # 督办: a mark with demand and date; no way of closing lifts it, only whose mark it is
    _row(OPEN, A.SUPERVISE, Goal.SAME, (W.LEADER, W.INSPECTOR), ("text", "date")),
    _row(OPEN | {S.CLOSED, S.MERGED, S.WITHDRAWN}, A.LIFT, Goal.SAME, (W.LEADER, W.INSPECTOR), ("own_mark",)),
    # 吹哨: a unit is called in beside the one that leads; it answers, and ends its own part only
    _row(HELPED, A.WHISTLE, Goal.SAME, (W.OWNER, W.LEAD, W.DESK), ("unit", "kind")),
    _row(HELPED, A.CALL_OFF, Goal.SAME, (W.OWNER, W.LEAD, W.DESK), ("unit",)),
    _row(HELPED, A.REPORT_IN, Goal.SAME, (W.ASSIST,), ("called",)),
    _row(HELPED, A.FINISH_PART, Goal.SAME, (W.ASSIST,), ("called", "text")),
    _row(IN_HAND | {S.OBJECTED, S.PLANNED, S.CONFIRMING}, A.UNDO, Goal.BEFORE, _HOLDERS,
         ("own_act", "within_10_min", "untouched")),
)
# fmt: on

_BY_STATE_ACT = {(state, row.act): row for row in TRANSITIONS for state in row.states}


def legal_acts(state: CaseState, actor: Actor) -> tuple[Act, ...]:
    """Acts this role may try in this state, in the order of the table."""
    return tuple(row.act for row in TRANSITIONS if state in row.states and actor in row.who)


def next_state(state: CaseState, act: Act, actor: Actor) -> Transition:
    """The one row for this act; what it needs is for the service to check.

    Raises IllegalAct (state, act, actor, legal acts of that actor) for everything that is not listed.
    """
    row = _BY_STATE_ACT.get((state, act))
    if row is None or actor not in row.who:
        raise IllegalAct(state=state, act=act, actor=actor, legal=legal_acts(state, actor))
    return row


def mermaid() -> str:
    """The table as a Mermaid state diagram for the documentation."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for row in TRANSITIONS:
        for state in sorted(row.states, key=list(CaseState).index):
            target = {Goal.SAME.value: state.value, Goal.GONE.value: "[*]"}.get(row.to.value, row.to.value)
            lines.append(f"    {state.value} --> {target}: {row.act.value} ({', '.join(sorted(row.who))})")
    return "\n".join([*lines, ""])
