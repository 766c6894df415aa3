"""暗号 松-4172: the only way to see an accusation again, for who filed it and from the same phone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers.context import Talk
from handlers.grammar import names
from handlers.policies.permissions import is_confidential
from handlers.resident import polled
from handlers.services import dispatching, protection, voting, wishes
from handlers.services.notices import own_voices, voices_of
from handlers.shared import asking
from handlers.texts import inspection as texts
from handlers.texts import naming, resident, votes
from handlers.understanding.matters import ROUTE
from models.domain import code_words
from models.domain.errors import IllegalAct, NotFound, TooLate
from models.domain.states import OPEN, CaseState
from models.tables import Case, Outbox, Statement, Voice

LONGEST = 400
ANSWERED_WITHIN = timedelta(days=5)
"""So long what the person writes next may be the answer to what the inspectors asked."""
SAID = ("progress", "answer", "done")
_HEARD = frozenset({"sent", "delivered"})


def answer(talk: Talk) -> str | None:
    """A message that names a code word, with what is to be done; None when it names none."""
    if talk.message.menu_id is not None or not talk.text or len(talk.text) > LONGEST:
        return None
    named = code_words.find(talk.text)
    if named is None or (named.before and named.before not in VERBS):
        return None
    case, voice = _of(talk, named.code)
    if case is None or voice is None:
        return texts.UNKNOWN()
    verb = named.before or names.CODE
    if verb == names.CODE and named.behind:
        verb = names.ADD
    return VERBS[verb](talk, case, voice, named.behind)


def reply(talk: Talk) -> str | None:
    """Words that answer what the inspectors have just asked; None when nothing was asked, or it is a new matter."""
    if not talk.text or talk.message.menu_id is not None or talk.conversation.draft_id is not None:
        return None
    case, voice = _asked(talk)
    if case is None or voice is None:
        return None
    sure = [one for one in talk.reading.matters if one.category and one.confidence >= ROUTE]
    if talk.reading.place.given == "yes" and sure and sure[0].category != case.category:
        return None
    return add(talk, case, voice, talk.text)


def how() -> str:
    """暗号 without one, or written so that it cannot be read."""
    return texts.HOW()


def show(talk: Talk, case: Case, voice: Voice, _words: str) -> str:
    """How far it is, what the inspectors said last, and the question whether it was made clear."""
    said = _last_words(talk, case)
    text = texts.SHOW(
        code=case.code_word,
        when=naming.day(case.filed_at),
        step=_step(talk, case),
        said=texts.SAID(words=said.words) if said is not None else "",
        more=texts.MORE(code=case.code_word) if CaseState(case.state) in OPEN else "",
    )
    if case.state != CaseState.CONFIRMING:
        return text
    rows = naming.numbered(polled.choices("explained"))
    said_now = f"{text}\n{votes.SAID_CLEARLY()}\n{rows}"
    return asking.ask(
        talk, "explained", said_now, polled.choices("explained"), case=case, voice_id=voice.id, lives=asking.VOTE_LIVES
    )


def add(talk: Talk, case: Case, voice: Voice, words: str) -> str:
    """More words for the inspectors alone; who is named in them has no part in it from now on."""
    if CaseState(case.state) not in OPEN:
        return _step(talk, case)
    if not words:
        return texts.ADD_HOW(code=case.code_word)
    case = protection.note_named(talk.ctx, case, words)
    wishes.supplement(talk.ctx, case, voice, words)
    return texts.ADDED()


def looks(talk: Talk, case: Case, _voice: Voice, _words: str) -> str:
    """谁看过: the posts of inspection that read it."""
    found = wishes.looks(talk.ctx, case)
    district = talk.ctx.district
    rows = [
        texts.LOOK(
            unit=texts.INSPECTION(),
            title=f" {district.posts[one.post].title}" if one.post in district.posts else "",
            when=naming.moment(one.at),
        )
        for one in found
    ]
    return texts.LOOKS(text="、".join(rows[-5:])) if rows else texts.LOOKS_NONE()


def withdraw(talk: Talk, case: Case, voice: Voice, _words: str) -> str:
    """撤回: nobody asks why."""
    try:
        wishes.withdraw(talk.ctx, case, voice, solved=False)
    except IllegalAct:
        return texts.WITHDRAW_OVER()
    return texts.WITHDRAWN(code=case.code_word)


def restore(talk: Talk, case: Case, _voice: Voice, _words: str) -> str:
    """还要办, within seven days."""
    try:
        wishes.restore(talk.ctx, case)
    except (NotFound, TooLate):
        return resident.RESTORE_NOTHING()
    return texts.RESTORED()


def voted(talk: Talk, case: Case, effect: str, comment: str) -> str:
    """What an answer to the inspectors' explanation led to, without a number on the screen."""
    due = naming.due(case.due_at, talk.now) if case.due_at else ""
    if effect in {"understood", "solved"}:
        return texts.VOTED_UNDERSTOOD()
    if effect in {"again", "partial"}:
        return texts.VOTED_AGAIN(due=due)
    return texts.VOTED_REJECTED(comment=votes.NOTED_COMMENT(comment=comment) if comment else "", due=due)


