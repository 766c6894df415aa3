"""A file of events: one JSON object a line; the first one says which district and from when to when."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from handlers.context import Context
from models.domain.district import District
from models.domain.errors import BadInputError
from models.store.tx import Reader

FOLDER = Path(__file__).parent
DISTRICTS = FOLDER.parents[1] / "districts"
ENDING = ".jsonl"
PHOTO = "photo"
MADE: Mapping[str, str] = {"zhalainuoer-year": "bot.replays.zhalainuoer"}
"""Stories too long for a file: modules that make them, the same one each time."""


class BadReplayError(BadInputError):
    """The file is no replay; the text names the line."""


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody says or sends something at an instant."""

    at: datetime
    who: str
    says: str = ""
    """Words; `{k01}` stands for the number of the case that was filed as k01."""
    sends: str = ""
    """`photo`."""
    post: str = ""
    """The person takes this post."""
    case: str = ""
    """What is filed by these words is called so from here on."""
    does: Callable[[Context], Any] | None = None
    """What reaches the service by a page or a command, through the same services (stories that are made, not read)."""


Figures = Callable[[Reader, District, date, date], Mapping[str, Any]]
"""What the service counts of itself, from the first to the last day."""


@dataclass(frozen=True, slots=True)
class Script:
    """A whole story."""

    name: str
    district: Path
    begins: datetime
    ends: datetime
    period: str
    """The period its paper is about: 2014-H1."""
    steps: tuple[Step, ...]
    figures: Mapping[str, Figures] = field(default_factory=dict)
    """Further figures of the summary, by name."""


def named() -> tuple[str, ...]:
    """Stories that come with the service."""
    return tuple(sorted((*(path.name.removesuffix(ENDING) for path in FOLDER.glob(f"*{ENDING}")), *MADE)))


def load(said: str, scale: int = 1) -> Script:
    """The story of a name, or of a file; one that is made is made `scale` times smaller.

    Raises BadReplayError, FileNotFoundError.
    """
    if said in MADE:
        return importlib.import_module(MADE[said]).make(scale)  # type: ignore[no-any-return]
    if scale != 1:
        raise BadReplayError(f"{said}: only a story that is made has a scale ({', '.join(MADE)})")
    path = FOLDER / f"{said}{ENDING}" if said in named() else Path(said)
    return read(path.read_text(encoding="utf-8").splitlines(), path.name.removesuffix(ENDING))


def read(lines: Iterable[str], name: str) -> Script:
    """A story from its lines. Raises BadReplayError."""
    rows = list(_rows(lines))
    if not rows or "district" not in rows[0][1]:
        raise BadReplayError(f"{name}: the first line names district, from and to")
    head = rows[0][1]
    try:
        district = Path(head["district"])
        if not district.suffix:
            district = DISTRICTS / f"{district}.yaml"
        steps = tuple(_step(row) for _, row in rows[1:])
        begins, ends = datetime.fromisoformat(head["from"]), datetime.fromisoformat(head["to"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadReplayError(f"{name}: {type(error).__name__} {error}") from None
    for number, (a, b) in enumerate(pairwise(steps), start=3):
        if b.at < a.at:
            raise BadReplayError(f"{name}:{number}: earlier than the line before it")
    if steps and (steps[0].at < begins or steps[-1].at > ends):
        raise BadReplayError(f"{name}: an event lies outside of from and to")
    return Script(name, district, begins, ends, str(head.get("period", begins.year)), steps)


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise BadReplayError(f"line {number}: a JSON object is expected") from None
        if not isinstance(row, dict):
            raise BadReplayError(f"line {number}: a JSON object is expected")
        yield number, row


def _step(row: dict[str, Any]) -> Step:
    known = {"at", "who", "says", "sends", "post", "case"}
    if strangers := sorted(set(row) - known):
        raise ValueError(f"{strangers[0]} is none of {', '.join(sorted(known))}")
    return Step(datetime.fromisoformat(row["at"]), row["who"], **{k: row[k] for k in row if k not in {"at", "who"}})
