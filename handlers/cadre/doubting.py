"""疑件: closed cases that do not look solved, listed with the reasons; 抽查, 重办 or 没事 decides."""

from __future__ import annotations

from handlers.cadre.acting import unit_name
from handlers.cadre.checking import MAKERS, maker
from handlers.context import Talk
from handlers.services import caseload
from handlers.services.closing import doubts
from handlers.texts import doubts as texts
from handlers.texts import naming
from models.domain.errors import NotYours
from models.tables import Case, Doubt

ROWS = 5
MOST_REASONS = 2


def list_open(talk: Talk, _text: str) -> str:
    """疑件."""
    if not any(post.unit == talk.ctx.district.root and post.role in MAKERS for post in talk.posts):
        return texts.NOT_YOURS()
    found = doubts.open_list(talk.ctx, talk.posts, talk.account.id)
    if not found:
        return texts.EMPTY()
    rows = [_row(talk, doubt, case) for doubt, case in found[:ROWS]]
    more = texts.MORE(count=len(found) - ROWS) if len(found) > ROWS else ""
    return texts.LIST(count=len(found), rows="\n".join(rows), more=more, n=_handle(talk, found[0][1]))


def decide(talk: Talk, case: Case, text: str) -> str:
    """疑件 7 抽查 | 重办 理由 | 没事 理由."""
    post = maker(talk, case)
    if post is None:
        raise NotYours(number=case.number, running=case.running, unit=case.unit, sees=True)
    word, _, words = text.strip().partition(" ")
    word = word.rstrip("：:，,")
    doubt = doubts.of_case(talk.ctx, case)
    if doubt is None:
        return texts.NOT_LISTED(n=case.running)
    if word in texts.CHECK_WORDS:
        check = doubts.check(talk.ctx, case, post)
        return texts.CHECKING(n=case.running, day=naming.day(check.due_at), until=naming.day(check.until))
    if word in texts.DISMISS_WORDS:
        if not words.strip():
            return texts.NEEDS_REASON(n=case.running, word=word)
        doubts.dismiss(talk.ctx, case, post, words)
        return texts.DISMISSED(n=case.running)
    if word in texts.REOPEN_WORDS:
        if post.role != "inspector":
            return texts.REOPEN_BY_INSPECTION(n=case.running)
        if not words.strip():
            return texts.NEEDS_REASON(n=case.running, word=word)
        case = doubts.reopen(talk.ctx, case, post, words)
        due = naming.due(case.due_at, talk.now) if case.due_at else "—"
        return texts.REOPENED(n=case.running, unit=unit_name(talk, case.unit), due=due)
    return texts.HOW(n=case.running, reasons=reasons(doubt))


def is_listed(talk: Talk, case: Case) -> bool:
    """Whether the person may decide about the case now."""
    return doubts.of_case(talk.ctx, case) is not None and maker(talk, case) is not None


def reasons(doubt: Doubt) -> str:
    """同一个人又报了（19号件）、办结没有凭据"""
    said = []
    for one in doubt.reasons[:MOST_REASONS]:
        text = texts.REASONS[str(one["why"])]
        number = str(one.get("case", "")).rpartition("-")[2].lstrip("0")
        said.append(text(other=number) if "other" in text.blanks else text())
    return texts.AND.join(said)


def _handle(talk: Talk, case: Case) -> str:
    """The tail number; with the day before it where others carry it by now."""
    return str(case.running) if caseload.is_current(talk.ctx, case) else f"{case.day:%m%d}-{case.running}"


def _row(talk: Talk, doubt: Doubt, case: Case) -> str:
    return texts.ROW(
        n=_handle(talk, case),
        title=case.title,
        unit=unit_name(talk, case.unit),
        day=naming.day(case.closed_at or talk.now),
        reasons=reasons(doubt),
    )