VERBS: Mapping[str, Callable[[Talk, Case, Voice, str], str]] = {
    names.CODE: show,
    names.PROGRESS: show,
    names.ADD: add,
    names.LOOKS: looks,
    names.WITHDRAW: withdraw,
    names.RESTORE: restore,
}


def _of(talk: Talk, code: str) -> tuple[Case | None, Voice | None]:
    """The accusation of this code word, if this very account filed it: a code that was overheard opens nothing."""
    for case in talk.tx.find(Case, code_word=code):
        voice = voting.voice_of(talk.ctx, case, talk.account.id)
        if voice is not None:
            return case, voice
    return None, None


def _asked(talk: Talk) -> tuple[Case | None, Voice | None]:
    own = (talk.tx.get(Case, voice.case_id) for voice in own_voices(talk.ctx, talk.account.id))
    if not any(case is not None and is_confidential(case) for case in own):
        return None, None
    rows = [
        row
        for row in talk.tx.find(Outbox, account_id=talk.account.id, kind="progress", order="-created_at")
        if row.params.get("question") and row.state in _HEARD and talk.now - row.created_at <= ANSWERED_WITHIN
    ]
    case = talk.tx.get(Case, rows[0].case_id) if rows and rows[0].case_id is not None else None
    if case is None or CaseState(case.state) not in OPEN or not is_confidential(case):
        return None, None
    answered = talk.tx.find(Statement, case_id=case.id, kind="supplement")
    if any(one.at >= rows[0].created_at for one in answered):
        return None, None
    voice = next((one for one in voices_of(talk.ctx, case) if one.account_id == talk.account.id), None)
    return case, voice


def _last_words(talk: Talk, case: Case) -> Statement | None:
    found = talk.tx.find(Statement, case_id=case.id, kind=SAID, order="-at")
    return found[0] if found else None


def _step(talk: Talk, case: Case) -> str:
    if case.state == CaseState.WITHDRAWN:
        return texts.STEPS["withdrawn"]()
    if case.state == CaseState.CLOSED:
        return texts.STEPS["closed"](closure=resident.CLOSURES.get(case.closure or "", ""))
    if case.state == CaseState.CONFIRMING:
        return texts.STEPS["answered"]()
    if case.first_words_at is not None:
        return texts.STEPS["working"]()
    running = dispatching.current(talk.ctx, case)
    words_due = running.words_due_at if running is not None else None
    until = naming.due(words_due, talk.now) if words_due is not None else ""
    if words_due is not None and words_due < talk.now:
        return texts.STEPS["late"](until=until)
    return texts.STEPS["taken" if case.signed_at is not None else "waiting"](until=until)
