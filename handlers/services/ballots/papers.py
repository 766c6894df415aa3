"""Giving out a ballot and taking it back: two acts that have nothing in common but the paper the person carries.

The paper is a signed link to nothing: round, community and a number drawn for it, which is not written down when it is
given. When it comes back, the digest of its number is spent and counts go up by one. Neither act writes an instant.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import case, tuple_, update

from handlers.context import Context
from handlers.services.ballots import rounds
from models.domain import ballots as rules
from models.domain.working_time import at_clock
from models.store.rows import table_of
from models.tables import Account, Ballot, BallotCount, BallotIssue, BallotSpent

PURPOSE, PAPER = "t", "paper"
"""Of the personal link behind which a ballot is given, and of the paper itself."""
SERIAL = 16
"""Bytes of a paper's number."""
Refusal = Literal["", "over", "post", "stranger", "late", "given", "forged", "spent", "empty"]


@dataclass(frozen=True, slots=True)
class Given:
    """A ballot, or why there is none."""

    paper: str = ""
    refused: Refusal = ""


def standing(ctx: Context, ballot: Ballot, account_id: str) -> Refusal:
    """Whether this person gets a ballot, and why not; looks only.

    Who can: a follower whose community the service knew before the day on which the round opened, and who fills no
    post. So nobody makes voters while it runs, and nobody votes on his own unit's work.
    """
    account = ctx.tx.get(Account, account_id)
    if not is_open(ctx, ballot):
        return "over"
    if account is None or not account.follows or account.unit not in ballot.eligible:
        return "stranger"
    if account.cadre:
        return "post"
    if account.first_seen_at >= at_clock(ballot.opened_on, rules.MIDNIGHT):
        return "late"
    return "given" if ctx.tx.get(BallotIssue, (ballot.id, account_id)) is not None else ""


def is_open(ctx: Context, ballot: Ballot) -> bool:
    """Whether ballots are given and taken."""
    return ballot.status == "open" and ctx.now < ballot.closes_at


def give(ctx: Context, ballot: Ballot, account_id: str) -> Given:
    """The one ballot of a person; that it was given is written down, which one is not."""
    refused = standing(ctx, ballot, account_id)
    account = ctx.tx.get(Account, account_id)
    if refused or account is None:
        return Given(refused=refused or "stranger")
    ctx.tx.insert(BallotIssue, ballot_id=ballot.id, account_id=account_id, unit=account.unit)
    serial = ctx.registry.random(SERIAL).hex()
    return Given(ctx.links.token(PAPER, ballot.id, f"{account.unit}:{serial}", ctx.now))


def read(ctx: Context, paper: str) -> tuple[Ballot, str, str] | None:
    """Round, community and number of a paper, None for one that this service never signed."""
    link = ctx.links.read(PAPER, paper, ctx.now)
    ballot = ctx.tx.get(Ballot, link.subject) if link is not None else None
    if link is None or ballot is None:
        return None
    unit, _, serial = link.holder.rpartition(":")
    return ballot, unit, serial


def check(ctx: Context, paper: str) -> Refusal:
    """Whether a paper may still be filled in; looks only."""
    found = read(ctx, paper)
    if found is None:
        return "forged"
    ballot, _, serial = found
    if ctx.tx.get(BallotSpent, (ballot.id, _digest(serial))) is not None:
        return "spent"
    return "" if is_open(ctx, ballot) else "over"


def cast(ctx: Context, paper: str, answers: Mapping[str, str]) -> Refusal:
    """Take a filled ballot: `` when it was counted, else why not. A question without an answer counts as left out."""
    found, refused = read(ctx, paper), check(ctx, paper)
    if refused or found is None:
        return refused or "forged"
    ballot, unit, serial = found
    cells = [(unit, *rules.PAPERS)]
    said = 0
    for asked in rounds.questions_of(ballot):
        choice = answers.get(asked.code, "")
        said += choice in rules.CHOICES
        mark = choice if choice in rules.CHOICES else rules.BLANK
        cells += [(one, asked.code, mark) for one in rounds.judged(ctx.district, asked, unit)]
    if not said:
        return "empty"
    ctx.tx.insert(BallotSpent, ballot_id=ballot.id, digest=_digest(serial))
    counts = table_of(BallotCount)
    marked = tuple_(counts.c.unit, counts.c.question, counts.c.choice).in_(cells)
    # One statement rewrites every cell of the units this person judges, those he left alone too: where a row lies and
    # which transaction wrote it last says that somebody voted, never what. The database adds: two at once both count.
    touched = (counts.c.ballot_id == ballot.id) & counts.c.unit.in_({cell_unit for cell_unit, _, _ in cells})
    ctx.tx.execute(update(counts).where(touched).values(n=counts.c.n + case((marked, 1), else_=0)))
    return ""


def _digest(serial: str) -> str:
    return hashlib.sha256(bytes.fromhex(serial)).hexdigest()
