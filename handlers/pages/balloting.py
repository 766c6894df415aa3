"""What stands on the two pages of a ballot: the personal one that gives it, and the form, which knows nobody."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Context
from handlers.services.ballots import papers, rounds
from handlers.services.ballots.naming import name_of
from handlers.services.ballots.papers import Refusal
from handlers.texts import ballots as texts
from handlers.texts import naming
from models.domain import ballots as rules
from models.domain.errors import NotFound
from models.domain.links import Link
from models.domain.working_time import shanghai_day
from models.tables import Account, Ballot


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `act` says which button it has: take (a ballot), fill (the form), go_on (to the form), none."""

    act: str
    title: str
    lead: str
    head: str = ""
    points: tuple[str, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    """(code, text)"""
    choices: tuple[tuple[str, str], ...] = ()
    button: str = ""
    hint: str = ""


def of_link(ctx: Context, link: Link) -> Ballot:
    """The round a personal link leads to. Raises NotFound."""
    ballot = ctx.tx.get(Ballot, link.subject) if link.purpose == papers.PURPOSE else None
    if ballot is None or ctx.tx.get(Account, link.holder) is None:
        raise NotFound(number="")
    return ballot


def personal(ctx: Context, link: Link) -> Page:
    """The page behind the personal link."""
    ballot = of_link(ctx, link)
    refused = papers.standing(ctx, ballot, link.holder)
    if refused:
        return said(ctx, refused, ballot)
    account = ctx.tx.get(Account, link.holder)
    return Page(
        act="take",
        title=name_of(ballot.round),
        lead=texts.PAGE_LEAD(
            community=ctx.district.name_of(account.unit if account is not None else ""),
            count=len(ballot.questions),
            until=naming.at(ballot.closes_at, ctx.now),
        ),
        head=texts.KEPT_APART_TITLE,
        points=tuple(point.format(fewest=ballot.fewest) for point in texts.KEPT_APART),
        button=texts.TAKE,
        hint=texts.TAKE_HINT(),
    )


def form(ctx: Context, paper: str) -> Page:
    """The form of a paper, or why it cannot be filled in."""
    found, refused = papers.read(ctx, paper), papers.check(ctx, paper)
    if refused or found is None:
        return said(ctx, refused or "forged", found[0] if found is not None else None)
    ballot, unit, _ = found
    asked = [one for one in rounds.questions_of(ballot) if rounds.judged(ctx.district, one, unit)]
    return Page(
        act="fill",
        title=name_of(ballot.round),
        lead=texts.FILL_LEAD(community=ctx.district.name_of(unit)),
        questions=tuple((one.code, one.text) for one in asked),
        choices=tuple((choice, texts.CHOICES[choice]) for choice in rules.CHOICES),
        button=texts.SEND,
        hint=texts.SEND_HINT(),
    )


def thanks(ctx: Context, paper: str) -> Page:
    """After a ballot was counted."""
    found = papers.read(ctx, paper)
    until = naming.day(found[0].closes_at) if found is not None else ""
    return Page(act="none", title=texts.THANKS_HEAD(), lead=texts.THANKS(until=until))


def said(ctx: Context, why: Refusal | str, ballot: Ballot | None = None) -> Page:
    """Why there is nothing to fill in; who has a ballot is led to its form."""
    head, text = texts.SAID[why]
    act = "go_on" if why == "given" and ballot is not None and papers.is_open(ctx, ballot) else "none"
    return Page(act=act, title=head(), lead=text(), button=texts.GO_ON if act == "go_on" else "")


def handed_until(ctx: Context, paper: str) -> int:
    """Days for which the phone that took a paper keeps it."""
    found = papers.read(ctx, paper)
    left = (shanghai_day(found[0].closes_at) - shanghai_day(ctx.now)).days if found is not None else 0
    return max(1, left + 1)
