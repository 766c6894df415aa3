"""在家 and 不同意: the complainant answers to a pause, to a later date, or to an end that was decided."""

from __future__ import annotations

from collections.abc import Callable

from handlers.context import Talk
from handlers.grammar import Command
from handlers.resident import cases
from handlers.services import pausing
from handlers.services.closing import appeals
from handlers.services.voting import voice_of
from handlers.shared import asking
from handlers.texts import exclusion, naming
from handlers.texts import pauses as texts
from models.domain.states import CaseState
from models.domain.words import Answer
from models.tables import Case, Voice


def at_home(talk: Talk, command: Command) -> str | None:
    """在家: what was waited for has come. Without a pause that waits for the person the words are something else."""
    found = _meant(talk, command, lambda case: _waits(talk, case)) if not command.rest else []
    if not found:
        return None
    if len(found) > 1:
        return cases.ask_which(talk, found, command.verb.name)
    return do_at_home(talk, found[0], "")


def object_to(talk: Talk, command: Command) -> str | None:
    """不同意 [7] [words]: to a pause or an extension; an answer to the question that is open goes before."""
    live = asking.live(talk)
    if live is not None and command.reference is None and isinstance(asking.meaning(live, talk.text), Answer):
        return None
    found = _meant(talk, command, lambda case: _may_object(talk, case))
    if not found:
        return None
    if len(found) > 1:
        return cases.ask_which(talk, found, command.verb.name, command.rest)
    return do_object(talk, found[0], command.rest)


def do_at_home(talk: Talk, case: Case, _rest: str) -> str:
    """The pause of the case that was chosen ends."""
    voice = voice_of(talk.ctx, case, talk.account.id)
    assert voice is not None
    case = pausing.at_home(talk.ctx, case, voice)
    return texts.AT_HOME(label=naming.label(case), due=naming.due(case.due_at or talk.now, talk.now))


def do_object(talk: Talk, case: Case, rest: str) -> str:
    """The objection to the case that was chosen goes up, once."""
    voice = voice_of(talk.ctx, case, talk.account.id)
    assert voice is not None
    if case.state == CaseState.CLOSED:
        return _appeal(talk, case, voice, rest)
    case, request = pausing.contest(talk.ctx, case, voice, rest)
    label = naming.label(case)
    if request is None:
        return texts.CONTEST_TWICE(label=label)
    if request.kind == "contest":
        above = talk.ctx.district.name_of(request.to_unit)
        return texts.CONTEST_HEARD(label=label, above=above, limit=naming.due(request.limit_at, talk.now))
    unit = talk.ctx.district.name_of(pausing.caller_of(talk.ctx, case))
    due = naming.due(case.due_at or talk.now, talk.now)
    return texts.CONTEST_EXTENSION_HEARD(label=label, unit=unit, due=due)


def _appeal(talk: Talk, case: Case, voice: Voice, rest: str) -> str:
    """To an end that was decided: inspection looks again, once."""
    case, request = appeals.appeal(talk.ctx, case, voice, rest)
    if request is None:
        return exclusion.TWICE(label=naming.label(case))
    return exclusion.HEARD(label=naming.label(case), limit=naming.due(request.limit_at, talk.now))


def _meant(talk: Talk, command: Command, fits: Callable[[Case], bool]) -> list[Case]:
    if command.reference is not None:
        return [case for case in cases.named(talk, command.reference, fits) if fits(case)]
    return [case for case in reversed(cases.own_cases(talk)) if fits(case)]


def _waits(talk: Talk, case: Case) -> bool:
    found = pausing.running(talk.ctx, case) if case.state == CaseState.PAUSED else None
    return found is not None and found.reason == "resident"


def _may_object(talk: Talk, case: Case) -> bool:
    return (
        appeals.may_appeal(talk.ctx, case)
        or case.state == CaseState.PAUSED
        or pausing.contestable(talk.ctx, case) is not None
    )
