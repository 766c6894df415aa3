"""Which case is meant (dialogues 2.4): those for which the verb is legal now, then all the person may see, else none.

A number that fits several cases is asked about with dates; the words and photos are kept meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handlers.cadre.acting import ask
from handlers.context import Talk
from handlers.grammar import Command, Verb
from handlers.policies.permissions import may_know
from handlers.services import caseload
from handlers.texts import cadre as texts
from models.domain.errors import NotFound, NotYours
from models.domain.numbers import Reference
from models.domain.working_time import SHANGHAI
from models.tables import Case

MOST = 5
"""Cases offered in one question."""
Legal = Callable[[Talk, Case], bool]


def choose(talk: Talk, command: Command, legal: Legal) -> Case | str:
    """The one case the command means, or the question that asks which. Raises NotFound, NotYours."""
    if command.reference is not None:
        return _by_number(talk, command, command.reference, legal)
    hand = caseload.in_hand(talk.ctx, talk.posts, talk.account.id)
    fitting = [case for case in hand if legal(talk, case)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise NotFound(number="", yours=tuple(case.running for case in hand), verb=command.verb.name)
    return ask_which(talk, command.verb, command.rest, fitting)


def by_reference(talk: Talk, reference: Reference, legal: Legal) -> list[Case]:
    """Cases of this number: those in hand for which the verb is legal, else those the person may see."""
    named = caseload.named(talk.ctx, reference)
    hand = [case for case in reversed(named) if caseload.holds(talk.ctx, case, talk.posts, talk.account.id)]
    seen = caseload.visible(talk.ctx, named, talk.posts, talk.account.id)
    known = {case.id: case for case in (*hand, *seen)}
    able = [case for case in known.values() if legal(talk, case)]
    return able or hand or seen


def ask_which(talk: Talk, verb: Verb, words: str, cases: Sequence[Case], number: int | None = None) -> str:
    """Which case? Its own number where that tells them apart, else 1, 2, 3 with the days."""
    offered = list(cases[:MOST])
    numbers = [case.running for case in offered]
    labels = [
        texts.WHICH_OPTION(day=_day(case), title=case.title or texts.NO_TITLE(), state=texts.STATES[case.state])
        for case in offered
    ]
    kept = texts.WHICH_KEPT() if words.strip() else ""
    own = len(set(numbers)) == len(numbers)
    digits = numbers if own else list(range(1, len(offered) + 1))
    options = "\n".join(f"{digit} {label}" for digit, label in zip(digits, labels, strict=True))
    if own or number is None:
        text = texts.ASK_WHICH(options=options, kept=kept)
    else:
        text = texts.ASK_WHICH_SAME(count=len(offered), n=number, options=options)
    choices = [(f"case:{case.id}", label) for case, label in zip(offered, labels, strict=True)]
    return ask(talk, "command", text, choices, words=words, verb=verb.name, digits=digits)


def _by_number(talk: Talk, command: Command, reference: Reference, legal: Legal) -> Case | str:
    found = by_reference(talk, reference, legal)
    able = [case for case in found if legal(talk, case)]
    if len(able) > 1:
        return ask_which(talk, command.verb, command.rest, able, reference.number)
    if found:
        return able[0] if able else found[0]
    refuse(talk, reference)
    raise AssertionError("refuse always raises")


def refuse(talk: Talk, reference: Reference) -> None:
    """There is no such case for this person: somebody else's (不在您) or, as far as he may know, none (没找到)."""
    hand = caseload.in_hand(talk.ctx, talk.posts, talk.account.id)
    others = [case for case in caseload.named(talk.ctx, reference) if may_know(talk.ctx, case, talk.account.id)]
    if others:
        raise NotYours(number=others[0].number, running=others[0].running, unit=others[0].unit)
    raise NotFound(number=str(reference.number), yours=tuple(case.running for case in hand))


def _label(case: Case) -> str:
    return texts.WHICH_OPTION(day=_day(case), title=case.title or texts.NO_TITLE(), state=texts.STATES[case.state])


def _day(case: Case) -> str:
    local = case.filed_at.astimezone(SHANGHAI)
    return texts.DATED(month=local.month, day=f"{local.day:02}")
