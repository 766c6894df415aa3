"""吹哨: the kinds of calling another unit in, and how long it has to answer and to do its part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from models.domain.district import Sourced
from models.domain.tiers import LENGTH

Kind = Literal["problem", "enforcement", "emergency", "partner"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""难题, 执法, 应急: 1, 2 and 3 stand for them in this order. 求助 is how a 驻区 or 包联 unit
is asked: it helps of its own will and has longer to answer.
"""
NAMES: Mapping[Kind, str] = {"problem": "难题", "enforcement": "执法", "emergency": "应急", "partner": "求助"}


@dataclass(frozen=True, slots=True)
class Whistle:
    """The clock of a unit that is called in."""

    answer: str
    """Until when it must say that it has heard."""
    due: str
    """Until when its part must be reported done; the lead's own date to the resident runs apart."""
    basis: Sourced


WHISTLES: Mapping[Kind, Whistle] = {
    "problem": Whistle("4wh", "5wd", Sourced("dialogue rules (g), own; kinds: 北京市吹哨报到")),
    "enforcement": Whistle("4wh", "3wd", Sourced("dialogue rules (g), own; kinds: 北京市吹哨报到")),
    "emergency": Whistle("30min", "4h", Sourced("30 minutes: 北京市平谷区 2017 (吹哨报到); the part: own")),
    "partner": Whistle("1wd", "5wd", Sourced("own: a partner helps of its own will")),
}
REMINDERS = ("T-1", "T")
"""Of a part that is due on a later day."""
_SEPARATORS = " \t\n,，。;；:：、|｜和与及"


def read(text: str) -> tuple[Kind | None, str]:
    """The kind a text names (`执法 占道摆摊没人管`) and the words beside it."""
    flat = text.strip(_SEPARATORS)
    for kind, name in NAMES.items():
        match = re.match(rf"{name}(?:类|的)?(?=$|[\s,，。;；:：、])", flat) or re.search(rf"(?:^|\s){name}$", flat)
        if match is not None:
            return kind, (flat[: match.start()] + flat[match.end() :]).strip(_SEPARATORS)
    return None, flat


def read_whistles(overrides: Mapping[str, object]) -> Mapping[Kind, Whistle]:
    """The table with a district's own values: {"emergency": {"answer": "20min", "source": "..."}}.

    Raises ValueError naming the kind and the field that is not known or holds no length.
    """
    table = dict(WHISTLES)
    for name, given in overrides.items():
        kind = next((one for one in KINDS if one == name), None)
        if kind is None or not isinstance(given, Mapping):
            raise ValueError(f"whistles.{name}: not a kind ({', '.join(KINDS)})")
        row = table[kind]
        for field in ("answer", "due"):
            if field in given and given[field] is not None and LENGTH.fullmatch(str(given[field])) is None:
                raise ValueError(f"whistles.{name}.{field}: {given[field]!r} is no length (30min, 4wh, 3wd)")
        table[kind] = replace(
            row,
            answer=str(given.get("answer") or row.answer),
            due=str(given.get("due") or row.due),
            basis=Sourced(str(given.get("source", row.basis.source)), bool(given.get("verified", False))),
        )
    return table
