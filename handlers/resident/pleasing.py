"""Whether the person is pleased: it never closes or opens a case by itself."""

from __future__ import annotations

from handlers.context import Talk
from handlers.resident import accusing, balloting, polled, reopening
from handlers.services import protection, voting
from handlers.services.filing import Filing, file_case
from handlers.services.routing import route
from handlers.shared import asking
from handlers.texts import choices, inspection, naming, votes
from models.domain.words import AskBack, digit_of
from models.tables import Case, Question, Voice


def satisfied(talk: Talk, question: Question) -> str | None:
    """这次办得您满意吗？"""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or voice is None or found is None:
        return None
    if isinstance(found, AskBack):
        if question.data.get("again"):
            return None
        talk.tx.update(question, data={**question.data, "again": True})
        return votes.ASK_BACK_SATISFIED(number=case.running, options=polled.options(question))
    asking.settle(talk, question, found.effect)
    if found.effect in {"skip", "drop"}:
        return votes.SKIPPED(number=case.running)
    case, voice = voting.satisfy(talk.ctx, case, voice, found.effect, comment=found.comment)
    if found.effect == "unsatisfied" and not found.comment:
        return ask_why(talk, case, voice)
    said, more = both(case, found.effect), balloting.offer(talk)
    return f"{said}\n{more}" if more else said


def ask_why(talk: Talk, case: Case, voice: Voice) -> str:
    """哪里没办好？"""
    rows = naming.numbered(votes.WHY_DISPLEASED)
    text = votes.ASK_WHY_DISPLEASED(options=rows)
    return asking.ask(
        talk, "which", text, votes.WHY_DISPLEASED, purpose="displeased", case=case, voice_id=voice.id,
        lives=asking.SATISFIED_LIVES,
    )  # fmt: skip


def displeased(talk: Talk, question: Question) -> str | None:
    """太慢、态度不好、没修彻底, or a sentence."""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or voice is None or isinstance(found, AskBack):
        return asking.shown(question) if case is not None else None
    if found is None:
        reading = talk.reading
        if reading.place.given == "yes" or len(talk.text) > 60:
            return None
        asking.settle(talk, question, "other")
        voting.satisfy(talk.ctx, case, voice, "unsatisfied", comment=talk.text)
        return votes.WHY_NOTED(why=talk.text[:20], number=case.running)
    asking.settle(talk, question, found.effect)
    if found.effect == "drop":
        return votes.SKIPPED(number=case.running)
    if found.effect == "other":
        return asking.ask(
            talk, "reason", votes.WHY_OTHER(), purpose="why", case=case, voice_id=voice.id, lives=asking.DRAFT_LIVES
        )
    if found.effect == "not_thorough":
        return asking.ask(
            talk, "yesno", votes.ASK_REDO(), choices.REDO, purpose="redo", case=case,
            voice_id=voice.id, lives=asking.SATISFIED_LIVES,
        )  # fmt: skip
    if found.effect == "attitude":
        return asking.ask(
            talk, "yesno", votes.ASK_INSPECT(), choices.INSPECT, purpose="inspect", case=case, voice_id=voice.id,
            lives=asking.SATISFIED_LIVES,
        )  # fmt: skip
    voting.satisfy(talk.ctx, case, voice, "unsatisfied", comment=dict(votes.WHY_DISPLEASED)[found.effect])
    return votes.WHY_NOTED(why=dict(votes.WHY_DISPLEASED)[found.effect], number=case.running)


def why(talk: Talk, question: Question) -> str | None:
    """The sentence behind 别的."""
    case, voice = polled.subject(talk, question)
    if digit_of(talk.text) is not None:
        return asking.shown(question)  # a sentence was asked for
    asking.settle(talk, question, "text")
    if case is None or voice is None:
        return None
    voting.satisfy(talk.ctx, case, voice, "unsatisfied", comment=talk.text)
    return votes.WHY_NOTED(why=talk.text[:20], number=case.running)


def redo(talk: Talk, question: Question) -> str | None:
    """那要不要接着修？"""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or voice is None or found is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    asking.settle(talk, question, found.effect)
    reason = dict(votes.WHY_DISPLEASED)["not_thorough"]
    if found.effect == "yes":
        return reopening.reopened(talk, case, voice, reason)
    voting.satisfy(talk.ctx, case, voice, "unsatisfied", comment=reason)
    return votes.WHY_NOTED(why=reason, number=case.running)


def inspect(talk: Talk, question: Question) -> str | None:
    """要不要让督查组看看？"""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or voice is None or found is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    asking.settle(talk, question, found.effect)
    category = accusing.accusation_category(talk)
    free = protection.inspectors(talk.ctx, filer=talk.account.id)
    if found.effect != "yes" or not category or not free:
        attitude = dict(votes.WHY_DISPLEASED)["attitude"]
        voting.satisfy(talk.ctx, case, voice, "unsatisfied", comment=attitude)
        return votes.NOT_INSPECTED(number=case.running)
    # nothing is written beside the case itself: its unit would read there who complained
    voting.satisfy(talk.ctx, case, voice, "unsatisfied")
    filed = file_case(
        talk.ctx,
        Filing(
            account=talk.account,
            words=votes.INSPECT_WORDS(number=case.number, unit=talk.ctx.district.name_of(case.unit)),
            category=category,
            title=talk.ctx.district.categories[category].title,
            community=case.community,
            tier=talk.ctx.district.categories[category].tier,
            anonymous=True,
            route=route(talk.ctx, category, case.community),
        ),
    )
    return inspection.INSPECTED(code=filed.code_word, full=filed.number)


def both(case: Case, pleased: str) -> str:
    """解决了、满意: the end of a case."""
    return votes.NOTED_BOTH(solved=votes.LABELS["solved"], satisfied=votes.LABELS[pleased], number=case.running)
