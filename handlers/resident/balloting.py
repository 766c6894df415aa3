"""测评: the personal link behind which a ballot is given; offered once after an own exchange, never pushed cold."""

from __future__ import annotations

from handlers.context import Talk
from handlers.services.ballots import papers, rounds
from handlers.services.ballots.naming import name_of
from handlers.services.notices import push
from handlers.texts import ballots as texts
from handlers.texts import naming
from models.domain import ballots as rules
from models.domain.dates import format_day
from models.domain.working_time import shanghai_day
from models.tables import Ballot, Outbox

OFFERED = "ballot"
"""Fact of the dialogue: the round that was offered."""


def answer(talk: Talk) -> str:
    """测评: the link, or why there is none."""
    ctx = talk.ctx
    ballot = rounds.running(ctx)
    if ballot is None:
        coming = rules.next_term(rounds.settings(ctx.district), talk.now)
        when = texts.NEXT(day=format_day(shanghai_day(coming.opens_at))) if coming is not None else ""
        return texts.NOT_NOW(next=when, board=ctx.links.page("board"))
    refused = papers.standing(ctx, ballot, talk.account.id)
    link = ctx.links.url(papers.PURPOSE, ballot.id, talk.account.id, talk.now)
    if refused in texts.REFUSED:
        said = texts.REFUSED[refused]
        facts = {"link": link, "opened": format_day(ballot.opened_on)}
        return said(**{name: facts[name] for name in said.blanks})
    remember(talk, ballot)
    return texts.LINK(
        name=name_of(ballot.round), count=len(ballot.questions), until=naming.at(ballot.closes_at, talk.now), link=link
    )


def remember(talk: Talk, ballot: Ballot) -> None:
    """Who asked and then takes no ballot is told once more, three days before the end."""
    reminder = rules.term(rounds.settings(talk.ctx.district), ballot.opened_on).reminder_at
    known = talk.tx.find(Outbox, dedupe_key=f"ballot_reminder:{ballot.id}:account:{talk.account.id}")
    if talk.now < reminder and not known:
        push(
            talk.ctx,
            "ballot_reminder",
            {"ballot": ballot.id},
            key=f"{ballot.id}",
            account_id=talk.account.id,
            not_before=reminder,
            expires_at=ballot.closes_at,
        )


def offer(talk: Talk) -> str:
    """One line below the end of a person's own matter, once a round; `` outside the days of a ballot."""
    ballot = rounds.running(talk.ctx)
    if ballot is None or talk.conversation.memory.get(OFFERED) == ballot.round:
        return ""
    if papers.standing(talk.ctx, ballot, talk.account.id):
        return ""
    talk.remember(**{OFFERED: ballot.round})
    link = talk.ctx.links.url(papers.PURPOSE, ballot.id, talk.account.id, talk.now)
    return texts.OFFER(name=name_of(ballot.round), count=len(ballot.questions), link=link)
