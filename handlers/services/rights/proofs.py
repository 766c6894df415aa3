"""A case as a file that can be checked without us: its events, the words they bind, and the way to the day's root."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from handlers.policies.permissions import is_confidential
from handlers.services.rights.day_roots import leaf_name, leaves_of
from models.domain.chain import GENESIS, canonical_json, merkle_path
from models.domain.working_time import shanghai_day
from models.store.tx import Reader
from models.tables import Case, DayRoot, Event, Statement

FORMAT = "minqing-case-1"
Document = dict[str, Any]


def case_file(reader: Reader, case: Case, statements: Iterable[Statement], *, text: bool = True) -> Document:
    """The file. `statements` are those its reader may read; the others stay digests.

    Of an accusation it holds no words at all.
    """
    events = reader.find(Event, case_id=case.id, order="seq")
    roots = {row.day: row for row in reader.query(DayRoot, order_by=DayRoot.day)}
    before = dict(zip(sorted(roots), [GENESIS, *(roots[day].chained for day in sorted(roots))], strict=False))
    days = {day: leaves_of(reader, day) for day in dict.fromkeys(_day(event.at) for event in events) if day in roots}
    secret = is_confidential(case)
    return {
        "format": FORMAT,
        "case": case.number,
        "state": case.state,
        "head": case.head,
        "events": [_event(case, event, days) for event in events],
        "text": None if secret or not text or not case.salt else _text(case),
        "statements": [] if secret else [_statement(one) for one in statements if one.salt],
        "days": [
            {"day": day, "root": roots[day].root, "before": before[day], "chained": roots[day].chained} for day in days
        ],
    }


def instant(at: datetime) -> str:
    """An instant as the hashes are over it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _event(case: Case, event: Event, days: dict[str, list[tuple[str, str]]]) -> Document:
    day = _day(event.at)
    return {
        "seq": event.seq,
        "kind": event.kind,
        "version": event.version,
        "at": instant(event.at),
        "post": event.post,
        "data": canonical_json(event.data),
        "previous": event.previous,
        "hash": event.hash,
        "day": day if day in days else None,
        "path": merkle_path(days[day], leaf_name(case.number, event.seq)) if day in days else None,
    }


def _text(case: Case) -> Document:
    return {"title": case.title, "detail": case.detail, "text": case.text, "salt": case.salt}


def _statement(one: Statement) -> Document:
    return {
        "id": one.id,
        "kind": one.kind,
        "at": instant(one.at),
        "post": one.post,
        "voice": one.voice_id,
        "words": one.words,
        "salt": one.salt,
    }


def _day(at: datetime) -> str:
    return shanghai_day(at).isoformat()
