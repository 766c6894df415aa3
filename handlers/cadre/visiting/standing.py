"""我的走访, 未访户, 责任岗: how far a cadre is this month, and where nobody was yet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from handlers.context import Talk
from handlers.services import accounts
from handlers.services.visiting import campaigns, coverage, homes, quotas, visits
from handlers.services.visiting.coverage import Span
from handlers.services.visiting.quotas import Mine
from handlers.texts import visits as texts
from models.domain.dates import format_day
from models.domain.district import Post
from models.domain.visiting.quotas import month_span
from models.domain.working_time import shanghai_day
from models.tables import Campaign

PAGE = 30
"""Codes in one message."""


def mine(talk: Talk, _text: str) -> str:
    """我的走访."""
    own = _own(talk)
    found = quotas.mine(talk.ctx, own)
    owed_visits, owed_posts = owed(found)
    return texts.MINE(
        month=shanghai_day(talk.now).month,
        visits=found.visits,
        posts=found.posts,
        owed_visits=owed_visits,
        owed_posts=owed_posts,
        shares=_shares(found),
        campaign=_campaign(talk, own),
        form=texts.MINE_FORM(code=texts.UNIT_EXAMPLE),
    )


def owed(found: Mine) -> tuple[str, str]:
    """，还差1户 and ，够了."""
    if found.standing is None:
        return "", ""
    homes_owed, days_owed = found.standing.owed
    return (
        texts.OWED_VISITS(count=homes_owed) if homes_owed else texts.ENOUGH(),
        texts.OWED_POSTS(count=days_owed) if days_owed else texts.ENOUGH(),
    )


def post_day(talk: Talk, text: str) -> str:
    """责任岗, with what was done there."""
    own = _own(talk)
    day, is_new = visits.duty(talk.ctx, own[0], text)
    said = format_day(day.day)
    if not is_new:
        return texts.POST_KNOWN(day=said)
    found = quotas.mine(talk.ctx, own)
    return texts.POST_DAY(day=said, count=found.posts, owed=owed(found)[1])


def unvisited(talk: Talk, text: str) -> str:
    """未访户, 未访户 2."""
    own = _own(talk)
    campaign, within, span = spanned(talk, own)
    if not any(one.homes for one in coverage.by_community(talk.tx, span, within)):
        return texts.NO_REGISTER(unit=talk.ctx.district.name_of(own[0].unit))
    found = coverage.unvisited(talk.tx, span, own, within)
    whose = texts.WHOSE(campaign=campaign.name if campaign is not None else "")
    if not found:
        return texts.UNVISITED_NONE(whose=whose)
    page = int(text) if text.strip().isdigit() else 1
    shown = found[(page - 1) * PAGE : page * PAGE] if page > 0 else []
    if not shown:
        return texts.UNVISITED_NO_PAGE(page=page, count=len(found))
    rows = [
        texts.UNVISITED_ROW(
            community=talk.ctx.district.name_of(community), codes=texts.SEPARATOR.join(home.code for home in group)
        )
        for community, group in groupby(shown, key=lambda home: home.community)
    ]
    left = len(found) - page * PAGE
    more = texts.UNVISITED_MORE(count=left, page=page + 1) if left > 0 else ""
    return texts.UNVISITED(whose=whose, count=len(found), rows="\n".join(rows), more=more)


def spanned(talk: Talk, own: Sequence[Post]) -> tuple[Campaign | None, tuple[str, ...], Span]:
    """What "not visited" means for these posts: in the campaign that runs, else this month; and where."""
    within = homes.areas(talk.ctx.district, own)
    campaign = next((one for code in within if (one := campaigns.running(talk.ctx, code)) is not None), None)
    if campaign is not None:
        return campaign, within, Span(campaign)
    return None, within, Span(None, *month_span(shanghai_day(talk.now)))


def _campaign(talk: Talk, own: Sequence[Post]) -> str:
    campaign, within, span = spanned(talk, own)
    if campaign is None:
        return ""
    left = coverage.unvisited(talk.tx, span, own, within)
    given = coverage.given(talk.tx, own, within)
    return texts.MINE_CAMPAIGN(name=campaign.name, homes=given, left=len(left)) if given else ""


def _shares(found: Mine) -> str:
    counted = found.shares
    asked = counted["visits"] - counted["unasked"]
    if not asked:
        return ""
    open_ones = counted["visits"] - counted["came"] - counted["not"]
    return texts.SHARES(
        came=counted["came"],
        not_came=counted["not"],
        unsure=counted["unsure"],
        silent=counted["silent"],
        share=round(100 * open_ones / counted["visits"]),
    )


def _own(talk: Talk) -> tuple[Post, ...]:
    return accounts.own_posts(talk.ctx, talk.account.id) or talk.posts
