"""Answers to "is it solved", "was it explained", "are you pleased", "is it still dangerous"."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.context import Talk
from handlers.policies.permissions import is_confidential
from handlers.resident import accusing, cases, code_words, people, pleasing, polled, reopening
from handlers.services import climbing, conduct, voting
from handlers.services.closing import statutory
from handlers.services.dispatching import rung_of
from handlers.services.voting import Outcome
from handlers.shared import asking
from handlers.texts import naming, votes
from handlers.texts.text import Text
from models.domain import escalation, words
from models.domain.closing import is_explanation
from models.domain.errors import TooLate
from models.domain.redact import split_detail
from models.domain.states import CaseState
from models.domain.words import Answer, AskBack
from models.tables import Case, Question, Voice


def solved(talk: Talk, question: Question) -> str | None:
    """现在解决了吗？"""
    case, voice = polled.subject(talk, question)
    if case is None or voice is None:
        return None
    found = asking.meaning(question, talk.text, case.title)
    if found is None or (talk.message.menu_id is None and _is_elsewhere(talk, case)):
        return None
    typed_digit = isinstance(found, Answer) and found.digit is not None and talk.message.menu_id is None
    if typed_digit and question.channel == "template":
        # the card on the lock screen showed no options: a digit may answer something else
        return polled.again(
            talk, question, votes.ASK_BACK_POLITE(number=case.running, options=polled.options(question))
        )
    if isinstance(found, AskBack):
        return _ask_back(talk, question, case, voice, found)
    return count(talk, question, case, voice, found)


def _is_elsewhere(talk: Talk, case: Case) -> bool:
    """Whether the words name another place than the case has: they tell something new, however much they say 不热."""
    place = talk.reading.place
    if place.given != "yes":
        return False
    said, mine = split_detail(place.detail).public, case.detail
    another_house = bool(said and mine) and not said.startswith(mine) and not mine.startswith(said)
    pairs = ((place.unit, case.community), (place.place, case.place))
    return another_house or any(one and other and one != other for one, other in pairs)


def count(talk: Talk, question: Question, case: Case, voice: Voice, found: Answer) -> str:
    """The person has decided: count it and say what follows."""
    comment = "，".join(part for part in (str(question.data.get("comment", "")), found.comment) if part)
    comment = conduct.kept_apart(talk.ctx, case, comment)
    if found.effect == "later":
        asking.settle(talk, question, "later")
        at = voting.postpone(talk.ctx, case)
        return votes.NOTED_LATER(at=naming.at(at, talk.now)) if at else votes.NOTED_LATER_TWICE(number=case.running)
    if found.effect == "drop":
        asking.settle(talk, question, "", status="dropped")
        return votes.QUESTION_CLOSED(number=case.running)
    effect = "solved" if found.effect == "solved_badly" else found.effect
    try:
        outcome = voting.vote(talk.ctx, case, voice, effect, comment=comment)
    except TooLate:
        asking.settle(talk, question, "", status="expired")
        return reopening.too_late(talk, case)
    asking.settle(talk, question, found.effect)
    if found.effect == "solved_badly":
        voting.satisfy(talk.ctx, outcome.case, outcome.voice, "unsatisfied")
        return pleasing.ask_why(talk, outcome.case, outcome.voice)
    pleased = "satisfied" if "pleased" in found.also else "unsatisfied" if "displeased" in found.also else ""
    kept = {"yes": "satisfied", "fair": "fair", "no": "unsatisfied"}.get(voice.satisfied or "", "")
    return tell(talk, outcome, comment, pleased or kept)


def tell(talk: Talk, outcome: Outcome, comment: str = "", pleased: str = "") -> str:
    """What a vote led to, and the next question."""
    if is_confidential(outcome.case):
        return code_words.voted(talk, outcome.case, outcome.effect, comment)
    head = ""
    if outcome.before and outcome.before != outcome.effect:
        head = votes.CHANGED(before=votes.LABELS[outcome.before], after=votes.LABELS[outcome.effect])
    elif outcome.late:
        head = votes.LATE()
    said = _told(talk, outcome, comment, pleased)
    return f"{head}\n{said}" if head else said


def _parted(talk: Talk, outcome: Outcome, comment: str) -> str:
    case = outcome.case
    said = votes.NOTED_COMMENT(comment=comment) if comment else ""
    unit, due = talk.ctx.district.name_of(case.unit), naming.due(case.due_at or talk.now, talk.now)
    return votes.PARTED(comment=said, unit=unit, due=due, number=case.running, full=case.number)


def _told(talk: Talk, outcome: Outcome, comment: str, pleased: str) -> str:
    case, effect = outcome.case, outcome.effect
    if outcome.parted:
        return _parted(talk, outcome, comment)
    if effect == "understood":
        return votes.NOTED_UNDERSTOOD(number=case.running)
    if effect == "solved":
        if pleased:
            voting.satisfy(talk.ctx, case, outcome.voice, pleased)
            return pleasing.both(case, pleased)
        choices = polled.choices("satisfied")
        text = f"{votes.SATISFIED()}\n{naming.numbered(choices)}"
        asking.ask(talk, "satisfied", text, choices, case=case, voice_id=outcome.voice.id, lives=asking.SATISFIED_LIVES)
        return f"{votes.NOTED_SOLVED(number=case.running)}\n{text}"
    due = naming.due(case.due_at, talk.now) if case.due_at else ""
    quoted = votes.NOTED_COMMENT(comment=comment[:40]) if comment else ""
    if outcome.reviewed:
        petitions = statutory.phone_of(talk.ctx, "petitions")
        said = votes.LABELS[effect]
        return votes.NOTED_AFTER_REVIEW(answer=said, comment=quoted, number=case.running, petitions=petitions)
    if case.state == CaseState.REVIEW:
        said = votes.NOTED_REVIEW(comment=quoted, number=case.running, count=outcome.rounds, due=due)
        return said if comment else _ask_what_remains(talk, outcome, said)
    district = talk.ctx.district
    if effect in {"partial", "again"}:
        told = escalation.told_rung(district, climbing.base_unit(talk.ctx, case), rung_of(case))
        unit, above = district.name_of(case.unit), district.name_of(told.unit)
        if effect == "again":
            return votes.NOTED_AGAIN(unit=unit, above=above, due=due)
        return votes.NOTED_PARTIAL(comment=quoted, unit=unit, above=above, due=due)
    who = _who(talk, case, outcome.old_unit)
    if effect == "rejected":
        return votes.NOTED_REJECTED(comment=quoted, number=case.running, who=who, due=due)
    noted = votes.NOTED_UNSOLVED(comment=quoted, number=case.running, who=who, due=due)
    if comment:
        return noted
    text = votes.ASK_WHAT_REMAINS(number=case.running, who=who, due=due)
    if outcome.said == "partial":
        text = votes.NOTED_PARTIAL_AGAIN(number=case.running, who=who, due=due)
    return _ask_what_remains(talk, outcome, text)


def _ask_what_remains(talk: Talk, outcome: Outcome, text: str) -> str:
    """What is said next goes to who has the case now."""
    lives = asking.DRAFT_LIVES
    return asking.ask(
        talk, "reason", text, purpose="remains", case=outcome.case, voice_id=outcome.voice.id, lives=lives
    )


def remains(talk: Talk, question: Question) -> str | None:
    """哪儿还不行？ Whatever is said goes to who redoes it; a new matter with its own place is a new matter."""
    case, voice = polled.subject(talk, question)
    if case is None or voice is None or words.digit_of(talk.text) is not None:
        return None
    asking.settle(talk, question, "text")
    found = words.meaning("solved", talk.text, about=case.title)
    if isinstance(found, Answer) and found.effect == "solved":
        comment = conduct.kept_apart(talk.ctx, case, found.comment)
        return tell(talk, voting.vote(talk.ctx, case, voice, "solved", comment=comment), comment)
    reading = talk.reading
    other = reading.place.given == "yes" and reading.place.unit != case.community
    if other or reading.intent in {"praise", "chat", "question", "progress"}:
        return None
    return add_comment(talk, case, voice)


def add_comment(talk: Talk, case: Case, voice: Voice) -> str:
    """What was said beside a vote that stands goes to who works on it."""
    if not is_confidential(case) and conduct.accuses(talk.ctx, talk.text):
        return accusing.begin(talk, talk.text)
    voting.add_comment(talk.ctx, case, voice, talk.text)
    return votes.REMAINS_NOTED(
        comment=talk.text[:30], label=naming.label(case), who=people.person_or_unit(talk.ctx, case)
    )


def ask_solved(talk: Talk, case: Case, voice: Voice, opening: str = "", *, again: str = "") -> str:
    """Ask Q1 (Q1x for an explanation) now, whoever brought it up, below the `opening`.

    `again` is why it is asked back after words that seemed an answer: `polite` or `unclear`.
    """
    kind = kind_of(case)
    choices = polled.choices(kind)
    rows = naming.numbered(choices)
    if again:
        asked = AGAIN[again, kind](number=case.running, options=rows)
    else:
        asked = f"{polled.question_of(talk.ctx, case, kind)}\n{rows}"
    said = f"{opening}\n{asked}" if opening else asked
    return asking.ask(talk, kind, said, choices, case=case, voice_id=voice.id, lives=asking.VOTE_LIVES)


def unclear(talk: Talk, question: Question) -> str | None:
    """Words at a poll that are no answer and no new matter: asked once more, and kept beside the answer."""
    case, voice = polled.subject(talk, question)
    if case is None or voice is None or asking.purpose_of(question):
        return None
    question = talk.tx.update(question, data={**question.data, "comment": talk.text})
    options = polled.options(question)
    if question.kind == "satisfied":
        return polled.again(talk, question, votes.ASK_BACK_SATISFIED(number=case.running, options=options))
    return polled.again(talk, question, AGAIN["unclear", question.kind](number=case.running, options=options))


def kind_of(case: Case) -> str:
    """Whether a case is asked about as solved or as explained: never whether a refusal has solved anything."""
    return "explained" if is_explanation(case.claim) and case.state != CaseState.CLOSED else "solved"


AGAIN: Mapping[tuple[str, str], Text] = {
    ("polite", "solved"): votes.ASK_BACK_POLITE,
    ("unclear", "solved"): votes.ASK_BACK_UNCLEAR,
    ("polite", "explained"): votes.ASK_BACK_EXPLAINED,
    ("unclear", "explained"): votes.ASK_BACK_UNCLEAR_EXPLAINED,
}
"""How a question is put once more."""


def _ask_back(talk: Talk, question: Question, case: Case, voice: Voice, found: AskBack) -> str:
    options = polled.options(question)
    if found.comment:
        question = talk.tx.update(question, data={**question.data, "comment": found.comment})
    number = case.running
    if found.why == "number":
        three = votes.ASK_BACK_NUMBER_THIRD() if len(question.options) > 2 else ""
        see = votes.SEE(number=found.number) if found.number is not None and cases.is_mine(talk, found.number) else ""
        return polled.again(talk, question, votes.ASK_BACK_NUMBER(number=number, three=three, see=see))
    if question.kind == "explained":
        return _ask_back_explained(talk, question, case, voice, found)
    if found.why == "pleased":
        voting.satisfy(talk.ctx, case, voice, "satisfied")
        return polled.again(talk, question, votes.PLEASED_FIRST(number=number, options=options))
    if found.why == "displeased":
        voting.satisfy(talk.ctx, case, voice, "unsatisfied")
        asking.settle(talk, question, "", status="dropped")
        choices = votes.DISPLEASED_OPTIONS
        rows = naming.numbered(choices)
        text = votes.DISPLEASED_FIRST(number=number, options=rows)
        return asking.ask(talk, "solved", text, choices, case=case, voice_id=voice.id, lives=asking.VOTE_LIVES)
    if found.why == "thanks":
        return polled.again(talk, question, votes.THANKS_FIRST(number=number, options=options))
    asked = AGAIN["unclear" if found.comment else "polite", "solved"]
    return polled.again(talk, question, asked(number=number, options=options))


def _ask_back_explained(talk: Talk, question: Question, case: Case, voice: Voice, found: AskBack) -> str:
    """The same of an explanation: pleasure is stored, a thanks is answered, only 说清楚 closes it."""
    kept = {"pleased": "satisfied", "displeased": "unsatisfied"}.get(found.why)
    if kept is not None:
        voting.satisfy(talk.ctx, case, voice, kept)
    opening = votes.FIRST_EXPLAINED.get(found.why, "")
    asked = AGAIN["unclear" if found.comment else "polite", "explained"]
    said = asked(number=case.running, options=polled.options(question))
    return polled.again(talk, question, f"{opening}{said}")


def _who(talk: Talk, case: Case, old_unit: str) -> str:
    district = talk.ctx.district
    unit = district.name_of(case.unit)
    level = district.units[old_unit].level if old_unit in district.units else ""
    if level == "department" and case.unit == district.root:
        return votes.WHO_SUPERVISES(unit=unit, old=district.name_of(old_unit))
    return votes.WHO_KEEPS(unit=unit) if case.unit == old_unit else votes.WHO_TAKES(unit=people.holder(talk.ctx, case))
