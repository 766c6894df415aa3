"""How a figure is said, the same in reports, papers and on the board."""

from __future__ import annotations

from typing import Any

from handlers.texts import rates as texts


def figure(one: dict[str, Any]) -> str:
    """n/d, and per cent with its interval where there are at least ten."""
    if one["percent"] is None:
        return texts.FIGURE(n=one["n"], d=one["d"])
    return texts.PERCENT(n=one["n"], d=one["d"], percent=one["percent"], low=one["low"], high=one["high"])
