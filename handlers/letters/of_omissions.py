"""What did not happen, in lines: behind the morning's digest, and on request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from handlers.context import Context
from handlers.services.omissions.book import Entry
from handlers.texts import omissions as texts
from models.domain.dates import format_day
from models.domain.working_time import shanghai_day

LINES = 4
"""Shown in the morning; the rest is asked for."""


def document(ctx: Context, entry: Entry) -> dict[str, Any]:
    """An entry as the parameters of a push hold it: facts, no words."""
    missed = entry.missed
    return {
        "key": missed.key,
        "kind": missed.kind,
        "n": missed.case.running,
        "title": missed.case.title,
        "unit": ctx.district.name_of(missed.unit) if missed.unit else "",
        "day": shanghai_day(missed.since).isoformat(),
        "reason": missed.reason,
        "new": entry.new,
        "days": entry.days + 1,
    }


def lines(entries: Iterable[Mapping[str, Any]]) -> str:
    """The head, the first entries, and how many more; `` for none."""
    held = list({entry["key"]: entry for entry in entries}.values())
    if not held:
        return ""
    held.sort(key=lambda entry: not entry["new"])
    more = texts.MORE(count=len(held) - LINES) if len(held) > LINES else ""
    return "\n".join(part for part in (texts.HEAD(count=len(held)), *map(line, held[:LINES]), more) if part)


def line(entry: Mapping[str, Any]) -> str:
    """新：7号件楼道灯说好11月24日（周二），过了没有话"""
    said = texts.KINDS[str(entry["kind"])]
    code = str(entry["reason"])
    known = texts.REQUESTS.get(code, texts.REQUEST) if entry["kind"] == "undecided" else ""
    facts = {
        "n": entry["n"],
        "title": entry["title"],
        "unit": entry["unit"],
        "day": format_day(date.fromisoformat(str(entry["day"]))),
        "reason": known or texts.REASONS.get(code, texts.REASON),
    }
    what = said(**{name: facts[name] for name in said.blanks})
    return texts.NEW(what=what) if entry["new"] else texts.STILL(days=entry["days"], what=what)
