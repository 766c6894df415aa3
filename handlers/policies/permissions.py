"""Which posts may see or do what to a case: one place that chat, pages and exports ask.

A person never handles, sees as a cadre, approves or inspects a case he filed himself or is named in; a confidential
case exists for the inspectors alone. Whoever may not know of a case hears the words for an unknown number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from handlers.context import Context
from handlers.policies import chairing
from models.domain import escalation
from models.domain.district import District, Post, Role
from models.domain.errors import IllegalAct, NotFound, NotYours
from models.domain.escalation import STAND_IN, Rung
from models.domain.states import TRANSITIONS, Act, Actor, CaseState, legal_acts
from models.domain.tiers import Column
from models.tables import Assignment, Binding, Case, Household, Request, Voice

DESK_ROLES = frozenset({"dispatcher", "duty"})
"""Posts of the district that decide who must act."""
WORKING_ROLES = frozenset({"handler", "duty", "head", "deputy"})
"""Posts of any other unit that may act for it."""
ORDER_OF_TRUST = (
    Actor.OWNER,
    Actor.LEAD,
    Actor.ASSIST,
    Actor.ABOVE,
    Actor.CHAIR,
    Actor.STREET,
    Actor.DESK,
    Actor.INSPECTOR,
    Actor.LEADER,
)
"""In which role somebody acts who holds several: the nearest to the case."""


CONFIDENTIAL_ACTS = frozenset({Act.ACCEPT, Act.PROGRESS, Act.ANSWER, Act.FINISH, Act.TAKE_BACK, Act.UNDO})
"""What the inspector does to an accusation; it is never handed on, asked about above, or sent back."""


NAMED = "named"
"""Fact of a case's decision: codes of persons of the district whom the complaint names."""


def is_confidential(case: Case) -> bool:
    """Whether only the inspectors may know of the case (accusations of conduct)."""
    return bool(case.code_word) or case.rung == "inspector" or case.decision.get("confidential") is True


def is_barred(ctx: Context, case: Case, account_id: str) -> bool:
    """Whether this account may have no part in the case as a cadre: it filed the case, or its person is named in it."""
    return filed_by(ctx, case, account_id) or _is_named(ctx, case, account_id)


def filed_by(ctx: Context, case: Case, account_id: str) -> bool:
    """Whether this account is a complainant of the case."""
    return bool(ctx.tx.find(Voice, case_id=case.id, account_id=account_id))


def roles(ctx: Context, case: Case, post: Post, account_id: str = "") -> frozenset[Actor]:
    """Every role this post has towards the case now.

    Without an account (a page opened by a post's link) the post is barred if anybody who fills it filed the case.
    """
    if post.closed or _is_party(ctx, case, post, account_id):
        return frozenset()
    if is_confidential(case):
        return frozenset({Actor.OWNER, Actor.INSPECTOR}) if post.role == "inspector" else frozenset()
    found: set[Actor] = set()
    at_root = post.unit == ctx.district.root
    works = post.role in (DESK_ROLES if at_root else WORKING_ROLES)
    if works:
        if post.unit == case.unit:
            found.add(Actor.OWNER)
        if post.unit == case.lead:
            found.add(Actor.LEAD)
        if ctx.tx.find(Assignment, case_id=case.id, unit=post.unit, kind="assist", ended_at=None):
            found.add(Actor.ASSIST)
        if post.unit == street_of(ctx.district, case.community):
            found.add(Actor.STREET)
        if at_root:
            found.add(Actor.DESK)
    if _is_above(ctx, case, post):
        found.add(Actor.ABOVE)
    if at_root and post.role == "inspector":
        found.add(Actor.INSPECTOR)
    if leads(ctx.district, post, case.community):
        found.add(Actor.LEADER)
    if chairing.chairs(ctx, case, post):
        found.add(Actor.CHAIR)
    return frozenset(found)


def may_see(ctx: Context, case: Case, post: Post, account_id: str = "") -> bool:
    """Whether the post may read the order: those with a role, the unit that had it first, the district's leaders."""
    if roles(ctx, case, post, account_id):
        return True
    if is_confidential(case) or _is_party(ctx, case, post, account_id):
        return False
    had_it = post.unit == case.first_unit and post.role in WORKING_ROLES
    return had_it or (post.unit == ctx.district.root and post.role == "leader")


