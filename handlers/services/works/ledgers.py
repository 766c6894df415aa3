"""Rows for the outside about deeds, projects, conflicts and services; of a conflict only what may be counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.domain.district import District
from models.domain.stations.amounts import Quantity, decimal
from models.store.tx import Reader
from models.tables import Case, Conflict, Deed, Project, ProjectAmount, ProjectLink, ServiceUse

Row = dict[str, Any]
DEED_COLUMNS = ("number", "kind", "unit", "by", "theme", "what", "money_fen", "money", "status", "made_at", "done_at")
PROJECT_COLUMNS = ("number", "name", "unit", "place", "kind", "stage", "stage_at", "amounts", "cases")
CONFLICT_COLUMNS = ("number", "unit", "kind", "state", "opened_at", "ended_at")
SERVICE_COLUMNS = ("provider", "kind", "unit", "used", "asked", "answered", "good", "fair", "bad")


def deeds(reader: Reader, district: District) -> Iterator[Row]:
    """Money in fen, and in yuan as exact decimals."""
    for one in reader.query(Deed, order_by=Deed.made_at):
        yield {
            "number": one.number,
            "kind": one.kind,
            "unit": district.name_of(one.unit),
            "by": district.name_of(one.by_unit),
            "theme": one.theme,
            "what": one.what,
            "money_fen": one.money_fen,
            "money": decimal(one.money_fen, 100) if one.money_fen else "",
            "status": one.status,
            "made_at": one.made_at.isoformat(),
            "done_at": one.done_at.isoformat() if one.done_at else None,
        }


def projects(reader: Reader, district: District) -> Iterator[Row]:
    """Each with its quantities and the numbers of the cases that caused it."""
    numbers = {one.id: one.number for one in reader.query(Case)}
    amounts: dict[int, list[str]] = {}
    for row in reader.query(ProjectAmount, order_by=ProjectAmount.what):
        amounts.setdefault(row.project_id, []).append(row.what + Quantity(row.milli, row.unit).said)
    cases: dict[int, list[str]] = {}
    for link in reader.query(ProjectLink, order_by=ProjectLink.at):
        cases.setdefault(link.project_id, []).append(numbers[link.case_id])
    for one in reader.query(Project, order_by=Project.opened_at):
        yield {
            "number": one.number,
            "name": one.name,
            "unit": district.name_of(one.unit),
            "place": district.name_of(one.place) if one.place else "",
            "kind": one.kind,
            "stage": one.stage,
            "stage_at": one.stage_at.isoformat(),
            "amounts": "; ".join(amounts.get(one.id, ())),
            "cases": cases.get(one.id, []),
        }


def conflicts(reader: Reader, district: District) -> Iterator[Row]:
    """Kind, unit, state and dates: who and what lies in the vault alone."""
    for one in reader.query(Conflict, order_by=Conflict.opened_at):
        yield {
            "number": one.number,
            "unit": district.name_of(one.unit),
            "kind": one.kind,
            "state": one.state,
            "opened_at": one.opened_at.isoformat(),
            "ended_at": one.ended_at.isoformat() if one.ended_at else None,
        }


def services(reader: Reader, district: District) -> Iterator[Row]:
    """Each provider of the directory with how many used it, were asked and answered what."""
    for one in district.directory:
        used = reader.find(ServiceUse, provider=one.code)
        said = {answer: sum(row.answer == answer for row in used) for answer in ("good", "fair", "bad")}
        yield {
            "provider": one.provider,
            "kind": one.kind,
            "unit": district.name_of(one.unit) if one.unit else "",
            "used": len(used),
            "asked": sum(row.asked_at is not None for row in used),
            "answered": sum(said.values()),
            **said,
        }
