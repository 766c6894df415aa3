"""Photos without words from somebody who has cases in hand: evidence first, then perhaps his own matter."""

from __future__ import annotations

from datetime import datetime

from handlers.cadre import committing, reporting
from handlers.cadre.acting import ask, may, remember_step
from handlers.context import Talk
from handlers.services import caseload, drafts, evidence, kept_commands
from handlers.shared import asking
from handlers.texts import cadre as texts
from handlers.texts import naming
from models.domain.states import Act, CaseState
from models.tables import Case, Conversation, Media, Question

OWN = "own"
NOT_MINE = "no"
JOINED = frozenset({"command", "weak", "final", "claim"})
"""Questions about words that wait: which case, weak, final or interim, done or explained."""


def answer(talk: Talk) -> str | None:
    """Route of a cadre's photos and videos; None when he is telling a matter of his own or has nothing in hand."""
    if talk.message.kind not in {"image", "video"} or not talk.posts:
        return None
    if drafts.open_draft(talk.ctx, talk.conversation) is not None:
        return None
    hand = [case for case in caseload.in_hand(talk.ctx, talk.posts, talk.account.id) if _takes_evidence(talk, case)]
    if not hand:
        return None
    media = drafts.attach(talk.ctx, talk.account.id, talk.message.kind, talk.message.media_id, purpose="evidence")
    kept = kept_commands.waiting_for_photo(talk.ctx, talk.account.id)
    if kept:
        return _complete(talk, kept[0], media, hand)
    live = asking.live(talk)
    if live is not None and asking.purpose_of(live) in {"photo", "photo_which"}:
        return ""  # counted with the first one: the question is still open
    if live is not None and asking.purpose_of(live) in JOINED:
        return _join(talk, live, media)
    recent = _recent_case(talk, hand)
    if recent is not None:
        evidence.attach(talk.ctx, recent, [media])
        return texts.PHOTO_ADDED(n=recent.running)
    return _ask(talk, hand)


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """The photos of the last half hour go to the case that was named, or to his own matter."""
    found = evidence.loose(talk.ctx, talk.account.id)
    if effect in {NOT_MINE, OWN}:
        return _own(talk, found)
    case_id = question.case_id if effect == "yes" else int(effect.removeprefix("case:"))
    case = talk.tx.get(Case, case_id) if case_id is not None else None
    if case is None:
        return None
    evidence.attach(talk.ctx, case, found)
    remember_step(talk, case)
    talk.remember(photo_case=[case.id, talk.now.isoformat()])
    return texts.PHOTO_KEPT(n=case.running)


def _join(talk: Talk, live: Question, media: Media) -> str:
    """A photo beside words that are still asked about belongs to them; the question stays open."""
    case = talk.tx.get(Case, live.case_id) if live.case_id is not None else None
    if case is not None:
        evidence.attach(talk.ctx, case, [media])
    else:  # which case is still asked: it goes where the words go
        talk.tx.update(live, data={**live.data, "media": [*live.data.get("media", ()), media.id]})
    return f"{texts.PHOTO_JOINED()}\n{asking.shown(live)}".strip()


def _ask(talk: Talk, hand: list[Case]) -> str:
    if len(hand) == 1:
        said = texts.ASK_PHOTO(n=hand[0].running)
        return ask(talk, "photo", said, texts.PHOTO_OPTIONS, kind="yesno", case=hand[0])
    numbers = [case.running for case in hand[:5]]
    if len(set(numbers)) < len(numbers):
        labels = [f"{naming.label(case)} {naming.moment(case.filed_at)}" for case in hand[:5]]
        digits = list(range(1, len(labels) + 1))
    else:
        labels, digits = [case.title for case in hand[:5]], numbers
    choices = [(f"case:{case.id}", label) for case, label in zip(hand, labels, strict=False)]
    said = texts.ASK_PHOTO_WHICH(numbers=naming.listing(digits))
    return ask(talk, "photo_which", said, [*choices, (OWN, texts.PHOTO_NEW)], digits=[*digits, 0])


def _complete(talk: Talk, kept: Question, media: Media, hand: list[Case]) -> str | None:
    """The photo that a kept 办结 waited for."""
    case = talk.tx.get(Case, kept.case_id) if kept.case_id is not None else None
    if case is None or not _takes_evidence(talk, case):
        kept_commands.release(talk.ctx, kept, "moved", status="dropped")
        return _ask(talk, hand)
    evidence.attach(talk.ctx, case, [media])
    words = kept_commands.words_of(talk.ctx, kept)
    kept_commands.release(talk.ctx, kept, "photo")
    if kept.data.get("verb") == Act.KEEP.value:
        return committing.keep(talk, case, words)
    return reporting.finish(talk, case, words)


def _own(talk: Talk, found: list[Media]) -> str:
    conversation = talk.tx.get(Conversation, talk.conversation.id) or talk.conversation
    draft = drafts.begin(talk.ctx, talk.account, conversation, media=tuple(one.id for one in found))
    for one in found:
        talk.tx.update(one, draft_id=draft.id, purpose="complaint")
    talk.refresh()
    return texts.PHOTO_OWN()


def _recent_case(talk: Talk, hand: list[Case]) -> Case | None:
    kept = talk.conversation.memory.get("photo_case")
    if not kept or talk.now - datetime.fromisoformat(kept[1]) > evidence.JOIN_WINDOW:
        return None
    return next((case for case in hand if case.id == kept[0]), None)


def _takes_evidence(talk: Talk, case: Case) -> bool:
    if case.state == CaseState.PLANNED:
        return may(talk, case, Act.KEEP)
    return case.state in {CaseState.DISPATCHED, CaseState.WORKING} and may(talk, case, Act.FINISH)
