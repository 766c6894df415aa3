"""督办 7 要求 日期, 督办 7 解除, 周卡: what leaders, their deputies and the inspectors say."""

from __future__ import annotations

from handlers.cadre.acting import involved_post, post_for, remember_step, unit_name
from handlers.context import Talk
from handlers.letters import of_supervision
from handlers.policies.permissions import DESK_ROLES, leader_of, linked_with
from handlers.services.supervising import marks, weekly
from handlers.texts import naming
from handlers.texts import supervision as texts
from models.domain import supervision as rules
from models.domain.dates import format_day
from models.domain.errors import CaseError, NotFound, NotYours
from models.domain.states import Act
from models.domain.working_time import ONE_DAY, shanghai_day
from models.tables import Case

WEEK = 7


def supervise(talk: Talk, case: Case, text: str) -> str:
    """督办 7 每天报一次 11月30日, 督办 7 解除."""
    if rules.lifts(text):
        return lift(talk, case)
    try:
        post = post_for(talk, case, Act.SUPERVISE)
    except NotYours:
        involved_post(talk, case)  # a stranger hears that it is not his
        return texts.NOT_LEADER(n=case.running)
    today = shanghai_day(talk.now)
    example = format_day(today + WEEK * ONE_DAY).partition("（")[0]
    if not text.strip():
        return texts.NEEDS(n=case.running, day=example)
    demand, until = rules.split(text, today, talk.ctx.calendar)
    if until is None:
        return texts.NEEDS_DATE(n=case.running, demand=demand, day=example)
    if not demand:
        return texts.NEEDS_DEMAND(n=case.running, day=example)
    case, mark = marks.supervise(talk.ctx, case, post, demand, until, talk.account.id)
    remember_step(talk, case)
    return texts.SET(
        n=case.running,
        demand=mark.demand,
        due=naming.due(mark.due_at, talk.now),
        unit=unit_name(talk, case.unit),
        day_off=texts.DAY_OFF() if until.day_off else "",
    )


def lift(talk: Talk, case: Case, _text: str = "") -> str:
    """督办 7 解除: the leader whose mark it is, or the deputy."""
    try:
        post = post_for(talk, case, Act.LIFT)
    except NotYours:
        involved_post(talk, case)
        return texts.NOT_LEADER(n=case.running)
    own = [one for one in talk.posts if marks.of_leader(talk.ctx, case, marks.owner_of(talk.ctx.district, one))]
    try:
        case = marks.lift(talk.ctx, case, own[0] if own else post, talk.account.id)
    except NotFound as error:
        if error.params.get("what") != "mark":
            raise
        said = texts.NOT_YOUR_MARK if marks.of_case(talk.tx, case) else texts.NO_MARK
        return said(n=case.running)
    remember_step(talk, case)
    return texts.LIFTED(n=case.running, unit=unit_name(talk, case.unit))


def may_supervise(talk: Talk, case: Case) -> bool:
    """Whether any post of the person may mark the case now, or lift a mark of its own."""
    for post in talk.posts:
        try:
            post_for(talk, case, Act.SUPERVISE)
        except CaseError:
            if marks.of_leader(talk.ctx, case, marks.owner_of(talk.ctx.district, post)):
                return True
        else:
            return True
    return False


def card(talk: Talk, _text: str = "") -> str:
    """周卡: a leader reads the communities linked with him as they are now, the desk those without a leader."""
    district = talk.ctx.district
    leaders = [leader for post in talk.posts if (leader := leader_of(district, post))]
    communities = tuple(dict.fromkeys(code for leader in leaders for code in linked_with(district, leader)))
    if communities:
        return of_supervision.week(talk.ctx, weekly.card(talk.ctx, communities))
    if any(post.unit == district.root and post.role in DESK_ROLES for post in talk.posts):
        return of_supervision.without_leader(talk.ctx, weekly.card(talk.ctx, weekly.unlinked(district)))
    return texts.WEEK_NONE() if leaders else texts.WEEK_NOT_YOURS()
