"""进展, 答复, 办结: words to the resident, and when they end a case."""

from __future__ import annotations

from handlers.cadre import plain
from handlers.cadre.acting import ask, post_for, remember_step, unit_name
from handlers.context import Talk
from handlers.grammar.acts import VERB_OF_ACT
from handlers.grammar.signs import OTHER_ENDS, RESULT_WORDS
from handlers.policies.permissions import is_confidential
from handlers.services import audience, climbing, evidence, handling, kept_commands
from handlers.services.handling import Told
from handlers.services.notices import allowed_at, urgency_of
from handlers.shared import asking
from handlers.texts import cadre as texts
from handlers.texts import closing as closing_texts
from handlers.texts import naming
from handlers.texts import plain as plain_texts
from models.domain.closing import ASKED, ASKED_IN_SECRET, Claim, is_explanation
from models.domain.commitments import Quantity
from models.domain.dates import SaidDate, format_due, future_date_in
from models.domain.errors import MissingPart
from models.domain.states import Act
from models.domain.working_time import ONE_DAY, shanghai_day
from models.tables import Case


def progress(talk: Talk, case: Case, text: str) -> str:
    """进展 7 文字."""
    post = post_for(talk, case, Act.PROGRESS)
    promised = _promise(talk, text)
    says = promised is not None or not plain.is_empty(text)
    told = handling.progress(talk.ctx, case, post, text, promised, talk.account.id, says=says)
    remember_step(talk, told.case)
    reply = said_to_resident(talk, told) + _promised(talk, promised)
    return reply if says else f"{reply}\n{plain_texts.NOT_COUNTED(missing=plain.named(plain.lacks(talk, text)))}"


def said_to_resident(talk: Talk, told: Told) -> str:
    """Whether the words have gone to the resident, and if not, when the resident will read them."""
    if not told.pushed:
        return texts.PROGRESSED_QUIETLY()
    hourly = told.case.tier in handling.HOURLY_TIERS
    unreached = audience.unreached(talk.ctx, told.case, "progress", card=hourly)
    if unreached is not None:
        return texts.PROGRESSED_UNREACHED[unreached]()
    at = allowed_at(talk.ctx, "resident", urgency_of(told.case))
    return texts.PROGRESSED() if at <= talk.now else texts.PROGRESSED_LATER(at=naming.at(at, talk.now))


def answer(talk: Talk, case: Case, text: str) -> str:
    """答复 7 文字: challenged once when it says nothing; asked about when it is perhaps not the end."""
    post_for(talk, case, Act.ANSWER)
    if not text.strip():
        raise MissingPart(verb=Act.ANSWER.value, number=case.running, parts=("text",))
    if plain.is_weak(talk, text) and talk.conversation.memory.get("weak") != case.id:
        talk.remember(weak=case.id)
        tomorrow = shanghai_day(talk.now) + ONE_DAY
        missing = plain.lacks(talk, text)
        day = texts.DATED(month=tomorrow.month, day=tomorrow.day)
        if missing == ("blanks",):
            return plain_texts.FINISH_EMPTY(
                n=case.running, verb=VERB_OF_ACT["answer"], missing=plain.named(missing), day=day
            )
        said = texts.ASK_WEAK(n=case.running, missing=plain.named(missing), day=day)
        choices = (("send", texts.WEAK_OPTION),)
        return ask(talk, "weak", said, choices, case=case, words=text, verb=VERB_OF_ACT["answer"])
    return weigh(talk, case, text)


def insisted(talk: Talk, case: Case, text: str) -> str:
    """就这样发: the resident reads it, but it is no answer: the case and its limits stay as they are."""
    post = post_for(talk, case, Act.PROGRESS)
    told = handling.progress(talk.ctx, case, post, text, None, talk.account.id, says=False)
    remember_step(talk, told.case)
    return plain_texts.SENT_AS_WORDS(missing=plain.named(plain.lacks(talk, text)))


def _refused(talk: Talk, case: Case, text: str, verb: str) -> str:
    """Why words cannot end a case, `` where they can: empty phrases, or a form whose blanks are open."""
    if not text.strip() or not plain.is_empty(text):
        return ""
    tomorrow = shanghai_day(talk.now) + ONE_DAY
    day = texts.DATED(month=tomorrow.month, day=tomorrow.day)
    missing = plain.named(plain.lacks(talk, text))
    return plain_texts.FINISH_EMPTY(n=case.running, verb=verb, missing=missing, day=day)


def weigh(talk: Talk, case: Case, text: str) -> str:
    """Whether an answer is the end, and of which sort; asked where the words leave it open."""
    promised = _promise(talk, text)
    if OTHER_ENDS.search(text) and promised is None:
        return _ask_claim(talk, case, text, Act.ANSWER)
    if promised is not None or not RESULT_WORDS.search(text):
        post = post_for(talk, case, Act.ANSWER)
        return ask(
            talk,
            "final",
            texts.ASK_FINAL(),
            texts.FINAL_OPTIONS,
            kind="final",
            case=case,
            post=post,
            words=text,
            verb=VERB_OF_ACT["answer"],
        )
    return report(talk, case, text, Act.ANSWER)


def finish(talk: Talk, case: Case, text: str) -> str:
    """办结 7 文字: what sort of end it is decides what must be shown; photos of the last half hour are taken along."""
    post_for(talk, case, Act.FINISH)
    join_photos(talk, case)
    if refused := _refused(talk, case, text, VERB_OF_ACT["finish"]):
        return refused
    if OTHER_ENDS.search(text):
        return _ask_claim(talk, case, text, Act.FINISH)
    return repaired(talk, case, text, Act.FINISH)


