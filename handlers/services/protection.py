"""Protecting who complains: code words of accusations, who is named in a complaint, who may take it at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handlers.context import Context
from handlers.policies.permissions import NAMED, is_confidential
from handlers.services.notices import push_to_posts, urgency_of
from handlers.services.records import record
from models.domain import code_words, escalation
from models.domain.district import Post
from models.domain.escalation import posts_at
from models.tables import Binding, Case, Voice

SHORTEST_NAME = 2


def new_code_word(ctx: Context) -> str:
    """A code word no case carries yet."""
    while True:
        code = code_words.make(ctx.registry.random(code_words.RANDOM_BYTES))
        if not ctx.tx.find(Case, code_word=code):
            return code


def named_in(ctx: Context, words: str) -> tuple[str, ...]:
    """Codes of the persons of the district's posts whose full names the words hold."""
    if not ctx.district.any_holder.search(words):
        return ()
    named = [codes for name, codes in ctx.district.holders.items() if name in words and len(name) >= SHORTEST_NAME]
    return tuple(sorted(code for codes in named for code in codes))


def people_of(ctx: Context, hall: str) -> tuple[str, ...]:
    """Codes of the persons who fill a post in a unit or in what stands above it, the district's own desks aside."""
    units = set(ctx.district.line_of(hall)) - {ctx.district.root} if hall else set()
    return tuple(
        sorted({post.person for post in ctx.district.posts.values() if post.unit in units and post.person is not None})
    )


def note_named(ctx: Context, case: Case, words: str) -> Case:
    """Whoever is named in more words about an accusation has no part in it from now on."""
    known = set(case.decision.get(NAMED, ()))
    found = known | set(named_in(ctx, words))
    if found == known or not is_confidential(case):
        return case
    return ctx.tx.update(case, decision={**case.decision, NAMED: sorted(found)})


def inspectors(ctx: Context, named: Iterable[str] = (), filer: str = "") -> tuple[Post, ...]:
    """Posts of inspection that may take an accusation: nobody named in it, nobody who filed it."""
    barred = set(named)
    posts = ctx.district.posts_of(ctx.district.root, "inspector")
    return tuple(post for post in posts if post.person not in barred and not _filled_by(ctx, post, filer))


def unit_spared(ctx: Context, unit: str, named: Iterable[str]) -> bool:
    """Whether the unit has a post of its own that may handle a matter in which these persons are named."""
    barred = set(named)
    if not barred:
        return True
    posts = posts_at(ctx.district, escalation.first_rung(ctx.district, unit))
    return any(post.person not in barred for post in posts)


def copy_above(ctx: Context, case: Case) -> Case:
    """The unit of the place is said not to have acted: the level above its own learns of it, and only learns."""
    below = case.community or case.unit
    if is_confidential(case) or not case.unit or below not in ctx.district.units:
        return case
    rung = escalation.next_rung(ctx.district, below, None)
    if rung is None:
        return case
    posts = tuple(post for post in posts_at(ctx.district, rung) if post.unit != case.unit)
    if not posts:
        return case
    told = [post for post in posts if post.role == posts[0].role]
    push_to_posts(ctx, told, "copied_above", {"unit": below}, key=f"{case.id}", case=case, urgency=urgency_of(case))
    case = record(ctx, case, "copied", data={"unit": rung.unit})
    return ctx.tx.update(case, decision={**case.decision, "copied": rung.unit})


def masked(case: Case, row: dict[str, Any], keep: Iterable[str]) -> dict[str, Any]:
    """A row for the outside about an accusation: that there is one, and how far it is; nothing more."""
    if not is_confidential(case):
        return row
    kept = set(keep)
    return {name: value if name in kept else _blank(value) for name, value in row.items()}


def filer_of(ctx: Context, case: Case) -> Voice | None:
    """Who filed an accusation."""
    found = ctx.tx.find(Voice, case_id=case.id, order="joined_at")
    return found[0] if found else None


def wants_no_word(case: Case) -> bool:
    """Whether the filer said that nothing need be answered."""
    return case.decision.get("quiet") is True


def _filled_by(ctx: Context, post: Post, account_id: str) -> bool:
    return bool(account_id) and bool(ctx.tx.find(Binding, account_id=account_id, post=post.code, ended_at=None))


def _blank(value: object) -> object:
    return "" if isinstance(value, str) else {} if isinstance(value, dict) else None
