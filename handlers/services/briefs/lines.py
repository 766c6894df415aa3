"""The paper in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.services.briefs.figures import adds_up
from handlers.texts import briefs as texts


def lines(document: Mapping[str, Any]) -> list[str]:
    """The whole paper, one sentence a line."""
    first = datetime.fromisoformat(document["from"]).date()
    last = (datetime.fromisoformat(document["to"]) - timedelta(seconds=1)).date()
    said = [
        texts.TITLE(unit=document["unit"], span=texts.SPAN(first=first.isoformat(), last=last.isoformat())),
        texts.RECEIVED(received=document["received"]),
        texts.SOLVED(solved=document["solved"], **document["solved_by_level"]),
        texts.OPEN(**{name: document[name] for name in texts.OPEN.blanks}),
    ]
    if document["by_class"]:
        said.append(texts.CLASSES(classes=texts.SEPARATOR.join(map(_class, document["by_class"].items()))))
    said.append(texts.PROMISES(**document["commitments"]))
    said.append(texts.MEETINGS(**document["meetings"]))
    said += [
        _part(part["unit"], part) for part in document["parts"] if part["received"] or part["solved"] or part["open"]
    ]
    rest = document["elsewhere"]
    if rest is not None:
        if rest["received"] or rest["solved"] or rest["open"]:
            said.append(_part(texts.ELSEWHERE, rest))
        said.append(texts.ADDS_UP if adds_up(document) else texts.DOES_NOT_ADD_UP)
    return said


def _class(one: tuple[str, int]) -> str:
    return texts.CLASS(name=texts.OTHER_CLASS if one[0] == "-" else one[0], count=one[1])


def _part(unit: str, part: Mapping[str, Any]) -> str:
    counts = {name: part[name] for name in ("received", "solved", "open", "overdue")}
    return texts.PART(unit=unit, **counts, **part["solved_by_level"])
