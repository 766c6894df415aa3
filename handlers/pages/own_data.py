"""The page of 我的数据: the document of a person in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.texts import naming
from handlers.texts import rights as texts

DATES = frozenset({"filed_at", "closed_at"})


@dataclass(frozen=True, slots=True)
class OwnDataPage:
    """Everything on the page."""

    title: str
    lead: str
    download: str
    none: str
    cases: tuple[tuple[str, tuple[str, ...]], ...]
    """(heading, lines) of each case."""
    foot: str


def page(found: dict[str, Any], until: datetime) -> OwnDataPage:
    """The page of a collected document; `until` is when its link stops opening."""
    return OwnDataPage(
        title=texts.PAGE_TITLE(),
        lead=texts.PAGE_LEAD(service=found["service"], until=naming.moment(until)),
        download=texts.PAGE_DOWNLOAD(),
        none=texts.PAGE_NONE(),
        cases=tuple(
            (texts.PAGE_CASE(number=case["number"], title=case["title"]), tuple(_lines(case)))
            for case in found["cases"]
        ),
        foot=texts.PAGE_FOOT(),
    )


def _lines(case: dict[str, Any]) -> Iterator[str]:
    for name, text in texts.PAGE_LINES.items():
        value = case[name]
        if value:
            yield text(value=_moment(value) if name in DATES else value)
    for one in case["said"]:
        yield texts.PAGE_SAID(words=one["words"])
    for one in case["looks"]:
        purpose = texts.LOOK_PURPOSE(purpose=one["purpose"]) if one["purpose"] else ""
        what = texts.LOOK_WHAT.get(one["what"], "")
        yield texts.PAGE_LOOK(at=_moment(one["at"]), unit=one["unit"], role=one["role"], what=what, purpose=purpose)
    yield texts.PAGE_PROOF(count=len(case["proof"]["events"]))


def _moment(said: str) -> str:
    return naming.moment(datetime.fromisoformat(said))
