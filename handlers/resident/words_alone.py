"""A word of the closed lists while no question waits for it: a second vote, a late one, good news, or politeness.

Such a word is never the beginning of a matter (dialogues 2.2, column none; 2.3, row 9).
"""

from __future__ import annotations

from datetime import timedelta

from handlers.context import Talk
from handlers.grammar import names
from handlers.resident import cases, check_answers, commands, poll_answers, polled, revising
from handlers.services import voting
from handlers.shared import asking
from handlers.texts import choices, general, lists, naming, resident, votes
from models.domain import words
from models.domain.errors import IllegalAct
from models.domain.states import CaseState, Closure
from models.domain.words import Answer
from models.tables import Case, Question, Voice

LONGEST = 12
"""Characters of the longest such message with its punctuation."""
ASKED_AGAIN = frozenset({"satisfied", "place", "place_text", "matter_text", "change", "withdraw", "which", "yesno"})
"""Questions that are put once more to a word that means nothing at them."""
VOTES = frozenset({"solved", "unsolved", "partial"})
DANGER_COUNTS = timedelta(hours=24)
"""How long after its time an answer to "is it still dangerous" is taken."""
UNHEARD = frozenset({Closure.UNCONFIRMED.value, Closure.UNREACHED.value})
"""Cases closed without the person's word: a late one counts."""


def answer(talk: Talk) -> str | None:
    """The reply to a listed word, None for everything that may be content."""
    if len(talk.text) > LONGEST or words.digit_of(talk.text) is not None:
        return None
    sort = words.alone(talk.text)
    question = asking.live(talk)
    if question is not None:
        # it has no meaning there: the question once more, nothing is begun beside it
        said = asking.shown(question) if sort is not None and question.kind in ASKED_AGAIN else ""
        return polled.again(talk, question, said) if said else None
    if talk.conversation.draft_id is not None:
        return None
    danger = _late_danger(talk)
    if danger is not None:
        return danger
    mine = cases.open_cases(talk)
    waiting = about_waiting(talk, mine) if sort == "good" or _verdict(talk.text) else None
    told = waiting or count(talk)
    if told is not None:
        return told
    if sort == "good":
        return _good_news(talk, mine)
    if sort == "drop":
        return general.NOTHING_TO_CANCEL()
    if sort == "pleased":
        return general.PLEASED()
    return None if sort is None else general.HERE()


def about_waiting(talk: Talk, mine: list[Case]) -> str | None:
    """One case waits for its verdict: which it is for is asked, never assumed."""
    waiting = [case for case in mine if case.state == CaseState.CONFIRMING]
    voice = voting.voice_of(talk.ctx, waiting[0], talk.account.id) if len(waiting) == 1 else None
    if voice is None:
        return None
    return _ask(talk, waiting[0], voice)


def count(talk: Talk) -> str | None:
    """A second vote within a day counts as the last; a late one counts for the one case that was closed unheard."""
    voted = revising.last_vote(talk)
    subject = voted or _unheard(talk)
    if subject is None:
        return None
    case, voice = subject
    found = _verdict(talk.text, case.title)
    other = {matter.category for matter in talk.reading.matters} - {case.category, ""}
    if found is None or (other and case.category not in {one.category for one in talk.reading.matters}):
        return None
    if words.alone(talk.text) == "polite":  # a bare 没有 may answer anybody
        return None if voted is not None else _ask(talk, case, voice)
    if voting.EFFECTS.get(voice.solved or "") == found.effect:
        if found.comment and cases.is_open(case):
            return poll_answers.add_comment(talk, case, voice)
        return general.TAP_SAID_ALREADY(answer=votes.LABELS[found.effect])
    try:
        outcome = voting.vote(talk.ctx, case, voice, found.effect, comment=found.comment)
    except IllegalAct:
        return None
    return poll_answers.tell(talk, outcome, found.comment)


def _late_danger(talk: Talk) -> str | None:
    """还有味吗 was asked this morning and its two hours are over: the answer counts all the same."""
    if not isinstance(words.meaning("danger", talk.text), Answer):
        return None
    asked = talk.tx.find(Question, account_id=talk.account.id, kind="danger", order="-id")
    if not asked or asked[0].status in {"answered", "dropped"} or talk.now - asked[0].expires_at > DANGER_COUNTS:
        return None
    return check_answers.danger(talk, asked[0])


def _verdict(text: str, about: str = "") -> Answer | None:
    found = words.meaning("solved", text, about=about)
    return found if isinstance(found, Answer) and found.effect in VOTES else None


def _ask(talk: Talk, case: Case, voice: Voice) -> str:
    return poll_answers.ask_solved(talk, case, voice, again="polite")


def _unheard(talk: Talk) -> tuple[Case, Voice] | None:
    found = [case for case in cases.recent(talk, cases.own_cases(talk)) if case.closure in UNHEARD]
    voice = voting.voice_of(talk.ctx, found[0], talk.account.id) if len(found) == 1 else None
    return (found[0], voice) if voice is not None else None


def _good_news(talk: Talk, mine: list[Case]) -> str:
    """好了, 没事了: about the one open case; about which of several is asked."""
    if not mine:
        return general.HERE()
    if len(mine) > 1:
        return cases.ask_which(talk, mine, names.WITHDRAW)
    case = mine[0]
    voice = voting.voice_of(talk.ctx, case, talk.account.id)
    if voice is not None and voice.solved in {"unsolved", "partly"} and voice.solved_at is not None:
        text = votes.GOOD_WHILE_REDONE(label=naming.label(case))
        return asking.ask(talk, "yesno", text, choices.REDONE, purpose="redone", case=case)
    asked = resident.ASK_GOOD if words.normalise(talk.text) in lists.FIXED else resident.ASK_FINE
    return commands.ask_withdraw(talk, case, asked(label=naming.label(case)))
