"""The one place where rates are defined (dialogues 3.7): numerator, denominator, unanswered, excluded, Wilson 95 %.

Rules that keep them from flattering: a date counts as first promised, an answer counts as first given in its round, who
was not asked or said nothing is shown beside and never inside, fewer than ten give counts and no per cent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import sqrt

from models.domain.rated import Commitment, Duty, Facts, Period, Pleased, Vote

FEWEST = 10
"""Under this many no per cent is shown."""
Z95 = 1.959963984540054
UNDO = timedelta(hours=24)
"""How long a vote may be changed: the last within a day of the first is the first final answer."""
REOPENS = timedelta(days=30)
REPEATS = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate; `beside` are the figures that must be read with it."""

    code: str
    numerator: int
    denominator: int
    unanswered: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)
    provisional: bool = False
    beside: Mapping[str, Rate | int] = field(default_factory=dict)

    @property
    def percent(self) -> float | None:
        """Per cent with one decimal, None under ten."""
        return None if self.denominator < FEWEST else round(100 * self.numerator / self.denominator, 1)

    @property
    def wilson(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval in per cent, None under ten."""
        if self.denominator < FEWEST:
            return None
        low, high = wilson(self.numerator, self.denominator)
        return round(100 * low, 1), round(100 * high, 1)

    def document(self) -> dict[str, object]:
        """As it is exported: always n and d."""
        interval = self.wilson
        return {
            "code": self.code,
            "n": self.numerator,
            "d": self.denominator,
            "unanswered": self.unanswered,
            "excluded": dict(self.excluded),
            "percent": self.percent,
            "low": interval[0] if interval else None,
            "high": interval[1] if interval else None,
            "provisional": self.provisional,
            "beside": {k: v.document() if isinstance(v, Rate) else v for k, v in self.beside.items()},
        }


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, (0, 1) when nothing was counted.

    Source: Wilson 1927, the score interval without continuity correction.
    """
    if denominator == 0:
        return 0.0, 1.0
    share, z2 = numerator / denominator, Z95 * Z95
    centre = (share + z2 / (2 * denominator)) / (1 + z2 / denominator)
    half = Z95 * sqrt(share * (1 - share) / denominator + z2 / (4 * denominator**2)) / (1 + z2 / denominator)
    return max(0.0, centre - half), min(1.0, centre + half)


def responded(cases: Iterable[Facts], period: Period, units: Sequence[str] | None = None) -> Rate:
    """响应率: first words within the limit, of the limits that fell in the period; a signature is no word."""
    n = d = 0
    out: Counter[str] = Counter()
    for case in cases:
        for contact in case.contacts:
            if not period.holds(contact.limit_at) or not _of(contact.unit, units):
                continue
            if case.merged_at is not None:
                out["merged"] += 1
            elif case.withdrawn_at is not None and case.withdrawn_at <= contact.limit_at:
                out["withdrawn"] += 1
            else:
                d += 1
                n += contact.spoken_at is not None and contact.spoken_at <= contact.limit_at
    return Rate("responded", n, d, excluded=out)


def completed(cases: Iterable[Facts], period: Period, units: Sequence[str] | None = None) -> Rate:
    """办结率: of what was due in the period, what stands reported done at its end and was not denied later."""
    due, out = _due(cases, period, units)
    n = sum(_stands(case, period.until) for case in due)
    return Rate("completed", n, len(due), excluded=out)


def on_time(cases: Iterable[Facts], period: Period, units: Sequence[str] | None = None) -> Rate:
    """按时办结率: reported by the FIRST date and not denied in that round; beside it with approved extensions."""
    due, out = _due(cases, period, units)

    def by(date: Callable[[Facts], datetime | None]) -> int:
        return sum(_stands(case, period.until, by=date(case)) for case in due)

    extended = Rate("on_time_extended", by(lambda case: case.last_due_at or case.first_due_at), len(due), excluded=out)
    return Rate("on_time", by(lambda case: case.first_due_at), len(due), excluded=out, beside={"extended": extended})


def solved(cases: Iterable[Facts], period: Period, units: Sequence[str] | None = None) -> Rate:
    """解决率: of the voices that answered, those who said solved; 没全好 is no; explanations have their own rate."""
    votes, silent = _answers(cases, period, units)
    asked = [vote for vote in votes if not vote.explained]
    explained = [vote for vote in votes if vote.explained]
    accepted = Rate("accepted", sum(vote.answer == "solved" for vote in explained), len(explained))
    partly = sum(vote.answer == "partly" for vote in asked)
    n = sum(vote.answer == "solved" for vote in asked)
    return Rate("solved", n, len(asked), unanswered=silent, beside={"partly": partly, "accepted": accepted})


def unconfirmed(cases: Iterable[Facts], period: Period, units: Sequence[str] | None = None) -> Rate:
    """未确认率: asked and silent, of the voices asked; whom no message reached (失联) stands apart."""
    held = list(cases)
    votes, silent = _answers(held, period, units)
    ended = [s for case in held for s in case.silences if period.holds(s.at) and _of(s.unit, units)]
    return Rate("unconfirmed", silent, len(votes) + silent, excluded=_some(unreached=sum(s.unreached for s in ended)))


def satisfied(cases: Iterable[Facts], period: Period, units: Sequence[str] | None = None) -> Rate:
    """满意率: pleased, of those who said how pleased; 一般 is not pleased, beside it the sum others publish."""
    held = list(cases)
    said = [one for case in held for one in _last_said(case.pleased) if period.holds(one.at) and _of(one.unit, units)]
    counts = Counter(one.answer for one in said)
    votes, silent = _answers(held, period, units)
    unanswered = max(0, len(votes) - len(said))
    with_fair = Rate("satisfied_or_fair", counts["yes"] + counts["fair"], len(said), unanswered=unanswered)
    beside: dict[str, Rate | int] = {"with_fair": with_fair, "asked": max(len(votes), len(said)) + silent}
    return Rate("satisfied", counts["yes"], len(said), unanswered=unanswered, beside=beside)


def redone(cases: Iterable[Facts], period: Period, units: Sequence[str] | None = None) -> Rate:
    """重办率: of the cases reported done in the period, those re-opened; provisional until 30 days have passed."""
    n = d = 0
    open_still = False
    for case in cases:
        reports = [one for one in case.done if period.holds(one.at) and _of(one.unit, units)]
        if reports:
            d += 1
            n += any(at >= reports[0].at for at in case.reopened)
            open_still |= period.now < reports[-1].at + REOPENS
    return Rate("redone", n, d, provisional=open_still)


def repeated(cases: Iterable[Facts], period: Period, units: Sequence[str] | None = None) -> Rate:
    """重复诉求率: of the cases closed in the period, those told anew within 60 days."""
    n = d = 0
    open_still = False
    for case in cases:
        closed = [at for at in case.closed_times if period.holds(at)]
        if closed and _of(case.unit, units) and case.withdrawn_at is None and case.merged_at is None:
            d += 1
            n += any(closed[0] < at <= closed[-1] + REPEATS and at <= period.now for at in case.repeated)
            open_still |= period.now < closed[-1] + REPEATS
    return Rate("repeated", n, d, provisional=open_still)


def kept(commitments: Iterable[Commitment], period: Period, units: Sequence[str] | None = None) -> Rate:
    """承诺兑现率: wholly kept by the FIRST date and not denied; beside it kept after a move, and by quantity."""
    held = [one for one in commitments if period.holds(one.first_at) and _of(one.unit, units)]

    def whole(one: Commitment, until: datetime) -> bool:
        return one.kept_at is not None and one.kept_at <= until and not one.denied

    n = sum(whole(one, one.first_at) for one in held)
    later = sum(not whole(one, one.first_at) and whole(one, one.last_at or one.first_at) for one in held)
    quantity = Rate("kept_quantity", sum(min(o.kept, o.quantity) for o in held), sum(o.quantity for o in held))
    return Rate("kept", n, len(held), beside={"after_move": later, "quantity": quantity})


def overdue(cases: Iterable[Facts], period: Period, units: Sequence[str] | None = None) -> Rate:
    """超期率: past due at any instant of the period, of the cases open at any instant of it.

    A unit that was right to send a case back has no duty in it (`Facts.duties` leaves that one out).
    """
    n = d = 0
    for case in cases:
        duties = [one for one in case.duties if _of(one.unit, units) and _runs_in(one, period)]
        if duties:
            d += 1
            n += any(_late_in(one, period) for one in duties)
    return Rate("overdue", n, d)


def upheld(cases: Iterable[Facts], period: Period) -> Rate:
    """退单成立率: objections upheld, of those decided; it speaks of the dispatcher, not of the unit."""
    decided = [one for case in cases for one in case.objections if period.holds(one.at)]
    return Rate("upheld", sum(one.upheld for one in decided), len(decided))


def excluded(cases: Iterable[Facts], period: Period, units: Sequence[str] | None = None) -> Rate:
    """剔除率: taken out by two people, of the cases dispatched in the period; contested ones stand apart."""
    held = [case for case in cases if period.holds(case.dispatched_at) and _of(case.unit, units)]
    contested = sum(case.appealed for case in held)
    n = sum(case.excluded_at is not None and not case.appealed for case in held)
    return Rate("excluded", n, len(held) - contested, excluded=_some(appealed=contested))


def all_rates(
    cases: Sequence[Facts],
    period: Period,
    units: Sequence[str] | None = None,
    commitments: Sequence[Commitment] = (),
) -> list[Rate]:
    """Every rate of the table, in its order; `units` None is the whole district."""
    rates = [one(cases, period, units) for one in (responded, completed, on_time, solved, unconfirmed, satisfied)]
    rates += [redone(cases, period, units), repeated(cases, period, units), kept(commitments, period, units)]
    rates.append(overdue(cases, period, units))
    if units is None:
        rates.append(upheld(cases, period))
    rates.append(excluded(cases, period, units))
    return rates


def final_votes(votes: Iterable[Vote]) -> list[Vote]:
    """The first final answer of each voice and round, at its first hour; changed within a day or to a second call, the
    last one counts.
    """
    found: dict[tuple[int, int], Vote] = {}
    for vote in sorted(votes, key=lambda one: one.at):
        first = found.get((vote.voice, vote.round))
        if first is None:
            found[vote.voice, vote.round] = vote
        elif vote.second or vote.at - first.at <= UNDO:
            found[vote.voice, vote.round] = Vote(
                first.at, vote.voice, vote.round, vote.answer, first.unit, vote.explained
            )
    return list(found.values())


def _answers(cases: Iterable[Facts], period: Period, units: Sequence[str] | None) -> tuple[list[Vote], int]:
    votes: list[Vote] = []
    silent = 0
    for case in cases:
        votes += [one for one in final_votes(case.votes) if period.holds(one.at) and _of(one.unit, units)]
        silent += sum(s.silent for s in case.silences if period.holds(s.at) and _of(s.unit, units))
    return votes, silent


def _last_said(said: Iterable[Pleased]) -> list[Pleased]:
    return list({one.voice: one for one in sorted(said, key=lambda one: one.at)}.values())


def _due(cases: Iterable[Facts], period: Period, units: Sequence[str] | None) -> tuple[list[Facts], Mapping[str, int]]:
    """Cases whose last approved date lies in the period, and what is out of both sides."""
    held: list[Facts] = []
    out: Counter[str] = Counter()
    for case in cases:
        if not period.holds(case.last_due_at or case.first_due_at) or not _of(_answers_for(case), units):
            continue
        reason = _out(case)
        if reason:
            out[reason] += 1
        else:
            held.append(case)
    return held, out


def _out(case: Facts) -> str:
    if case.excluded_at is not None and not case.appealed:
        return "excluded"
    if case.merged_at is not None:
        return "merged"
    return "withdrawn" if case.withdrawn_at is not None else ""


def _answers_for(case: Facts) -> str:
    """The unit the case counts for: who reported the end first, else who has it."""
    return case.done[0].unit if case.done else case.unit


def _stands(case: Facts, until: datetime, by: datetime | None = None) -> bool:
    """Whether a report made until then (and by a date) stands: nobody denied it in its round."""
    return any(one.at <= until and (by is None or one.at <= by) and not one.denied for one in case.done)


def _runs_in(duty: Duty, period: Period) -> bool:
    return duty.given_at < period.until and (duty.ended_at is None or duty.ended_at >= period.start)


def _late_in(duty: Duty, period: Period) -> bool:
    ends = min(duty.ended_at or period.until, period.until)
    return duty.due_at is not None and max(duty.due_at, period.start) < ends


def _of(unit: str, units: Sequence[str] | None) -> bool:
    return units is None or unit in units


def _some(**counts: int) -> Mapping[str, int]:
    return {name: count for name, count in counts.items() if count}
