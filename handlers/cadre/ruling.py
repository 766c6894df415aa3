"""裁定 7 单位 依据; 规则 7, 规则 楼道灯不亮, 规则 城管局, 规则 废止 3 理由."""

from __future__ import annotations

from handlers.cadre.acting import due_of, post_for, remember_step, unit_name
from handlers.cadre.choice import choose
from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.signs import ROUND_NUMBER, RULE_NUMBER
from handlers.grammar.verbs import BY_NAME, RULES
from handlers.letters import of_rules
from handlers.policies.permissions import DESK_ROLES
from handlers.policies.unit_names import find_unit, split_unit
from handlers.services import routing
from handlers.services.ruling import arbitration, rules
from handlers.texts import cadre as cadre_texts
from handlers.texts import ruling as texts
from models.domain.dates import format_day
from models.domain.district import Category, Post
from models.domain.errors import CaseError, IllegalAct, NotYours
from models.domain.numbers import find_references
from models.domain.states import Act
from models.domain.working_time import shanghai_day
from models.tables import Case, RoutingDecision

MOST = 5
ROWS = 3
TITLES = 8


def decide(talk: Talk, case: Case, text: str) -> str:
    """裁定 7 城管局 三定方案第4条."""
    post = _desk_post(talk, case)
    if not text.strip():
        return texts.NEEDS(n=case.running)
    unit, basis = find_unit(talk.ctx.district, text, case.community or case.unit)
    if not basis.strip():
        return texts.NEEDS_BASIS(n=case.running, unit=unit_name(talk, unit))
    done = arbitration.decide(talk.ctx, case, post, unit, basis, talk.account.id)
    remember_step(talk, done.case)
    found = talk.ctx.district.categories.get(done.category)
    changed = cadre_texts.CATEGORY_CHANGED(title=found.title) if found is not None else ""
    rule = _made(talk, done.rule)
    if done.old == unit:
        due = due_of(talk, done.case)
        return texts.STAYS(n=case.running, unit=unit_name(talk, unit), due=due, category=changed, rule=rule)
    old = unit_name(talk, done.old)
    return texts.DECIDED(n=case.running, unit=unit_name(talk, unit), old=old, category=changed, rule=rule)


def may_decide(talk: Talk, case: Case) -> bool:
    """Whether a post of the person arbitrates this case now."""
    try:
        _desk_post(talk, case)
    except CaseError:
        return False
    return True


def show(talk: Talk, text: str) -> str:
    """规则: of a case, of a matter, of a unit; 废止 ends a dated one."""
    said = text.strip()
    if not said:
        return texts.HELP()
    if said.startswith(texts.END_WORDS):
        return _end(talk, said[2:])
    references = find_references(said)
    if references and references[0].start == 0 and not said[references[0].end :].strip(ROUND_NUMBER):
        command = Command(BY_NAME[RULES], RULES, references[0].reference, "")
        case = choose(talk, command, lambda _talk, _case: True)
        return case if isinstance(case, str) else of_rules.explain(talk.ctx, case)
    matters = _matters(talk, said)
    if len(matters) == 1:
        return _of_category(talk, matters[0])
    unit, rest = split_unit(talk.ctx.district, said, talk.posts[0].unit)
    if unit and not rest:
        return _of_unit(talk, unit)
    if matters:
        return texts.WHICH(titles=texts.SEPARATOR.join(one.title for one in matters[:MOST]))
    return texts.UNKNOWN(said=said[:12])


def _desk_post(talk: Talk, case: Case) -> Post:
    try:
        return post_for(talk, case, Act.ARBITRATE)
    except (IllegalAct, NotYours):
        return post_for(talk, case, Act.CONFIRM_UNIT)


def _made(talk: Talk, rule: RoutingDecision) -> str:
    if rule.place.startswith("case:"):
        return texts.RULE_ONCE(id=rule.id)
    return texts.RULE(
        place=of_rules.place_of(talk.ctx, rule.place),
        matter=_title(talk, rule.category),
        unit=unit_name(talk, rule.unit),
        id=rule.id,
    )