def may_know(ctx: Context, case: Case, account_id: str) -> bool:
    """Whether a cadre without a role may learn that the case exists and whose it is."""
    return not is_confidential(case) and not is_barred(ctx, case, account_id)


def possible_acts(ctx: Context, case: Case, post: Post, account_id: str = "") -> tuple[Act, ...]:
    """What the post may try now, in the order of the table of transitions."""
    state = CaseState(case.state)
    allowed = {act for actor in roles(ctx, case, post, account_id) for act in legal_acts(state, actor)}
    if is_confidential(case):
        allowed &= CONFIDENTIAL_ACTS
    return tuple(dict.fromkeys(row.act for row in TRANSITIONS if row.act in allowed))


def actor_for(ctx: Context, case: Case, post: Post, act: Act, account_id: str = "") -> Actor:
    """In which role the post does the act.

    Raises NotFound (he may not know of it), NotYours (somebody else's), IllegalAct (his, but not possible now).
    """
    held = roles(ctx, case, post, account_id)
    if not held:
        refuse_stranger(ctx, case, account_id, sees=may_see(ctx, case, post, account_id))
    state = CaseState(case.state)
    barred = is_confidential(case) and act not in CONFIDENTIAL_ACTS
    rows = [row for row in TRANSITIONS if row.act is act and not barred]
    for actor in ORDER_OF_TRUST:
        if actor in held and any(state in row.states and actor in row.who for row in rows):
            return actor
    if not barred and not any(held & row.who for row in rows):
        raise NotYours(number=case.number, running=case.running, unit=case.unit, sees=True)
    legal = [one for actor in held for one in legal_acts(state, actor)]
    nearest = next(actor for actor in ORDER_OF_TRUST if actor in held)
    raise IllegalAct(state=state, act=act, actor=nearest, legal=tuple(dict.fromkeys(legal)), case=case.id)


def refuse_stranger(ctx: Context, case: Case, account_id: str, *, sees: bool = False) -> None:
    """Say that the case is somebody else's, or, where he must not know, that there is none."""
    if is_confidential(case) or (account_id and is_barred(ctx, case, account_id)):
        raise NotFound(number=str(case.running))
    raise NotYours(number=case.number, running=case.running, unit=case.unit, sees=sees)


def may_decide(ctx: Context, request: Request, case: Case, post: Post, account_id: str = "") -> bool:
    """Whether the post decides this request: it was put to his unit and role, and he is no party to it."""
    if post.closed or post.unit != request.to_unit or post.code == request.post:
        return False
    if _is_party(ctx, case, post, account_id):
        return False
    return post.role in _deciding_roles(request.to_unit == request.unit, cast("Role", request.to_role))


def same_person(ctx: Context, one: Post, other: Post) -> bool:
    """Whether two posts are filled by one person: then the second look would be the first one's."""
    if one.code == other.code or (one.person is not None and one.person == other.person):
        return True
    bound = [{row.account_id for row in ctx.tx.find(Binding, post=post.code, ended_at=None)} for post in (one, other)]
    return bool(bound[0] & bound[1])


def may_call(ctx: Context, case: Case, post: Post, account_id: str = "") -> bool:
    """Whether the post may telephone the complainant and log the answer: never the unit that did the work."""
    if case.on_behalf_of and _filed_for(ctx, case, post, account_id):
        return False
    held = roles(ctx, case, post, account_id)
    if not held & {Actor.STREET, Actor.DESK, Actor.INSPECTOR, Actor.ABOVE}:
        return False
    if post.role == "inspector":
        return True
    workers = {one.unit for one in ctx.tx.find(Assignment, case_id=case.id, round=case.round)}
    return post.unit not in {case.unit, case.lead, *workers}


def _filed_for(ctx: Context, case: Case, post: Post, account_id: str) -> bool:
    """Whether this post or account told the case for somebody without WeChat: they never ask about the result."""
    found = ctx.tx.find(Household, case_id=case.id)
    return any(one.post == post.code or (account_id and one.filer == account_id) for one in found)


