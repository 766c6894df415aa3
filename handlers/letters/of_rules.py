"""Letters about arbitration and for the first receiver; rules and reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services.case_facts import Facts, clip
from handlers.services.ruling.explaining import Reason, Step, why
from handlers.texts import letters as common
from handlers.texts import naming
from handlers.texts import ruling as texts
from models.domain.dates import format_day
from models.domain.district import Category, RoutingRule
from models.domain.working_time import shanghai_day
from models.tables import Case, Outbox, Request, RoutingDecision

QUOTE = 40


def asked(facts: Facts, row: Outbox) -> Letter:
    """To the desk: settle it."""
    request = facts.ctx.tx.get(Request, int(row.params["request"]))
    if request is None:
        return Letter("")
    text = texts.LETTER_ASKED(
        label=facts.label,
        unit=facts.name_of(request.unit),
        reason=common.OBJECTION_REASONS.get(request.reason, common.OBJECTION_OTHER)(),
        words=clip(request.words, QUOTE),
        asked=common.OBJECTION_ASKED(unit=facts.name_of(request.asked_unit)) if request.asked_unit else "",
        place=facts.place,
        text=clip(facts.case.text, QUOTE),
        limit=facts.until(request.limit_at),
        n=facts.n,
    )
    card = cards.raised(
        facts, texts.CARD_ASKED(unit=facts.name_of(request.unit)), common.PHRASE_WORKING(), request.limit_at
    )
    return Letter(text, card=card)


def decided(facts: Facts, row: Outbox) -> Letter:
    """To the unit that asked: whose it is, and on what that rests."""
    rule = facts.ctx.tx.get(RoutingDecision, int(row.params["rule"]))
    if rule is None:
        return Letter("")
    basis = clip(rule.basis, QUOTE)
    if row.params.get("stays"):
        return Letter(texts.LETTER_STAYS(label=facts.label, basis=basis, due=facts.due))
    return Letter(texts.LETTER_MOVED(label=facts.label, unit=facts.name_of(rule.unit), basis=basis))


def first_told(facts: Facts, row: Outbox) -> Letter:
    """To the first receiver: what became of it."""
    words = clip(facts.statement(row.params.get("statement")), QUOTE)
    return Letter(texts.FIRST_TOLD(label=facts.label, unit=facts.name_of(str(row.params["unit"])), words=words))


TO_CADRES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "arbitration": asked,
    "arbitrated": decided,
    "first_told": first_told,
}


def explain(ctx: Context, case: Case) -> str:
    """规则 7: the rule, what has moved the case since, and the version of the file."""
    reason = why(ctx, case)
    name = ctx.district.name_of
    return texts.WHY(
        label=naming.label(case),
        unit=name(case.unit or ctx.district.root),
        first=name(case.first_unit) if case.first_unit else "—",
        rule=of_rule(ctx, case, reason),
        step=_step(ctx, reason.last) if reason.last is not None else "",
        version=texts.VERSION(version=reason.version, day=naming.day(reason.loaded_at)) if reason.loaded_at else "",
    )


def for_resident(ctx: Context, case: Case) -> str:
    """Why it is theirs, in one line for the complainant's page; `` while nobody has it."""
    if not case.unit:
        return ""
    reason = why(ctx, case)
    last = reason.last
    if last is not None and last.decision is None:
        return ""  # it was handed on: the story says by whom
    if last is not None and last.decision is not None:
        return texts.PAGE_WHY(rule=_decision(ctx, last.decision, words=False))
    return texts.PAGE_WHY(rule=of_rule(ctx, case, reason, words=False))


def of_rule(ctx: Context, case: Case, reason: Reason, *, words: bool = True) -> str:
    """The rule in words; never who filed it or who is named."""
    category = reason.category
    if reason.decision is not None:
        return _decision(ctx, reason.decision, words=words)
    if reason.file_rule is not None:
        return _file_rule(ctx, reason.file_rule)
    if reason.rule.startswith("catalogue") and category is not None:
        return texts.BY_CATALOGUE(no=category.catalogue, title=category.title, lead=lead_of(ctx, category))
    if reason.rule in {"own_house", "named"}:
        return texts.BY_RULE(unit=ctx.district.name_of(case.first_unit or case.unit))
    return texts.BY_NOBODY()


def lead_of(ctx: Context, category: Category) -> str:
    """所在社区, 区城管局: who leads by the catalogue."""
    said = texts.PLACE_LEADS.get(category.lead)
    return said() if said is not None else ctx.district.name_of(category.lead)


def place_of(ctx: Context, where: str) -> str:
    """What a rule is limited to."""
    if where.startswith("case:"):
        return texts.ONE_CASE()
    found = ctx.district.places.get(where)
    return (found.name if found is not None else ctx.district.name_of(where)) if where else texts.EVERYWHERE()


def who(ctx: Context, post: str) -> str:
    """区民情办周航."""
    found = ctx.district.posts.get(post)
    return f"{ctx.district.name_of(found.unit)}{ctx.district.person_of(post)}" if found is not None else ""


def row_of(ctx: Context, rule: RoutingDecision) -> str:
    """One decision in a list."""
    return texts.RULE_ROW(
        id=rule.id,
        place=place_of(ctx, rule.place),
        unit=ctx.district.name_of(rule.unit),
        day=format_day(rule.valid_from),
        by=who(ctx, rule.decided_by),
        basis=texts.BASIS(basis=clip(rule.basis, QUOTE)) if rule.basis else "",
    )


def file_row_of(ctx: Context, rule: RoutingRule) -> str:
    """One rule of the district file in a list."""
    return texts.FILE_ROW(
        code=rule.code,
        place=place_of(ctx, rule.where),
        unit=ctx.district.name_of(rule.unit),
        day=texts.SINCE(day=format_day(rule.valid_from)) if rule.valid_from else "",
        source=rule.source or "—",
    )


def _decision(ctx: Context, rule: RoutingDecision, *, words: bool) -> str:
    category = ctx.district.categories.get(rule.category)
    return texts.BY_DECISION(
        id=rule.id,
        day=format_day(rule.valid_from),
        by=who(ctx, rule.decided_by) if words else ctx.district.name_of(ctx.district.root),
        place=place_of(ctx, rule.place),
        title=category.title if category is not None else rule.category,
        unit=ctx.district.name_of(rule.unit),
        basis=texts.BASIS(basis=clip(rule.basis, QUOTE)) if rule.basis and words else "",
    )


def _file_rule(ctx: Context, rule: RoutingRule) -> str:
    category = ctx.district.categories.get(rule.category)
    return texts.BY_FILE(
        code=rule.code,
        place=place_of(ctx, rule.where),
        title=category.title if category is not None else rule.category,
        unit=ctx.district.name_of(rule.unit),
        day=texts.SINCE(day=format_day(rule.valid_from)) if rule.valid_from else "",
        source=rule.source or "—",
    )


def _step(ctx: Context, step: Step) -> str:
    basis = step.decision.basis if step.decision is not None and step.decision.basis else step.words
    known = {
        "day": format_day(shanghai_day(step.at)),
        "by": who(ctx, step.post),
        "unit": ctx.district.name_of(step.unit),
        "basis": texts.BASIS(basis=clip(basis, QUOTE)) if basis else "",
    }
    said = texts.STEPS[step.kind]
    return said(**{name: value for name, value in known.items() if name in said.blanks})
