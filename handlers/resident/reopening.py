"""又坏了: a closed case goes on in its next round, or, too late, becomes a new one."""

from __future__ import annotations

from handlers.context import Talk
from handlers.resident import people
from handlers.services import voting
from handlers.shared import asking
from handlers.texts import choices, naming, votes
from models.domain.errors import TooLate
from models.domain.states import CaseState
from models.tables import Case, Voice


def reopened(talk: Talk, case: Case, voice: Voice, comment: str = "") -> str:
    """又坏了: the same case, the next round, the level above."""
    old = talk.ctx.district.name_of(case.unit)
    try:
        case = voting.reopen(talk.ctx, case, voice, comment=comment)
    except TooLate:
        return too_late(talk, case)
    who = people.holder(talk.ctx, case)
    due = naming.due(case.due_at, talk.now) if case.due_at else ""
    if case.state == CaseState.REVIEW:
        return votes.NOTED_REVIEW(comment="", number=case.running, count=case.round - 1, due=due)
    above = talk.ctx.district.name_of(case.unit)
    if above == old:
        return votes.REOPENED_SAME(number=case.running, round=case.round, who=who, due=due)
    return votes.REOPENED(number=case.running, round=case.round, who=who, old=old, due=due, above=above)


def too_late(talk: Talk, case: Case) -> str:
    """More than thirty days after closing: a new case with the old number, when the person says so."""
    text = votes.TOO_LATE(
        label=naming.label(case),
        options=naming.numbered(choices.FILE_AGAIN),
    )
    return asking.ask(talk, "yesno", text, choices.FILE_AGAIN, purpose="file_again", case=case)
