"""What every builder uses: how days, units and matters are written, and which matters are one household's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services.board import community_of, may_be_shown
from handlers.texts import naming
from handlers.texts import papers as texts
from models.domain.dates import format_day
from models.domain.papers import Column, Holds, Paragraph
from models.domain.publicity import Public, of_office, of_people
from models.domain.working_time import shanghai_day
from models.tables import Case


def holds(ctx: Context, case: Case) -> Holds | None:
    """Who may read of a case: everybody, offices only, or (None) nobody: an accusation is in no paper."""
    if is_confidential(case):
        return None
    return "open" if may_be_shown(ctx.district, case) else "private"


def title(case: Case) -> Public:
    return of_people(case.title)


def community(ctx: Context, case: Case) -> Public:
    return community_of(ctx, case)


def what(ctx: Context, case: Case) -> Public:
    """楼道灯不亮（滨海社区）"""
    return texts.WHAT.public(title=title(case), community=community(ctx, case))


def number(case: Case) -> Public:
    return of_office(case.number)


def unit(ctx: Context, code: str) -> Public:
    return of_office(ctx.district.name_of(code)) if code else Public("")


def units(ctx: Context, codes: Iterable[str]) -> Public:
    return Public(texts.SEPARATOR.join(unit(ctx, code) for code in codes))


def whole_name(ctx: Context, code: str) -> Public:
    """The name a unit signs with."""
    found = ctx.district.units.get(code)
    return of_office(found.name if found is not None else code)


def person(name: str) -> Public:
    """Who answers for it; a cadre may have written a telephone beside the name."""
    return of_people(name) if name else texts.NOBODY


def day(at: date | datetime) -> Public:
    """11月24日（周二）"""
    return of_office(format_day(shanghai_day(at) if isinstance(at, datetime) else at))


def full_day(on: date) -> Public:
    """2026年11月24日"""
    return texts.DAY.public(year=on.year, month=on.month, day=on.day)


def month_of(said: str) -> Public:
    """2026年11月 of 2026-11"""
    return texts.MONTH.public(year=int(said[:4]), month=int(said[5:7]))


def moment(at: datetime) -> Public:
    """11月30日（周一）15:00; what hangs on a wall for three days never says 今天."""
    return of_office(naming.on_paper(at))


def hotline(ctx: Context) -> Public:
    return of_office(ctx.district.contacts.get("hotline", "12345"))


def service(ctx: Context) -> Public:
    return of_office(ctx.district.service_name)


def column(name: Public | str, width: int, holds: Holds = "open") -> Column:
    return Column(Public(name), width, holds)


def hidden(count: int) -> tuple[Paragraph, ...]:
    """What the web reads instead of what was left out."""
    return (Paragraph(texts.HIDDEN.public(count=count), "left_out"),) if count else ()


def above(ctx: Context, code: str) -> Public:
    """The level a paper goes up to."""
    parent = ctx.district.units[code].parent
    return unit(ctx, parent) if parent else texts.LEADERS


def below(ctx: Context, code: str) -> Public:
    """Whom a paper goes down to, `` for a community."""
    level = ctx.district.units[code].level
    return {"district": texts.BELOW, "street": texts.BELOW_STREET}.get(level, Public(""))
