"""Answers to what a draft asks: the card, the place, the matter, whose a photo is."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Talk
from handlers.resident import accusation_answers, drafting, neighbours, places, receipts, ways
from handlers.services import drafts
from handlers.services.merging import JOINABLE
from handlers.shared import asking
from handlers.texts import choices, lists, naming, resident
from handlers.texts import neighbours as texts_of_neighbours
from handlers.understanding.matters import ROUTE
from models.domain import words
from models.domain.reading import Reading
from models.domain.words import Answer, AskBack, normalise
from models.tables import Account, Case, Draft, Question


def card(talk: Talk, question: Question) -> str | None:
    """对就回 1；不对就回 2，或直接说哪里不对。"""
    draft = _draft(talk, question)
    if draft is None:
        return _already(talk, question)
    found = asking.meaning(question, talk.text)
    if isinstance(found, Answer):
        if found.effect == "later":
            return resident.KEPT_A_WHILE()
        asking.settle(talk, question, found.effect)
        if found.effect == "cancel":
            return _drop(talk, draft)
        if found.effect == "change":
            return _change(talk, draft, found.comment) if found.comment else _ask_change(talk, draft)
        if found.comment:
            draft = drafts.touch(talk.ctx, draft, words=found.comment)
        return drafting.file(talk, draft)
    if isinstance(found, AskBack):
        return _card_again(talk, question, draft, found)
    if asking.purpose_of(question) == "several" and lists.NOT_BUT.search(talk.text):
        asking.settle(talk, question, "change")
        return _change(talk, draft, talk.text)
    return _only_one(talk, question, draft)


def inspector(talk: Talk, question: Question) -> str | None:
    """Whether the inspectors are to answer an accusation; anything but one of the two sends nothing."""
    draft = _draft(talk, question)
    if draft is None:
        return _already(talk, question)
    found = asking.meaning(question, talk.text)
    if isinstance(found, AskBack):
        return asking.shown(question)
    if found is None:
        return None
    asking.settle(talk, question, found.effect)
    if found.effect in {"file", "file_quiet"}:
        if found.comment:
            draft = drafts.touch(talk.ctx, draft, words=found.comment)
        return accusation_answers.confirmed(talk, draft, found.effect)
    return _drop(talk, draft)


def neighbour(talk: Talk, question: Question) -> str | None:
    """一起跟着，还是单独报？"""
    draft = _draft(talk, question)
    found = asking.meaning(question, talk.text)
    if draft is None:
        return _already(talk, question)
    if isinstance(found, AskBack):
        return _back(question, found)
    if found is None:
        return None
    asking.settle(talk, question, found.effect)
    if found.effect == "drop":
        return _drop(talk, draft)
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    if found.effect == "follow" and case is not None and case.state in {one.value for one in JOINABLE}:
        return neighbours.join(talk, draft, case)
    draft = drafts.remember(talk.ctx, draft, separate=True)
    late = case is not None and found.effect == "follow"
    opening = texts_of_neighbours.GONE(label=naming.label(case)) if late and case is not None else ""
    return drafting.go_on(talk, draft, opening)


def inquiry(talk: Talk, question: Question) -> str | None:
    """要他们给您回话，回 1。"""
    draft, back = _agreed(talk, question)
    if draft is None:
        return back
    case = drafts.file(talk.ctx, draft, talk.account)[0]
    talk.refresh()
    if not case.unit or case.due_at is None:
        return receipts.receipt(talk.ctx, [case])
    return resident.INQUIRY_FILED(
        unit=talk.ctx.district.name_of(case.unit),
        number=case.running,
        full=case.number,
        due=naming.due(case.due_at, talk.now),
    )


def way(talk: Talk, question: Question) -> str | None:
    """您要是还想让社区的同志先联系您，回 1。"""
    draft, back = _agreed(talk, question)
    if draft is None:
        return back
    draft = ways.keep(talk, draft)
    known = drafts.understood(draft).place.given == "yes"
    return drafting.file(talk, draft) if known else drafting.go_on(talk, draft)


def default_place(talk: Talk, question: Question) -> str | None:
    """是在滨海社区吗？"""
    draft = _draft(talk, question)
    found = asking.meaning(question, talk.text)
    if draft is None or found is None:
        return None
    if isinstance(found, AskBack):
        return _back(question, found)
    asking.settle(talk, question, found.effect)
    if found.effect == "yes":
        draft = drafting.set_place(talk, draft, places.home_of(talk))
    elif found.effect in {"cancel", "drop"}:
        return _drop(talk, draft)
    else:
        draft = drafts.remember(talk.ctx, draft, not_default=True)
    return drafting.go_on(talk, draft)


def place(talk: Talk, question: Question) -> str | None:
    """是哪一个？"""
    draft = _draft(talk, question)
    found = asking.meaning(question, talk.text)
    if draft is None or found is None:
        return None
    if isinstance(found, AskBack):
        return _back(question, found)
    asking.settle(talk, question, found.effect)
    if found.effect in {"drop", "cancel"}:
        return _drop(talk, draft)
    if found.effect == "unknown":
        return drafting.hand_over(talk, draft, resident.PLACE_GIVEN_UP())
    if found.effect == "none_of_these":
        reading = drafts.understood(draft)
        nowhere = replace(reading.place, given="no", candidates=(), place="", unit="")
        draft = drafts.touch(talk.ctx, draft, reading=replace(reading, place=nowhere))
        return drafting.go_on(talk, drafts.remember(talk.ctx, draft, not_default=True))
    return drafting.go_on(talk, drafting.set_place(talk, draft, found.effect))


def place_text(talk: Talk, question: Question) -> str | None:
    """在哪儿？ Whatever is said is read as a place first."""
    draft = _draft(talk, question)
    if draft is None:
        return None
    if _is_a_mere_digit(talk.text):
        return asking.shown(question)
    found = Answer("unknown") if normalise(talk.text) in lists.NOWHERE else words.meaning("place", talk.text, ())
    asking.settle(talk, question, "text")
    if isinstance(found, Answer):
        if found.effect in {"drop", "cancel"}:
            return _drop(talk, draft)
        return drafting.hand_over(talk, draft, resident.PLACE_GIVEN_UP())
    draft = drafting.add(talk, draft, _only_where(draft, drafting.amending(talk, draft)))
    return drafting.go_on(talk, draft)


def _is_a_mere_digit(text: str) -> bool:
    """1 where words are asked for: it files nothing and says nothing."""
    digit = words.digit_of(text)
    return digit is not None and digit < 10


def _only_where(draft: Draft, reading: Reading) -> Reading:
    """超市后面 answers where: a name in it is no second matter while the first is known."""
    weak = all(matter.confidence < ROUTE for matter in reading.matters)
    return replace(reading, matters=()) if weak and drafts.understood(draft).matters else reading


def matter(talk: Talk, question: Question) -> str | None:
    """水是从哪儿来的？"""
    draft = _draft(talk, question)
    if draft is None:
        return None
    code = str(question.data["code"])
    understander = talk.ctx.world.understander
    settled = understander.settle(drafts.with_words(talk.ctx, draft), code, talk.text)
    found = asking.meaning(question, talk.text) if settled is None else None
    if isinstance(found, AskBack) and settled is None:
        return _back(question, found)
    if settled is None and found is None:
        return None
    asking.settle(talk, question, talk.text[:20])
    if found is not None and isinstance(found, Answer) and found.effect in {"drop", "cancel"}:
        return _drop(talk, draft)
    if settled is None or not any(one.confidence >= ROUTE for one in settled.matters):
        return _to_desk(talk, draft)
    draft = drafts.touch(talk.ctx, draft, words=talk.text if not talk.text.isdigit() else "", reading=settled)
    return drafting.go_on(talk, draft)


def matter_text(talk: Talk, question: Question) -> str | None:
    """是什么事？"""
    draft = _draft(talk, question)
    if draft is None:
        return None
    if _is_a_mere_digit(talk.text):
        return asking.shown(question)
    found = words.meaning("place", talk.text, ())
    asking.settle(talk, question, "text")
    if isinstance(found, Answer) and found.effect in {"drop", "cancel"}:
        return _drop(talk, draft)
    return drafting.go_on(talk, drafting.add(talk, draft, drafting.amending(talk, draft)))


def change(talk: Talk, question: Question) -> str | None:
    """哪里不对？ Only the field that is named is replaced, the whole card is shown again."""
    draft = _draft(talk, question)
    if draft is None:
        return _already(talk, question)
    found = words.meaning("draft", talk.text)
    asking.settle(talk, question, "text")
    if isinstance(found, Answer) and found.effect in {"file", "cancel"}:
        return drafting.file(talk, draft) if found.effect == "file" else _drop(talk, draft)
    return _change(talk, draft, talk.text)


def cancel_draft(talk: Talk, question: Question) -> str | None:
    """是已经好了，不用报了吗？"""
    draft = _draft(talk, question)
    found = asking.meaning(question, talk.text)
    if draft is None or found is None:
        return None
    if isinstance(found, AskBack):
        return _back(question, found)
    asking.settle(talk, question, found.effect)
    if found.effect in {"yes", "cancel", "drop"}:
        return _drop(talk, draft)
    return drafting.go_on(talk, draft)


def _draft(talk: Talk, question: Question) -> Draft | None:
    draft = talk.tx.get(Draft, question.draft_id) if question.draft_id is not None else None
    return draft if draft is not None and draft.status == "open" else None


def _already(talk: Talk, question: Question) -> str | None:
    asking.settle(talk, question, "", status="expired")
    draft = talk.tx.get(Draft, question.draft_id) if question.draft_id is not None else None
    if draft is None or not draft.cases:
        return None
    case = talk.tx.get(Case, draft.cases[0])
    return resident.FILED_ALREADY(number=case.running, full=case.number) if case is not None else None


def _ask_change(talk: Talk, draft: Draft) -> str:
    return asking.ask(talk, "change", resident.CHANGE_WHAT(), draft_id=draft.id, lives=asking.DRAFT_LIVES)


def _change(talk: Talk, draft: Draft, said: str) -> str:
    before = drafts.with_words(talk.ctx, draft)
    after = talk.ctx.world.understander.refine(before, said)
    if after is before and len(before.matters) > 1:
        after = _instead(talk, before, said)
    if after is before:  # nothing of the card was named: a new matter or place, or a remark for the order
        read = talk.ctx.world.understander.read(said, default_unit=talk.account.unit, reply=True)
        if any(one.category for one in read.matters) and read.matters[0].confidence >= ROUTE:
            after = replace(before, matters=read.matters, urgency=read.urgency)
    draft = drafts.touch(talk.ctx, draft, words=said, reading=after)
    return drafting.noted(talk, draft) if after is before else drafting.go_on(talk, draft)


def _instead(talk: Talk, before: Reading, said: str) -> Reading:
    """不是楼道灯，是路灯 of a card with several matters: what is denied gives way to what is named."""
    found = lists.NOT_BUT.search(said)
    if found is None:
        return before
    named = talk.ctx.world.understander.read(found["but"]).matters
    denied = [one for one in before.matters if any(part in found["not"] for part in _telling(one.title))]
    if len(denied) != 1 or not named or not named[0].category:
        return before
    matters = tuple(named[0] if one is denied[0] else one for one in before.matters)
    return replace(before, matters=matters, urgency="")


def _card_again(talk: Talk, question: Question, draft: Draft, found: AskBack) -> str:
    if found.why == "cancel":
        asking.settle(talk, question, "", status="dropped")
        return asking.ask(talk, "yesno", resident.ASK_DROP(), choices.DROP, purpose="cancel_draft", draft_id=draft.id)
    opening = ""
    if found.why == "number":
        opening = resident.ONLY_ONE_OR_TWO()
        if found.number is not None and found.number > 3:
            return f"{resident.ONE_OR_TWO()}{resident.SEE_CASE(number=found.number)}"
    elif found.why == "digits":
        opening = resident.ONE_OR_TWO()
    shown = asking.shown(question)
    return f"{opening}{shown}" if opening else shown  # on the first line: the card has six of its own


def _only_one(talk: Talk, question: Question, draft: Draft) -> str | None:
    """Of several matters only the one that is named: 只报暖气."""
    if asking.purpose_of(question) != "several":
        return None
    reading = drafts.understood(draft)
    said = talk.ctx.world.understander.read(talk.text, reply=True).matters
    named = {one.category for one in said if one.category} or {
        one.category for one in reading.matters if any(char in talk.text for char in _telling(one.title))
    }
    kept = tuple(one for one in reading.matters if one.category in named)
    if len(kept) != 1 or len(talk.text) > 14:
        return None
    asking.settle(talk, question, "one")
    draft = drafts.touch(talk.ctx, draft, reading=replace(reading, matters=kept, urgency=""))
    return drafting.go_on(talk, draft)


def _telling(title: str) -> set[str]:
    return {title[at : at + 2] for at in range(len(title) - 1)}


def _to_desk(talk: Talk, draft: Draft) -> str:
    # the receipt below says until when the desk decides
    return drafting.hand_over(talk, draft, resident.DESK_DECIDES())


def _drop(talk: Talk, draft: Draft) -> str:
    drafts.drop(talk.ctx, draft)
    asking.renew(talk)
    account = talk.tx.get(Account, talk.account.id)
    if account is not None and account.anonymous_next:
        talk.account = talk.tx.update(account, anonymous_next=False)
    return resident.DROPPED()


def _back(question: Question, found: AskBack) -> str:
    count = len(question.options)
    if found.why == "number":
        only = resident.ONLY_ONE_OR_TWO() if count == 2 else resident.ONLY_SHOWN(count=count)
        return f"{only}\n{asking.shown(question)}"
    if found.why == "digits":
        return f"{resident.ONE_OR_TWO() if count == 2 else resident.BY_NUMBER()}\n{asking.shown(question)}"
    return asking.shown(question)


def _agreed(talk: Talk, question: Question) -> tuple[Draft | None, str | None]:
    """The draft, if a yes was said to what is offered; else what to answer instead, None for words of another kind."""
    draft = _draft(talk, question)
    found = asking.meaning(question, talk.text)
    if draft is not None and isinstance(found, AskBack) and found.why == "number":
        return None, asking.shown(question)
    if draft is None or not isinstance(found, Answer):
        return None, None
    asking.settle(talk, question, found.effect)
    return (draft, None) if found.effect == "yes" else (None, _drop(talk, draft))
