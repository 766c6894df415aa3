"""What a post can send from the page of a case: the verbs of the chat, one form each."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.context import Context
from handlers.pages import acts_of_holds
from handlers.pages.fields import Fields, Handle, Uploads, date_in, post_of
from handlers.pages.uploads import keep
from handlers.pages.visits import Visit
from handlers.services import climbing, evidence, handling, handling_moves, handling_requests
from handlers.services.case_facts import Facts
from handlers.services.closing import statutory
from handlers.services.helping import calls
from handlers.texts import closing as closing_texts
from handlers.texts import naming
from handlers.texts import pages as texts
from handlers.texts.cadre import ABOVE_NONE, LATE, ON_TIME
from models.domain.closing import Claim, route_in
from models.domain.dates import future_date_in
from models.domain.errors import MissingPart
from models.domain.states import Act
from models.domain.working_time import shanghai_day


def accept(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """签收"""
    case = handling.accept(ctx, seen_by.case, post_of(seen_by), seen_by.account_id)
    return texts.ACCEPTED(n=case.running, due=Facts(ctx, case).due)


def progress(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """进展, with a date from the field or from the words."""
    words = fields.get("text", "")
    today = shanghai_day(ctx.now)
    promised = date_in(ctx, fields) or future_date_in(words, today, ctx.calendar)
    told = handling.progress(ctx, seen_by.case, post_of(seen_by), words, promised, seen_by.account_id)
    said = texts.PROGRESSED() if told.pushed else texts.PROGRESSED_QUIETLY()
    return said + (texts.PROMISED(due=naming.due(promised.at, ctx.now)) if promised else "")


def finish(ctx: Context, seen_by: Visit, fields: Fields, uploads: Uploads) -> str:
    """办结 with what the category asks for: words, and a photo, a value, a document or a call."""
    case, post, words = seen_by.case, post_of(seen_by), fields.get("text", "")
    keep(ctx, seen_by.holder, uploads, case=case, purpose="evidence")
    claim = fields.get("claim", "")
    if claim == "legal":
        return _point(ctx, seen_by, words)
    how_ended: Claim = "explained" if claim == "explained" else "impossible" if claim == "impossible" else "solved"
    missing = (() if words else ("text",)) + evidence.missing(ctx, case, words, how_ended)
    if missing:
        raise MissingPart(verb=Act.FINISH.value, number=case.running, parts=missing)
    due_at, above = case.due_at, climbing.above(ctx, case, reopened=True)
    told = handling.report(ctx, case, post, words, how=Act.FINISH, claim=how_ended, account_id=seen_by.account_id)
    return texts.FINISHED(
        n=told.case.running,
        at=naming.moment(ctx.now),
        punctual=LATE if due_at is not None and ctx.now > due_at else ON_TIME,
        above=ctx.district.name_of(above.unit) if above is not None else ABOVE_NONE(),
    )


def _point(ctx: Context, seen_by: Visit, words: str) -> str:
    case, route = seen_by.case, route_in(words)
    if route is None:
        raise MissingPart(verb=Act.FINISH.value, number=case.running, parts=("route",))
    case, request = statutory.ask(ctx, case, post_of(seen_by), route, words, seen_by.account_id)
    return closing_texts.STATUTORY_ASKED(
        n=case.running,
        route=closing_texts.ROUTES[route.code](),
        above=ctx.district.name_of(request.to_unit),
        limit=naming.due(request.limit_at, ctx.now),
        due=Facts(ctx, case).due,
    )


def take_back(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """撤回办结"""
    case = handling.take_back(ctx, seen_by.case, post_of(seen_by), seen_by.account_id)
    return texts.TAKEN_BACK(n=case.running, due=Facts(ctx, case).due)


def object_to(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """退单"""
    case, request = handling_requests.object_to(
        ctx,
        seen_by.case,
        post_of(seen_by),
        fields.get("reason", ""),
        fields.get("text", ""),
        _unit(ctx, fields),
        seen_by.account_id,
    )
    unit = ctx.district.name_of(request.to_unit)
    return texts.OBJECTED(unit=unit, limit=naming.due(request.limit_at, ctx.now), n=case.running)


def hand_up(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """上报"""
    case = handling_moves.hand_up(ctx, seen_by.case, post_of(seen_by), fields.get("text", ""), seen_by.account_id)
    facts = Facts(ctx, case)
    return texts.RAISED(n=case.running, unit=facts.unit, due=facts.due)


def extend(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """延期"""
    until = date_in(ctx, fields)
    if until is None:
        raise MissingPart(verb=Act.ASK_EXTENSION.value, number=seen_by.case.running, parts=("date",))
    case, request = handling_requests.ask_extension(
        ctx, seen_by.case, post_of(seen_by), until, fields.get("text", ""), seen_by.account_id
    )
    above = ctx.district.name_of(request.to_unit)
    return texts.EXTENSION_ASKED(until=naming.due(until.at, ctx.now), above=above, due=Facts(ctx, case).due)


def remark(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """备注"""
    handling.remark(ctx, seen_by.case, post_of(seen_by), fields.get("text", ""), seen_by.account_id)
    return texts.REMARKED()


def transcribe(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """转写"""
    handling.transcribe(ctx, seen_by.case, post_of(seen_by), fields.get("text", ""), seen_by.account_id)
    return texts.TRANSCRIBED(n=seen_by.case.running)


def look(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """查看: written down with its purpose; what is seen is shown by the page, never kept in the answer."""
    handling.look(ctx, seen_by.case, post_of(seen_by), fields.get("text", ""), seen_by.account_id)
    return texts.LOOKED()


def assign(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """派单 and 转办"""
    unit = _unit(ctx, fields)
    if not unit:
        raise MissingPart(verb=Act.ASSIGN.value, number=seen_by.case.running, parts=("unit",))
    moved = handling_moves.assign_unit(ctx, seen_by.case, post_of(seen_by), unit, seen_by.account_id)
    facts = Facts(ctx, moved.case)
    return texts.ASSIGNED(n=facts.n, unit=facts.unit, due=facts.due)


def grant(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """同意"""
    words, unit = fields.get("text", ""), _unit(ctx, fields)
    decided = handling_requests.grant(ctx, seen_by.case, post_of(seen_by), words, unit, seen_by.account_id)
    return texts.GRANTED(unit=_asker(ctx, decided.request.unit))


def refuse(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """驳回"""
    decided = handling_requests.refuse(ctx, seen_by.case, post_of(seen_by), fields.get("text", ""), seen_by.account_id)
    return texts.REFUSED(unit=_asker(ctx, decided.request.unit))


def report_in(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """签收 of a unit that was called in."""
    case, part = calls.report_in(ctx, seen_by.case, post_of(seen_by), seen_by.account_id)
    return texts.PART_HEARD(n=case.running, due=Facts(ctx, case).until(part.due_at))


def finish_part(ctx: Context, seen_by: Visit, fields: Fields, uploads: Uploads) -> str:
    """办结 of a unit that was called in: its part, and nothing else."""
    keep(ctx, seen_by.holder, uploads, case=seen_by.case, purpose="evidence")
    case, _ = calls.finish_part(ctx, seen_by.case, post_of(seen_by), fields.get("text", ""), seen_by.account_id)
    return texts.PART_DONE(n=case.running, owner=Facts(ctx, case).unit)


def _asker(ctx: Context, unit: str) -> str:
    return ctx.district.name_of(unit) if unit else texts.THE_RESIDENT()


FORMS: Mapping[str, Handle] = {
    "report_in": report_in,
    "finish_part": finish_part,
    "accept": accept,
    "progress": progress,
    "finish": finish,
    "take_back": take_back,
    "object": object_to,
    "raise": hand_up,
    "extend": extend,
    "remark": remark,
    "transcribe": transcribe,
    "look": look,
    "assign": assign,
    "transfer": assign,
    "grant": grant,
    "refuse": refuse,
    **acts_of_holds.FORMS,
}


def _unit(ctx: Context, fields: Fields) -> str:
    unit = fields.get("unit", "")
    return unit if unit in ctx.district.units else ""
