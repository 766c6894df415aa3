"""暂停 and 恢复: reason and day asked for where they are missing, the new date said back."""

from __future__ import annotations

from typing import cast

from handlers.cadre.acting import ask, due_of, post_for, remember_step, unit_name
from handlers.context import Talk
from handlers.grammar.acts import VERB_OF_ACT
from handlers.services import kept_commands
from handlers.services import pausing as service
from handlers.services.leaves import acting
from handlers.services.notices import posts_for
from handlers.texts import naming
from handlers.texts import pauses as texts
from models.domain import pauses as rules
from models.domain.dates import format_day
from models.domain.district import Role
from models.domain.states import Act
from models.domain.working_time import shanghai_day
from models.tables import Case, Question, Request

PART = "pause_part"
"""Purpose of the question for a reason or a day."""


def pause(talk: Talk, case: Case, text: str) -> str:
    """暂停 7 等居民 12月1日."""
    post = post_for(talk, case, Act.ASK_PAUSE)
    today = shanghai_day(talk.now)
    asked = rules.read(text, today, talk.ctx.calendar)
    if asked.reason is None or asked.until is None:
        return ask(
            talk,
            PART,
            _need(talk, case, asked),
            (),
            kind="reason",
            case=case,
            post=post,
            words=text,
            verb=VERB_OF_ACT["ask_pause"],
        )
    words = asked.words if len(asked.words) > 1 else texts.REASONS[asked.reason]()
    case, request = service.ask(talk.ctx, case, post, asked.reason, asked.until, words, talk.account.id)
    remember_step(talk, case)
    return texts.ASKED(
        until=format_day(asked.until.day, today),
        reason=request.words,
        above=_decider(talk, request),
        limit=naming.due(request.limit_at, talk.now),
        due=due_of(talk, case),
    )


def answer_part(talk: Talk, question: Question, case: Case, text: str) -> str:
    """The reason or the day that was missing."""
    return pause(talk, case, f"{text} {kept_commands.words_of(talk.ctx, question)}")


def resume(talk: Talk, case: Case, _text: str) -> str:
    """恢复 7."""
    post = post_for(talk, case, Act.RESUME)
    told = case.due_at
    case = service.resume(talk.ctx, case, "resumed", post=post, account_id=talk.account.id)
    return texts.RESUMED(
        n=case.running,
        due=naming.due(case.due_at or talk.now, talk.now),
        told=texts.RESUMED_TOLD() if case.due_at != told else "",
    )


def granted(talk: Talk, case: Case, request: Request) -> str:
    """What the level above hears who agreed."""
    if request.kind == "contest":
        return texts.CONTEST_GRANTED(n=case.running, due=due_of(talk, case), unit=unit_name(talk, case.unit))
    until = format_day(shanghai_day(request.asked_due_at or talk.now))
    return texts.GRANTED(n=case.running, until=until, unit=unit_name(talk, request.unit))


def refused(talk: Talk, case: Case, request: Request) -> str:
    """What the level above hears who did not."""
    if request.kind == "contest":
        found = service.running(talk.ctx, case)
        until = format_day(found.until_on) if found is not None else "—"
        return texts.CONTEST_REFUSED(n=case.running, until=until)
    return texts.REFUSED(n=case.running, due=due_of(talk, case), unit=unit_name(talk, request.unit))


def _need(talk: Talk, case: Case, asked: rules.Asked) -> str:
    if asked.reason is None and asked.until is None:
        return texts.NEEDS(n=case.running)
    if asked.reason is None:
        return texts.NEEDS_REASON(n=case.running)
    latest = rules.latest(shanghai_day(talk.now), talk.ctx.calendar)
    return texts.NEEDS_DATE(n=case.running, latest=format_day(shanghai_day(latest)))


def _decider(talk: Talk, request: Request) -> str:
    posts = posts_for(talk.ctx, request.to_unit, cast("Role", request.to_role))
    person = acting.person_now(talk.ctx, posts[0].code) if posts else ""
    return f"{unit_name(talk, request.to_unit)}{person}"
