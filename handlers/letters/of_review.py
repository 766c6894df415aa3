"""Letters of the district's review: to both desks, between them, to the unit that helps, and to the residents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.letters import cards
from handlers.letters.forms import Letter, asking
from handlers.letters.of_requests import not_granted
from handlers.services import commitments
from handlers.services.case_facts import Facts, clip
from handlers.services.closing import review
from handlers.texts import closing as texts
from handlers.texts import letters as common
from models.domain.dates import format_day
from models.domain.working_time import shanghai_day
from models.tables import Outbox, Request, Statement

QUOTE = 40
MOST_ROUNDS_SHOWN = 3
POLL_HOURS = 24.0 * 7


def begun(facts: Facts, row: Outbox) -> Letter:
    """To both desks: what was done in each round, and what is asked of them."""
    said = clip(facts.statement(row.params.get("words")), QUOTE)
    text = texts.REVIEW(
        label=facts.label,
        words=f'"{said}"' if said else texts.REVIEW_SILENT(),
        rounds=facts.case.round - 1,
        story=_story(facts),
        due=facts.due,
        n=facts.n,
    )
    return Letter(text, card=cards.raised(facts, texts.CARD_REVIEW(), common.PHRASE_AGAIN()))


def due(facts: Facts, _row: Outbox) -> Letter:
    """To both desks: the day comes, or has passed."""
    said = texts.REVIEW_LATE if review.is_late(facts.case, facts.ctx.now) else texts.REVIEW_DUE
    text = said(label=facts.label, due=facts.due, n=facts.n)
    return Letter(text, card=cards.reminder(facts, texts.CARD_REVIEW()))


def finding(facts: Facts, row: Outbox) -> Letter:
    """To the other desk: do you say the same?"""
    request = facts.ctx.tx.get(Request, int(row.params["request"]))
    if request is None:
        return Letter("")
    side = "inspector" if request.to_role == "dispatcher" else "dispatcher"
    text = texts.FINDING(
        label=facts.label,
        side=texts.SIDES[side],
        result=_result(facts, request.reason, request.asked_unit),
        words=clip(request.words, QUOTE),
        limit=facts.until(request.limit_at),
        n=facts.n,
    )
    return Letter(text, card=cards.raised(facts, texts.CARD_FINDING(), common.PHRASE_WORKING(), request.limit_at))


def agreed(facts: Facts, row: Outbox) -> Letter:
    """To who wrote it."""
    result = _result(facts, str(row.params.get("result", "")), facts.case.unit)
    return Letter(texts.FINDING_AGREED(label=facts.label, result=result))


def refused(facts: Facts, row: Outbox) -> Letter:
    """To who wrote it: not so."""
    return not_granted(facts, row, texts.FINDING_LAPSED, texts.FINDING_REFUSED)


def plan_given(facts: Facts, _row: Outbox) -> Letter:
    """To the unit that a plan was given to."""
    promised = commitments.live(facts.ctx, facts.case)
    if promised is None:
        return Letter("")
    day = format_day(promised.due_on)
    text = texts.PLAN_GIVEN(
        label=facts.label, measure=clip(promised.measure, QUOTE), day=day, person=promised.person, n=facts.n
    )
    return Letter(text, card=cards.commitment(facts, promised))


def to_residents(facts: Facts, _row: Outbox) -> Letter:
    """To the residents who did not say it themselves: the district looks."""
    return Letter(texts.REVIEWED(label=facts.label, due=facts.due), card=cards.progress(facts, common.PHRASE_AGAIN()))


def result(facts: Facts, row: Outbox) -> Letter:
    """To the residents: what was found, and the question about it."""
    found = str(row.params.get("result", "solved"))
    words = clip(facts.statement(row.params.get("statement")), QUOTE)
    text = texts.REVIEW_RESULT[found](label=facts.label, words=words)
    kind = "explained" if found == "impossible" else "solved"
    what = common.CARD_QUESTION_EXPLAINED() if found == "impossible" else common.CARD_QUESTION()
    question = asking("explained" if kind == "explained" else "solved", hours=POLL_HOURS)
    return Letter(text, question, tail=common.POLL_TAIL(), card=cards.question(facts, what, None))


def redo(facts: Facts, row: Outbox) -> Letter:
    """To the residents: once more, by whom, until when."""
    words = clip(facts.statement(row.params.get("statement")), QUOTE)
    text = texts.REVIEWED_REDO(label=facts.label, unit=facts.unit, words=words, due=facts.due)
    return Letter(text, card=cards.progress(facts, common.PHRASE_AGAIN()))


def apology(facts: Facts, _row: Outbox) -> Letter:
    """To the residents: the district's own day has passed."""
    return Letter(
        texts.REVIEW_APOLOGY(label=facts.label, due=facts.due), card=cards.progress(facts, common.PHRASE_LATE())
    )


def _story(facts: Facts) -> str:
    """What was reported done in each round, the last three of them."""
    done: list[Statement] = facts.ctx.tx.find(Statement, case_id=facts.case.id, kind=("done", "answer"), order="at")
    rows = []
    for one in done[-MOST_ROUNDS_SHOWN:]:
        day = format_day(shanghai_day(one.at)).partition("（")[0]
        unit = facts.speaking_unit(one.id)
        rows.append(texts.REVIEW_ROUND(day=day, unit=unit, words=clip(one.words, QUOTE)))
    return "\n".join(rows)


def _result(facts: Facts, code: str, unit: str) -> str:
    said = texts.RESULTS.get(code)
    return said(unit=facts.name_of(unit)) if said is not None else ""


TO_CADRES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "review": begun,
    "review_due": due,
    "finding": finding,
    "finding_agreed": agreed,
    "finding_refused": refused,
    "plan_given": plan_given,
}
TO_RESIDENTS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "reviewed": to_residents,
    "review_result": result,
    "reviewed_redo": redo,
    "review_apology": apology,
}
