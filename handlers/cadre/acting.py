"""Which of a person's posts acts, and what every reply to a cadre needs to name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers.context import Talk
from handlers.policies.permissions import actor_for, possible_acts, roles
from handlers.services import kept_commands
from handlers.shared import asking
from handlers.shared.asking import Choice
from handlers.texts import cadre as texts
from handlers.texts import naming
from models.domain.district import Post
from models.domain.errors import CaseError, IllegalAct, NotFound, NotYours
from models.domain.states import Act
from models.tables import Case

_CLEARER = (IllegalAct, NotYours, NotFound)
"""Which refusal is told when no post of the person may act: the one that says most."""


def post_for(talk: Talk, case: Case, act: Act) -> Post:
    """The post of the person that may do the act now. Raises IllegalAct, NotYours or NotFound."""
    refusals: list[CaseError] = []
    for post in talk.posts:
        try:
            actor_for(talk.ctx, case, post, act, talk.account.id)
        except CaseError as error:
            refusals.append(error)
        else:
            return post
    raise clearest(case, refusals)


def involved_post(talk: Talk, case: Case) -> Post:
    """The post of the person that has any role in the case. Raises NotYours or NotFound."""
    for post in talk.posts:
        if roles(talk.ctx, case, post, talk.account.id):
            return post
    return post_for(talk, case, Act.PROGRESS)


def clearest(case: Case, refusals: Sequence[CaseError]) -> CaseError:
    """Of several refusals the one that says most."""
    for kind in _CLEARER:
        for error in refusals:
            if isinstance(error, kind):
                return error
    return refusals[0] if refusals else NotFound(number=str(case.running))


def may(talk: Talk, case: Case, act: Act) -> bool:
    """Whether any post of the person may do the act now."""
    return any(act in possible_acts(talk.ctx, case, post, talk.account.id) for post in talk.posts)


def ask(
    talk: Talk,
    purpose: str,
    text: str,
    choices: Sequence[Choice],
    *,
    kind: str = "which",
    case: Case | None = None,
    post: Post | None = None,
    words: str | None = None,
    quotes: bool = False,
    **data: Any,
) -> str:
    """Ask a cadre in the passive reply and keep what he wrote until he answers, a quarter of an hour at most.

    `quotes`: the words of the question repeat what he wrote.
    """
    kept: dict[str, Any] = {"words": kept_commands.sealed(talk.ctx, words)} if words is not None else {}
    aside = _put_aside(talk, purpose, case, str(data.get("verb", "")))
    reply = asking.ask(
        talk,
        kind,
        text,
        choices,
        purpose=purpose,
        lives=kept_commands.KEPT_FOR,
        case=case,
        side=kept_commands.SIDE,
        post=post.code if post is not None else "",
        **kept,
        **data,
    )
    question = asking.live(talk)
    if question is not None:
        if quotes:  # the question itself holds what he wrote: only the sealed copy is kept
            question = talk.tx.update(question, data={**question.data, "shown": ""})
        kept_commands.watch(talk.ctx, question)
    return f"{aside}\n{reply}" if aside else reply


def _put_aside(talk: Talk, purpose: str, case: Case | None, new_verb: str) -> str:
    """What is asked about now drops what was asked before: words that wait there were not sent, and that is said.

    The same verb for the same case is the better wording that was asked for: it takes the place of the first.
    """
    before = asking.live(talk)
    if before is None or not kept_commands.is_cadres(before) or asking.purpose_of(before) == purpose:
        return ""
    verb = str(before.data.get("verb", ""))
    if case is not None and before.case_id == case.id and verb == new_verb:
        return ""
    return texts.PUT_ASIDE(verb=verb) if verb and before.data.get("words") else ""


def remember_step(talk: Talk, case: Case) -> None:
    """撤销 without a number means the case the person acted on last."""
    asking.renew(talk)
    talk.remember(step=case.id)


def unit_name(talk: Talk, unit: str) -> str:
    """What people call a unit; the desk where nobody has the case yet."""
    return talk.ctx.district.name_of(unit or talk.ctx.district.root)


def due_of(talk: Talk, case: Case) -> str:
    """The date in force as it is said, without 前."""
    return naming.due(case.due_at, talk.now)[:-1] if case.due_at is not None else "—"
