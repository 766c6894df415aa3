"""What every answer to a poll needs: the case and the voice it is about, the options, the question once more."""

from __future__ import annotations

from handlers.context import Context, Talk
from handlers.services import voting
from handlers.services.case_facts import Facts, clip
from handlers.texts import naming, votes
from models.tables import Case, Question, Voice

QUOTE = 46
"""Characters of the reason that are said with the question whether it is clear."""


def subject(talk: Talk, question: Question) -> tuple[Case | None, Voice | None]:
    """The case a question is about and the voice of who is answering, None when one of them is gone."""
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    if case is None:
        return None, None
    voice = talk.tx.get(Voice, question.voice_id) if question.voice_id is not None else None
    if voice is None or voice.account_id != talk.account.id:
        voice = voting.voice_of(talk.ctx, case, talk.account.id)
    return case, voice


def again(talk: Talk, question: Question, text: str) -> str:
    """The same question in a passive reply: its digits are on the screen now."""
    newest = talk.tx.get(Question, question.id) or question
    talk.tx.update(newest, shown_at=talk.now, channel="passive")
    return text


def options(question: Question) -> str:
    """The options as they were shown."""
    return naming.options((option["digit"], option["label"]) for option in question.options)


def question_of(ctx: Context, case: Case, kind: str) -> str:
    """Q1, or Q1x with who explains and why: the words of the question without its options."""
    facts = Facts(ctx, case)
    if kind != "explained":
        return votes.SOLVED(label=facts.label)
    said = facts.last_statement("answer", "done")
    return votes.EXPLAINED(label=facts.label, unit=facts.unit, words=clip(said.words, QUOTE) if said else "—")


def choices(kind: str) -> list[tuple[str, str]]:
    """Effects and labels of a question that always has the same."""
    return [(effect, votes.LABELS[effect]) for effect in votes.OPTIONS[kind]]
