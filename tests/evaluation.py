"""make eval DATA=folder: how the service reads your own labelled messages. Nothing of them is kept."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from handlers.understanding import Understander
from tests.understanding.measuring import Figures, measure_rows, shipped_districts

COLUMNS = {"text", "intent", "category", "urgency", "place_given"}


def main() -> int:
    """Measure every file of the folder that has the columns; exit status 2 when there is no such folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if folder is None or not folder.is_dir():
        sys.stderr.write("say a folder with CSV files: make eval DATA=folder\n")
        return 2
    districts = shipped_districts()
    understanders = {code: Understander(district) for code, district in districts.items()}
    measured = 0
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if not set(reader.fieldnames or ()) >= COLUMNS:
                continue
            rows = [row for row in reader if row.get("text")]
        known = [row for row in rows if _is_known(row, districts)]
        _print(path.name, measure_rows(known, districts, understanders), len(rows) - len(known))
        measured += 1
    if not measured:
        sys.stdout.write(f"no file in {folder} has the columns {', '.join(sorted(COLUMNS))}\n")
    return 0


def _is_known(row: dict[str, str], districts: dict[str, object]) -> bool:
    """Whether every category of a row is one of the shipped catalogue."""
    of_all = set.intersection(*(set(district.categories) for district in districts.values()))  # type: ignore[attr-defined]
    return all(code == "-" or code in of_all for code in row["category"].split(";"))


def _print(name: str, found: Figures, strangers: int) -> None:
    share = 100 * found.right / found.routed if found.routed else 0.0
    lines = (
        f"{name}: {found.rows} messages" + (f" ({strangers} with a category nobody here has)" if strangers else ""),
        f"  lead unit right at once  {found.right}/{found.routed} ({share:.1f} %)",
        f"  asked first              {len(found.asked)} (the right lead offered: {found.offered})",
        f"  wrong with confidence    {len(found.wrong)}",
        f"  intent                   {found.intents}/{found.rows}",
        f"  place                    {found.places}/{found.rows}",
        f"  urgency                  {found.urgencies}/{found.rows}",
        f"  emergencies missed       {len(found.missed)}",
        f"  false alarms             {len(found.false_alarms)}",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
