"""report: the monthly figures and the brief of the district or one of its units."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, cast

from bot.commands.opening import opened
from bot.settings import SettingsError
from handlers.services import assessing
from handlers.services.briefs import figures
from handlers.services.briefs.lines import lines as lines_of_brief
from handlers.services.papers.of_brief import brief_of
from handlers.services.reports import lines, month_before, month_of, monthly, period_of
from models.domain.district import District, Unit
from models.domain.papers import Paper
from models.domain.working_time import shanghai_day
from models.store.tx import Reader, Tx


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "report", help="figures with numerator, denominator, unanswered and excluded; the brief of a unit"
    )
    kinds = command.add_subparsers(dest="kind", required=True, metavar="KIND")
    month = kinds.add_parser("monthly", help="every rate of one month")
    month.add_argument("month", nargs="?", help="YYYY-MM (default: the last month that is over)")
    month.add_argument("--unit", default="", help="code or name of a unit (default: the district)")
    month.add_argument("--below", action="store_true", help="with the units below it")
    month.add_argument("--json", action="store_true")
    month.set_defaults(run=run_monthly)
    paper = kinds.add_parser("brief", help="the public-opinion brief of a unit: what came, solved at which level")
    paper.add_argument("period", nargs="?", help="YYYY-MM, YYYY-H1 or YYYY (default: the last month that is over)")
    paper.add_argument("--unit", default="", help="code or name of a unit (default: the district)")
    paper.add_argument("--json", action="store_true")
    paper.add_argument("--docx", type=Path, help="write it as a paper for Word and WPS")
    paper.set_defaults(run=run_brief)
    year = kinds.add_parser("assessment", help="a unit's year: service, promises, help, visits and both ballots")
    year.add_argument("year", nargs="?", help="YYYY (default: this year)")
    year.add_argument(
        "--unit", default="", help="code or name of a street, community or partner (default: the district)"
    )
    year.add_argument("--json", action="store_true")
    year.set_defaults(run=run_assessment)


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


def run_brief(args: argparse.Namespace) -> int:
    """Print the paper of a unit; communities add up to streets, streets to the district."""
    with opened(any_key=True) as at:
        now = at.clock()
        said = args.period or month_before(month_of(shanghai_day(now)))
        try:
            period = figures.period_of(said, now)
        except ValueError:
            raise SettingsError(f"{said} is no period: YYYY-MM, YYYY-H1 or YYYY is expected") from None
        if period.start > now:
            raise SettingsError(f"{said} has not begun")
        district = at.database.read_now(at.registry.world).district
        unit = find_unit(district, args.unit) if args.unit else district.units[district.root]

        def read(reader: Reader) -> tuple[dict[str, Any], Paper]:
            document = figures.brief(reader, district, unit, period)
            ctx = at.registry.context(cast("Tx", reader), now)
            return document, brief_of(ctx, document, dated=shanghai_day(now))

        document, paper = at.database.read_now(read)
    said = lines_of_brief(document)
    if args.docx is not None:
        from bot.papers.docx import docx  # noqa: PLC0415 - a slow import only this format needs

        args.docx.write_bytes(docx(paper))
    print(json.dumps(document, ensure_ascii=False, indent=2) if args.json else "\n".join(said))
    return 0


def run_assessment(args: argparse.Namespace) -> int:
    """Print what the year says about a unit, without a score."""
    with opened(any_key=True) as at:
        now = at.clock()
        said = args.year or f"{shanghai_day(now).year}"
        if not (said.isdigit() and len(said) == 4 and 2000 <= int(said) <= shanghai_day(now).year):
            raise SettingsError(f"{said} is no year that has begun: YYYY is expected")
        district = at.database.read_now(at.registry.world).district
        unit = find_unit(district, args.unit) if args.unit else district.units[district.root]
        document = at.database.read_now(lambda reader: assessing.assessment(reader, district, unit, int(said), now))
    print(json.dumps(document, ensure_ascii=False, indent=2) if args.json else "\n".join(assessing.lines(document)))
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
