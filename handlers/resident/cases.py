"""A resident's own cases: open ones, those lately closed, and which one a number means."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from handlers.context import Talk
from handlers.policies.permissions import is_confidential
from handlers.services.filing import REOPEN_WINDOW
from handlers.services.notices import own_voices
from handlers.services.voting import voice_of
from handlers.shared import asking
from handlers.texts import naming, resident
from models.domain.errors import NotFound
from models.domain.numbers import Reference
from models.domain.states import OPEN, CaseState
from models.tables import Case, Voice

MOST_ROWS = 5


def own_cases(talk: Talk) -> list[Case]:
    """Every case the person complains about, newest first; those left are not among them.

    Nor are accusations: the phone may be in other hands, they are shown to who names their code word.
    """
    voices = own_voices(talk.ctx, talk.account.id)
    if not voices:
        return []
    found = talk.tx.find(Case, id=tuple(voice.case_id for voice in voices), order="-filed_at")
    return [case for case in found if not is_confidential(case)]


def open_cases(talk: Talk) -> list[Case]:
    """Those that are still open, oldest first."""
    return [case for case in reversed(own_cases(talk)) if is_open(case)]


def is_open(case: Case) -> bool:
    """Whether somebody still has to act or to answer."""
    return CaseState(case.state) in OPEN


def is_mine(talk: Talk, running: int) -> bool:
    """Whether one of the person's open or lately closed cases has this running number."""
    mine = own_cases(talk)
    return any(case.running == running for case in (*filter(is_open, mine), *recent(talk, mine)))


def recent(talk: Talk, cases: Iterable[Case]) -> list[Case]:
    """Those closed up to thirty days ago, newest first."""
    found = [case for case in cases if case.closed_at is not None and talk.now - case.closed_at <= REOPEN_WINDOW]
    return sorted(found, key=lambda case: case.closed_at or talk.now, reverse=True)


def named(talk: Talk, reference: Reference, fits: Callable[[Case], bool] = lambda _: True) -> list[Case]:
    """Cases of the person a number may mean: open ones first, then recent, then any (dialogues 2.4).

    Raises NotFound when none has that number.
    """
    code = talk.ctx.district.code
    held = own_cases(talk)
    mine = [case for case in held if reference.fits(case.day, case.running, code)]
    if not mine:  # a number from before a merge is as good as the other
        mine = [case for case in held if _was(talk, case, reference)]
    for group in ([c for c in mine if is_open(c) and fits(c)], [c for c in recent(talk, mine) if fits(c)], mine):
        if group:
            return group
    numbers = tuple(case.running for case in open_cases(talk))
    raise NotFound(number=reference.number, yours=numbers, side="resident")


def _was(talk: Talk, case: Case, reference: Reference) -> bool:
    """Whether the person's voice came to the case from one of that number."""
    for voice in talk.tx.find(Voice, case_id=case.id, account_id=talk.account.id, left_at=None):
        origin = talk.tx.get(Case, voice.origin_id) if voice.origin_id is not None else None
        if origin is not None and reference.fits(origin.day, origin.running, talk.ctx.district.code):
            return True
    return False


def listed(found: list[Case]) -> tuple[str, list[int] | None]:
    """The first rows of a choice between cases and the digits that choose, None for 1, 2, 3 in the order of the rows.

    Two of one number: only then are rows numbered, and dated.
    """
    shown = found[:MOST_ROWS]
    rows = [
        resident.WHICH_ROW(number=case.running, title=case.title, when=naming.day(case.closed_at or case.filed_at))
        for case in shown
    ]
    if len({case.running for case in shown}) == len(shown):
        return "\n".join(rows), [case.running for case in shown]
    return "\n".join(f"{at} {row}" for at, row in enumerate(rows, start=1)), None


def ask_which(talk: Talk, found: list[Case], verb: str, rest: str = "") -> str:
    """Several fit: ask, with what was to be done kept."""
    rows, digits = listed(found)
    text = resident.WHICH_CASE(rows=rows, example=digits[0] if digits else 1)
    choices = [(str(case.id), naming.label(case)) for case in found[:MOST_ROWS]]
    return asking.ask(talk, "which", text, choices, digits=digits, purpose="verb", verb=verb, rest=rest)


def voice_in(talk: Talk, case: Case) -> Voice:
    """The person's voice in a case that is theirs. Raises NotFound when it is not."""
    voice = voice_of(talk.ctx, case, talk.account.id)
    if voice is None:  # own_cases found the case by this very voice
        raise NotFound(number=case.running, yours=(), side="resident")
    return voice
