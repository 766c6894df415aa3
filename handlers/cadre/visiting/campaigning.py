"""大走访: how far it is; 大走访 开始 春季大走访 3月1日 4月30日; 大走访 结束."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.context import Talk
from handlers.services import accounts
from handlers.services.visiting import campaigns, coverage, homes
from handlers.services.visiting.coverage import Covered, Span
from handlers.shared.links import field_link
from handlers.texts import visits as texts
from models.domain.dates import format_day, split_date
from models.domain.district import Post
from models.domain.errors import BadDate, LimitReached
from models.domain.working_time import shanghai_day
from models.tables import Campaign

ROWS = 8


def answer(talk: Talk, text: str) -> str:
    """The newest campaign in figures, or its beginning and end."""
    said = text.strip()
    if said.startswith(texts.BEGIN_WORD):
        return _begin(talk, said.removeprefix(texts.BEGIN_WORD).strip())
    if said.startswith(texts.END_WORD):
        return _end(talk)
    own = accounts.own_posts(talk.ctx, talk.account.id) or talk.posts
    found = campaigns.of_unit(talk.ctx, own[0].unit)
    if not found:
        found = [one for code in homes.areas(talk.ctx.district, own)[:1] for one in campaigns.of_unit(talk.ctx, code)]
    if not found:
        first = shanghai_day(talk.now) + timedelta(days=1)
        return texts.CAMPAIGN_NONE(first=_day(first), last=_day(first + timedelta(days=60)))
    return _shown(talk, found[0], own[0])


def _shown(talk: Talk, campaign: Campaign, post: Post) -> str:
    district = talk.ctx.district
    within = [code for code in homes.areas(district, [post]) if campaign.unit in district.line_of(code)]
    rows = coverage.by_community(talk.tx, Span(campaign), within)
    if len(within) == 1:
        rows = coverage.by_building(talk.tx, Span(campaign), within[0])
    whole = coverage.total("", rows)
    if not whole.homes:
        return texts.NO_REGISTER(unit=district.name_of(post.unit))
    link = field_link(talk)
    more = texts.CAMPAIGN_MORE(count=len(rows) - ROWS, link=link) if len(rows) > ROWS else ""
    return texts.CAMPAIGN(
        name=campaign.name,
        first=format_day(campaign.from_on),
        last=format_day(campaign.to_on),
        unit=district.name_of(post.unit),
        rows="\n".join(_row(talk, one, len(within) == 1) for one in rows[:ROWS]),
        link=more or texts.CAMPAIGN_LINK(link=link),
        **_figures(whole),
    )


def _row(talk: Talk, one: Covered, building: bool) -> str:
    name = texts.BUILDING(name=one.name) if building else talk.ctx.district.name_of(one.name)
    return texts.CAMPAIGN_ROW(name=name, visited=one.visited, homes=one.homes, percent=one.percent)


def _figures(whole: Covered) -> dict[str, object]:
    return {"homes": whole.homes, "visited": whole.visited, "percent": whole.percent, "visits": whole.visits}


def _begin(talk: Talk, text: str) -> str:
    post = next((one for one in talk.posts if campaigns.leads(one)), None)
    if post is None:
        return texts.CAMPAIGN_NOT_YOURS()
    today = shanghai_day(talk.now)
    form = texts.CAMPAIGN_FORM(first=_day(today + timedelta(days=1)), last=_day(today + timedelta(days=61)))
    name, _, dates = text.partition(" ")
    try:
        first, rest = split_date(dates, today, talk.ctx.calendar)
        last, _ = split_date(rest.lstrip(texts.BETWEEN_DAYS), today, talk.ctx.calendar)
    except BadDate as error:
        return texts.CAMPAIGN_BAD_DATES() if error.params["reason"] == "past" else form
    if not name or len(name) > 20:
        return form
    unit = talk.ctx.district.name_of(post.unit)
    try:
        campaign = campaigns.begin(talk.ctx, post, name, first.day, last.day)
    except BadDate:
        return texts.CAMPAIGN_BAD_DATES()
    except LimitReached:
        return texts.CAMPAIGN_TWICE(unit=unit)
    return texts.CAMPAIGN_BEGUN(
        unit=unit, name=campaign.name, first=format_day(campaign.from_on), last=format_day(campaign.to_on)
    )


def _end(talk: Talk) -> str:
    today = shanghai_day(talk.now)
    leading = [post for post in talk.posts if campaigns.leads(post)]
    for post in leading:
        for one in talk.tx.find(Campaign, unit=post.unit, ended_at=None, order="-id"):
            if one.to_on >= today:
                campaign = campaigns.end(talk.ctx, one)
                district = talk.ctx.district
                within = [code for code in homes.areas(district, [post]) if post.unit in district.line_of(code)]
                whole = coverage.total("", coverage.by_community(talk.tx, Span(campaign), within))
                figures = {name: value for name, value in _figures(whole).items() if name != "visits"}
                return texts.CAMPAIGN_ENDED(name=campaign.name, **figures)
    return texts.CAMPAIGN_NOT_YOURS()


def _day(day: date) -> str:
    return texts.DAY(month=day.month, day=day.day)
