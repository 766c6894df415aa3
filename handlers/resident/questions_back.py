"""Questions the service asks back: which of several, who knows the answer, whether to go to the inspectors."""

from __future__ import annotations

from handlers.context import Talk
from handlers.services import drafts, prospects
from handlers.shared import asking
from handlers.texts import choices, general, naming
from handlers.understanding.lexicon import QUESTIONS, WHICH_TEXT, Option
from handlers.understanding.matters import WHICH
from models.domain.reading import Reading
from models.tables import Draft

_TEXTS = {question.code: question.text for question in QUESTIONS}


def choices_of(talk: Talk, code: str) -> tuple[str, str, tuple[Option, ...]] | None:
    """Code, words and options of a clarifying question, None where this district can follow none of it."""
    options = talk.ctx.world.understander.choices(code)
    words = WHICH_TEXT if code.startswith(WHICH) else _TEXTS.get(code, "")
    return (code, words, options) if len(options) > 1 and words else None


def ask_choice(talk: Talk, draft: Draft, found: tuple[str, str, tuple[Option, ...]]) -> str:
    """Ask in the resident's world: clear water or dirty water, never which office."""
    code, words, options = found
    offered = [(option.category or "unknown", option.label) for option in options]
    rows = "\n".join(f"{digit} {label}" for digit, (_, label) in enumerate(offered, start=1))
    text = f"{words}\n{rows}"
    return asking.ask(talk, "place", text, offered, purpose="matter", draft_id=draft.id, code=code)


def who_knows(talk: Talk, reading: Reading) -> str:
    """A policy question: nothing is made up; the office that knows is named, and asked when the person says so."""
    draft = drafts.begin(
        talk.ctx,
        talk.account,
        talk.conversation,
        words=talk.text,
        reading=reading,
        inquiry=True,
        memory={"inquiry": True},
    )
    asking.renew(talk)
    one = prospects.plan_matters(talk.ctx, talk.account, reading)[0]
    district = talk.ctx.district
    unit = district.units[one.route.unit if one.route.unit else district.root]
    phone = unit.phone or district.contacts.get("hotline", "12345")
    text = general.WHO_KNOWS(unit=district.name_of(unit.code), phone=phone)
    return asking.ask(
        talk, "yesno", text, choices.CALL_BACK, purpose="inquiry", lives=asking.DRAFT_LIVES, draft_id=draft.id
    )


def place_said(talk: Talk, reading: Reading) -> str:
    """The place as it is said back."""
    place = reading.place
    return naming.place(talk.ctx.district, place.unit, place.place, place.detail)
