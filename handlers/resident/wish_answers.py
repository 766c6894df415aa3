"""Answers to questions about one's own cases: withdraw, which one, broken again, a telephone number."""

from __future__ import annotations

from handlers.context import Talk
from handlers.resident import cases, commands, contacting, drafting, polled, receipts, reopening, revising
from handlers.services import drafts, transcripts, voting, wishes
from handlers.shared import asking, unsubscribing
from handlers.texts import general, lists, naming, resident, votes
from models.domain import words
from models.domain.errors import IllegalAct
from models.domain.numbers import find_references
from models.domain.reading import MatterReading, PlaceReading, Reading
from models.domain.words import Answer, AskBack, normalise
from models.tables import Case, Question


def withdraw(talk: Talk, question: Question) -> str | None:
    """是修好了，还是不想报了？"""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or voice is None or found is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    asking.settle(talk, question, found.effect)
    if found.effect == "keep":
        return resident.WITHDRAW_KEPT(label=naming.label(case))
    try:
        gone = wishes.withdraw(talk.ctx, case, voice, solved=found.effect == "self_solved")
    except IllegalAct:
        return resident.WITHDRAW_CLOSED(label=naming.label(case))
    if gone is None:
        return resident.LEFT_OTHERS()
    if found.effect == "self_solved":
        return resident.SELF_SOLVED(label=naming.label(case))
    return resident.WITHDRAWN(label=naming.label(case), number=case.running)


def which(talk: Talk, question: Question) -> str | None:
    """是说哪件？ The verb and its words were kept."""
    case = _chosen(talk, question)
    if isinstance(case, str):
        return case
    if case is None:
        return None
    return commands.run(talk, str(question.data["verb"]), case, str(question.data.get("rest", "")))


def change_which(talk: Talk, question: Question) -> str | None:
    """改哪个？ The draft that is open, or the last vote."""
    found = asking.meaning(question, talk.text)
    if found is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    asking.settle(talk, question, found.effect)
    if found.effect == "draft":
        draft = drafts.open_draft(talk.ctx, talk.conversation)
        if draft is None:
            return votes.NOTHING_TO_CHANGE()
        return asking.ask(talk, "change", resident.CHANGE_WHAT(), draft_id=draft.id, lives=asking.DRAFT_LIVES)
    return revising.change_vote(talk, talk.tx.get(Case, int(question.data["vote"])))


def broken(talk: Talk, question: Question) -> str | None:
    """是楼道灯又坏了吗？"""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or voice is None or found is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    asking.settle(talk, question, found.effect)
    if found.effect != "yes":
        return resident.NEW_MATTER()
    return reopening.reopened(talk, case, voice, str(question.data.get("comment", "")))


def broken_which(talk: Talk, question: Question) -> str | None:
    """哪件又坏了？"""
    if normalise(talk.text) in lists.NEW:
        asking.settle(talk, question, "new")
        return resident.NEW_MATTER()
    case = _chosen(talk, question)
    if case is None or isinstance(case, str):
        return case
    voice = voting.voice_of(talk.ctx, case, talk.account.id)
    return reopening.reopened(talk, case, voice, str(question.data.get("comment", ""))) if voice is not None else None


def file_again(talk: Talk, question: Question) -> str | None:
    """More than thirty days old: a new case that names the old number."""
    case, _ = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or found is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    asking.settle(talk, question, found.effect)
    if found.effect != "yes":
        return resident.DROPPED()
    unit = case.community
    reading = Reading(
        intent="complaint",
        matters=(MatterReading(case.category, case.title, 1.0),),
        place=PlaceReading("yes" if unit else "no", case.place, unit, (), case.detail),
        urgency=case.tier,
        vulnerable=case.vulnerable,
    )
    draft = drafts.begin(
        talk.ctx,
        talk.account,
        talk.conversation,
        words=resident.FILED_BEFORE(full=case.number, words=case.text),
        reading=reading,
        memory={"ref": case.number},
    )
    asking.renew(talk)
    return drafting.file(talk, draft) if case.category and unit else drafting.go_on(talk, draft)


def redone(talk: Talk, question: Question) -> str | None:
    """那就不用再办了？"""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or voice is None or found is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    asking.settle(talk, question, found.effect)
    if found.effect != "yes":
        return votes.COME_ANYWAY(label=naming.label(case))
    wishes.withdraw(talk.ctx, case, voice, solved=True)
    return resident.SELF_SOLVED(label=naming.label(case))


