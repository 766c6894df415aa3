"""A bare number shows something and never changes anything (dialogues 2.1 L7, 2.3 row 7)."""

from __future__ import annotations

from handlers.cadre.acting import ask
from handlers.cadre.choice import by_reference, refuse
from handlers.cadre.lists import show
from handlers.context import Talk
from handlers.grammar import parse
from handlers.grammar.verbs import PROGRESS_OF_RESIDENT
from handlers.policies.permissions import is_confidential
from handlers.resident import commands as resident_commands
from handlers.services.notices import own_voices
from handlers.shared.handoff import ASKS_PROGRESS, RESIDENT
from handlers.texts import cadre as texts
from handlers.texts import naming
from models.domain.numbers import Reference, parse_reference
from models.tables import Case

LONGEST = 24
"""Nobody writes a case's number with more characters; a telephone number is none."""


def answer(talk: Talk) -> str | None:
    """Show the case a bare number names: to a cadre the order, to a resident how far it is."""
    if talk.notes.get(ASKS_PROGRESS):
        return resident_commands.answer(talk)
    if talk.message.kind != "text" or talk.notes.get(RESIDENT) or len(talk.text) > LONGEST:
        return None
    reference = parse_reference(talk.text)
    if reference is None:
        return None
    return named(talk, reference)


def asked_by_cadre(talk: Talk) -> str | None:
    """查 7 and 进度 of a cadre: his own matter, the one he works on, or which of the two (dialogue (r))."""
    if talk.message.kind != "text" or not talk.posts or talk.notes.get(RESIDENT):
        return None
    command = parse(talk.text, "resident") if len(talk.text) <= LONGEST else None
    if command is None or command.verb.name != PROGRESS_OF_RESIDENT or command.rest:
        return None
    if command.reference is not None:
        return named(talk, command.reference)
    voices = own_voices(talk.ctx, talk.account.id)
    return None if voices or talk.conversation.draft_id is not None else texts.NOTHING_OF_YOUR_OWN()


def named(talk: Talk, reference: Reference) -> str | None:
    """The case of this number as the person may see it."""
    mine = _own(talk, reference)
    if not talk.posts:
        return show_progress(talk, reference) if mine else None
    found = by_reference(talk, reference, lambda _talk, _case: True)
    if mine and found:
        return _which(talk, [*mine[:1], *found], "show_side")
    if mine:
        return show_progress(talk, reference)
    if not found:
        refuse(talk, reference)
    return show(talk, found[0]) if len(found) == 1 else _which(talk, found, "show")


def show_progress(talk: Talk, reference: Reference) -> str | None:
    """How far a resident's own case is: the same words as 进度 7."""
    said, talk.text = talk.text, f"{PROGRESS_OF_RESIDENT} {reference.number}"
    reply = resident_commands.answer(talk)
    talk.text = said
    return reply


def _own(talk: Talk, reference: Reference) -> list[Case]:
    voices = own_voices(talk.ctx, talk.account.id)
    cases = (talk.tx.get(Case, voice.case_id) for voice in voices)
    known = [case for case in cases if case is not None and not is_confidential(case)]
    fitting = [case for case in known if reference.fits(case.day, case.running, talk.ctx.district.code)]
    return sorted(fitting, key=lambda case: -case.id)


def _which(talk: Talk, cases: list[Case], purpose: str) -> str:
    labels = []
    for at, case in enumerate(cases[:5]):
        dated = f"{naming.day(case.filed_at)} {case.title}"
        side = "" if purpose == "show" else texts.SIDE_MINE() if at == 0 else texts.SIDE_HANDLED()
        labels.append(f"{side}{dated}")
    options = "\n".join(f"{at} {label}" for at, label in enumerate(labels, start=1))
    choices = [(f"case:{case.id}", label) for case, label in zip(cases, labels, strict=False)]
    if purpose == "show_side":
        choices[0] = (f"own:{cases[0].number}", labels[0])
    said = texts.ASK_WHICH_SAME(count=len(labels), n=cases[0].running, options=options)
    return ask(talk, "show", said, choices)
