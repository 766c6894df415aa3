"""paper: a paper of a unit or a case, as lines, .docx or JSON, as those above, those below or everybody read it."""

from __future__ import annotations

import argparse
import dataclasses
import json
from datetime import datetime
from pathlib import Path
from typing import cast

from bot.commands.opening import Opened, opened
from bot.commands.reports import find_unit
from bot.settings import SettingsError
from handlers.services.papers import of_bulletin, shelf
from handlers.services.papers.of_supervision import supervision
from handlers.services.papers.plain import lines
from handlers.services.reports import period_of
from models.domain.papers import AUDIENCES, Audience, Paper, for_audience
from models.store.tx import Reader, Tx
from models.tables import Case

MONTHLY = "bulletin"


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "paper", help="papers of the office: minutes, brief, bulletin, ledger of errands, ..."
    )
    command.add_argument("kind", choices=[*shelf.OF_UNITS, *shelf.OF_CASES])
    command.add_argument("number", nargs="?", default="", help="of the case: WD261123-007")
    command.add_argument("--unit", default="", help="code or name of a unit (default: the district)")
    command.add_argument("--month", default="", help="of a bulletin: YYYY-MM (default: the month that runs)")
    command.add_argument("--to", choices=AUDIENCES, default="down", help="who reads it (default: down)")
    command.add_argument("--docx", type=Path, help="write it for Word and WPS")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run_paper)


def run_paper(args: argparse.Namespace) -> int:
    """Print or write one paper; no paper names a resident."""
    if args.month and args.kind != MONTHLY:
        raise SettingsError(f"--month goes with: paper {MONTHLY}")
    with opened(any_key=True) as at:
        now = at.clock()
        found = _of_case(at, args, now) if args.kind in shelf.OF_CASES else _of_unit(at, args, now)
    if found is None:
        raise SettingsError(f"there is no paper of this kind now: {args.kind}")
    if args.docx is not None:
        from bot.papers.docx import docx  # noqa: PLC0415 - a slow import only this format needs

        args.docx.write_bytes(docx(found))
    if args.json:
        print(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2, default=str))
    else:
        print("\n".join(lines(found)))
    return 0


def _of_unit(at: Opened, args: argparse.Namespace, now: datetime) -> Paper | None:
    if args.number:
        raise SettingsError(f"a number goes with: paper {shelf.OF_CASES[0]} NUMBER")
    district = at.database.read_now(at.registry.world).district
    unit = find_unit(district, args.unit).code if args.unit else district.root
    audience = cast("Audience", args.to)

    def read(reader: Reader) -> Paper | None:
        ctx = at.registry.context(cast("Tx", reader), now)
        if args.month:
            return for_audience(of_bulletin.bulletin(ctx, unit, args.month), audience)
        return shelf.take(ctx, args.kind, unit, audience)

    if args.month:
        try:
            begins = period_of(args.month, now).start
        except ValueError:
            raise SettingsError(f"{args.month} is no month: YYYY-MM is expected") from None
        if begins > now:
            raise SettingsError(f"{args.month} has not begun")
    return at.database.read_now(read)


def _of_case(at: Opened, args: argparse.Namespace, now: datetime) -> Paper | None:
    audience = cast("Audience", args.to)
    if audience == "web":
        raise SettingsError(f"{args.kind} is never public: --to up or --to down")

    def read(reader: Reader) -> Paper | None:
        ctx = at.registry.context(cast("Tx", reader), now)
        found = reader.find(Case, number=args.number.strip().upper())
        paper = supervision(ctx, found[0]) if found else None
        return for_audience(paper, audience) if paper is not None else None

    return at.database.read_now(read)
