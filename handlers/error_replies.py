"""What a person hears who broke a rule: one row an error; every answer says that nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.context import Talk
from handlers.grammar.acts import VERB_OF_ACT
from handlers.grammar.verbs import BY_NAME
from handlers.texts import cadre, errors, exclusion, households, naming, neighbours, ruling
from models.domain.dates import format_day
from models.domain.errors import CaseError
from models.domain.states import Act, CaseState
from models.domain.working_time import shanghai_day
from models.tables import Case

Params = Mapping[str, Any]
MOST_NUMBERS = 8
_TAUGHT = (Act.ACCEPT, Act.PROGRESS, Act.FINISH, Act.KEEP, Act.TRANSFER, Act.RAISE, Act.ASSIGN)
"""Acts offered instead of the one that is not possible."""


def explain(talk: Talk, error: CaseError) -> str:
    """The reply to a broken rule, for a cadre with the right form, for a resident in plain words."""
    said = ROWS.get(error.code)
    return said(talk, error.params) if said is not None else errors.OTHER()


def _illegal(talk: Talk, params: Params) -> str:
    act = Act(params["act"]) if params.get("act") in set(Act) else None
    if not talk.posts or act is None:
        return errors.ILLEGAL_RESIDENT()
    n = _number(talk, params)
    if act is Act.UNDO:
        step = VERB_OF_ACT.get(str(params.get("step", "")), "")
        return errors.ILLEGAL_UNDO(n=n, step=step)
    able = [VERB_OF_ACT[one] for one in _TAUGHT if one in params.get("legal", ())]
    can = errors.ILLEGAL_CAN(verbs=errors.COMMA.join(f"{verb} {n}" for verb in able)) if able else ""
    state = cadre.STATES[CaseState(params["state"]).value]
    return errors.ILLEGAL(n=n, state=state, verb=VERB_OF_ACT.get(act.value, act.value), can=can)


def _not_yours(talk: Talk, params: Params) -> str:
    n = params.get("running") or _tail(params.get("number"))
    unit = str(params.get("unit") or "")
    if not unit:
        return errors.NOT_YOURS_DESK(n=n)
    place = _full_name(talk, unit)
    if params.get("sees"):
        return errors.NOT_YOURS_ROLE(n=n, unit=place)
    return errors.NOT_YOURS(n=n, unit=place)


def _not_found(talk: Talk, params: Params) -> str:
    n = _tail(params.get("number"))
    if params.get("what") == "request":
        return errors.NO_REQUEST(n=n)
    if params.get("what") == "step":
        return errors.NO_STEP()
    yours = params.get("yours") or ()
    numbers = naming.listing(tuple(dict.fromkeys(yours))[:MOST_NUMBERS])
    if params.get("side") == "resident" or not talk.posts:
        listed = errors.NOT_FOUND_RESIDENT_YOURS(numbers=numbers) if numbers else ""
        return errors.NOT_FOUND_RESIDENT(n=n, yours=listed) if n else errors.NOT_FOUND_PLAIN()
    listed = errors.NOT_FOUND_YOURS(numbers=numbers) if numbers else errors.NOT_FOUND_NONE()
    if not n:
        return errors.NO_CASE_FOR_VERB(verb=params.get("verb", ""), yours=listed)
    return errors.NOT_FOUND(n=n, yours=listed)


def _household(_talk: Talk, params: Params) -> str:
    said = households.VOTES[str(params.get("answer") or "")]
    text = households.ANSWERED_BY_ELDER if params.get("elder") else households.ANSWERED
    return text(answer=said)


def _missing(_talk: Talk, params: Params) -> str:
    said = str(params["verb"])
    verb = BY_NAME.get(VERB_OF_ACT.get(said, said))
    parts = errors.COMMA.join(errors.PARTS.get(str(part), str(part)) for part in params.get("parts", ()))
    if verb is None:
        return errors.OTHER()
    number = params.get("number")
    form, example = verb.form, verb.sample
    if number:
        form, example = (one.replace(" 7", f" {number}", 1) for one in (form, example))
    return errors.MISSING(parts=parts, form=form, example=example)


def _ambiguous(_talk: Talk, params: Params) -> str:
    return errors.AMBIGUOUS(said=params.get("said", ""), candidates=errors.COMMA.join(map(str, params["candidates"])))


def _bad_date(talk: Talk, params: Params) -> str:
    said, reason = str(params.get("said", "")), params["reason"]
    until = params.get("until")
    shown = naming.due(until, talk.now) if isinstance(until, datetime) else ""
    example = format_day(shanghai_day(talk.now) + timedelta(days=7))
    if reason == "not_later":
        return errors.BAD_DATE_NOT_LATER(said=said, until=shown[:-1])
    if reason == "pause_too_far":
        return errors.BAD_DATE_PAUSE(until=format_day(shanghai_day(until)) if until else "")
    if reason == "too_far":
        return errors.BAD_DATE_TOO_FAR(until=shown[:-1])
    row = {"vague": errors.BAD_DATE_VAGUE, "past": errors.BAD_DATE_PAST}.get(reason, errors.BAD_DATE_UNREADABLE)
    return row(said=said, example=example)


def _too_late(_talk: Talk, params: Params) -> str:
    n = params.get("number", "")
    row = _TOO_LATE.get(str(params.get("act")), errors.TOO_LATE)
    return row(n=n)


_TOO_LATE = {
    Act.ASK_EXTENSION.value: errors.TOO_LATE_EXTENSION,
    Act.APPEAL.value: exclusion.TOO_LATE,
    Act.UNDO.value: errors.TOO_LATE_UNDO,
    Act.TAKE_BACK.value: errors.TOO_LATE_TAKE_BACK,
}


def _limit(_talk: Talk, params: Params) -> str:
    n, act, limit = params.get("number", ""), str(params.get("act")), params.get("limit")
    if limit == "top":
        return errors.LIMIT_TOP(n=_tail(n))
    if act == Act.OBJECT.value:
        said = {"arbitrated": ruling.ARBITRATED, "waiting": ruling.WAITING}.get(str(limit), errors.LIMIT_OBJECTIONS)
        return said(n=n)
    if act == Act.ASK_EXCLUSION.value:
        return (exclusion.ALREADY_OPEN if limit == 1 else exclusion.ASKED_TWICE)(n=n)
    if act == Act.ASK_PAUSE.value:
        return errors.LIMIT_PAUSE(n=n) if limit else errors.LIMIT_PAUSE_NONE(n=n)
    if act == Act.ASK_EXTENSION.value:
        return errors.LIMIT_EXTENSION(n=n) if limit else errors.LIMIT_EXTENSION_NONE(n=n)
    return errors.LIMIT()


def _no_power(talk: Talk, params: Params) -> str:
    unit = talk.ctx.district.name_of(str(params["unit"]))
    category = talk.ctx.district.categories.get(str(params.get("category", "")))
    return errors.NO_POWER(matter=category.title, unit=unit) if category else errors.NO_POWER_UNKNOWN(unit=unit)


def _unknown_unit(_talk: Talk, params: Params) -> str:
    if params.get("same"):
        return errors.SAME_UNIT(unit=params["said"])
    near = params.get("near") or ()
    return errors.UNKNOWN_UNIT(
        said=params["said"], near=errors.UNKNOWN_UNIT_NEAR(names=errors.COMMA.join(near)) if near else ""
    )


def _not_the_same(_talk: Talk, params: Params) -> str:
    said = neighbours.NOT_THE_SAME[str(params.get("reason", "matter"))]
    return str(said(number=params["number"], main=params["main"]))


def _end_decided(_talk: Talk, params: Params) -> str:
    return exclusion.DECIDED(n=params.get("number", ""))


def _not_bound(_talk: Talk, params: Params) -> str:
    return errors.NOT_BOUND(verb=params["verb"])


def _bad_code(talk: Talk, params: Params) -> str:
    row = errors.BAD_CODE.get(str(params["reason"]), errors.BAD_CODE["unknown"])
    admin = cadre.ADMIN(unit=talk.ctx.district.name_of(talk.ctx.district.root))
    return row(admin=admin, until="")


ROWS: Mapping[str, Callable[[Talk, Params], str]] = {
    "illegal_act": _illegal,
    "not_yours": _not_yours,
    "not_found": _not_found,
    "missing_part": _missing,
    "household_answered": _household,
    "ambiguous": _ambiguous,
    "bad_date": _bad_date,
    "too_late": _too_late,
    "limit_reached": _limit,
    "no_power": _no_power,
    "unknown_unit": _unknown_unit,
    "end_decided": _end_decided,
    "not_bound": _not_bound,
    "about_conduct": lambda _talk, params: errors.ABOUT_CONDUCT(n=params["number"]),
    "not_the_same": _not_the_same,
    "bad_invitation": _bad_code,
}


def _number(talk: Talk, params: Params) -> str:
    case = talk.tx.get(Case, params["case"]) if params.get("case") else None
    return str(case.running if case is not None else _tail(params.get("number")))


def _tail(number: object) -> str:
    """The running number of whatever was given: 44, WD261123-044."""
    text = str(number or "").rpartition("-")[2]
    return str(int(text)) if text.isdigit() else text


def _full_name(talk: Talk, unit: str) -> str:
    """五虎山街道铁西社区: a community with its street, the district's desk by its own name."""
    district = talk.ctx.district
    found = district.units.get(unit)
    if found is None:
        return unit
    above = district.units.get(found.parent or "")
    street = above.name if found.level == "community" and above is not None else ""
    return f"{street}{district.name_of(unit)}"
