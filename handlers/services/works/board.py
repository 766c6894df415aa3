"""What the public board says of stations, deeds and projects: whole sections without a resident's name or phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.context import Context
from handlers.policies import stations as policy
from handlers.services.stations import ledgers
from handlers.services.stations import naming as station_names
from handlers.services.works import naming, projects, totals
from handlers.texts import stations as station_texts
from handlers.texts import works as texts
from models.domain.dates import format_day
from models.domain.district import Unit
from models.domain.publicity import Public, of_office, of_people
from models.domain.stations import amounts, fridays
from models.domain.working_time import shanghai_day
from models.tables import Deed, Media, Project

MOST = 10


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that its cadre has released."""

    path: Public
    """Below /board."""
    name: Public


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines, and photos under them."""

    title: Public
    lines: tuple[Public, ...]
    photos: tuple[Photo, ...] = ()


def sections(ctx: Context, unit: Unit) -> tuple[Section, ...]:
    """What there is to say of a unit; a district without stations says nothing."""
    if policy.rules(ctx.district) is None:
        return ()
    return tuple(one for one in (_duty(ctx, unit), _deeds(ctx, unit), _projects(ctx, unit), _themes(ctx, unit)) if one)


def photo(ctx: Context, deed_id: int, when: str) -> Media | None:
    """The file of a released photo, None for anything else."""
    deed = ctx.tx.get(Deed, deed_id)
    if deed is None or not deed.photos_public or deed.status == "void":
        return None
    media = ctx.tx.get(Media, deed.before_id if when == "before" else deed.after_id)
    return media if media is not None and media.state == "kept" and media.purpose == "deed" else None


def _duty(ctx: Context, unit: Unit) -> Section | None:
    known = [one for one in policy.stations(ctx.district) if unit.code in ctx.district.line_of(one)]
    if not known:
        return None
    lines: list[Public] = []
    if len(known) == 1:
        lines.append(of_office(station_names.next_friday(ctx, known[0], shanghai_day(ctx.now))))
    else:
        day = fridays.next_staffed(shanghai_day(ctx.now), ctx.calendar)
        lines.append(of_office(texts.BOARD_FRIDAY(day=format_day(day), count=len(known))))
    counts = [ledgers.counts(ctx, one) for one in known]
    shown = {name: sum(one[name] for one in counts) for name in ("open", "confirmed", "unconfirmed")}
    lines.append(of_office(station_texts.BOARD_COUNTS(**shown)))
    return Section(of_office(texts.BOARD_STATIONS), tuple(of_office(one) for one in lines))


def _deeds(ctx: Context, unit: Unit) -> Section | None:
    lines: list[Public] = []
    if unit.code == ctx.district.root:
        today = shanghai_day(ctx.now)
        found = totals.figures(ctx.tx, ctx.district, date(today.year, 1, 1), today)
        names = ("deeds", "conflicts", "visits", "services", "projects")
        money = amounts.yuan(found["money_fen"])
        lines.append(of_office(texts.BOARD_TOTALS(money=money, **{name: found[name] for name in names})))
    rows = [
        one
        for one in ctx.tx.find(Deed, kind="deed", order="-made_at")
        if one.status != "void" and unit.code in ctx.district.line_of(one.unit)
    ][:MOST]
    for one in rows:
        state = texts.DEED_STATES[one.status]
        money = texts.DEED_MONEY(money=amounts.yuan(one.money_fen)) if one.money_fen else ""
        place = ctx.district.name_of(one.unit)
        lines.append(of_people(texts.BOARD_DEED(what=one.what, place=place, money=money, state=state)))
    photos = [photo for one in rows for photo in _photos(ctx, one)]
    return _written(texts.BOARD_DEEDS, lines, photos)


def _photos(ctx: Context, deed: Deed) -> Iterator[Photo]:
    for when in ("before", "after"):
        if photo(ctx, deed.id, when) is not None:
            name = texts.BOARD_PHOTO.public(what=of_people(deed.what), when=of_office(texts.WHEN[when]))
            yield Photo(of_office(f"photo/{deed.id}/{when}"), name)


def _written(title: str, lines: Sequence[str], photos: Sequence[Photo] = ()) -> Section | None:
    """A section of what cadres wrote, masked once more; None for an empty one."""
    if not lines:
        return None
    return Section(of_office(title), tuple(of_people(one) for one in lines), tuple(photos))


def _projects(ctx: Context, unit: Unit) -> Section | None:
    rows = [
        one
        for one in ctx.tx.find(Project, order="-stage_at")
        if unit.code in ctx.district.line_of(one.place or ctx.district.root) or one.unit == unit.code
    ]
    lines = [_project(ctx, one) for one in rows[:MOST]]
    return _written(texts.BOARD_PROJECTS, lines)


def _project(ctx: Context, one: Project) -> Public:
    caused = len(projects.cases_of(ctx, one))
    measured = naming.amounts(ctx, one)
    said = texts.BOARD_PROJECT(
        name=one.name,
        unit=ctx.district.name_of(one.unit),
        stage=texts.STAGES[one.stage],
        day=format_day(shanghai_day(one.stage_at)),
        amounts=texts.BOARD_SPACE(text=measured) if measured else "",
        caused=texts.BOARD_CAUSED(count=caused) if caused else "",
    )
    return of_people(said)


def _themes(ctx: Context, unit: Unit) -> Section | None:
    if unit.code != ctx.district.root:
        return None
    today = shanghai_day(ctx.now)
    found = totals.by_theme(ctx.tx, ctx.district, date(today.year, 1, 1), today)
    if not found["all"]:
        return None
    named = found["total"].items()
    lines = [of_office(texts.BOARD_THEME(name=texts.REPORT_THEMES[name], count=count)) for name, count in named]
    return _written(texts.BOARD_THEMES, lines)