def already_fine(talk: Talk, question: Question) -> str | None:
    """已经好了就回 1 (评价 of a case that is still worked on)."""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or voice is None or not isinstance(found, Answer):
        return None
    asking.settle(talk, question, found.effect)
    if found.effect != "yes":
        return resident.WITHDRAW_KEPT(label=naming.label(case))
    return wishes_solved(talk, case, question)


def wishes_solved(talk: Talk, case: Case, question: Question) -> str:
    """The matter is over before anybody reported it done."""
    _, voice = polled.subject(talk, question)
    if voice is None or wishes.withdraw(talk.ctx, case, voice, solved=True) is None:
        return resident.LEFT_OTHERS()
    return resident.SELF_SOLVED(label=naming.label(case))


def transcript(talk: Talk, question: Question) -> str | None:
    """Whether what was written down is what the recording says."""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or voice is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    if found is None or found.effect not in {"yes", "no"}:
        if cases.is_open(case) and talk.reading.intent == "complaint" and not talk.reading.place.unit:
            asking.settle(talk, question, "text")
            return commands.supplement(talk, case, talk.text)
        return None
    asking.settle(talk, question, found.effect)
    if found.effect == "no" and found.comment:
        return _corrected(talk, case, found.comment)
    if found.effect == "no":
        said = resident.TRANSCRIPT_WRONG()
        return asking.ask(talk, "reason", said, purpose="transcript", case=case, lives=asking.DRAFT_LIVES)
    case = transcripts.confirm(talk.ctx, case)
    return receipts.receipt(talk.ctx, [case])


def transcript_wrong(talk: Talk, question: Question) -> str | None:
    """哪里不对？ Whoever listens reads what is said now beside the recording."""
    case, _ = polled.subject(talk, question)
    if case is None or words.digit_of(talk.text) is not None:
        return None
    asking.settle(talk, question, "text")
    return _corrected(talk, case, talk.text) if cases.is_open(case) else None


def _corrected(talk: Talk, case: Case, said: str) -> str:
    wishes.supplement(talk.ctx, case, cases.voice_in(talk, case), said)
    return resident.TRANSCRIPT_CORRECTED(label=naming.label(case))


def unsubscribe(talk: Talk, question: Question) -> str | None:
    """要我以后都不主动给您发消息吗？"""
    found = asking.meaning(question, talk.text)
    if not isinstance(found, Answer):
        return None
    asking.settle(talk, question, found.effect)
    return unsubscribing.unsubscribe(talk) if found.effect == "yes" else general.HERE()


def phone(talk: Talk, question: Question) -> str | None:
    """留个电话他们好找您: asked once, optional."""
    case, _ = polled.subject(talk, question)
    number = contacting.phone_in(talk.text)
    if case is None:
        return None
    if not number:
        if normalise(talk.text) in lists.NO_PHONE:
            asking.settle(talk, question, "no")
            return resident.PHONE_NOT_NEEDED()
        if talk.text.isdigit() and len(talk.text) > 5:
            return general.NOT_A_PHONE()
        return None
    asking.settle(talk, question, "phone")
    wishes.keep_phone(talk.ctx, case, number)
    cold = resident.PHONE_KEPT_COLD() if case.vulnerable else ""
    return "\n".join(part for part in (resident.PHONE_KEPT(), cold) if part)


def callback(talk: Talk, question: Question) -> str | None:
    """要他们打给您，回手机号。"""
    number = contacting.phone_in(talk.text)
    if not number:
        return general.NOT_A_PHONE() if talk.text.isdigit() and len(talk.text) > 5 else None
    asking.settle(talk, question, "phone")
    return contacting.ask_for_call(talk, number)


def _chosen(talk: Talk, question: Question) -> Case | str | None:
    found = _by_handle(talk, question) or asking.meaning(question, talk.text)
    if isinstance(found, AskBack):
        return asking.shown(question)
    if found is None:
        return None
    asking.settle(talk, question, found.effect)
    if found.effect == "drop":
        return resident.WITHDRAW_NOTHING_DONE()
    case = talk.tx.get(Case, int(found.effect))
    return case if case is not None else None


def _by_handle(talk: Talk, question: Question) -> Answer | None:
    """1124-1 at a choice between two of one number: the offered case that the whole number means."""
    said = find_references(talk.text)
    if len(said) != 1 or said[0].reference.month_day is None:
        return None
    offered = [talk.tx.get(Case, int(one["effect"])) for one in question.options if one["effect"].isdigit()]
    code = talk.ctx.district.code
    meant = [case for case in offered if case is not None and said[0].reference.fits(case.day, case.running, code)]
    return Answer(str(meant[0].id)) if len(meant) == 1 else None
