"""Pledges as they are exported, reported and printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handlers.services.pledging import words
from handlers.services.pledging.book import Listed, every
from models.domain.district import District
from models.store.tx import Reader


def documents(
    reader: Reader, district: District, now: datetime, units: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """As they are exported and printed."""
    return [document(district, one) for one in every(reader, now, units)]


def document(district: District, one: Listed) -> dict[str, Any]:
    """One of them."""
    return {
        "number": one.pledge.number,
        "measure": one.pledge.measure,
        "unit": district.name_of(one.pledge.unit),
        "person": one.pledge.person,
        "noun": one.pledge.noun,
        "amount": one.now.amount,
        "kept": one.now.done,
        "on_time": one.now.on_time,
        "open": one.now.open,
        "whole": one.now.whole,
        "withdrawn": one.pledge.withdrawn,
        "cents": one.pledge.cents,
        "cents_kept": one.now.cents,
        "steps": [
            {"amount": step.amount, "first_date": step.first_on.isoformat(), "date": step.due_on.isoformat()}
            for step in one.steps
        ],
        "kept_on": [{"date": day.isoformat(), "amount": count} for day, count in one.now.kept],
        "stand": words.stand(one),
        "moves": sum(event.kind == "moved" for event in one.events),
    }
