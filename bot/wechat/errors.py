"""What a delivery can be turned away for."""

from __future__ import annotations


class MalformedError(Exception):
    """A delivery is damaged or hostile; `reason` is a short code for counters and the log, never its content."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RefusedError(Exception):
    """A delivery is not from WeChat, or not for us; the text says why and holds none of its content."""
