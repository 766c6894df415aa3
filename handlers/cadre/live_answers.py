"""What a cadre's answer does to the question that is live, or that he tapped: one row a purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.cadre import (
    claims,
    commands,
    committing,
    dangers,
    excluding,
    free_text,
    helping,
    inspecting,
    moving,
    pausing,
    photos,
    pledging,
    posts,
    proxies,
    reporting,
    taking,
    visiting,
)
from handlers.cadre.choice import by_reference
from handlers.cadre.lists import show
from handlers.context import Talk
from handlers.grammar import parse
from handlers.grammar.verbs import PROGRESS_OF_RESIDENT, UNDO
from handlers.services import evidence, handling_requests, kept_commands, questions, timers
from handlers.shared import asking, handoff
from handlers.texts import cadre as texts
from models.domain.numbers import Reference, find_references
from models.domain.states import Act
from models.domain.words import Answer, AskBack, alone
from models.tables import Case, Media, Question

CASE = "case:"
"""Head of the options that stand for a case."""
Settled = Callable[[Talk, Question, str], str | None]
"""Does what an option means; None hands the kept words on to the resident's side."""


def answer(talk: Talk) -> str | None:
    """Route of live questions (dialogues 2.3, rows 5 and 6); a tap answers its own question."""
    tapped = talk.notes.get("tap")
    if tapped is not None:
        question, option = tapped
        return settle(talk, question, option["effect"]) if kept_commands.is_cadres(question) else None
    if talk.message.kind != "text" or not talk.posts or talk.notes.get("resident"):
        return None
    live = asking.live(talk)
    if live is None or not kept_commands.is_cadres(live):
        return None
    if live.kind == "reason":
        return _reason(talk, live)
    if asking.purpose_of(live) == "proxy" and proxies.is_phone(talk.text):
        return settle(talk, live, "phone")
    named = _named(talk, live)
    if named:
        return settle(talk, live, named)
    meant = asking.meaning(live, talk.text)
    if isinstance(meant, Answer):
        if meant.effect in {"drop", "cancel"}:
            return cancel(talk, live)
        if any(option["effect"] == meant.effect for option in live.options):
            return settle(talk, live, meant.effect)
        return _again(live)
    if isinstance(meant, AskBack):
        return _ask_back(talk, live, meant)
    return _again(live) if live.kind != "order" and alone(talk.text) and asking.shown(live) else None


def _named(talk: Talk, question: Question) -> str:
    """The option of the one case that the words name as lists write it where numbers are shared (1124-2)."""
    offered = [option["effect"] for option in question.options if option["effect"].startswith(CASE)]
    whole = [one.reference for one in find_references(talk.text) if one.end - one.start == len(talk.text)]
    if not offered or len(whole) != 1 or whole[0].month_day is None:
        return ""
    cases = [(effect, talk.tx.get(Case, int(effect.removeprefix(CASE)))) for effect in offered]
    meant = [effect for effect, case in cases if case is not None and whole[0].fits(case.day, case.running)]
    return meant[0] if len(meant) == 1 else ""


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """The option was chosen."""
    if not talk.posts:
        return None
    close(talk, question, effect)
    purpose = "order" if question.kind == "order" else asking.purpose_of(question)
    return PURPOSES[purpose](talk, question, effect)


def cancel(talk: Talk, question: Question) -> str:
    """取消: what was asked about is not done. An order stays."""
    case = _case(talk, question)
    if question.kind == "order" and case is not None:
        return texts.ORDER_STAYS(n=case.running)
    close(talk, question, "", status="dropped")
    verb = str(question.data.get("verb", ""))
    return texts.CANCELLED(verb=verb) if verb else texts.CANCELLED_QUESTION()


def close(talk: Talk, question: Question, answer_given: str, status: str = "answered") -> None:
    """The question is over; its time-out goes with it."""
    timers.cancel(talk.ctx, "question", question.id)
    newest = talk.tx.get(Question, question.id) or question
    settled = questions.settle(talk.ctx, newest, answer_given, status=status)
    kept_commands.forget_words(talk.ctx, settled)
    asking.renew(talk)


def _reason(talk: Talk, question: Question) -> str | None:
    case = _case(talk, question)
    if case is None or parse(talk.text, "cadre") is not None:
        return None
    said = PARTS.get(asking.purpose_of(question))
    if said is not None:
        reply = said(talk, question, case, talk.text)
        live = asking.live(talk)
        if live is None or live.id == question.id:
            close(talk, question, "said")
        return reply
    found = moving.answer_reason(talk, case, talk.text)
    if found is None:
        return texts.ANSWER_WITH_DIGITS(digits="1、2、3、4", question=texts.ASK_OBJECTION(n=case.running))
    live = asking.live(talk)
    if live is None or live.id == question.id:
        close(talk, question, "reason")
    else:
        timers.cancel(talk.ctx, "question", question.id)
    return found


