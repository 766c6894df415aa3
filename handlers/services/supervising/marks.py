"""Setting and lifting a leader's mark, and which marks a case carries."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.context import Context
from handlers.policies.permissions import actor_for, is_confidential, leader_of
from handlers.services import timers
from handlers.services.notices import posts_for, push_to_posts, urgency_of
from handlers.services.records import act
from handlers.services.supervising import dates
from models.domain.dates import SaidDate
from models.domain.district import District, Post
from models.domain.errors import BadDate, MissingPart, NotFound
from models.domain.redact import redact
from models.domain.states import Act
from models.store.tx import Reader
from models.tables import Case, Supervision


def supervise(
    ctx: Context, case: Case, post: Post, demand: str, until: SaidDate, account_id: str = ""
) -> tuple[Case, Supervision]:
    """督办: the mark stands with its demand and date, the unit and its head hear it; a new one of the same leader
    takes the place of the old. Raises MissingPart without a demand, BadDate for a time that is over.
    """
    actor = actor_for(ctx, case, post, Act.SUPERVISE, account_id)
    if not demand.strip():
        raise MissingPart(verb=Act.SUPERVISE.value, number=case.running, parts=("text",))
    if until.at <= ctx.now:
        raise BadDate(said=until.said, reason="past", day=until.day)
    whose = owner_of(ctx.district, post)
    for old in of_leader(ctx, case, whose):
        _end(ctx, old, post, "replaced")
    mark = ctx.tx.insert(
        Supervision,
        case_id=case.id,
        post=whose,
        set_by=post.code,
        unit=case.unit,
        demand=redact(demand.strip()).text,
        due_on=until.day,
        due_at=until.at,
        set_at=ctx.now,
    )
    facts = {"supervision": mark.id, "due": until.day.isoformat(), "leader": whose}
    case, _ = act(ctx, case, Act.SUPERVISE, actor, post=post.code, data=facts)
    dates.plan(ctx, mark)
    told = {"supervision": mark.id}
    push_to_posts(ctx, concerned(ctx, case), "supervised", told, key=f"{mark.id}", case=case, urgency=urgency_of(case))
    return case, mark


def lift(ctx: Context, case: Case, post: Post, account_id: str = "") -> Case:
    """督办 7 解除: only whose mark it is, or the deputy. Raises NotFound(what=mark) where there is none of theirs."""
    actor = actor_for(ctx, case, post, Act.LIFT, account_id)
    own = of_leader(ctx, case, owner_of(ctx.district, post))
    if not own:
        raise NotFound(number=str(case.running), what="mark")
    for mark in own:
        _end(ctx, mark, post, "lifted")
    case, _ = act(ctx, case, Act.LIFT, actor, post=post.code, data={"supervision": own[-1].id})
    told = {"supervision": own[-1].id}
    push_to_posts(ctx, concerned(ctx, case), "unsupervised", told, key=f"{own[-1].id}", case=case, urgency="duty")
    return case


def owner_of(district: District, post: Post) -> str:
    """Whose mark it is that this post sets or lifts: a deputy speaks for the leader."""
    return leader_of(district, post) or post.code


def of_case(reader: Reader, case: Case) -> list[Supervision]:
    """Marks in force on a case, the nearest date first; those on cases that were merged into it count."""
    # marks in force are few and asked for once in a batch: most cases need no second look
    found = reader.find(Supervision, lifted_at=None, order="due_at")
    if not found:
        return []
    ids = {case.id, *(one.id for one in reader.find(Case, main_id=case.id))}
    return [one for one in found if one.case_id in ids]


def of_leader(ctx: Context, case: Case, leader: str) -> list[Supervision]:
    """The marks in force on a case that are this leader's."""
    return [one for one in of_case(ctx.tx, case) if one.post == leader]


def by_leaders(ctx: Context, posts: Iterable[Post]) -> list[Case]:
    """Cases that carry a mark of these posts, or of whose deputies they are."""
    leaders = tuple({owner for post in posts if (owner := leader_of(ctx.district, post))})
    if not leaders:
        return []
    found = (ctx.tx.get(Case, one.case_id) for one in ctx.tx.find(Supervision, post=leaders, lifted_at=None))
    return [case for case in found if case is not None and not is_confidential(case)]


def concerned(ctx: Context, case: Case) -> tuple[Post, ...]:
    """Who hears of a mark: the posts that have the case and their head; the desk while nobody has it."""
    unit = case.unit or ctx.district.root
    handlers = posts_for(ctx, unit, dates.role_of(ctx, case))
    heads = posts_for(ctx, unit, "head") if unit != ctx.district.root else ()
    return tuple(dict.fromkeys((*handlers, *heads)))


def _end(ctx: Context, mark: Supervision, post: Post, how: str) -> None:
    ctx.tx.update(mark, lifted_at=ctx.now, lifted_by=post.code, lifted_how=how)
    timers.cancel(ctx, "supervision", mark.id)
