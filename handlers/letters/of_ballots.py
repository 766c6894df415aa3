"""Letters about the half-year ballot: once to who asked and took none, and to the heads when it begins and ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services.ballots import papers, results
from handlers.services.ballots.naming import name_of
from handlers.texts import ballots as texts
from handlers.texts import naming
from models.tables import Ballot, Outbox


def reminder(ctx: Context, row: Outbox) -> Letter | None:
    """To a resident; nothing is said once a ballot was taken, or could not be any more."""
    ballot = ctx.tx.get(Ballot, int(row.params["ballot"]))
    if ballot is None or row.account_id is None or papers.standing(ctx, ballot, row.account_id):
        return None
    link = ctx.links.url(papers.PURPOSE, ballot.id, row.account_id, ctx.now)
    text = texts.REMINDER(name=name_of(ballot.round), until=naming.at(ballot.closes_at, ctx.now), link=link)
    card = cards.todo(texts.CARD_NAME(), texts.CARD_REMINDER(count=len(ballot.questions)), ballot.closes_at)
    return Letter(text, card=card)


def news(ctx: Context, row: Outbox) -> Letter | None:
    """To the heads: how many can vote and did, never who."""
    ballot = ctx.tx.get(Ballot, int(row.params["ballot"]))
    if ballot is None:
        return None
    unit, stage = str(row.params["unit"]), str(row.params["stage"])
    came = results.turnout(ctx.tx, ctx.district, ballot, unit)
    board = ctx.links.page("board" if unit == ctx.district.root else f"board/{unit}")
    withheld = came.returned < ballot.fewest
    facts = {
        "name": name_of(ballot.round),
        "unit": ctx.district.name if unit == ctx.district.root else ctx.district.name_of(unit),
        "until": naming.at(ballot.closes_at, ctx.now),
        "eligible": came.eligible,
        "given": came.given,
        "returned": came.returned,
        "shown": texts.NEWS_WITHHELD(fewest=ballot.fewest) if withheld else texts.NEWS_SHOWN(board=board),
    }
    said = texts.NEWS[stage]
    card = cards.todo(texts.CARD_NAME(), texts.CARD_NEWS[stage](), ballot.closes_at)
    return Letter(said(**{name: facts[name] for name in said.blanks}), card=card)


SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter | None]] = {
    "ballot_reminder": reminder,
    "ballot_news": news,
}