def _of_category(talk: Talk, category: Category) -> str:
    ctx = talk.ctx
    every = rules.of_category(talk.tx, category.code)
    live = [one for one in every if rules.is_in_force(one, shanghai_day(talk.now))]
    gone = [one for one in every if one not in live]
    rows = [of_rules.row_of(ctx, one) for one in live]
    rows += [of_rules.file_row_of(ctx, one) for one in ctx.district.routing_rules if one.category == category.code]
    old = ""
    if gone:
        last = max(gone, key=lambda one: (one.ended_at or talk.now, one.id))
        replaced = last.ended_why.startswith(("objection:", "arbitration:"))
        old = texts.OLD(
            count=len(gone),
            id=last.id,
            day=format_day(shanghai_day(last.ended_at)) if last.ended_at else "—",
            why=texts.REPLACED() if replaced else last.ended_why,
        )
    names = ctx.district.settings.get("power_names")
    power = names.get(category.power, category.power) if isinstance(names, dict) else category.power
    return texts.CATEGORY(
        title=category.title,
        no=category.catalogue,
        lead=of_rules.lead_of(ctx, category),
        power=power,
        tier=texts.TIERS[category.tier],
        source=texts.OWN if category.basis.source == "own" else category.basis.source,
        verified=texts.VERIFIED if category.basis.verified else texts.UNVERIFIED,
        able=_able(talk, category),
        rules=texts.RULES(rows="\n".join(rows[:ROWS])) if rows else texts.NO_RULES(),
        old=old,
        version=ctx.district.version,
    )


def _able(talk: Talk, category: Category) -> str:
    able = [unit for unit in talk.ctx.district.units.values() if routing.has_power(talk.ctx, unit.code, category)]
    able.sort(key=lambda unit: (unit.level == "community", unit.code != category.lead))
    named = texts.SEPARATOR.join(talk.ctx.district.name_of(unit.code) for unit in able[:MOST])
    return texts.ABLE(units=texts.ABLE_MORE(units=named, count=len(able)) if len(able) > MOST else named)


def _of_unit(talk: Talk, unit: str) -> str:
    found = talk.ctx.district.units[unit]
    led = [one for one in talk.ctx.district.categories.values() if one.lead in {unit, found.level}]
    led = [one for one in led if routing.has_power(talk.ctx, unit, one)]
    if not led:
        return texts.UNIT_NONE(unit=unit_name(talk, unit))
    names = talk.ctx.district.settings.get("power_names")
    known = names if isinstance(names, dict) else {}
    return texts.UNIT(
        unit=unit_name(talk, unit),
        count=len(led),
        titles=texts.SEPARATOR.join(one.title for one in led[:TITLES]),
        more=texts.UNIT_MORE() if len(led) > TITLES else "",
        powers=texts.SEPARATOR.join(sorted(str(known.get(one, one)) for one in found.powers)),
    )


def _matters(talk: Talk, said: str) -> list[Category]:
    """Categories the words name: by code, number or title, else as a resident's words are read."""
    every = [one for one in talk.ctx.district.categories.values() if one.desk != "inspector"]
    exact = [one for one in every if said in {one.code, one.catalogue, one.title, one.code.partition("/")[2]}]
    if exact:
        return exact
    near = [one for one in every if said in one.title or said in one.code]
    if near:
        return near
    if split_unit(talk.ctx.district, said)[0]:
        return []
    read = talk.ctx.world.understander.read(said).matters
    return [found for one in read[:1] if (found := talk.ctx.district.categories.get(one.category)) is not None]


def _end(talk: Talk, text: str) -> str:
    root = talk.ctx.district.root
    post = next((one for one in talk.posts if one.unit == root and one.role in DESK_ROLES), None)
    if post is None:
        return texts.END_NOT_YOURS()
    parts = RULE_NUMBER.fullmatch(text)
    if parts is None or not parts[2].strip():
        return texts.END_NEEDS()
    rule = talk.tx.get(RoutingDecision, int(parts[1]))
    if rule is None or not rules.is_in_force(rule, shanghai_day(talk.now)):
        return texts.END_UNKNOWN(id=parts[1])
    rules.end(talk.ctx, rule, post, parts[2])
    place = talk.ctx.district.places.get(rule.place)
    community = place.unit if place is not None else rule.place
    after = routing.route(talk.ctx, rule.category, community, rule.place if place is not None else "").unit
    return texts.ENDED(
        id=rule.id,
        place=of_rules.place_of(talk.ctx, rule.place),
        matter=_title(talk, rule.category),
        unit=unit_name(talk, after),
    )


def _title(talk: Talk, category: str) -> str:
    found = talk.ctx.district.categories.get(category)
    return found.title if found is not None else category
