"""The live question of a resident: one row a question, nothing else gives a digit a meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.context import Talk
from handlers.resident import (
    accusation_answers,
    check_answers,
    danger_answers,
    draft_answers,
    homes,
    late_answers,
    own_data,
    pleasing,
    poll_answers,
    second_calls,
    wish_answers,
)
from handlers.resident.stations import errands, fridays, services
from handlers.services.voting import voice_of
from handlers.shared import asking
from handlers.texts import lists
from models.domain import words
from models.domain.errors import IllegalAct
from models.domain.words import Answer
from models.tables import Case, Question

Handler = Callable[[Talk, Question], str | None]

HANDLERS: Mapping[tuple[str, str], Handler] = {
    ("draft", ""): draft_answers.card,
    ("draft", "several"): draft_answers.card,
    ("draft", "inspector"): draft_answers.inspector,
    ("reason", "accuse"): accusation_answers.told,
    ("which", "way"): accusation_answers.way,
    ("neighbour", ""): draft_answers.neighbour,
    ("place", "place"): draft_answers.place,
    ("place", "matter"): draft_answers.matter,
    ("place_text", ""): draft_answers.place_text,
    ("matter_text", ""): draft_answers.matter_text,
    ("change", ""): draft_answers.change,
    ("yesno", "default_place"): draft_answers.default_place,
    ("yesno", "cancel_draft"): draft_answers.cancel_draft,
    ("yesno", "inquiry"): draft_answers.inquiry,
    ("yesno", "way"): draft_answers.way,
    ("yesno", "photo_for_case"): late_answers.photo_for_case,
    ("which", "photo_for_case"): late_answers.photo_for_case,
    ("solved", ""): poll_answers.solved,
    ("explained", ""): poll_answers.solved,
    ("solved", "promise"): check_answers.promise,
    ("which", "visited"): homes.visited,
    ("solved", "second"): second_calls.answer,
    ("reason", "remains"): poll_answers.remains,
    ("satisfied", ""): pleasing.satisfied,
    ("which", "displeased"): pleasing.displeased,
    ("reason", "why"): pleasing.why,
    ("yesno", "redo"): pleasing.redo,
    ("yesno", "inspect"): pleasing.inspect,
    ("danger", ""): check_answers.danger,
    ("yesno", "not_emergency"): danger_answers.not_emergency,
    ("place_text", "emergency"): danger_answers.where,
    ("withdraw", ""): wish_answers.withdraw,
    ("which", "verb"): wish_answers.which,
    ("which", "change"): wish_answers.change_which,
    ("which", "broken"): wish_answers.broken_which,
    ("yesno", "broken"): wish_answers.broken,
    ("yesno", "file_again"): wish_answers.file_again,
    ("yesno", "redone"): wish_answers.redone,
    ("yesno", "already_fine"): wish_answers.already_fine,
    ("yesno", "transcript"): wish_answers.transcript,
    ("reason", "transcript"): wish_answers.transcript_wrong,
    ("yesno", "unsubscribe"): wish_answers.unsubscribe,
    ("yesno", "errand"): errands.verdict,
    ("which", "errand_offer"): errands.offered,
    ("place_text", "errand_station"): errands.station_told,
    ("yesno", "friday"): fridays.answered,
    ("which", "service"): services.offered,
    ("which", "service_which"): services.chosen,
    ("which", "service_poll"): services.rated,
    ("which", "erase"): own_data.answered,
    ("phone_text", "phone"): wish_answers.phone,
    ("phone_text", "callback"): wish_answers.callback,
}
BACK = frozenset({"solved", "explained", "satisfied"})
"""Polls that are put once more to short words that are no answer and nothing else either."""
POLITE = frozenset({"greeting", "thanks"})
SHORT = 12
ABOUT_IT = frozenset({"complaint", "poll_answer", "chat"})
ABOUT_RESULT = frozenset({"solved", "explained", "satisfied", "danger"})


def answer(talk: Talk) -> str | None:
    """What a message means at the question that is open; None when it does not answer it."""
    question = asking.live(talk)
    if question is None:
        if talk.text and talk.conversation.draft_id is not None:
            return late_answers.revive(talk)
        return late_answers.late_confirmation(talk) if talk.text else None
    if not talk.text:
        return check_answers.media(talk, question) if question.kind in ABOUT_RESULT else None
    handler = HANDLERS.get((question.kind, asking.purpose_of(question)))
    reply = None if handler is None else handler(talk, question)
    if reply is None and question.kind in BACK and says_nothing_new(talk):
        return poll_answers.unclear(talk, question)
    if reply is None and question.draft_id is None and talk.conversation.draft_id is not None:
        return late_answers.revive(talk)
    return reply


def says_nothing_new(talk: Talk) -> bool:
    """Whether a short message names neither a matter nor a place: at a poll it can only be about what is asked."""
    if len(talk.text) > SHORT or talk.account.cadre or _has_its_own_answer(talk):
        return False
    reading = talk.reading
    return reading.intent in ABOUT_IT and not reading.place.unit and not any(one.category for one in reading.matters)


def _has_its_own_answer(talk: Talk) -> bool:
    """A greeting, thanks, digits, telephone numbers and other scripts have answers of their own."""
    return (
        words.small_talk(talk.text) in POLITE
        or words.digit_of(talk.text) is not None
        or lists.CHINESE.search(talk.text) is None
    )


def late_vote(talk: Talk, question: Question, case: Case, effect: str) -> str | None:
    """A tap on a poll that is over: it changes the vote of today, or counts late; None when it cannot count."""
    voice = voice_of(talk.ctx, case, talk.account.id)
    if voice is None:
        return None
    try:
        return poll_answers.count(talk, question, case, voice, Answer(effect))
    except IllegalAct:
        return None
