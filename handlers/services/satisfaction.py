"""满意度 as it is: so many satisfied, of so many who said how, of so many who were asked; silence is no yes.

What others publish (98 %) stands beside it as a line with its source, and is nowhere a goal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from handlers.texts import rates as texts
from models.domain.district import District
from models.domain.publicity import Public, of_office

WIDTH = 1000
"""Of the drawing, in its own units."""


def document(rates: list[dict[str, Any]], district: District) -> dict[str, Any]:
    """The figures, with the line others publish; n, d and asked are always there."""
    rate = next(one for one in rates if one["code"] == "satisfied")
    asked = rate["beside"]["asked"]
    found = {name: rate[name] for name in ("n", "d", "percent", "low", "high")}
    reference = cast("dict[str, Any] | None", district.settings.get("satisfaction_reference"))
    return {**found, "asked": asked, "unanswered": asked - rate["d"], "reference": reference}


def lines(one: dict[str, Any]) -> list[str]:
    """98/100, 2/2 and 0/0 are three different sentences."""
    counts = {name: one[name] for name in ("n", "d", "asked", "unanswered")}
    if not one["d"]:
        said = texts.SATISFIED_NONE(asked=one["asked"])
    elif one["percent"] is None:
        said = texts.SATISFIED_FEW(**counts)
    else:
        said = texts.SATISFIED(**counts, percent=one["percent"], low=one["low"], high=one["high"])
    reference = one["reference"]
    if reference is None:
        return [said]
    mark = "" if reference.get("verified") else texts.REFERENCE_UNVERIFIED()
    return [said, texts.REFERENCE(label=reference["label"], percent=_plain(reference["percent"]), mark=mark)]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A line of 0 to 100 per cent in units of the drawing."""

    width: int
    percent: int
    low: int
    high: int
    reference: int
    label: Public


def drawing(one: dict[str, Any]) -> Drawing | None:
    """Where the interval, the share and the reference lie on a line of 0 to 100; None where no per cent is said."""
    if one["percent"] is None or one["reference"] is None:
        return None
    at = {name: round(one[name] * WIDTH / 100) for name in ("percent", "low", "high")}
    reference = one["reference"]
    label = texts.REFERENCE_SHORT(label=reference["label"], percent=_plain(reference["percent"]))
    return Drawing(WIDTH, **at, reference=round(reference["percent"] * WIDTH / 100), label=of_office(label))


def _plain(value: float) -> str:
    return f"{value:g}"
