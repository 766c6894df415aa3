"""延期 asked for; 同意 and 驳回, always with verb and number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from handlers.cadre import claims, committing, excluding, pausing, reviewing
from handlers.cadre.acting import clearest, due_of, post_for, unit_name
from handlers.context import Talk
from handlers.policies.unit_names import split_unit
from handlers.services import handling_requests
from handlers.services.leaves import acting
from handlers.services.notices import posts_for
from handlers.services.ruling import arbitration
from handlers.texts import cadre as texts
from handlers.texts import naming, ruling
from models.domain.dates import format_due, split_date
from models.domain.district import Post, Role
from models.domain.errors import CaseError, NotFound
from models.domain.states import Act
from models.domain.working_time import shanghai_day
from models.tables import Case, Request


def ask_extension(talk: Talk, case: Case, text: str) -> str:
    """延期 7 日期 理由: the date is echoed with its weekday, a day off is pointed out."""
    post = post_for(talk, case, Act.ASK_EXTENSION)
    if not text.strip():
        return texts.EXTENSION_NEEDS(n=case.running)
    until, reason = split_date(text, shanghai_day(talk.now), talk.ctx.calendar)
    if not reason:
        return texts.EXTENSION_NEEDS(n=case.running)
    case, request = handling_requests.ask_extension(talk.ctx, case, post, until, reason, talk.account.id)
    return texts.EXTENSION_ASKED(
        until=format_due(request.asked_due_at or until.at, shanghai_day(talk.now))[:-1],  # the date itself, without 前
        reason=request.words,
        above=_decider(talk, request),
        due=due_of(talk, case),
        day_off=texts.PROMISED_DAY_OFF() if until.day_off else "",
    )


def grant(talk: Talk, case: Case, text: str) -> str:
    """同意 7, for a 退单 with the unit it goes to (同意 7 城管局 主路路灯归城管)."""
    post, request = request_for(talk, case)
    if request.kind == arbitration.KIND:
        return ruling.HOW(n=case.running)
    unit, words = ("", text)
    if request.kind == "objection":
        unit, words = split_unit(talk.ctx.district, text, case.unit)
        if not unit and not request.asked_unit:
            return texts.UPHOLD_NEEDS_UNIT(n=case.running)
    old, category = case.unit, case.category
    decided = handling_requests.grant(talk.ctx, case, post, words, unit, talk.account.id)
    case = decided.case
    if request.kind in GRANTED:
        return GRANTED[request.kind](talk, case, request)
    if request.kind == "extension":
        until = due_of(talk, case)
        return texts.GRANTED_EXTENSION(n=case.running, until=until, unit=unit_name(talk, old))
    found = talk.ctx.district.categories.get(case.category)
    rule = ""
    if decided.rule and found is not None:
        rule = texts.UPHELD_RULE(
            place=naming.place(talk.ctx.district, case.community, case.place, ""),
            matter=found.title,
            unit=unit_name(talk, case.unit),
        )
    changed = texts.CATEGORY_CHANGED(title=found.title) if found and case.category != category else ""
    return texts.UPHELD(
        n=case.running, unit=unit_name(talk, case.unit), old=unit_name(talk, old), category=changed, rule=rule
    )


def refuse(talk: Talk, case: Case, text: str) -> str:
    """驳回 7 理由."""
    post, request = request_for(talk, case)
    if request.kind == arbitration.KIND:
        return ruling.HOW(n=case.running)
    handling_requests.refuse(talk.ctx, case, post, text, talk.account.id)
    if request.kind in REFUSED:
        return REFUSED[request.kind](talk, case, request)
    due = naming.due(case.due_at or talk.now, talk.now)
    said = texts.REFUSED_EXTENSION if request.kind == "extension" else texts.REFUSED_OBJECTION
    return said(n=case.running, due=due, unit=unit_name(talk, request.unit))


def request_for(talk: Talk, case: Case) -> tuple[Post, Request]:
    """The request about the case that one of the person's posts decides. Raises NotFound, NotYours."""
    refusals: list[CaseError] = []
    for post in talk.posts:
        try:
            return post, handling_requests.open_request(talk.ctx, case, post, talk.account.id)
        except CaseError as error:
            refusals.append(error)
    nothing = next((one for one in refusals if isinstance(one, NotFound) and one.params.get("what")), None)
    raise nothing or clearest(case, refusals)


GRANTED: Mapping[str, Callable[[Talk, Case, Request], str]] = {
    "commitment": committing.confirmed,
    "commitment_move": committing.confirmed,
    "pause": pausing.granted,
    "contest": pausing.granted,
    "statutory": claims.granted,
    "finding": reviewing.granted,
    "exclusion": excluding.granted,
    "appeal": excluding.granted,
}
REFUSED: Mapping[str, Callable[[Talk, Case, Request], str]] = {
    "commitment": committing.refused,
    "commitment_move": committing.refused,
    "pause": pausing.refused,
    "contest": pausing.refused,
    "statutory": claims.refused,
    "finding": reviewing.refused,
    "exclusion": excluding.refused,
    "appeal": excluding.refused,
}
"""By kind of request: what the decider hears."""


def _decider(talk: Talk, request: Request) -> str:
    posts = posts_for(talk.ctx, request.to_unit, cast("Role", request.to_role))
    person = acting.person_now(talk.ctx, posts[0].code) if posts else ""
    return f"{unit_name(talk, request.to_unit)}{person}"
