"""承诺 and 兑现: the parts asked for one by one, said back, put to the head; so many of so many."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import cast

from handlers.cadre import reporting
from handlers.cadre.acting import ask, post_for, remember_step, unit_name
from handlers.cadre.meetings import deciding, holding
from handlers.context import Talk
from handlers.grammar.acts import VERB_OF_ACT
from handlers.policies.unit_names import split_unit
from handlers.services import commitments, evidence, kept_commands
from handlers.services.commitment_dates import LIVE
from handlers.services.leaves import acting
from handlers.services.meetings import sitting
from handlers.services.notices import posts_for
from handlers.texts import cadre as cadre_texts
from handlers.texts import commitments as texts
from handlers.texts import naming
from models.domain import commitments as rules
from models.domain.commitments import Quantity, Said
from models.domain.dates import SaidDate, format_day, read_date, split_date
from models.domain.district import Role
from models.domain.errors import BadDate, CaseError
from models.domain.escalation import Rung
from models.domain.states import Act, CaseState
from models.domain.working_time import ONE_DAY, shanghai_day
from models.tables import Case, Commitment, Question, Request

VERB = VERB_OF_ACT["propose"]
PART, ECHO, MOVE = "commitment_part", "commitment", "commitment_move"
"""Purposes of the questions: a part that is missing, is it right so, another date."""
ASKED_IN_A_ROW = 3


def commit(talk: Talk, case: Case, text: str) -> str:
    """承诺 20 办法；日期；责任人, or with a commitment that runs: 承诺 20 日期 原因."""
    post_for(talk, case, Act.PROPOSE)
    if case.state == CaseState.PLANNED:
        return _ask_move(talk, case, text)
    before = deciding.at_meeting(talk, case)
    if not text.strip():
        return texts.NEEDS(n=case.running)
    alone = deciding.one_part(talk, before[1], text) if before is not None else None
    if alone is not None:
        return _go_on(talk, case, alone)
    said = rules.read(text, shanghai_day(talk.now), talk.ctx.calendar, lambda name: _is_unit(talk, case, name))
    return _go_on(talk, case, said)


def answer_part(talk: Talk, question: Question, case: Case, text: str) -> str:
    """The part that was asked for."""
    said = _kept(talk, kept_commands.words_of(talk.ctx, question))
    part = str(question.data["part"])
    if part == "day":
        said = replace(said, day=read_date(text, shanghai_day(talk.now), talk.ctx.calendar))
    elif part == "measure":
        said = replace(said, measure=text.strip())
    else:
        said = replace(said, person=text.strip())
    return _go_on(talk, case, said)


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """Right so: it goes to the head, or is public at once where the head himself speaks."""
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    if case is None:
        return None
    if effect != "yes":
        return texts.DROPPED(n=case.running)
    said = _kept(talk, kept_commands.words_of(talk.ctx, question))
    assert said.day is not None
    post = post_for(talk, case, Act.PROPOSE)
    unit = _unit(talk, case, said.unit)
    before = deciding.at_meeting(talk, case)
    meeting = before[0] if before is not None else None
    if meeting is not None:
        unit = unit or case.unit
    case, commitment, request = commitments.propose(
        talk.ctx,
        case,
        post,
        said.measure,
        said.day.day,
        said.person,
        unit,
        talk.account.id,
        meeting_id=meeting.id if meeting is not None else None,
    )
    remember_step(talk, case)
    if before is not None:
        sitting.settle(talk.ctx, *before, commitment, post)
        made = texts.MADE(n=case.running, day=format_day(commitment.due_on), person=commitment.person)
        return "\n".join(line for line in (made, holding.left(talk, before[0])) if line)
    if request is None:
        return texts.MADE(n=case.running, day=format_day(commitment.due_on), person=commitment.person)
    return texts.SUBMITTED(n=case.running, above=_decider(talk, request), limit=naming.due(request.limit_at, talk.now))


def settle_move(talk: Talk, question: Question, effect: str) -> str | None:
    """Another date, with its reason: it goes to who must agree."""
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    commitment = commitments.live(talk.ctx, case) if case is not None else None
    if case is None or commitment is None:
        return None
    if effect != "yes":
        return texts.MOVE_DROPPED(n=case.running, day=format_day(commitment.due_on))
    kept = json.loads(kept_commands.words_of(talk.ctx, question))
    post, day = post_for(talk, case, Act.PROPOSE), date.fromisoformat(kept["day"])
    case, commitment, request = commitments.ask_move(talk.ctx, case, post, day, kept["reason"], talk.account.id)
    remember_step(talk, case)
    return texts.MOVE_SUBMITTED(
        n=case.running,
        day=format_day(day),
        above=_decider(talk, request),
        limit=naming.due(request.limit_at, talk.now),
        old=format_day(commitment.due_on),
    )


def keep(talk: Talk, case: Case, text: str) -> str:
    """兑现 20 管道换完 (everything: the residents are asked), 兑现 31 4所已开园/6所 (a part: it stays a promise)."""
    post = post_for(talk, case, Act.KEEP)
    commitment = commitments.live(talk.ctx, case)
    if commitment is None:
        return texts.NONE(n=case.running)
    if not text.strip():
        return texts.KEPT_NEEDS_WORDS(n=case.running)
    known = Quantity(commitment.done, commitment.amount, commitment.noun) if commitment.amount else None
    done = rules.quantity(text, known)
    if known is not None and done is None:
        return texts.KEPT_NEEDS_QUANTITY(n=case.running, done=known.done, amount=known.amount, noun=known.noun)
    if known is not None and done is not None and done.done < known.done:
        return texts.KEPT_LESS(n=case.running, done=known.done, noun=known.noun)
    if done is not None and not done.full:
        case, commitment = commitments.keep_part(talk.ctx, case, post, done, talk.account.id)
        return texts.KEPT_PART(
            amount=done.amount,
            done=done.done,
            left=done.amount - done.done,
            noun=done.noun,
            day=format_day(commitment.due_on),
        )
    reporting.join_photos(talk, case)
    gaps = evidence.missing(talk.ctx, case, text)
    if gaps:
        wanted = cadre_texts.SEPARATOR.join(cadre_texts.EVIDENCE[gap] for gap in gaps)
        kept_commands.keep_for_photo(talk.ctx, talk.account.id, case, post, text, verb=Act.KEEP.value)
        return texts.KEPT_NEEDS_EVIDENCE(n=case.running, evidence=wanted, how=cadre_texts.EVIDENCE_BY_PHOTO())
    return reporting.report(talk, case, text, Act.KEEP, done=done)


def confirmed(talk: Talk, case: Case, request: Request) -> str:
    """What the head hears who agreed."""
    commitment = commitments.live(talk.ctx, case)
    assert commitment is not None
    day = format_day(commitment.due_on)
    if request.kind == "commitment_move":
        return texts.MOVED(n=case.running, day=day, number=commitment.moves)
    return texts.CONFIRMED(n=case.running, day=day, person=commitment.person)


def refused(talk: Talk, case: Case, request: Request) -> str:
    """What the head hears who did not."""
    unit = unit_name(talk, request.unit)
    commitment = commitments.live(talk.ctx, case)
    if request.kind == "commitment_move" and commitment is not None:
        return texts.MOVE_REFUSED(n=case.running, day=format_day(commitment.due_on), unit=unit)
    return texts.REFUSED(n=case.running, unit=unit)


def book(talk: Talk, _text: str) -> str:
    """承诺簿: what the person's units have promised, and how often the first date was kept this year."""
    units = tuple(dict.fromkeys(post.unit for post in talk.posts))
    rows = [one for one in talk.tx.find(Commitment, unit=units, order="due_on") if one.confirmed_at is not None]
    if not rows:
        return texts.BOOK_EMPTY()
    today = shanghai_day(talk.now)
    first = date(today.year, 1, 1)
    kept = rules.figures(map(commitments.as_promised, rows), first, today - ONE_DAY)
    quantity = texts.BOOK_QUANTITY(done=kept.done, amount=kept.amount) if kept.amount else ""
    said = texts.BOOK_FIGURES(due=kept.due, kept=kept.on_first_date, later=kept.later, quantity=quantity)
    shown = [one for one in rows if one.status in LIVE]
    lines = [_line(talk, one) for one in shown[:_ROWS]]
    if len(shown) > _ROWS:
        lines.append(texts.BOOK_MORE(count=len(shown) - _ROWS))
    return texts.BOOK(
        unit=cadre_texts.SEPARATOR.join(unit_name(talk, unit) for unit in units),
        rows="\n".join(lines),
        figures=said if kept.due else texts.BOOK_NO_FIGURES(),
    )


