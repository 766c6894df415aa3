"""The ballot in words, for the board and for the year's assessment."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.context import Context
from handlers.services.ballots import results, rounds
from handlers.services.ballots.naming import name_of
from handlers.services.rate_words import figure
from handlers.texts import ballots as texts
from models.domain import ballots as rules
from models.domain.ballots import Outcome
from models.domain.dates import format_day
from models.domain.district import District, Unit
from models.domain.working_time import shanghai_day
from models.store.tx import Reader
from models.tables import Ballot


def board(ctx: Context, unit: Unit) -> list[str]:
    """What stands on the board of a unit: that a ballot runs, and what the last one came to."""
    said = []
    now = rounds.running(ctx)
    if now is not None:
        opened, until = format_day(now.opened_on), format_day(shanghai_day(now.closes_at))
        said.append(texts.RUNNING(name=name_of(now.round), opened=opened, until=until))
    over = results.last(ctx.tx)
    return said + (of_round(ctx.tx, ctx.district, over, unit) if over is not None else [])


def of_round(reader: Reader, district: District, ballot: Ballot, unit: Unit) -> list[str]:
    """One round that is over, about one unit; the district's own page names the paired organisations."""
    said = []
    if unit.level in {"community", "street", "district"}:
        came = results.turnout(reader, district, ballot, unit.code)
        counts = {"eligible": came.eligible, "given": came.given, "returned": came.returned}
        said.append(texts.TURNOUT(name=name_of(ballot.round), **counts))
    said += _answers(ballot, results.outcomes(reader, ballot, unit.code))
    if unit.code == district.root:
        for partner in district.units.values():
            if partner.level == "partner" and not partner.closed:
                name = texts.ABOUT_PARTNER(partner=district.name_of(partner.code))
                said += [name + line for line in _answers(ballot, results.outcomes(reader, ballot, partner.code))]
    return said


def _answers(ballot: Ballot, found: Sequence[Outcome]) -> list[str]:
    if found and not any(results.may_be_shown(ballot, one) for one in found):
        return [texts.NOBODY(fewest=ballot.fewest)]
    return [_answer(ballot, one) for one in found]


def _answer(ballot: Ballot, one: Outcome) -> str:
    if not results.may_be_shown(ballot, one):
        return texts.WITHHELD(text=one.asked.text, fewest=ballot.fewest)
    return texts.RESULT(
        text=one.asked.text,
        rate=figure(one.rate.document()),
        fair=one.counts.get("fair", 0),
        no=one.counts.get("no", 0),
        beside=one.counts.get("unknown", 0) + one.counts.get(rules.BLANK, 0),
    )