def _ask_back(talk: Talk, question: Question, back: AskBack) -> str | None:
    if back.why == "number":
        known = back.number is not None and by_reference(talk, Reference(back.number), lambda _talk, _case: True)
        return None if known else _again(question)  # a bare number only shows something (L7); the question stays
    if question.kind == "order":
        case = _case(talk, question)
        if back.why == "stays" and case is not None:
            return texts.ORDER_STAYS(n=case.running)
        if back.why == "finish" and case is not None:
            return free_text.ask_one(talk, case, talk.text)
        return None  # 好 and 嗯 are judged by the rule of 收到
    if back.why == "thanks" and not question.data.get("words"):
        return None
    return _again(question)


def _again(question: Question) -> str:
    digits = "、".join(str(option["digit"]) for option in question.options)
    return texts.ANSWER_WITH_DIGITS(digits=digits, question=asking.shown(question))


def _order(talk: Talk, question: Question, effect: str) -> str | None:
    case = _case(talk, question)
    if case is None:
        return None
    return taking.accept(talk, case) if effect == "accept" else moving.object_to(talk, case, "")


def _command(talk: Talk, question: Question, effect: str) -> str | None:
    case = talk.tx.get(Case, int(effect.removeprefix("case:")))
    if case is None:
        return None
    words = kept_commands.words_of(talk.ctx, question)
    verb = str(question.data["verb"])
    joined = [talk.tx.get(Media, int(one)) for one in question.data.get("media", ())]
    evidence.attach(talk.ctx, case, [one for one in joined if one is not None])
    if verb == UNDO:
        return taking.undo(talk, case)
    return commands.on_case(talk, verb, case, words)


def _slip(talk: Talk, question: Question, effect: str) -> str | None:
    if effect != "yes":
        return texts.SLIP_NO()
    command = parse(kept_commands.words_of(talk.ctx, question), "cadre")
    return commands.execute(talk, command) if command is not None else texts.SLIP_NO()


def _weak(talk: Talk, question: Question, _effect: str) -> str | None:
    case = _case(talk, question)
    return reporting.insisted(talk, case, kept_commands.words_of(talk.ctx, question)) if case is not None else None


def _final(talk: Talk, question: Question, effect: str) -> str | None:
    case = _case(talk, question)
    if case is None:
        return None
    words = kept_commands.words_of(talk.ctx, question)
    if effect == "final":
        return reporting.report(talk, case, words, Act.ANSWER)
    return reporting.interim(talk, case, words)


def _objection(talk: Talk, question: Question, effect: str) -> str | None:
    case = _case(talk, question)
    known = effect in handling_requests.OBJECTION_REASONS
    return moving.ask_basis(talk, case, effect) if case is not None and known else None


def _transfer(talk: Talk, question: Question, effect: str) -> str | None:
    case = _case(talk, question)
    if case is None:
        return None
    if effect == "desk":
        return moving.send_to_desk(talk, case, str(question.data["unit"]))
    return texts.TRANSFER_KEPT(n=case.running)


def _unbind(talk: Talk, _question: Question, effect: str) -> str | None:
    return posts.leave(talk, effect)


def _show(talk: Talk, _question: Question, effect: str) -> str | None:
    if effect.startswith("own:"):
        handoff.to_resident(talk, f"{PROGRESS_OF_RESIDENT} {effect.removeprefix('own:')}")
        talk.notes[handoff.ASKS_PROGRESS] = True  # the route of numbers, behind this one, shows it
        return None
    case = talk.tx.get(Case, int(effect.removeprefix("case:")))
    return show(talk, case) if case is not None else None


def _basis(talk: Talk, question: Question, case: Case, text: str) -> str:
    close(talk, question, "basis")
    return moving.submit(talk, case, str(question.data["reason"]), text)


PARTS: Mapping[str, Callable[[Talk, Question, Case, str], str]] = {
    "basis": _basis,
    claims.BASIS: claims.answer_basis,
    excluding.REASON: excluding.answer_reason,
    excluding.BASIS: excluding.answer_basis,
    committing.PART: committing.answer_part,
    pausing.PART: pausing.answer_part,
}
"""Questions that want words: what is done with them."""

PURPOSES: Mapping[str, Settled] = {
    "order": _order,
    "command": _command,
    "show": _show,
    "slip": _slip,
    "weak": _weak,
    "final": _final,
    "claim": claims.settle,
    claims.ROUTE: claims.settle_route,
    helping.PURPOSE: helping.settle,
    "objection": _objection,
    excluding.REASON: excluding.settle,
    "transfer": _transfer,
    "unbind": _unbind,
    "photo": photos.settle,
    "photo_which": photos.settle,
    "danger_words": dangers.settle,
    "proxy": proxies.settle,
    committing.ECHO: committing.settle,
    committing.MOVE: committing.settle_move,
    visiting.walking.WHICH: visiting.walking.chosen,
    visiting.walking.FILE: visiting.walking.file,
    inspecting.ECHO: inspecting.settle,
    pledging.ECHO: pledging.settle,
    "free": free_text.settle,
    "free_one": free_text.settle_one,
}


def _case(talk: Talk, question: Question) -> Case | None:
    return talk.tx.get(Case, question.case_id) if question.case_id is not None else None
