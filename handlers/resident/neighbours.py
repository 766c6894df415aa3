"""A neighbour has told the same already: come along, or be filed apart (dialogue (k)); 分开 takes it back."""

from __future__ import annotations

from handlers.context import Talk
from handlers.grammar import Command
from handlers.resident import cases, people
from handlers.services import drafts, merging
from handlers.services.notices import voice_count, voices_of
from handlers.services.prospects import Planning
from handlers.shared import asking
from handlers.texts import naming
from handlers.texts import neighbours as texts
from models.domain.reading import Reading
from models.tables import Case, Draft, Voice


def offer(talk: Talk, draft: Draft, reading: Reading, planned: list[Planning]) -> str:
    """The question whether it is the same as an open case, `` where place or matter do not agree."""
    place = reading.place
    if len(planned) != 1 or draft.memory.get("separate") or place.given != "yes":
        return ""
    matter = planned[0].matter.category
    case = merging.same_as(talk.ctx, talk.account.id, matter, place.unit, place.place, place.detail)
    if case is None:
        return ""
    own = merging.is_own(talk.ctx, case, talk.account.id)
    text = _words(talk, case, reading, own=own)
    choices = texts.CHOICES_OWN if own else texts.CHOICES
    return asking.ask(talk, "neighbour", text, choices, case=case, draft_id=draft.id)


def join(talk: Talk, draft: Draft, case: Case) -> str:
    """一起跟着: or, for somebody's own case, the words are put to it."""
    words = "\n".join(drafts.said(talk.ctx, draft))
    detail = drafts.understood(draft).place.detail
    if merging.is_own(talk.ctx, case, talk.account.id):
        case = merging.repeat(talk.ctx, case, draft, talk.account, words)
        _leave(talk)
        return texts.REPEATED(label=naming.label(case), who=people.person_or_unit(talk.ctx, case))
    merging.join(talk.ctx, case, draft, talk.account, words, detail)
    _leave(talk)
    return texts.JOINED(number=case.running, full=case.number)


def part(talk: Talk, command: Command) -> str:
    """分开, 分开 9: the person's matter stands alone again."""
    found = [(case, voice) for case, voice in _shared(talk) if _meant(talk, command, case, voice)]
    if not found:
        return texts.PART_NOTHING()
    if len(found) > 1:
        return texts.PART_WHICH(count=len(found), number=found[0][0].running)
    own = merging.part(talk.ctx, *found[0])
    if not own.unit or own.due_at is None:
        return texts.PARTED_DESK(number=own.running, full=own.number)
    due = naming.due(own.due_at, talk.now)
    return texts.PARTED(number=own.running, full=own.number, who=people.holder(talk.ctx, own), due=due)


def _shared(talk: Talk) -> list[tuple[Case, Voice]]:
    """Open cases the person shares, in which the person is not who filed them."""
    found = []
    for case in cases.own_cases(talk):
        mine = next((one for one in voices_of(talk.ctx, case) if one.account_id == talk.account.id), None)
        if mine is not None and merging.may_part(talk.ctx, case, mine):
            found.append((case, mine))
    return found


def _meant(talk: Talk, command: Command, case: Case, voice: Voice) -> bool:
    if command.reference is None:
        return True
    origin = talk.tx.get(Case, voice.origin_id) if voice.origin_id is not None else None
    code = talk.ctx.district.code
    return any(command.reference.fits(one.day, one.running, code) for one in (case, origin) if one is not None)


def _words(talk: Talk, case: Case, reading: Reading, *, own: bool) -> str:
    place = reading.place
    where = naming.place(talk.ctx.district, place.unit, place.place, place.detail)
    due = texts.DUE(due=naming.due(case.due_at, talk.now)) if case.due_at is not None and case.unit else ""
    unit = people.holder(talk.ctx, case) if case.unit else texts.DESK()
    when = naming.day(case.filed_at)
    if own:
        number = case.running
        return texts.OFFER_OWN(where=where, title=case.title, when=when, number=number, unit=unit, due=due)
    count = voice_count(talk.ctx, case)
    who = texts.HOUSEHOLDS(count=count) if count >= merging.FEW else texts.NEIGHBOUR()
    return texts.OFFER(where=where, title=case.title, who=who, when=when, unit=unit, due=due)


def _leave(talk: Talk) -> None:
    talk.refresh()
    if talk.conversation.draft_id is not None:
        talk.change(draft_id=None)
    if talk.account.anonymous_next:
        talk.account = talk.tx.update(talk.account, anonymous_next=False)
