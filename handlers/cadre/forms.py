"""写法: forms of answers for a case's category; their blanks must be filled before anything is sent."""

from __future__ import annotations

from handlers.cadre.choice import Legal, by_reference
from handlers.context import Talk
from handlers.policies.permissions import roles
from handlers.texts import naming
from handlers.texts import plain as texts
from models.domain.numbers import find_references
from models.tables import Case


def show(talk: Talk, text: str) -> str:
    """写法; 写法 7."""
    found = find_references(text)
    if not found:
        rows = "\n".join(texts.FORMS_ROW(verb=verb, n=7, text=form) for verb, form in _forms(""))
        return texts.FORMS_GENERAL(rows=rows)
    mine = [case for case in by_reference(talk, found[0].reference, _HAS_PART) if _HAS_PART(talk, case)]
    if not mine:
        return texts.FORMS_NOT_FOUND(n=found[0].reference.number)
    case = mine[0]
    category = talk.ctx.district.categories.get(case.category)
    closing = category.closing if category is not None else ""
    rows = "\n".join(texts.FORMS_ROW(verb=verb, n=case.running, text=form) for verb, form in _forms(closing))
    return texts.FORMS(label=naming.label(case), rows=rows)


def _forms(closing: str) -> list[tuple[str, str]]:
    done = texts.DONE.format(closing=closing) if closing else texts.DONE_PLAIN
    return list(zip(texts.FORM_VERBS, (done, texts.COMING, texts.EXPLAINED), strict=True))


def _has_part(talk: Talk, case: Case) -> bool:
    return any(roles(talk.ctx, case, post, talk.account.id) for post in talk.posts)


_HAS_PART: Legal = _has_part