def may_look(ctx: Context, case: Case, post: Post, account_id: str = "") -> bool:
    """Whether the post may ask for telephone and room: the lead handler alone, the next in line where nobody fills it.

    Not the unit's other posts, not who handed the case down, helps, decides or inspects.
    """
    if Actor.OWNER not in roles(ctx, case, post, account_id):
        return False
    rung = Rung(case.unit, cast("Role", case.rung or "handler"), cast("Column", case.column or "first"))
    line = escalation.posts_at(ctx.district, rung)
    for role in dict.fromkeys(one.role for one in line):
        able = [one for one in line if one.role == role and _is_filled(ctx, case, one)]
        if able:
            return post.role == role
    return bool(line) and post.role == line[0].role


def _is_filled(ctx: Context, case: Case, post: Post) -> bool:
    bound = ctx.tx.find(Binding, post=post.code, ended_at=None)
    named = post.person is not None and post.person in case.decision.get(NAMED, ())
    return not named and any(not is_barred(ctx, case, one.account_id) for one in bound)


def seen_by(ctx: Context, cases: Iterable[Case], posts: Iterable[Post], account_id: str) -> list[Case]:
    """Of these cases the ones that any of the posts has a role in."""
    held = tuple(posts)
    return [case for case in cases if any(roles(ctx, case, post, account_id) for post in held)]


def rung_above(ctx: Context, case: Case) -> Rung | None:
    """The level above the unit that has the case, None above the district's desk."""
    here = Rung(case.unit, cast("Role", case.rung or "handler"), cast("Column", case.column or "first"))
    return escalation.next_rung(ctx.district, case.unit, here)


def leader_of(district: District, post: Post) -> str:
    """The leader's post in whose name the post marks cases: its own, or whose deputy it is; `` for none."""
    if post.role == "leader":
        return post.code
    if post.role != "deputy":
        return ""
    leaders = [one.code for one in district.posts_of(post.unit, "leader")]
    return post.deputy_of if post.deputy_of in leaders else leaders[0] if leaders and not post.deputy_of else ""


def leads(district: District, post: Post, community: str) -> bool:
    """Whether the post may mark cases of a community as a leader: the district's leaders, and who is linked with it."""
    leader = leader_of(district, post)
    if not leader:
        return False
    return post.unit == district.root or community in linked_with(district, leader)


def linked_with(district: District, leader: str) -> tuple[str, ...]:
    """Communities a leader's post is linked with, as the district file says."""
    links = cast("Mapping[str, list[str]]", district.settings.get("leader_links") or {})
    return tuple(links.get(leader, ()))


def street_of(district: District, community: str) -> str:
    """The street (or town) a community lies in, `` when the place is not known."""
    units = (district.units[code] for code in district.line_of(community)) if community else ()
    return next((unit.code for unit in units if unit.level == "street"), "")


def _is_above(ctx: Context, case: Case, post: Post) -> bool:
    if case.unit not in ctx.district.units:
        return False
    rung = rung_above(ctx, case)
    if rung is None:  # above the desk there are only the leaders
        return post.unit == ctx.district.root and post.role == "leader"
    return post.unit == rung.unit and post.role in _deciding_roles(rung.unit == case.unit, rung.role)


def _deciding_roles(same_house: bool, role: Role) -> tuple[Role, ...]:
    """Who stands in when something is decided; in one's own house only the head and the deputy."""
    if same_house:
        return (role, "deputy")
    return STAND_IN.get(role, (role,))


def _is_party(ctx: Context, case: Case, post: Post, account_id: str) -> bool:
    named = case.decision.get(NAMED, ())
    if post.person is not None and post.person in named:
        return True
    if account_id:
        return is_barred(ctx, case, account_id)
    bound = ctx.tx.find(Binding, post=post.code, ended_at=None)
    return any(is_barred(ctx, case, one.account_id) for one in bound)


def _is_named(ctx: Context, case: Case, account_id: str) -> bool:
    named = case.decision.get(NAMED, ())
    if not named:
        return False
    posts = (ctx.district.posts.get(one.post) for one in ctx.tx.find(Binding, account_id=account_id, ended_at=None))
    return any(post is not None and post.person in named for post in posts)
