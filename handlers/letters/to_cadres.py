"""Letters to cadres about the cases of their posts, one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.letters import (
    cards,
    of_checks,
    of_closing,
    of_commitments,
    of_exclusion,
    of_helping,
    of_news,
    of_pauses,
    of_requests,
    of_review,
    of_rules,
    of_supervision,
)
from handlers.letters.forms import Letter, asking
from handlers.services import climbing, dispatching
from handlers.services.case_facts import Facts, clip
from handlers.texts import closing as closing_texts
from handlers.texts import letters as texts
from handlers.texts import naming
from models.domain.dates import format_day
from models.domain.tiers import UNSIGNED_STAGES
from models.domain.working_time import shanghai_day
from models.tables import Assignment, Outbox

ORDER_HOURS = 24.0 * 30
"""An order can be signed for as long as it is unsigned; the question is dropped when it is."""
QUOTE = 40


def order(facts: Facts, row: Outbox) -> Letter:
    """The new order in full, with the question whether they take it."""
    return _order(facts, row, texts.ORDER_FIRST(label=facts.label))


def handed_down(facts: Facts, row: Outbox) -> Letter:
    unit = facts.name_of(str(row.params.get("from", "")))
    return _order(facts, row, texts.HANDED_DOWN_FIRST(unit=unit, label=facts.label))


def transferred(facts: Facts, row: Outbox) -> Letter:
    unit = facts.name_of(str(row.params.get("from", "")))
    return _order(facts, row, texts.TRANSFERRED_FIRST(unit=unit, label=facts.label))


def _order(facts: Facts, row: Outbox, first: str) -> Letter:
    running = dispatching.current(facts.ctx, facts.case)
    words_at = running.words_due_at if running is not None and facts.case.first_words_at is None else None
    if words_at is not None and words_at <= facts.ctx.now:
        words_at = None  # said late: the order does not ask for what is over
    closing = facts.category.closing if facts.category else ""
    more = [
        of_supervision.order_line(facts),
        texts.ORDER_CLOSING(closing=closing) if closing else "",
        _full_text(facts, row),
    ]
    text = texts.ORDER(
        first=first,
        place=facts.place,
        words=facts.words,
        photos=facts.photos,
        why=_why(facts),
        due=facts.due,
        words_by=texts.ORDER_WORDS_BY(at=naming.clock_today(words_at, facts.ctx.now)) if words_at else "",
        more="\n".join(one for one in more if one),
    )
    signed = facts.case.signed_at is not None or facts.case.unit != _unit_of(facts, row)
    return Letter(
        text,
        None if signed else asking("order", hours=ORDER_HOURS, labels=_ORDER_LABELS),
        by_word="" if signed else texts.ORDER_ACCEPT_BY_WORD(n=facts.n),
        card=cards.order(facts),
    )


_ORDER_LABELS = {"accept": texts.OPTIONS["accept"](), "return": texts.OPTIONS["return"]()}


def told(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.TOLD(label=facts.label, place=facts.place, owner=facts.holder, due=facts.due))


def triage(facts: Facts, row: Outbox) -> Letter:
    due = _instant(row.params.get("due"))
    said = texts.TRIAGE_LATE if row.params.get("late") else texts.TRIAGE
    text = said(
        label=facts.label,
        place=facts.place,
        words=facts.words,
        photos=facts.photos,
        due=facts.until(due),
        n=facts.n,
    )
    return Letter(text, card=cards.triage(facts, due))


def reminder(facts: Facts, row: Outbox) -> Letter:
    stage = str(row.params.get("stage", ""))
    when = due_in_words(facts)
    if stage in UNSIGNED_STAGES:
        text, what = texts.REMINDER_UNSIGNED(label=facts.label, due=facts.due, n=facts.n), texts.CARD_REMIND_UNSIGNED()
    elif stage == "words":
        text, what = texts.REMINDER_WORDS(label=facts.label, n=facts.n), texts.CARD_REMIND_WORDS()
    elif facts.case.tier == "2h":
        text, what = _hurry(facts, when)
    else:
        text = texts.REMINDER(label=facts.label, due=when, n=facts.n)
        what = texts.CARD_REMIND_DUE(when=when.partition("（")[0])
    return Letter(text, card=cards.reminder(facts, what))


def _hurry(facts: Facts, when: str) -> tuple[str, str]:
    text = texts.REMINDER_HURRY(label=facts.label, due=when, n=facts.n)
    return text, texts.CARD_REMIND_DUE(when=when.partition("（")[0])


def due_in_words(facts: Facts) -> str:
    """今天18:00, 明天（26日）18:00, 11月26日（周四）18:00."""
    return naming.at(facts.case.due_at, facts.ctx.now) if facts.case.due_at else "—"


def overdue(facts: Facts, _row: Outbox) -> Letter:
    above = facts.above
    running = dispatching.current(facts.ctx, facts.case)
    times = dispatching.times_of(facts.ctx, facts.case, running) if running is not None else None
    if above is None or times is None:
        text = texts.OVERDUE_TOP(label=facts.label, n=facts.n)
    elif times.climbs_at <= facts.ctx.now:
        text = texts.OVERDUE_AT_ONCE(label=facts.label, above=facts.above_name(naming.YOUR_HEAD))
    else:
        climbs = facts.until(times.climbs_at)
        text = texts.OVERDUE(label=facts.label, climbs=climbs, above=facts.above_name(naming.YOUR_HEAD))
    return Letter(text, card=cards.reminder(facts, texts.CARD_OVERDUE()))


def unsigned(facts: Facts, row: Outbox) -> Letter:
    unit = facts.ctx.district.units.get(facts.case.unit)
    if row.params.get("stage") == "twice":
        phone = texts.UNSIGNED_PHONE(phone=unit.phone) if unit is not None and unit.phone else ""
        text = texts.UNSIGNED_TWICE(label=facts.label, unit=facts.unit, phone=phone)
    else:
        text = texts.UNSIGNED(label=facts.label, unit=facts.unit, n=facts.n)
    return Letter(text, card=cards.raised(facts, texts.CARD_REMIND_UNSIGNED(), texts.PHRASE_UNSIGNED()))


def climbed(facts: Facts, row: Outbox) -> Letter:
    source = str(row.params.get("from", ""))
    reason = str(row.params.get("reason", ""))
    parts = {
        "label": facts.label,
        "story": _story(facts, source, reason),
        "place": facts.place,
        "words": facts.words,
        "photos": facts.photos,
        "due": facts.due,
        "n": facts.n,
        "more": _more(facts, row),
    }
    if source and source != facts.case.unit:
        text = texts.CLIMBED(source=facts.name_of(source), **parts)
    else:
        text = texts.CLIMBED_HEAD(**parts)
    why = texts.CARD_REASON_RAISED if reason == "handed_up" else texts.CARD_REASON_CLIMBED
    return Letter(text, card=cards.raised(facts, why(unit=facts.name_of(source))))


def _story(facts: Facts, source: str, reason: str) -> str:
    """What happened below, in half a line: 11月23日派单，23日签收，没有答复，居民催过2次."""
    before = [
        one
        for one in facts.ctx.tx.find(Assignment, case_id=facts.case.id, kind="lead", unit=source, order="-given_at")
        if one.ended_at is not None
    ]
    said = []
    if reason == "handed_up":
        said.append(texts.STORY_RAISED(unit=facts.name_of(source)))
    elif reason == "objected":
        said.append(texts.STORY_OBJECTED(unit=facts.name_of(source)))
    elif reason == "missed":
        said.append(of_commitments.story_of_missed(facts))
    if before:
        said.append(texts.STORY_GIVEN(day=_day(before[0].given_at)))
        signed = before[0].signed_at
        said.append(texts.STORY_SIGNED(day=_day(signed)) if signed else texts.STORY_UNSIGNED())
    spoken = facts.case.spoken_at
    said.append(texts.STORY_SPOKEN(day=_day(spoken)) if spoken else texts.STORY_SILENT())
    if facts.case.urges:
        said.append(texts.STORY_URGED(count=facts.case.urges))
    return "，".join(said)


def reopened(facts: Facts, row: Outbox) -> Letter:
    words = clip(facts.statement(row.params.get("words")), QUOTE)
    silent = texts.REOPENED_PARTIAL if row.params.get("partial") else texts.REOPENED_UNSOLVED
    helper = str(row.params.get("from") or climbing.base_unit(facts.ctx, facts.case))
    done = facts.last_statement("done", "answer")
    before = texts.REOPENED_BEFORE(day=_day(done.at), words=f'"{clip(done.words, QUOTE)}"') if done else ""
    text = texts.REOPENED(
        label=facts.label,
        round=facts.case.round,
        words=f'"{words}"' if words else silent(),
        place=facts.place,
        text=facts.words,
        photos=facts.photos,
        before=before,
        due=facts.due,
        source=texts.REOPENED_HELPER(unit=facts.name_of(helper)) if helper != facts.case.unit else "",
        n=facts.n,
        more=_more(facts, row),
    )
    return Letter(
        text, card=cards.raised(facts, texts.CARD_REASON_REOPENED(round=facts.case.round), texts.PHRASE_AGAIN())
    )


def demoted(facts: Facts, row: Outbox) -> Letter:
    to = facts.name_of(str(row.params.get("to", "")))
    if row.params.get("reason") == "review":
        return Letter(closing_texts.DEMOTED_REVIEW(label=facts.label, n=facts.n))
    if row.params.get("reason") == "reopened":
        return Letter(texts.DEMOTED_REOPENED(label=facts.label, to=to, n=facts.n))
    return Letter(texts.DEMOTED(label=facts.label, to=to, who=facts.person or to, n=facts.n))


def emergency(facts: Facts, _row: Outbox) -> Letter:
    text = texts.EMERGENCY(label=facts.label, place=facts.place, words=facts.words, n=facts.n)
    return Letter(text, card=cards.emergency(facts))


KINDS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    **of_requests.KINDS,
    **of_news.KINDS,
    **of_commitments.TO_CADRES,
    **of_pauses.TO_CADRES,
    **of_closing.TO_CADRES,
    **of_checks.TO_CADRES,
    **of_exclusion.TO_CADRES,
    **of_supervision.TO_CADRES,
    **of_helping.TO_CADRES,
    **of_rules.TO_CADRES,
    **of_review.TO_CADRES,
    "order": order,
    "handed_down": handed_down,
    "transferred": transferred,
    "told": told,
    "triage": triage,
    "reminder": reminder,
    "overdue": overdue,
    "unsigned": unsigned,
    "climbed": climbed,
    "reopened": reopened,
    "demoted": demoted,
    "emergency": emergency,
}


def _why(facts: Facts) -> str:
    rule = str(facts.case.decision.get("rule", ""))
    if rule == "own_house":
        return texts.ORDER_WHY_OWN_HOUSE(unit=facts.unit)  # never who filed it: perhaps a colleague
    category = facts.category
    if category is None or rule in {"", "none"}:
        return texts.ORDER_WHY_DESK()
    source = texts.ORDER_SOURCE_DECISION() if rule.startswith(("decision", "rule")) else ""
    if rule.startswith("catalogue") and category.catalogue:
        source = texts.ORDER_SOURCE_CATALOGUE(entry=category.catalogue)
    return texts.ORDER_WHY(matter=category.title, unit=facts.unit, source=source)


def _full_text(facts: Facts, row: Outbox) -> str:
    return "" if facts.words == facts.case.text and not facts.photos else texts.FULL_TEXT(link=_link(facts, row))


def _more(facts: Facts, row: Outbox) -> str:
    return "\n".join(line for line in (of_supervision.order_line(facts), _full_text(facts, row)) if line)


def _link(facts: Facts, row: Outbox) -> str:
    # the link of the person where one is known: it ends with the binding
    return facts.link(row.account_id or f"post:{row.post}")


def _unit_of(facts: Facts, row: Outbox) -> str:
    post = facts.ctx.district.posts.get(row.post or "")
    return post.unit if post is not None else ""


def _instant(said: object) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) and said else None


def _day(at: datetime) -> str:
    day = shanghai_day(at)
    return format_day(day).partition("（")[0]
