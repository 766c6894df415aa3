"""代办登记, 代办办结, 代办回访: the agent's side of an errand."""

from __future__ import annotations

from handlers.cadre.stations import choosing
from handlers.context import Talk
from handlers.policies import stations as policy
from handlers.policies.unit_names import split_unit
from handlers.services import filing
from handlers.services.stations import book, errands
from handlers.services.stations import naming as named
from handlers.texts import naming
from handlers.texts import stations as texts
from models.domain.district import Post
from models.domain.redact import redact
from models.domain.stations import errands as rules
from models.domain.words import normalise
from models.domain.working_time import shanghai_day

DONE = frozenset(texts.SAID_DONE)


def register(talk: Talk, text: str) -> str:
    """代办登记 事项；材料；日期 writes one down; 代办登记 12；材料 takes up what a resident asked for."""
    if not policy.stations(talk.ctx.district):
        return texts.NO_STATIONS()
    number, rest = rules.split_number(text)
    errand = choosing.named(talk, number) if number is not None else None
    if number is not None and errand is None and not rest:
        return texts.UNKNOWN(number=number)
    if errand is not None and number is not None:
        return _take(talk, number, rest)
    post = policy.post_for(talk.ctx.district, talk.posts, "errand_register")
    if post is None:
        return choosing.refusal("errand_register")
    station, words = _station(talk, post, text)
    if not station:
        mine = policy.served_by(talk.ctx.district, talk.posts)
        return texts.ASK_STATION_OF(example=talk.ctx.district.name_of((mine or policy.stations(talk.ctx.district))[0]))
    said = rules.read_errand(words, shanghai_day(talk.now), talk.ctx.calendar)
    if len(said.matter) < 2:
        waiting = [one for one in choosing.in_hand(talk) if one.state == "asked"]
        return texts.REGISTER_FORM(number=waiting[0].number if waiting else 12)
    phone = next((one.value for one in redact(said.matter).taken if one.kind == "phone"), "")
    made = errands.register(talk.ctx, post, station, said, phone)
    held = named.held(talk.ctx, made)
    days = errands.settings(talk.ctx).papers_days
    return texts.REGISTERED(
        number=made.number,
        matter=made.matter,
        station=named.station(talk.ctx, station),
        papers=texts.REGISTERED_PAPERS(names=held, days=days) + "\n" if held else "",
        due=naming.due(made.due_at, talk.now),
        code=made.code,
    )


def finish(talk: Talk, text: str) -> str:
    """代办办结 12 结果: nothing is reported without a result."""
    number, words = rules.split_number(text)
    mine = choosing.in_hand(talk)
    if number is None:
        if len(mine) != 1:
            return texts.FINISH_WHICH(count=len(mine), number=mine[0].number) if mine else texts.FINISH_NONE()
        number = mine[0].number
    found = choosing.chosen(talk, number, "errand_finish")
    if isinstance(found, str):
        return found
    errand, post = found
    if errand.state not in rules.IN_HAND:
        return texts.NOT_NOW(number=number, state=texts.STATES_FOR_AGENTS[errand.state])
    if not words.strip():
        return texts.FINISH_FORM(number=number)
    errand = errands.report(talk.ctx, errand, post, words)
    above = talk.ctx.district.name_of(errands.above(talk.ctx, errand.station))
    held = named.held(talk.ctx, errand)
    return texts.FINISHED(
        number=number,
        result=errand.result,
        asked=texts.FINISHED_ASKED() if errand.account_id else texts.FINISHED_BY_PHONE(above=above),
        papers=texts.FINISHED_PAPERS(names=held) if held else "",
    )


def call(talk: Talk, text: str) -> str:
    """代办回访 12 办好了: whoever is not the station asks by telephone; without a result the number is shown."""
    number, words = rules.split_number(text)
    if number is None:
        return texts.CALL_FORM(number=12)
    found = choosing.chosen(talk, number, "errand_call")
    if isinstance(found, str):
        return found
    errand = found[0]
    caller = next((one for one in talk.posts if errands.may_call(talk.ctx, errand, one)), None)
    if caller is None:
        return texts.CALL_NOT_YOU(number=number)
    if not words:
        return _phone(talk, errand.id, number, caller)
    if errand.state not in {"reported", "unconfirmed", "confirmed"}:
        return texts.NOT_NOW(number=number, state=texts.STATES_FOR_AGENTS[errand.state])
    denied = any(sign in words for sign in texts.SAID_NOT_DONE if len(sign) > 1)
    if not denied and normalise(words.split("，")[0].split(" ")[0]) not in DONE:
        return texts.CALL_FORM(number=number)
    by = f"post:{caller.code}"
    errand = errands.answer(talk.ctx, errand, done=not denied, by=by, post=caller.code, words=words)
    if denied:
        return texts.CALLED_NOT(number=number, due=naming.due(errand.due_at, talk.now))
    return texts.CALLED_DONE(number=number)


def _take(talk: Talk, number: int, rest: str) -> str:
    found = choosing.chosen(talk, number, "errand_register")
    if isinstance(found, str):
        return found
    errand, post = found
    if errand.state not in rules.IN_HAND:
        return texts.NOT_NOW(number=number, state=texts.STATES_FOR_AGENTS[errand.state])
    said = rules.read_errand(f"·；{rest}", shanghai_day(talk.now), talk.ctx.calendar)
    before = named.held(talk.ctx, errand)
    errand = errands.take(talk.ctx, errand, post, said.papers, said.due_on)
    held = named.held(talk.ctx, errand)
    return texts.TAKEN(
        number=number,
        matter=errand.matter,
        due=naming.due(errand.due_at, talk.now),
        papers=texts.TAKEN_PAPERS(names=held) if held and held != before else "",
    )


def _station(talk: Talk, post: Post, text: str) -> tuple[str, str]:
    """The station that is named in front, else the only one of the post."""
    district = talk.ctx.district
    mine = policy.served_by(district, [post])
    unit, rest = split_unit(district, text, post.unit)
    if unit in mine and policy.may_at(district, post, "errand_register", unit):
        return unit, rest.strip(" ：:，,；;")
    if post.unit in mine:
        return post.unit, text
    return (mine[0], text) if len(mine) == 1 else ("", text)


def _phone(talk: Talk, errand_id: int, number: int, post: Post) -> str:
    subject = f"errand:{errand_id}"
    phone = filing.read_vault(talk.ctx, subject, errands.PHONE)
    if not phone:
        return texts.CALL_NO_PHONE(number=number)
    book.write(talk.ctx, "errand", errand_id, "errand_phone_seen", post.unit, post=post.code)
    return texts.CALL_PHONE(number=number, phone=phone)