def repaired(talk: Talk, case: Case, text: str, how_ended: Act) -> str:
    """It is done: needs words and the evidence of the category, or why there is none where that is allowed."""
    if how_ended is Act.ANSWER:
        return report(talk, case, text, how_ended)
    post = post_for(talk, case, Act.FINISH)
    gaps = evidence.missing(talk.ctx, case, text)
    how = _how_to_show(talk, case, gaps)
    wanted = "、".join(texts.EVIDENCE[gap] for gap in gaps)
    if not text.strip():
        if gaps:
            return texts.FINISH_NEEDS_BOTH(n=case.running, evidence=wanted, how=how)
        return texts.FINISH_NEEDS_WORDS(n=case.running)
    if gaps:
        kept_commands.keep_for_photo(talk.ctx, talk.account.id, case, post, text)
        return texts.FINISH_NEEDS_EVIDENCE(n=case.running, evidence=wanted, how=how)
    return report(talk, case, text, Act.FINISH)


def report(
    talk: Talk, case: Case, text: str, how: Act, *, claim: Claim = "solved", done: Quantity | None = None
) -> str:
    """Report the end and say what happens next; never when the resident is asked."""
    post = post_for(talk, case, how)
    if refused := _refused(talk, case, text, VERB_OF_ACT[how.value]):
        return refused
    above = climbing.above(talk.ctx, case, reopened=True)
    told = handling.report(talk.ctx, case, post, text, how=how, claim=claim, done=done, account_id=talk.account.id)
    without = evidence.lacking(talk.ctx, case, text, claim) if how is not Act.ANSWER else ()
    for kept in kept_commands.waiting_for_photo(talk.ctx, talk.account.id):
        if kept.case_id == case.id:
            kept_commands.release(talk.ctx, kept, "done")
    remember_step(talk, told.case)
    talk.remember(weak=None)
    on_time = told.case.due_at is None or talk.now <= told.case.due_at
    said = texts.FINISHED_EXPLAINED if is_explanation(claim) else texts.FINISHED
    if above is not None and above.unit == told.case.unit:
        said = texts.FINISHED_AT_DESK
    unreached = audience.unreached(talk.ctx, told.case, "result")
    reply = said(
        told=texts.FINISHED_UNREACHED[unreached]() if unreached is not None else "",
        n=case.running,
        verb=VERB_OF_ACT[how.value],
        at=naming.moment(talk.now),
        punctual=texts.ON_TIME if on_time else texts.LATE,
        above=unit_name(talk, above.unit) if above else texts.ABOVE_NONE(),
        **({"claim": closing_texts.CLAIMED[claim]()} if is_explanation(claim) and "claim" in said.blanks else {}),
    )
    return f"{reply}\n{closing_texts.EXCUSED(evidence=_named(without))}" if without else reply


def interim(talk: Talk, case: Case, text: str) -> str:
    """The answer was meant as interim words: the case stays."""
    post = post_for(talk, case, Act.PROGRESS)
    promised = _promise(talk, text)
    says = promised is not None or not plain.is_empty(text)
    told: Told = handling.progress(talk.ctx, case, post, text, promised, talk.account.id, says=says)
    remember_step(talk, told.case)
    return texts.INTERIM(
        sent=said if (said := said_to_resident(talk, told)) != texts.PROGRESSED() else texts.INTERIM_SENT(),
        n=case.running,
        promised=texts.INTERIM_PROMISED(due=format_due(promised.at)) if promised else "",
    )


def join_photos(talk: Talk, case: Case) -> bool:
    """Photos sent in the last half hour that belong to nothing yet become evidence; the question about them ends."""
    found = evidence.loose(talk.ctx, talk.account.id)
    question = asking.live(talk)
    if question is not None and kept_commands.is_cadres(question) and asking.purpose_of(question) == "photo":
        asking.settle(talk, question, "joined")
    evidence.attach(talk.ctx, case, found)
    return bool(found)


def _ask_claim(talk: Talk, case: Case, text: str, how: Act) -> str:
    post = post_for(talk, case, how)
    offered = ASKED_IN_SECRET if is_confidential(case) else ASKED
    choices = tuple(one for one in closing_texts.CLAIM_OPTIONS if one[0] in offered)
    said = closing_texts.ASK_CLAIM(n=case.running, options=naming.numbered(choices))
    return ask(
        talk,
        "claim",
        said,
        choices,
        case=case,
        post=post,
        words=text,
        how=how.value,
        verb=VERB_OF_ACT[how.value],
    )


def _how_to_show(talk: Talk, case: Case, gaps: tuple[str, ...]) -> str:
    """The closing condition of the category, that a photo does, and how to say why there is none where that may be."""
    if not gaps:
        return ""
    category = talk.ctx.district.categories.get(case.category)
    said = closing_texts.CLOSING(closing=category.closing) if category is not None and category.closing else ""
    said += texts.EVIDENCE_BY_PHOTO()
    if evidence.may_be_excused(talk.ctx, case, gaps):
        said += closing_texts.EXCUSE[gaps[0]](n=case.running)
    return said


def _named(kinds: tuple[str, ...]) -> str:
    return texts.SEPARATOR.join(closing_texts.EVIDENCE_SHORT[kind]() for kind in kinds)


def _promise(talk: Talk, text: str) -> SaidDate | None:
    return future_date_in(text, shanghai_day(talk.now), talk.ctx.calendar)


def _promised(talk: Talk, promised: SaidDate | None) -> str:
    if promised is None:
        return ""
    off = texts.PROMISED_DAY_OFF() if promised.day_off and promised.day != shanghai_day(talk.now) else ""
    return texts.PROMISED(said=promised.said, due=format_due(promised.at, shanghai_day(talk.now))) + off