_ROWS = 5


def _line(talk: Talk, one: Commitment) -> str:
    case = talk.tx.get(Case, one.case_id)
    marks = []
    if one.status == "missed":
        marks.append(texts.BOOK_MARKS["missed"]())
    if one.moves:
        marks.append(texts.BOOK_MARKS["moved"](count=one.moves, first=format_day(one.first_on)))
    if one.amount:
        marks.append(texts.BOOK_MARKS["part"](done=one.done, amount=one.amount, noun=one.noun))
    return texts.BOOK_ROW(
        n=case.running if case is not None else "—",
        measure=one.measure,
        day=format_day(one.due_on),
        person=one.person,
        mark="".join(marks),
    )


def _go_on(talk: Talk, case: Case, said: Said) -> str:
    """Ask for the first part that is missing, else say all of it back."""
    post = post_for(talk, case, Act.PROPOSE)
    before = deciding.at_meeting(talk, case)
    if before is not None:
        said = deciding.completed(talk, before[1], said)
        deciding.keep(talk, before[1], said, case)
    kept = _keep(said)
    if said.missing:
        part = said.missing[0]
        example = format_day(shanghai_day(talk.now) + 7 * ONE_DAY)
        shown = texts.ASK_PART[part]
        text = shown(n=case.running) if "n" in shown.blanks else shown(example=example) if shown.blanks else shown()
        return ask(talk, PART, text, (), kind="reason", case=case, post=post, words=kept, verb=VERB, part=part)
    assert said.day is not None
    if said.day.at <= talk.now and said.day.day <= shanghai_day(talk.now):
        raise BadDate(said=said.day.said, reason="past", day=said.day.day)
    unit = _unit(talk, case, said.unit) or (post.unit if before is None else case.unit)
    text = texts.ECHO(
        measure=said.measure,
        day=format_day(said.day.day, shanghai_day(talk.now)),
        unit=unit_name(talk, unit),
        person=said.person,
        day_off=texts.DAY_OFF() if said.day.day_off else "",
    )
    return ask(talk, ECHO, text, texts.ECHO_OPTIONS, kind="yesno", case=case, post=post, words=kept, verb=VERB)


