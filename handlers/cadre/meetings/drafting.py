"""拟办 20 停暖后整体换管: the draft a unit owes, and what is still owed."""

from __future__ import annotations

from handlers.context import Talk
from handlers.grammar import Command
from handlers.services.meetings import drafts, telling
from handlers.texts import meetings as texts
from handlers.texts import naming
from models.domain.district import Post
from models.tables import AgendaItem, Case, Meeting


def answer(talk: Talk, command: Command) -> str:
    """Keep the draft of the case that is named, or of the only one that is owed."""
    mine = drafts.mine(talk.ctx, talk.posts, talk.account.id)
    if not mine:
        return texts.DRAFT_NONE_OWED()
    owed = _owed(talk, mine)
    reference = command.reference
    if reference is None:
        if len(owed) != 1:
            listed = owed or list({case.id: case for _, _, case in mine}.values())
            return texts.DRAFT_NEEDS_NUMBER(n=listed[0].running, numbers=naming.called(listed))
        chosen = owed[0]
    else:
        fitting = [
            case for _, _, case in mine if reference.fits(case.day, case.running, talk.ctx.district.code)
        ]  # fmt: skip
        if not fitting:
            yours = texts.DRAFT_YOURS(numbers=naming.called(owed)) if owed else ""
            return texts.DRAFT_NOT_YOURS(n=reference.number, yours=yours)
        chosen = fitting[-1]
    if not command.rest.strip():
        return texts.DRAFT_NEEDS_WORDS(n=chosen.running)
    found = [one for one in mine if one[2].id == chosen.id]
    drafts.write(talk.ctx, found, _post(talk, found[0]), command.rest.strip())
    left = [case for case in owed if case.id != chosen.id]
    return texts.DRAFT_KEPT(
        n=chosen.running,
        meetings=texts.DRAFT_TWICE(count=len(found)) if len(found) > 1 else "",
        left=texts.DRAFT_LEFT(numbers=naming.called(left)) if left else texts.DRAFT_ALL(),
    )


def _owed(talk: Talk, mine: list[tuple[Meeting, AgendaItem, Case]]) -> list[Case]:
    units = {post.unit for post in talk.posts}
    found: dict[int, Case] = {}
    for meeting, item, case in mine:
        if units & set(telling.owed(talk.ctx, meeting, [item])):
            found[case.id] = case
    return list(found.values())


def _post(talk: Talk, one: tuple[Meeting, AgendaItem, Case]) -> Post:
    _, item, case = one
    by_unit = {post.unit: post for post in talk.posts}
    return by_unit.get(item.unit) or by_unit[case.unit]
