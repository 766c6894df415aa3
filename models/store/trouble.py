"""Names for what a database refuses: a full disk, a read-only file, a lock, no connection."""

from __future__ import annotations

_NAMES = (
    ("disk is full", "disk full"),
    ("no space left", "disk full"),
    ("readonly", "read-only"),
    ("read-only", "read-only"),
    ("is locked", "locked"),
    ("disk i/o error", "disk error"),
    ("malformed", "damaged"),
    ("not a database", "damaged"),
    ("connection", "no connection"),
)
"""Part of the driver's words -> name; the first that fits."""


def name_of(error: BaseException) -> str:
    """What is wrong in one or two words for an operator; the class of the error where no name fits."""
    cause = getattr(error, "orig", None) or error
    said = str(cause).lower()
    return next((name for part, name in _NAMES if part in said), type(cause).__name__)