def _ask_move(talk: Talk, case: Case, text: str) -> str:
    commitment = commitments.live(talk.ctx, case)
    assert commitment is not None
    try:
        day, reason = split_date(text, shanghai_day(talk.now), talk.ctx.calendar)
    except BadDate as error:
        if error.params["reason"] != "unreadable":
            raise
        day, reason = None, ""
    old = format_day(commitment.due_on)
    if day is None or not reason:
        return texts.MOVE_NEEDS(n=case.running, day=old, measure=commitment.measure)
    if day.day <= commitment.due_on:
        raise BadDate(said=day.said, reason="not_later", until=commitment.due_at)
    post = post_for(talk, case, Act.PROPOSE)
    to = commitments.mover(talk.ctx, case, post)
    said = texts.MOVE_ECHO(
        old=old,
        new=format_day(day.day),
        reason=reason,
        number=commitment.moves + 1,
        above=_posts_named(talk, to),
        day_off=texts.DAY_OFF() if day.day_off else "",
    )
    kept = json.dumps({"day": day.day.isoformat(), "reason": reason}, ensure_ascii=False)
    return ask(
        talk, MOVE, said, texts.ECHO_OPTIONS, kind="yesno", case=case, post=post, words=kept, verb=VERB, quotes=True
    )


def _keep(said: Said) -> str:
    day = said.day.day.isoformat() if said.day is not None else ""
    parts = {"measure": said.measure, "day": day, "person": said.person, "unit": said.unit}
    return json.dumps(parts, ensure_ascii=False)


def _kept(talk: Talk, words: str) -> Said:
    parts = json.loads(words)
    day: SaidDate | None = None
    if parts["day"]:
        day = read_date(parts["day"], min(shanghai_day(talk.now), date.fromisoformat(parts["day"])), talk.ctx.calendar)
    return Said(parts["measure"], day, parts["person"], parts["unit"])


def _is_unit(talk: Talk, case: Case, name: str) -> bool:
    try:
        unit, rest = split_unit(talk.ctx.district, name, case.unit)
    except CaseError:
        return False
    return bool(unit) and not rest


def _unit(talk: Talk, case: Case, name: str) -> str:
    return split_unit(talk.ctx.district, name, case.unit)[0] if name else ""


def _decider(talk: Talk, request: Request) -> str:
    return _posts_named(talk, Rung(request.to_unit, cast("Role", request.to_role), "first"))


def _posts_named(talk: Talk, to: Rung) -> str:
    posts = posts_for(talk.ctx, to.unit, to.role)
    person = acting.person_now(talk.ctx, posts[0].code) if posts else ""
    return f"{unit_name(talk, to.unit)}{person}"
