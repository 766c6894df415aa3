"""条款: the rules for those in office, looked up by anybody."""

from __future__ import annotations

from handlers.context import Talk
from handlers.services.inspecting import rulebook
from handlers.texts import circulars as texts
from models.domain.rulebook import Clause

MOST = 3


def show(talk: Talk, words: str) -> str:
    """条款; 条款 作风3; 条款 首问."""
    docs = rulebook.docs(talk.ctx)
    if not docs:
        return texts.CLAUSES_NONE()
    said = words.strip()
    if not said:
        rows = [
            texts.CLAUSES_HELP_ROW(
                title=doc.title,
                short=doc.short,
                last=doc.clauses[-1].no,
                since=texts.CLAUSES_SINCE(day=doc.in_force.isoformat()) if doc.in_force else "",
            )
            for doc in docs
        ]
        return texts.CLAUSES_HELP(rows="\n".join(rows), sample=docs[0].clauses[0].name)
    clause, rest = rulebook.cited(talk.ctx, said)
    found = [clause] if clause is not None and not rest else rulebook.search(talk.ctx, said)
    if not found:
        return texts.CLAUSES_UNKNOWN(said=said[:12])
    verified = {doc.code: doc.verified for doc in docs}
    rows = [_clause(one, verified=verified[one.doc]) for one in found[:MOST]]
    more = texts.CLAUSES_MORE(count=len(found) - MOST) if len(found) > MOST else ""
    return texts.CLAUSES_FOUND(rows="\n".join(rows), more=more)


def _clause(one: Clause, *, verified: bool) -> str:
    mark = "" if verified else texts.CLAUSES_UNVERIFIED()
    return texts.CLAUSES_ROW(name=one.name, title=one.title, no=one.no, text=one.text, mark=mark)
