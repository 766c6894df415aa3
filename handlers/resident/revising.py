"""Second thoughts: 改 takes back a card or a vote, 又坏了 opens a closed case."""

from __future__ import annotations

from datetime import timedelta

from handlers.context import Talk
from handlers.policies.permissions import is_confidential
from handlers.resident import cases, people, poll_answers, reopening
from handlers.services import drafts, wishes
from handlers.services.notices import own_voices
from handlers.services.voting import CHANGES_FOR, EFFECTS
from handlers.shared import asking
from handlers.texts import choices, naming, resident, votes
from models.domain.states import CaseState
from models.tables import Case, Voice

REPEATS_WITHIN = timedelta(days=90)
"""How long ago a closed case may lie that 又坏了 still speaks of; after thirty days it is told anew."""


def change(talk: Talk) -> str | None:
    """改: the draft or the last vote, whichever is newer; both possible -> asked."""
    question = asking.live(talk)
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    if question is not None and question.kind == "draft":
        return None  # an answer to the card
    voted = last_vote(talk)
    if draft is not None and draft.words and voted is not None:
        case, voice = voted
        said = votes.CHANGE_OF_VOTE(number=case.running, answer=votes.LABELS[EFFECTS[voice.solved or "solved"]])
        offered = (("draft", votes.CHANGE_CARD()), ("vote", said))
        rows = naming.numbered(offered)
        return asking.ask(talk, "which", votes.CHANGE_WHICH(options=rows), offered, purpose="change", vote=case.id)
    if voted is not None:
        return change_vote(talk, voted[0])
    if draft is not None and draft.words:
        return asking.ask(talk, "change", resident.CHANGE_WHAT(), draft_id=draft.id, lives=asking.DRAFT_LIVES)
    return votes.NOTHING_TO_CHANGE()


def change_vote(talk: Talk, case: Case | None) -> str:
    """Ask the last vote anew; within 24 h the last one counts."""
    if case is None:
        return votes.NOTHING_TO_CHANGE()
    return poll_answers.ask_solved(talk, case, cases.voice_in(talk, case), votes.CHANGE_VOTE(label=naming.label(case)))


def _closed_before(talk: Talk) -> list[Case]:
    """Cases closed too long ago to go on and not too long to be meant by 又坏了, newest first."""
    closed = [case for case in cases.own_cases(talk) if case.state == CaseState.CLOSED and case.closed_at is not None]
    found = [case for case in closed if talk.now - (case.closed_at or talk.now) <= REPEATS_WITHIN]
    return sorted(found, key=lambda case: case.closed_at or talk.now, reverse=True)


def last_vote(talk: Talk) -> tuple[Case, Voice] | None:
    """The person's newest vote of the last 24 hours."""
    voices = [
        voice
        for voice in own_voices(talk.ctx, talk.account.id)
        if voice.solved_at is not None and talk.now - voice.solved_at <= CHANGES_FOR
    ]
    newest = max(voices, key=lambda voice: voice.solved_at or talk.now, default=None)
    case = talk.tx.get(Case, newest.case_id) if newest is not None else None
    return (case, newest) if case is not None and newest is not None and not is_confidential(case) else None


def broken(talk: Talk, said: str) -> str | None:
    """又坏了: the case closed up to thirty days ago goes on. At an open poll it is simply a no."""
    question = asking.live(talk)
    if question is not None and question.kind in {"solved", "explained"}:
        return None
    found = [case for case in cases.recent(talk, cases.own_cases(talk)) if case.state == CaseState.CLOSED]
    if not found:
        running = cases.open_cases(talk)
        waiting = [case for case in running if case.state == CaseState.CONFIRMING]
        if len(waiting) == 1:
            return poll_answers.ask_solved(talk, waiting[0], cases.voice_in(talk, waiting[0]))
        if len(running) == 1:
            wishes.supplement(talk.ctx, running[0], cases.voice_in(talk, running[0]), said)
            return resident.ADDED(label=naming.label(running[0]), who=people.person_or_unit(talk.ctx, running[0]))
        if running:
            return None
        found = _closed_before(talk)
        if not found:
            return votes.BROKEN_NOTHING()
        if len(found) == 1:
            return reopening.too_late(talk, found[0])
    if len(found) == 1:
        case = found[0]
        text = votes.ASK_BROKEN(title=case.title, number=case.running)
        return asking.ask(talk, "yesno", text, choices.BROKEN, purpose="broken", case=case, comment=said)
    rows, digits = cases.listed(found)
    options = [(str(case.id), naming.label(case)) for case in found[: cases.MOST_ROWS]]
    return asking.ask(
        talk, "which", votes.ASK_BROKEN_WHICH(rows=rows), options,
        digits=digits, purpose="broken", comment=said,
    )  # fmt: skip
