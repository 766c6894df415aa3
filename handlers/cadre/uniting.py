"""合并 7 9 and 拆分 9: many voices, one case, and back (dialogue (k))."""

from __future__ import annotations

from handlers.cadre.acting import due_of, post_for, unit_name
from handlers.cadre.choice import by_reference, refuse
from handlers.context import Talk
from handlers.services import merging
from handlers.services.notices import push, voices_of
from handlers.texts import neighbours as texts
from models.domain.numbers import find_references
from models.domain.states import Act, Actor, CaseState
from models.tables import Case


def merge(talk: Talk, main: Case, text: str) -> str:
    """合并 7 9: the second number goes on in the first."""
    named = find_references(text)
    if not named:
        return texts.MERGE_HOW()
    found = by_reference(talk, named[0].reference, lambda _talk, _case: True)
    if not found:
        refuse(talk, named[0].reference)
    child = next((case for case in found if case.id != main.id), found[0])
    done = merging.merge(talk.ctx, main, child, post_for(talk, child, Act.MERGE), talk.account.id)
    return texts.DONE(child=done.child.running, number=done.main.running, count=done.households)


def split(talk: Talk, child: Case, _text: str) -> str:
    """拆分 9: a merged case stands alone again; its complainants hear so."""
    if child.state != CaseState.MERGED:
        return texts.SPLIT_NOT(number=child.running)
    post = post_for(talk, child, Act.SPLIT)
    child = merging.split(talk.ctx, child, actor=Actor.DESK, post=post, account_id=talk.account.id)
    for voice in voices_of(talk.ctx, child):
        push(talk.ctx, "split", {}, key=f"{child.id}:{child.seq}:{voice.id}", account_id=voice.account_id, case=child)
    return texts.SPLIT(number=child.running, unit=unit_name(talk, child.unit), due=due_of(talk, child))
