"""How a set of labelled messages is scored: the figures of docs/routing.md and the thresholds of the tests."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handlers.understanding import Understander
from handlers.understanding.matters import ROUTE
from models.district.build import build
from models.district.reader import read_district
from models.domain.district import District
from models.domain.reading import Reading

FOLDER = Path(__file__).parent
SETS = ("messages", "routing_messages", "second_messages", "third_messages", "fourth_messages", "fifth_messages")
BLIND = (
    "blind_dangers_a",
    "blind_matters_a",
    "blind_dangers_b",
    "blind_matters_b",
    "blind_dangers_c",
    "blind_matters_c",
)
"""Sets by somebody who had not seen the lexicon; b was opened after the last change to it."""
ROUTED = frozenset({"complaint", "question", "suggestion", "misconduct", "emergency"})
"""Intents that need a lead unit; the others are answered at once."""


@dataclass
class Figures:
    """Counts over one set; the lists hold the texts that went wrong."""

    rows: int = 0
    routed: int = 0
    right: int = 0
    """The expected lead is the best guess, whether it is routed at once or confirmed."""
    asked: list[str] = field(default_factory=list)
    """Another or no guess, but a question or a person comes first."""
    offered: int = 0
    """Of those asked, how many are offered the expected lead among the choices."""
    wrong: list[str] = field(default_factory=list)
    """Another lead with a confidence that routes."""
    missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    intents: int = 0
    places: int = 0
    urgencies: int = 0
    categories: int = 0


def messages(name: str) -> list[dict[str, str]]:
    """Rows of one set; messages.csv names no district."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def district_of(row: dict[str, str], understanders: Mapping[str, Understander]) -> str:
    """The district a row belongs to: its own column, else the one that knows its place best."""
    rank = {"yes": 2, "partial": 1, "no": 0}
    return row.get("district") or max(
        understanders, key=lambda code: rank[understanders[code].read(row["text"]).place.given]
    )


def measure(name: str, districts: Mapping[str, District], understanders: Mapping[str, Understander]) -> Figures:
    """Figures of one set."""
    return measure_rows(messages(name), districts, understanders)


def measure_rows(
    rows: list[dict[str, str]], districts: Mapping[str, District], understanders: Mapping[str, Understander]
) -> Figures:
    """Figures of labelled rows in the columns of messages.csv."""
    figures = Figures()
    for row in rows:
        code = district_of(row, understanders)
        reading = understanders[code].read(row["text"])
        figures.rows += 1
        figures.intents += reading.intent == row["intent"]
        figures.places += reading.place.given == row["place_given"]
        figures.urgencies += (reading.urgency or "none") == row["urgency"]
        if row["intent"] == "emergency" and not reading.emergency:
            figures.missed.append(row["text"])
        if row["intent"] != "emergency" and reading.emergency:
            figures.false_alarms.append(row["text"])
        if row["intent"] in ROUTED and row["category"] != "-":
            _score_lead(figures, row, reading, districts[code], understanders[code])
    return figures


def _score_lead(
    figures: Figures, row: dict[str, str], reading: Reading, district: District, understander: Understander
) -> None:
    expected = row["category"].split(";")
    found = [matter.category for matter in reading.matters]
    leads = {district.categories[category].lead for category in expected}
    figures.routed += 1
    figures.categories += bool(set(found) & set(expected))
    if leads & {district.categories[category].lead for category in found if category}:
        figures.right += 1
    elif reading.matters and reading.matters[0].confidence >= ROUTE:
        figures.wrong.append(row["text"])
    else:
        figures.asked.append(row["text"])
        choices = {code for matter in reading.matters for code in matter.alternatives}
        for matter in reading.matters:
            choices |= {option.category for option in understander.choices(matter.question) if option.category}
        figures.offered += bool(leads & {district.categories[code].lead for code in choices})


def shipped_districts() -> dict[str, District]:
    """The three districts by their letters."""
    root = FOLDER.parents[1] / "districts"
    names = (("WD", "wuda"), ("ZL", "zhalainuoer"), ("DH", "donghe"))
    return {code: build(read_district(root / f"{name}.yaml"), 1) for code, name in names}


@dataclass
class Blind:
    """Counts over one blind set: of an emergency whether it is heard, of every other row whether its lead is found."""

    emergencies: int = 0
    ordinary: int = 0
    routed: int = 0
    at_once: int = 0
    """The right lead with a confidence that routes."""
    offered: int = 0
    """Unsure, and the right lead is the guess or among the choices."""
    other: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)


def measure_blind(name: str, districts: Mapping[str, District], understanders: Mapping[str, Understander]) -> Blind:
    """Figures of one blind set."""
    figures = Blind()
    for row in messages(name):
        district, understander = districts[row["district"]], understanders[row["district"]]
        reading = understander.read(row["text"])
        if row["intent"] == "emergency":
            figures.emergencies += 1
            if not reading.emergency:
                figures.missed.append(row["text"])
            continue
        figures.ordinary += 1
        if reading.emergency:
            figures.false_alarms.append(row["text"])
        if row["intent"] in ROUTED and row["category"] not in {"", "-"}:
            _score_blind(figures, row, reading, district, understander)
    return figures


def _score_blind(
    figures: Blind, row: dict[str, str], reading: Reading, district: District, understander: Understander
) -> None:
    leads = {district.categories[code].lead for code in row["category"].split(";")}
    guesses = {matter.category for matter in reading.matters if matter.category}
    choices = guesses | {code for matter in reading.matters for code in matter.alternatives}
    for matter in reading.matters:
        choices |= {option.category for option in understander.choices(matter.question) if option.category}
    sure = bool(reading.matters) and reading.matters[0].confidence >= ROUTE
    figures.routed += 1
    if sure and leads & {district.categories[code].lead for code in guesses}:
        figures.at_once += 1
    elif sure:
        figures.wrong.append(row["text"])
    elif leads & {district.categories[code].lead for code in choices}:
        figures.offered += 1
    else:
        figures.other.append(row["text"])


def main() -> None:
    """Print the table of docs/routing.md and the texts behind its failures."""
    districts = shipped_districts()
    understanders = {code: Understander(district) for code, district in districts.items()}
    for name in SETS:
        found = measure(name, districts, understanders)
        cells = (
            name,
            found.rows,
            f"{found.right}/{found.routed}",
            f"{len(found.asked)} ({found.offered})",
            len(found.wrong),
            f"{found.intents}/{found.rows}",
            f"{found.places}/{found.rows}",
            f"{found.urgencies}/{found.rows}",
            len(found.missed),
            len(found.false_alarms),
        )
        sys.stdout.write("| " + " | ".join(str(cell) for cell in cells) + " |\n")
        for label in ("wrong", "missed", "false_alarms", "asked"):
            for text in getattr(found, label):
                sys.stdout.write(f"    {label}: {text}\n")
    for name in BLIND:
        blind = measure_blind(name, districts, understanders)
        heard = blind.emergencies - len(blind.missed)
        row = (
            name,
            f"{heard}/{blind.emergencies}",
            f"{len(blind.false_alarms)}/{blind.ordinary}",
            f"{blind.at_once}/{blind.routed}",
            blind.offered,
            len(blind.other),
            len(blind.wrong),
        )
        sys.stdout.write("| " + " | ".join(str(cell) for cell in row) + " |\n")
        for label in ("wrong", "missed", "false_alarms", "other"):
            for text in getattr(blind, label):
                sys.stdout.write(f"    {label}: {text}\n")


if __name__ == "__main__":
    main()
