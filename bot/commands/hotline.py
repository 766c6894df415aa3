"""import-orders and export-orders: orders of 12345 come in by file and their results go back by file."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from datetime import datetime
from pathlib import Path

from bot.commands.opening import Opened, opened
from bot.settings import SettingsError
from handlers.grammar import hotline as columns
from handlers.services.hotline import Filed, Order, file_order, results
from models.domain.working_time import SHANGHAI
from models.store.tx import Tx

MOST_ERRORS = 20


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    command = commands.add_parser("import-orders", help="file the orders of another hotline (12345), once each")
    command.add_argument("file", type=Path, help="CSV with a header, UTF-8 or GB18030")
    command.add_argument("--dry-run", action="store_true", help="check the file only")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run_import)
    command = commands.add_parser("export-orders", help="what came of those orders, as CSV to give back")
    command.add_argument("--out", type=Path, help="a file (default: standard output)")
    command.add_argument("--since", type=_day, help="filed on or after this day, YYYY-MM-DD")
    command.set_defaults(run=run_export)


def run_import(args: argparse.Namespace) -> int:
    """File what is new; a broken file changes nothing and says which lines."""
    orders = read_orders(args.file)
    if args.dry_run:
        print(f"{len(orders)} orders, nothing written", file=sys.stderr)
        return 0
    with opened() as at:
        filed = _file(at, orders)
    if args.json:
        rows = [{"ref": o.order.ref, "number": o.number, "unit": o.unit, "known": o.known} for o in filed]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for one in filed:
        print(f"{one.order.ref}  {one.number}  {one.unit or '-'}{'  (known)' if one.known else ''}")
    known = sum(one.known for one in filed)
    desk = sum(not one.unit for one in filed)
    print(f"{len(filed) - known} filed, {known} known before, {desk} for the dispatcher", file=sys.stderr)
    return 0


def run_export(args: argparse.Namespace) -> int:
    """Write the results; nothing in them names a resident."""
    with opened() as at:
        district = at.database.read_now(at.registry.world).district
        rows = at.database.read_now(lambda reader: list(results(reader, district, args.since)))
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns.RESULT.values()), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    if args.out is None:
        sys.stdout.write(text.getvalue())
    else:
        args.out.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
        print(f"{len(rows)} orders: {args.out}", file=sys.stderr)
    return 0


def read_orders(path: Path) -> list[Order]:
    """The orders of a file. Raises SettingsError that names the lines and what is expected of them."""
    try:
        rows = list(csv.reader(io.StringIO(_text(path))))
    except csv.Error as error:
        raise SettingsError(f"{path}: not a CSV file: {error}") from error
    head = [name.strip() for name in rows[0]] if rows else []
    at = {field: next((head.index(n) for n in names if n in head), None) for field, names in columns.READ.items()}
    lacking = [" / ".join(columns.READ[field][:2]) for field in columns.NEEDED if at[field] is None]
    if lacking:
        raise SettingsError(
            f"{path}: line 1: no column {', '.join(lacking)}; the header is {','.join(head) or 'empty'}"
        )
    orders, problems, seen = [], [], dict[str, int]()
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        told = {field: row[i].strip() if i is not None and i < len(row) else "" for field, i in at.items()}
        problem = _problem(told, seen)
        if problem:
            problems.append(f"line {number}: {problem}")
            continue
        seen[told["ref"]] = number
        text = (
            told["text"] if not told["title"] or told["title"] in told["text"] else f"{told['title']}。{told['text']}"
        )
        orders.append(Order(number, told["ref"], text, told["place"], told["phone"], told["unit"]))
    if problems:
        more = f"; and {len(problems) - MOST_ERRORS} more" if len(problems) > MOST_ERRORS else ""
        raise SettingsError(f"{path}: {'; '.join(problems[:MOST_ERRORS])}{more}. Nothing was filed")
    if not orders:
        raise SettingsError(f"{path}: holds no orders")
    return orders


def _problem(told: dict[str, str], seen: dict[str, int]) -> str:
    ref = told["ref"]
    if not ref or len(ref) > columns.REF_LONGEST:
        return f"a number of 1 to {columns.REF_LONGEST} characters is expected"
    if ref in seen:
        return f"number {ref} stands on line {seen[ref]} already"
    return "" if told["text"] else f"order {ref} has no text"


def _text(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SettingsError(f"{path}: neither UTF-8 nor GB18030")


def _file(at: Opened, orders: list[Order]) -> list[Filed]:
    now = at.clock()

    def work(tx: Tx) -> list[Filed]:
        ctx = at.registry.context(tx, now)
        return [file_order(ctx, order) for order in orders]

    return at.database.write_now(work)


def _harmless(value: str) -> str:
    """A value no spreadsheet takes for a formula."""
    return "'" + value if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _day(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=SHANGHAI)
