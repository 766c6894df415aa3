"""立改: what the district promised to everybody: put up, kept in part, found untrue, moved, withdrawn."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise

from handlers.cadre.acting import ask, unit_name
from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.signs import PLEDGE_NUMBER, PLEDGE_SIGNS
from handlers.grammar.verbs import PLEDGE
from handlers.policies.unit_names import find_unit
from handlers.services import kept_commands
from handlers.services.inspecting import members
from handlers.services.notices import push_to_posts
from handlers.services.pledging import book, dates, words
from handlers.texts import pledges as texts
from models.domain import pledges as rules
from models.domain.dates import format_day, split_date
from models.domain.district import Post
from models.domain.errors import BadDate
from models.domain.working_time import ONE_DAY, shanghai_day
from models.tables import Pledge, Question

ECHO = "pledge"
ROWS = 5
_PARTS = re.compile(r"\s*[；;|｜\n]\s*")
_ACT = {name: re.compile(rf"(?:{sign})[\s:：]*(.*)", re.DOTALL) for name, sign in PLEDGE_SIGNS.items()}


def answer(talk: Talk, command: Command) -> str:
    """立改; 立改 3; 立改 新 …; 立改 3 兑现 2所 哪两所; 不实 1所 为什么; 改期 日期 原因; 撤 原因."""
    text = command.rest.strip()
    if not text:
        return _list(talk)
    new = _ACT["new"].fullmatch(text)
    if new is not None:
        return _propose(talk, new[1])
    numbered = PLEDGE_NUMBER.fullmatch(text)
    if numbered is None:
        return _list(talk)
    pledge = book.find(talk.tx, int(numbered[1]))
    if pledge is None:
        return texts.NOT_FOUND(number=numbered[1])
    for name, act in _ACTS.items():
        said = _ACT[name].fullmatch(numbered[2].strip())
        if said is not None:
            return texts.OVER(number=pledge.number) if pledge.withdrawn else act(talk, pledge, said[1].strip())
    return _show(talk, pledge)


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """1 立下."""
    post = _maker(talk)
    if effect != "yes" or post is None:
        return texts.DROPPED()
    kept = json.loads(kept_commands.words_of(talk.ctx, question))
    steps = [(int(amount), date.fromisoformat(day)) for amount, day in kept["steps"]]
    pledge = book.make(
        talk.ctx, post, kept["measure"], kept["noun"], steps, kept["person"], kept["unit"], kept["cents"]
    )
    dates.plan(talk.ctx, pledge)
    return texts.MADE(number=pledge.number, noun=pledge.noun)


def _propose(talk: Talk, text: str) -> str:
    if _maker(talk) is None:
        return texts.NOT_MAKER()
    parts = [part for part in _PARTS.split(text.strip()) if part]
    counted = rules.count_in(parts[0]) if parts else None
    if counted is None:
        return texts.NEEDS_AMOUNT(form=texts.FORM)
    amount, noun = counted
    steps = (
        rules.read_steps(parts[1], shanghai_day(talk.now), talk.ctx.calendar, amount, noun) if len(parts) > 1 else []
    )
    if not steps:
        return texts.NEEDS_DAY(form=texts.FORM)
    if len(parts) < 4:  # measure, days, person, unit
        return texts.NEEDS_PERSON(form=texts.FORM)
    unit, _ = find_unit(talk.ctx.district, parts[3])
    said = [(count, day.day) for count, day in steps]
    rising = all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(said))
    if not rising or said[-1][0] != amount:
        return texts.STEPS_WRONG(amount=amount, noun=noun)
    cents = rules.cents_in(parts[0])
    shown = texts.SEPARATOR.join(
        texts.ECHO_STEP(day=format_day(day, shanghai_day(talk.now)), amount=count, noun=noun) for count, day in said
    )
    facts = {
        "measure": parts[0],
        "noun": noun,
        "steps": [(count, day.isoformat()) for count, day in said],
        "person": parts[2],
        "unit": unit,
        "cents": cents,
    }
    text = texts.ECHO(
        measure=parts[0],
        steps=shown,
        unit=unit_name(talk, unit),
        person=parts[2],
        money=texts.ECHO_MONEY(cents=words.money(cents)) if cents else "",
    )
    kept = json.dumps(facts, ensure_ascii=False)
    return ask(talk, ECHO, text, texts.ECHO_OPTIONS, kind="yesno", words=kept, verb=PLEDGE, quotes=True)


def _keep(talk: Talk, pledge: Pledge, text: str) -> str:
    post = _keeper(talk, pledge)
    if post is None:
        return texts.NOT_KEEPER(number=pledge.number, unit=unit_name(talk, pledge.unit))
    count, rest = _counted(text, pledge.noun)
    if not count or not rest:
        return texts.KEPT_NEEDS(number=pledge.number, noun=pledge.noun)
    now = book.listed(talk.tx, pledge, talk.now).now
    if count > now.open:
        return texts.KEPT_TOO_MANY(
            number=pledge.number, amount=now.amount, done=now.done, open=now.open, noun=pledge.noun
        )
    listed = book.keep(talk.ctx, pledge, post, count, rest, rules.cents_in(rest))
    dates.plan(talk.ctx, pledge)
    return texts.KEPT(stand=words.stand(listed))


def _deny(talk: Talk, pledge: Pledge, text: str) -> str:
    post = next((one for one in talk.posts if members.may_inspect(talk.ctx, one, pledge.unit)), None)
    if post is None:
        return texts.NOT_DENIER()
    count, rest = _counted(text, pledge.noun)
    if not count or not rest:
        return texts.DENY_NEEDS(number=pledge.number, noun=pledge.noun)
    done = book.listed(talk.tx, pledge, talk.now).now.done
    if count > done:
        return texts.DENY_TOO_MANY(number=pledge.number, done=done, count=count, noun=pledge.noun)
    listed = book.deny(talk.ctx, pledge, post, count, rest)
    dates.plan(talk.ctx, pledge)
    told = {"pledge": pledge.id, "seq": listed.events[-1].seq}
    key = f"{pledge.id}:{listed.events[-1].seq}"
    push_to_posts(talk.ctx, dates.responsible(talk.ctx, pledge), "pledge_denied", told, key=key, urgency="duty")
    return texts.DENIED(stand=words.stand(listed), unit=unit_name(talk, pledge.unit))


def _move(talk: Talk, pledge: Pledge, text: str) -> str:
    post = _maker(talk)
    if post is None:
        return texts.NOT_MAKER()
    step = book.open_step(talk.ctx, pledge)
    if step is None:
        return texts.MOVE_WHOLE(number=pledge.number)
    example = format_day(shanghai_day(talk.now) + 30 * ONE_DAY).partition("（")[0]
    try:
        day, why = split_date(text, shanghai_day(talk.now), talk.ctx.calendar)
    except BadDate as error:
        if error.params["reason"] != "unreadable":
            raise
        return texts.MOVE_NEEDS(number=pledge.number, day=example)
    if not why.strip():
        return texts.MOVE_NEEDS(number=pledge.number, day=example)
    if day.day <= step.due_on:
        return texts.MOVE_NOT_LATER(day=format_day(day.day), old=format_day(step.due_on))
    listed = book.move(talk.ctx, pledge, post, day.day, why)
    dates.plan(talk.ctx, pledge)
    return texts.MOVED(day=format_day(day.day), first=format_day(step.first_on), stand=words.stand(listed))


def _withdraw(talk: Talk, pledge: Pledge, text: str) -> str:
    post = _maker(talk)
    if post is None:
        return texts.NOT_MAKER()
    if not text:
        return texts.WITHDRAW_NEEDS(number=pledge.number)
    pledge = book.withdraw(talk.ctx, pledge, post, text)
    dates.plan(talk.ctx, pledge)
    return texts.WITHDRAWN(measure=pledge.measure)


def _list(talk: Talk) -> str:
    """The district's posts see all, others their own unit's and what lies below it."""
    district, units = talk.ctx.district, {post.unit for post in talk.posts}
    found = book.every(talk.tx, talk.now)
    if district.root not in units:
        found = [one for one in found if units & set(district.line_of(one.pledge.unit))]
    can = texts.CAN_MAKE() if _maker(talk) is not None else ""
    if not found:
        return texts.LIST_NONE(can=can)
    found.sort(key=lambda one: (one.pledge.withdrawn or one.now.whole, one.pledge.number))
    own = next((one for one in found if _keeper(talk, one.pledge) is not None and not one.now.whole), None)
    if own is not None and not own.pledge.withdrawn and not can:
        can = texts.CAN_KEEP(number=own.pledge.number, noun=own.pledge.noun)
    rows = [
        texts.LIST_ROW(
            number=one.pledge.number,
            measure=one.pledge.measure,
            unit=unit_name(talk, one.pledge.unit),
            stand=words.stand(one),
        )
        for one in found[:ROWS]
    ]
    more = texts.LIST_MORE(count=len(found) - ROWS) if len(found) > ROWS else ""
    return texts.LIST(rows="\n".join(rows), more=more, can=can)


def _show(talk: Talk, pledge: Pledge) -> str:
    one = book.listed(talk.tx, pledge, talk.now)
    can = ""
    if not pledge.withdrawn and _keeper(talk, pledge) is not None and not one.now.whole:
        can = texts.CAN_KEEP(number=pledge.number, noun=pledge.noun)
    elif one.now.done and any(members.may_inspect(talk.ctx, post, pledge.unit) for post in talk.posts):
        can = texts.CAN_DENY(number=pledge.number, noun=pledge.noun)
    return texts.SHOW(
        number=pledge.number,
        measure=pledge.measure,
        unit=unit_name(talk, pledge.unit),
        person=pledge.person,
        stand=words.stand(one),
        events="\n".join(words.events(one)[-ROWS:]),
        can=can,
    )


def _counted(text: str, noun: str) -> tuple[int, str]:
    """2所 新城、站北 is (2, 新城、站北)."""
    said = re.match(rf"(\d{{1,6}})\s*(?:{re.escape(noun)})?[\s，,：:]*(.*)", text, re.DOTALL)
    return (int(said[1]), said[2].strip()) if said is not None else (0, "")


def _maker(talk: Talk) -> Post | None:
    root = talk.ctx.district.root
    return next((post for post in talk.posts if post.unit == root and post.role in book.MAKERS), None)


def _keeper(talk: Talk, pledge: Pledge) -> Post | None:
    return next((one for one in talk.posts if one.unit == pledge.unit and one.role in book.KEEPERS), None)


_ACTS = {"kept": _keep, "denied": _deny, "moved": _move, "withdrawn": _withdraw}
