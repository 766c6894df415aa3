"""report: the monthly figures of the district or one of its units."""

from __future__ import annotations

import argparse
import json

from bot.commands.opening import opened
from bot.settings import SettingsError
from handlers.services.reports import lines, month_before, month_of, monthly, period_of
from models.domain.district import District, Unit
from models.domain.working_time import shanghai_day


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("report", help="figures with numerator, denominator, unanswered and excluded")
    kinds = command.add_subparsers(dest="kind", required=True, metavar="KIND")
    month = kinds.add_parser("monthly", help="every rate of one month")
    month.add_argument("month", nargs="?", help="YYYY-MM (default: the last month that is over)")
    month.add_argument("--unit", default="", help="code or name of a unit (default: the district)")
    month.add_argument("--below", action="store_true", help="with the units below it")
    month.add_argument("--json", action="store_true")
    month.set_defaults(run=run_monthly)


def run_monthly(args: argparse.Namespace) -> int:
    """Print the report; the same numbers for everybody, no ranks."""
    with opened(any_key=True) as at:
        now = at.clock()
        month = args.month or month_before(month_of(shanghai_day(now)))
        try:
            period = period_of(month, now)
        except ValueError:
            raise SettingsError(f"{month} is no month: YYYY-MM is expected") from None
        if period.start > now:
            raise SettingsError(f"{month} has not begun")
        district = at.database.read_now(at.registry.world).district
        unit = find_unit(district, args.unit) if args.unit else None
        report = at.database.read_now(lambda reader: monthly(reader, district, month, now, unit, below=args.below))
    if args.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(report)))
    return 0


def find_unit(district: District, said: str) -> Unit:
    """The unit of a code or name. Raises SettingsError, naming the codes where a name exists twice."""
    if said in district.units:
        return district.units[said]
    found = [unit for unit in district.units.values() if said in {unit.name, unit.short, *unit.aliases}]
    if len(found) != 1:
        codes = ", ".join(unit.code for unit in found)
        raise SettingsError(f"several units are called {said}: {codes}" if found else f"no unit is called {said}")
    return found[0]
