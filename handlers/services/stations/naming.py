"""How stations, agents, papers and Fridays are named in what is said."""

from __future__ import annotations

from datetime import date, datetime, time

from handlers.context import Context
from handlers.policies import stations as policy
from handlers.services.stations import duty, errands, roster
from handlers.texts import stations as texts
from models.domain.dates import format_day
from models.domain.stations import fridays
from models.domain.working_time import ONE_DAY, shanghai_day
from models.tables import Errand


def station(ctx: Context, unit: str) -> str:
    """滨海社区代办站"""
    return texts.STATION(unit=ctx.district.name_of(unit))


def person(ctx: Context, post: str) -> str:
    """网格员李晓: title and name of a post's holder; the unit where neither is known."""
    found = ctx.district.posts.get(post)
    if found is None:
        return texts.NOBODY
    return f"{found.title}{ctx.district.person_of(post)}" or ctx.district.name_of(found.unit)


def agent(ctx: Context, errand: Errand) -> str:
    """Who runs an errand: the station while nobody has it."""
    return person(ctx, errand.agent) if errand.agent in ctx.district.posts else station(ctx, errand.station)


def phone(ctx: Context, unit: str) -> str:
    """A number of the station that is answered."""
    found = ctx.district.units.get(unit)
    return (found.phone if found is not None else "") or ctx.district.contacts.get("hotline", "12345")


def held(ctx: Context, errand: Errand) -> str:
    """身份证、户口本: papers that lie in the station."""
    return texts.SEPARATOR.join(one.name for one in errands.papers_of(ctx, errand) if one.returned_at is None)


def plain_day(at: datetime) -> str:
    """11月27日, without the weekday."""
    return format_day(shanghai_day(at)).partition("（")[0]


def clock(at: time) -> str:
    """9点, 9点30"""
    return f"{at:%H:%M}"


def friday(ctx: Context, unit: str, day: date, *, tomorrow: bool = False) -> str:
    """Who sits in a station on a Friday; a holiday says so and names the next one."""
    where = station(ctx, unit)
    settings = duty.settings(ctx)
    if not fridays.is_staffed(day, ctx.calendar):
        after = format_day(fridays.next_staffed(day + ONE_DAY, ctx.calendar))
        said = texts.TOLD_HOLIDAY if tomorrow else texts.FRIDAY_NONE
        return said(friday=format_day(day), station=where, next=after)
    turn = roster.turn_at(ctx, unit, day)
    post = roster.on_duty(ctx, turn) if turn is not None else None
    if post is None:
        return texts.FRIDAY_EMPTY(station=where, day=format_day(day), phone=phone(ctx, unit))
    own = settings.rosters.get(unit)
    offers = (own.offers if own is not None else "") or settings.offers or texts.OFFERS
    said = texts.TOLD if tomorrow else texts.FRIDAY
    return said(
        day=format_day(day),
        opens=clock(settings.opens),
        closes=clock(settings.closes),
        who=person(ctx, post.code),
        station=where + (own.room if own is not None else ""),
        offers=offers,
        bring=settings.bring,
    )


def next_friday(ctx: Context, unit: str, today: date) -> str:
    """The coming Friday in words, whichever it is."""
    return friday(ctx, unit, fridays.friday_from(today))


def stations_of(ctx: Context) -> tuple[str, ...]:
    """Every station of the district."""
    return policy.stations(ctx.district)
