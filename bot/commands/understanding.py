"""understand: what the service makes of a text, with its reasons."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from handlers.understanding import Understander
from models.district.reader import build, read_district


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("understand", help="read a text as the service would; needs no database")
    command.add_argument("text")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run_understand)


def run_understand(args: argparse.Namespace) -> int:
    """Print place, category, unit, urgency, outcome and reasons."""
    path = Path(os.environ.get("MINQING_DISTRICT", "districts/wuda.yaml"))
    district = build(read_district(path), 0)
    reading = Understander(district).read(args.text)
    matter = reading.matters[0] if reading.matters else None
    category = district.categories.get(matter.category) if matter else None
    lead = category.lead if category else ""
    if lead in {"community", "street"}:
        line = district.line_of(reading.place.unit)
        lead = next((code for code in line if district.units[code].level == lead), "")
    found = {
        "intent": reading.intent,
        "place": district.places[reading.place.place].name if reading.place.place else reading.place.said,
        "category": matter.category if matter else "",
        "unit": district.units[lead].name if lead in district.units else "",
        "urgency": reading.urgency,
        "confidence": round(reading.confidence, 3),
        "outcome": reading.outcome,
        "reasons": list(reading.reasons),
    }
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for name, value in found.items():
        print(f"{name:<11} {'; '.join(value) if isinstance(value, list) else value}")
    return 0
