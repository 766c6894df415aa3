"""Everything the service holds about one person, as a document for that person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services import filing, wishes
from handlers.services.notices import voices_of
from handlers.services.rights.proofs import case_file
from handlers.services.statements import said
from handlers.services.visiting import opinions
from models.domain.errors import NotFound
from models.domain.links import LIFETIME, Link
from models.tables import (
    Account,
    BallotIssue,
    Binding,
    Case,
    DutyListener,
    Errand,
    ErrandPaper,
    Home,
    Media,
    Opinion,
    Outbox,
    PostingObjection,
    ServiceUse,
    Statement,
    Voice,
)

PURPOSE = "d"
"""Of links to this page."""
LASTS = timedelta(days=2)
Document = dict[str, Any]


def of_link(ctx: Context, link: Link) -> Account:
    """Whose data a link opens, for two days after it was made. Raises NotFound for anything else."""
    account = ctx.tx.get(Account, link.holder)
    if link.purpose != PURPOSE or account is None or ctx.now >= opens_until(link):
        raise NotFound(number="")
    return account


def opens_until(link: Link) -> datetime:
    """When the link stops opening: one to two days after it was given, for links are told apart by their day."""
    return link.expires_at - LIFETIME + LASTS


def collect(ctx: Context, account: Account) -> Document:
    """The document. Accusations are not in it: the phone may be in other hands, they open by their code word."""
    voices = ctx.tx.find(Voice, account_id=account.id, order="id")
    pairs = [(voice, ctx.tx.get(Case, voice.case_id)) for voice in voices]
    mine = [(voice, case) for voice, case in pairs if case is not None and not is_confidential(case)]
    return {
        "made_at": _iso(ctx.now),
        "service": ctx.district.service_name,
        "account": {
            "first_seen_at": _iso(account.first_seen_at),
            "follows": account.follows,
            "muted": account.muted,
            "informed_at": _iso(account.informed_at),
            "community": ctx.district.name_of(account.unit) if account.unit else "",
            "posts": [one.post for one in ctx.tx.find(Binding, account_id=account.id, ended_at=None)],
            "erase_asked_at": _iso(account.erase_asked_at),
        },
        "household": [home.code for home in ctx.tx.find(Home, account_id=account.id)],
        "opinions": [_opinion(one) for one in opinions.of_account(ctx, account.id) if one.source != "chat"],
        "errands": [_errand(ctx, one) for one in ctx.tx.find(Errand, account_id=account.id, order="id")],
        "fridays": [_friday(ctx, one) for one in ctx.tx.find(DutyListener, account_id=account.id, order="id")],
        "services": [_service(one) for one in ctx.tx.find(ServiceUse, account_id=account.id, order="id")],
        "ballots": [ctx.district.name_of(one.unit) for one in ctx.tx.find(BallotIssue, account_id=account.id)],
        "objections": [_iso(one.at) for one in ctx.tx.find(PostingObjection, account_id=account.id, order="id")],
        "cases": [_case(ctx, voice, case) for voice, case in mine],
        "messages": [_message(row) for row in ctx.tx.find(Outbox, account_id=account.id, post=None, order="id")],
    }


def _opinion(one: Opinion) -> Document:
    return {"at": _iso(one.at), "heard": one.source, "words": one.text, "told_at": _iso(one.told_at)}


def _errand(ctx: Context, one: Errand) -> Document:
    papers = ctx.tx.find(ErrandPaper, errand_id=one.id, order="id")
    return {
        "number": one.number,
        "station": ctx.district.name_of(one.station),
        "matter": one.matter,
        "state": one.state,
        "asked_at": _iso(one.asked_at),
        "due_at": _iso(one.due_at),
        "result": one.result,
        "ended_at": _iso(one.ended_at),
        "papers": [
            {"name": paper.name, "handed_at": _iso(paper.handed_at), "returned_at": _iso(paper.returned_at)}
            for paper in papers
        ],
    }


def _friday(ctx: Context, one: DutyListener) -> Document:
    return {"station": ctx.district.name_of(one.station), "since": _iso(one.since), "ended_at": _iso(one.ended_at)}


def _service(one: ServiceUse) -> Document:
    return {"service": one.provider, "used_at": _iso(one.used_at), "answer": one.answer}


def _case(ctx: Context, voice: Voice, case: Case) -> Document:
    told = [voice.case_id] if voice.origin_id is None else [voice.case_id, voice.origin_id]
    subjects = [f"voice:{voice.id}"]
    if min(one.id for one in voices_of(ctx, case) or [voice]) == voice.id or voice.origin_id is not None:
        subjects.append(f"case:{voice.origin_id or case.id}")
    mine = [one for one in _read_by(ctx, case, voice) if one.voice_id == voice.id]
    district = ctx.district
    return {
        "number": case.number,
        "title": case.title,
        "state": case.state,
        "closure": case.closure,
        "filed_at": _iso(case.filed_at),
        "first_due_at": _iso(case.first_due_at),
        "closed_at": _iso(case.closed_at),
        "unit": district.name_of(case.unit) if case.unit else "",
        "told": _first(ctx, subjects, "words"),
        "address": _first(ctx, subjects, "address"),
        "phone": _first(ctx, subjects, "phone"),
        "anonymous": voice.anonymous,
        "answers": {"solved": voice.solved, "satisfied": voice.satisfied, "urges": voice.urges},
        "said": [{"at": _iso(one.at), "kind": one.kind, "words": _original(ctx, one)} for one in mine],
        "files": [
            {"kind": one.kind, "received_at": _iso(one.received_at), "kept": one.state == "kept"}
            for one in ctx.tx.find(Media, case_id=tuple(told))
            if one.account_id == voice.account_id
        ],
        "looks": [
            {
                "at": _iso(one.at),
                "unit": district.name_of(one.unit),
                "role": district.posts[one.post].title if one.post in district.posts else "",
                "what": one.what,
                "purpose": one.purpose,
            }
            for one in wishes.looks(ctx, case)
        ],
        "proof": case_file(ctx.tx, case, _read_by(ctx, case, voice), text=subjects[-1] == f"case:{case.id}"),
    }


def _read_by(ctx: Context, case: Case, voice: Voice) -> list[Statement]:
    """What a complainant may read: what the unit said to all, and own words; neighbours' words are theirs."""
    return [one for one in said(ctx, case) if one.voice_id == voice.id or (one.public and one.post)]


def _first(ctx: Context, subjects: list[str], name: str) -> str:
    return next((text for one in subjects if (text := filing.read_vault(ctx, one, name))), "")


def _original(ctx: Context, statement: Statement) -> str:
    return filing.read_vault(ctx, f"statement:{statement.id}", "words") or statement.words


def _message(row: Outbox) -> Document:
    return {"kind": row.kind, "state": row.state, "way": row.rung, "sent_at": _iso(row.sent_at)}


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
