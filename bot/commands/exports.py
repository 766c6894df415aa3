"""export: ledgers as JSON lines, CSV or a workbook."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.commands.opening import opened
from bot.commands.reports import find_unit
from bot.settings import SettingsError
from handlers.services.exports import EXPORTS
from handlers.services.ledgers import all_ledgers
from handlers.services.meetings import database
from handlers.services.rights.proofs import case_file
from models.district.load import loaded
from models.domain.district import District
from models.store.tx import Reader
from models.tables import Case, Statement

ONE_CASE, MEETINGS, LEDGERS = "case", "meetings", "ledgers"
FILTERS = {"matter": "a category or its group", "place": "a unit", "since": "YYYY-MM-DD", "until": "YYYY-MM-DD"}
Columns = tuple[str, ...]
Rows = list[dict[str, Any]]
INSTANTS = ("_at",)
DAYS = frozenset({"date", "first_date", "due", "from", "until", "supervised_until"})
SHEET = "export"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "export", help="write cases, events, commitments, ...; ledgers for people; one case with its proof"
    )
    command.add_argument("what", choices=[*sorted(EXPORTS), LEDGERS, ONE_CASE])
    command.add_argument("number", nargs="?", default="", help="of the one case: WD261123-007")
    for name, words in FILTERS.items():
        command.add_argument(f"--{name}", default="", help=f"of meetings: {words}")
    command.add_argument("--format", choices=sorted(WRITERS), default="jsonl")
    command.add_argument("--out", type=Path, help="a file (default: standard output; xlsx needs a file)")
    command.set_defaults(run=run_export)


def run_export(args: argparse.Namespace) -> int:
    """Write the rows; nothing in them names a resident."""
    if args.what == ONE_CASE:
        return _export_case(args)
    if args.what == LEDGERS:
        return _export_ledgers(args)
    if args.number:
        raise SettingsError(f"a number goes with: export {ONE_CASE} NUMBER")
    if args.format == "xlsx" and args.out is None and sys.stdout.isatty():
        raise SettingsError("a workbook is not for the terminal: --out FILE.xlsx")
    with opened(any_key=True) as at:
        district = at.database.read_now(loaded)
        if district is None:
            raise SettingsError("no district is loaded: run minqing load-district")
        ledger = EXPORTS[args.what]
        wanted = _wanted(args, district)
        if args.what == MEETINGS:
            rows = at.database.read_now(lambda reader: list(database.rows(reader, district, wanted)))
        else:
            rows = at.database.read_now(lambda reader: list(ledger.rows(reader, district)))
    WRITERS[args.format](ledger.columns, rows, args.out)
    return 0


def _wanted(args: argparse.Namespace, district: District) -> database.Wanted:
    """The filters of a search in the book of meetings."""
    given = {name: str(getattr(args, name)) for name in FILTERS}
    if any(given.values()) and args.what != MEETINGS:
        raise SettingsError(f"{', '.join(FILTERS)} go with: export {MEETINGS}")
    try:
        first, last = (date.fromisoformat(given[name]) if given[name] else None for name in ("since", "until"))
    except ValueError as error:
        raise SettingsError(f"{error}: YYYY-MM-DD is expected") from None
    place = find_unit(district, given["place"]).code if given["place"] else ""
    return database.Wanted(given["matter"], place, first, last)


def _export_ledgers(args: argparse.Namespace) -> int:
    """One workbook with a sheet a ledger, its heads and codes in Chinese: what a desk keeps."""
    if args.out is None:
        raise SettingsError(f"ledgers are a workbook: export {LEDGERS} --out FILE.xlsx")
    if args.number or any(getattr(args, name) for name in FILTERS):
        raise SettingsError(f"{LEDGERS} are written whole")
    with opened(any_key=True) as at:
        district = at.database.read_now(loaded)
        if district is None:
            raise SettingsError("no district is loaded: run minqing load-district")
        found = at.database.read_now(lambda reader: all_ledgers(reader, district))
    from bot.papers.workbook import Sheet, write_workbook  # noqa: PLC0415 - a slow import only this format needs

    write_workbook([Sheet(one.name, one.heads, one.rows) for one in found], args.out)
    return 0


def _export_case(args: argparse.Namespace) -> int:
    """One case as a file that can be checked without us (docs/verify)."""

    def read(reader: Reader) -> dict[str, Any] | None:
        found = reader.find(Case, number=args.number.strip().upper())
        return case_file(reader, found[0], reader.find(Statement, case_id=found[0].id, order="id")) if found else None

    with opened(any_key=True) as at:
        document = at.database.read_now(read)
    if document is None:
        raise SettingsError(f"there is no case {args.number or 'without a number'}: export {ONE_CASE} WD261123-007")
    _write_text([json.dumps(document, ensure_ascii=False, indent=1) + "\n"], args.out)
    return 0


def _write_jsonl(_columns: Columns, rows: Rows, out: Path | None) -> None:
    _write_text((json.dumps(row, ensure_ascii=False) + "\n" for row in rows), out)


def _write_csv(columns: Columns, rows: Rows, out: Path | None) -> None:
    target = out.open("w", encoding="utf-8-sig", newline="") if out else sys.stdout
    writer = csv.writer(target)
    writer.writerow(columns)
    writer.writerows([_word(_cell(row[name])) for name in columns] for row in rows)
    if out:
        target.close()


def _write_xlsx(columns: Columns, rows: Rows, out: Path | None) -> None:
    from bot.papers.workbook import Sheet, write_workbook  # noqa: PLC0415 - a slow import only this format needs

    table = [[_typed(name, row[name]) for name in columns] for row in rows]
    write_workbook([Sheet(SHEET, columns, table)], out or sys.stdout.buffer)


def _typed(name: str, value: Any) -> Any:
    """Days and instants as such, so that they can be sorted and counted with; what is a list stays text."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and name.endswith(INSTANTS):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and value and name in DAYS:
        return date.fromisoformat(value)
    return value


def _write_text(parts: Iterable[str], out: Path | None) -> None:
    if out is None:
        sys.stdout.writelines(parts)
        return
    with out.open("w", encoding="utf-8") as file:
        file.writelines(parts)


def _cell(value: Any) -> Any:
    """A value no spreadsheet takes for a formula."""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def _word(value: Any) -> Any:
    """Truth as the other formats write it."""
    return str(value).lower() if isinstance(value, bool) else value


WRITERS: dict[str, Callable[[Columns, Rows, Path | None], None]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "xlsx": _write_xlsx,
}
