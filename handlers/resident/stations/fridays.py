"""周五值班: who sits in the station on Friday, and whether the person wants to hear it every Thursday."""

from __future__ import annotations

from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.signs import UNSUBSCRIBE_SIGNS
from handlers.policies import stations as policy
from handlers.policies.unit_names import split_unit
from handlers.services.stations import duty, naming
from handlers.shared import asking
from handlers.texts import stations as texts
from models.domain.errors import Ambiguous
from models.domain.words import Answer, AskBack
from models.domain.working_time import shanghai_day
from models.tables import Question


def answer(talk: Talk, command: Command) -> str | None:
    """周五值班 [社区], 周五值班 退订."""
    known = policy.stations(talk.ctx.district)
    if not known:
        return texts.NO_STATIONS()
    text = command.rest.strip()
    listens = {one.station for one in duty.listens(talk.ctx, talk.account.id)}
    if text in UNSUBSCRIBE_SIGNS:
        for station in listens:
            duty.listen(talk.ctx, talk.account.id, station, on=False)
        return texts.FRIDAY_OFF()
    station = _station(talk, text, known)
    if not station:
        return texts.FRIDAY_WHERE(example=talk.ctx.district.name_of(known[0]))
    said = naming.next_friday(talk.ctx, station, shanghai_day(talk.now))
    if station in listens:
        return texts.FRIDAY_LISTENS(said=said)
    shown = texts.FRIDAY_ASK(said=said)
    return asking.ask(talk, "yesno", shown, texts.FRIDAY_ASK_OPTIONS, purpose="friday", station=station)


def answered(talk: Talk, question: Question) -> str | None:
    """Every Thursday, or not."""
    found = asking.meaning(question, talk.text)
    if found is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    asking.settle(talk, question, found.effect)
    if not isinstance(found, Answer) or found.effect != "yes":
        return texts.FRIDAY_NOT_NOW()
    station = str(question.data.get("station") or "")
    duty.listen(talk.ctx, talk.account.id, station, on=True)
    return texts.FRIDAY_ON(station=naming.station(talk.ctx, station))


def _station(talk: Talk, text: str, known: tuple[str, ...]) -> str:
    if not text:
        return talk.account.unit if talk.account.unit in known else ""
    try:
        unit, _ = split_unit(talk.ctx.district, text, talk.account.unit)
    except Ambiguous:
        return ""
    return unit if unit in known else ""
