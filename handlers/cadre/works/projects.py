"""项目, 项目 立项 名称；社区, 项目 3 开工, 项目 3 量 路灯 111盏, 项目 3 关联 7."""

from __future__ import annotations

import re

from handlers.cadre.stations import choosing
from handlers.cadre.works.deeds import _unit
from handlers.context import Talk
from handlers.policies import stations as policy
from handlers.policies.permissions import is_barred, is_confidential, may_see
from handlers.services import caseload
from handlers.services.works import naming as named
from handlers.services.works import projects
from handlers.texts import naming
from handlers.texts import works as texts
from models.domain.dates import format_day
from models.domain.district import Post
from models.domain.errors import WrongMoment
from models.domain.numbers import find_references
from models.domain.stations import amounts
from models.domain.stations.errands import split_number
from models.domain.stations.projects import TOLD, Stage
from models.domain.working_time import shanghai_day
from models.tables import Case, Project

ROWS = 6
_PARTS = re.compile(r"[；;\n]+")


def answer(talk: Talk, text: str) -> str:
    """The verb 项目."""
    number, rest = split_number(text)
    if number is not None:
        row = projects.named(talk.ctx, number)
        return texts.PROJECT_UNKNOWN(number=number) if row is None else _one(talk, row, rest)
    said = text.strip()
    opened = next((word for word in texts.OPEN_WORDS if said.startswith(word)), "")
    if opened:
        return _open(talk, said.removeprefix(opened).strip(" ：:，,"))
    return _list(talk) if not said else texts.PROJECT_FORM(number=1)


def _open(talk: Talk, text: str) -> str:
    post = policy.post_for(talk.ctx.district, talk.posts, "project_open")
    if post is None:
        return choosing.refusal("project_open")
    parts = [one.strip() for one in _PARTS.split(text) if one.strip()]
    if not parts or len(parts[0]) < 2:
        return texts.PROJECT_FORM(number=1)
    place = next((found[0] for part in parts[1:] if (found := _unit(talk, post, part)) is not None), "")
    kind = "aid" if any(word in parts[0] for word in texts.AID_WORDS) else "build"
    row = projects.open_one(talk.ctx, post, parts[0], post.unit, place, kind)
    where = talk.ctx.district.name_of(place) if place else talk.ctx.district.name
    return texts.PROJECT_OPENED(number=row.number, name=row.name, place=where)


def _one(talk: Talk, row: Project, rest: str) -> str:
    if not rest:
        return _show(talk, row)
    stage = next((code for word, code in texts.STAGE_WORDS.items() if rest.startswith(word)), "")
    if stage:
        return _reach(talk, row, stage)  # type: ignore[arg-type]
    linked = next((word for word in texts.LINK_WORDS if rest.startswith(word)), "")
    if linked:
        return _link(talk, row, rest.removeprefix(linked))
    measured = next((word for word in texts.AMOUNT_WORDS if rest.startswith(word)), "")
    if measured:
        return _measure(talk, row, rest.removeprefix(measured).strip())
    return texts.PROJECT_FORM(number=row.number)


def _reach(talk: Talk, row: Project, stage: Stage) -> str:
    post = next((one for one in talk.posts if _may(talk, one, row)), None)
    if post is None:
        return choosing.refusal("project_stage")
    try:
        row = projects.reach(talk.ctx, row, post, stage)
    except WrongMoment:
        return texts.PROJECT_NOT_NOW(number=row.number, stage=texts.STAGES[row.stage])
    count = len(projects.cases_of(talk.ctx, row)) if stage in TOLD else 0
    told = texts.PROJECT_TOLD(count=count) if count else ""
    return texts.PROJECT_STAGE(number=row.number, name=row.name, stage=texts.STAGES[stage], told=told)


def _measure(talk: Talk, row: Project, text: str) -> str:
    post = next((one for one in talk.posts if _may(talk, one, row)), None)
    if post is None:
        return choosing.refusal("project_stage")
    amount = amounts.quantity_in(text)
    what = text[: amount.start].strip(" ：:，,") if amount is not None else ""
    if amount is None or not what:
        return texts.PROJECT_AMOUNT_FORM(number=row.number)
    projects.measure(talk.ctx, row, post, what[:12], amount)
    return texts.PROJECT_AMOUNT(number=row.number, name=row.name, what=what[:12], amount=amount.said)


def _link(talk: Talk, row: Project, text: str) -> str:
    post = policy.post_for(talk.ctx.district, talk.posts, "project_link")
    if post is None:
        return choosing.refusal("project_link")
    found = find_references(text.strip())
    case = _case(talk, text) if found else None
    if case is None:
        return texts.PROJECT_NO_CASE(n=found[0].reference.number if found else text.strip()[:6])
    new = projects.link(talk.ctx, row, case, post)
    said = texts.PROJECT_LINKED if new else texts.PROJECT_LINKED_ALREADY
    facts = {"number": row.number, "name": row.name, "label": naming.label(case)}
    return said(**{name: value for name, value in facts.items() if name in said.blanks})


def _case(talk: Talk, text: str) -> Case | None:
    for case in caseload.named(talk.ctx, find_references(text.strip())[0].reference):
        if is_confidential(case) or is_barred(talk.ctx, case, talk.account.id):
            continue
        if any(may_see(talk.ctx, case, post, talk.account.id) for post in talk.posts):
            return case
    return None


def _show(talk: Talk, row: Project) -> str:
    cases = [one for one in projects.cases_of(talk.ctx, row) if not is_confidential(one)]
    return texts.PROJECT_SHOWN(
        number=row.number,
        name=row.name,
        unit=talk.ctx.district.name_of(row.unit),
        stage=texts.STAGES[row.stage],
        day=format_day(shanghai_day(row.stage_at)),
        amounts=named.amounts(talk.ctx, row),
        cases=texts.SEPARATOR.join(naming.label(one) for one in cases[:ROWS]) or texts.PROJECT_NO_CASES,
    )


def _list(talk: Talk) -> str:
    found = talk.tx.find(Project, order="-stage_at")
    if not found:
        return texts.PROJECT_NONE()
    rows = [texts.PROJECT_ROW(number=one.number, name=one.name, stage=texts.STAGES[one.stage]) for one in found[:ROWS]]
    return texts.PROJECT_LIST(count=len(found), rows="\n".join(rows), number=found[0].number)


def _may(talk: Talk, post: Post, row: Project) -> bool:
    if not policy.may_at(talk.ctx.district, post, "project_stage", row.unit):
        return False
    return post.unit in {row.unit, talk.ctx.district.root}
