"""抽查: second calls, listed and recorded by posts that had no part in the work."""

from __future__ import annotations

from handlers.cadre.acting import unit_name
from handlers.context import Talk
from handlers.services.closing import seeds, spot_checks
from handlers.texts import cadre as cadre_texts
from handlers.texts import checks as texts
from handlers.texts import naming
from models.domain.district import Post
from models.domain.words import Answer, meaning, normalise
from models.tables import Case, SpotCheck

ROWS = 5


def list_open(talk: Talk, _text: str) -> str:
    """抽查: which second calls are to be made."""
    if not any(post.unit == talk.ctx.district.root and post.role in MAKERS for post in talk.posts):
        return texts.NOT_YOURS()
    found = [(check, case) for check, case in spot_checks.open_list(talk.ctx) if maker(talk, case) is not None]
    month = seeds.month_of(talk.now)
    figures = spot_checks.counted(talk.tx.find(SpotCheck, month=month))
    if not found:
        counts = {name: figures[name] for name in ("drawn", "answered", "overturned", "unreached")}
        return texts.LIST_EMPTY(figures=texts.FIGURES(month=int(month[5:]), **counts))
    rows = [
        texts.LIST_ROW(
            n=case.running,
            title=case.title,
            place=naming.place(talk.ctx.district, case.community, case.place, naming.building(case.detail)),
            until=naming.day(check.until),
        )
        for check, case in found[:ROWS]
    ]
    more = texts.LIST_MORE(count=len(found) - ROWS) if len(found) > ROWS else ""
    return texts.LIST(count=len(found), rows="\n".join(rows), more=more, n=found[0][1].running)


MAKERS = frozenset({"inspector", "dispatcher", "duty"})


def maker(talk: Talk, case: Case) -> Post | None:
    """The person's post that may make a second call about the case."""
    return next((post for post in talk.posts if spot_checks.may_make(talk.ctx, case, post, talk.account.id)), None)


def record(talk: Talk, case: Case, check: SpotCheck, post: Post, text: str) -> str:
    """回访 7 没解决 晚上又灭了, about a case that was drawn."""
    word = normalise(text.strip().split(" ")[0])
    if word in {normalise(one) for one in cadre_texts.UNREACHED_WORDS}:
        spot_checks.unreached(talk.ctx, check, post)
        return texts.TRIED(n=case.running, until=naming.day(check.until))
    found = meaning("solved", text)
    if not isinstance(found, Answer) or found.effect not in spot_checks.ANSWERS:
        return texts.NEEDS_RESULT(n=case.running)
    spot_checks.answer(talk.ctx, check, found.effect, found.comment, post=post)
    case = talk.tx.get(Case, case.id) or case
    words = cadre_texts.CALLED_WORDS(words=found.comment) if found.comment else ""
    said = texts.NOTED[found.effect]
    facts = {"n": case.running, "words": words, "unit": unit_name(talk, case.unit)}
    facts["due"] = naming.due(case.due_at or talk.now, talk.now)
    return said(**{name: facts[name] for name in said.blanks})
