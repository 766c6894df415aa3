"""State as a fold of events: what a case must look like if nothing was changed behind the events' back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

SET = "set"
"""Key of an event's data under which it says which of the folded facts it changed, and to what."""
FOLDED = (
    "unit", "rung", "column", "lead", "closure", "round", "claim", "solved", "satisfied", "urges", "objections",
    "channel", "on_behalf_of", "category", "community", "place",
)  # fmt: skip
"""Facts of a case that only events change, beside its state; personal text is none of them."""
BEGINS: Mapping[str, Any] = {
    "closure": None, "round": 1, "claim": None, "solved": None, "satisfied": None, "urges": 0, "objections": 0,
}  # fmt: skip
"""What a case is before any event says otherwise."""
SINCE = 2
"""Version of events that carry what they set; a case with an older one is compared by its state alone."""


def changed(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Of a change the part that is folded."""
    return {name: changes[name] for name in FOLDED if name in changes}


def fold(events: Iterable[tuple[int, Mapping[str, Any]]]) -> dict[str, Any]:
    """(version, data) of a case's events in order -> its state, and every folded fact that was ever set."""
    folded: dict[str, Any] = dict(BEGINS)
    complete = True
    for version, data in events:
        complete &= version >= SINCE
        if "to" in data:
            folded["state"] = data["to"]
        folded |= data.get(SET) or {}
    return folded if complete else {name: folded[name] for name in ("state",) if name in folded}


def differences(folded: Mapping[str, Any], stored: Mapping[str, Any]) -> list[str]:
    """Names of facts that are stored otherwise than the events say."""
    return [name for name, value in folded.items() if name in stored and stored[name] != value]
