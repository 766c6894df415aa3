"""Customer-service windows: who may be written to, how often, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.simulator.errors import ApiError
from bot.simulator.rules import Rules

Trigger = Literal["message", "click", "follow", "scan", "msgmenu"]


@dataclass(slots=True)
class Window:
    """A live grant: `left` messages until `until` (UTC)."""

    trigger: Trigger
    left: int
    until: datetime


class Windows:
    """The grants of all people, by openid."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._open: dict[str, list[Window]] = {}

    def live(self, openid: str, now: datetime) -> list[Window]:
        """Promise the grants that still run at `now`, soonest-expiring first; spent ones stay with `left` 0."""
        alive = [window for window in self._open.get(openid, ()) if now < window.until]
        self._open[openid] = alive
        return sorted(alive, key=lambda window: window.until)

    def grant(self, openid: str, trigger: Trigger, now: datetime) -> None:
        """Open the window of a trigger; a repeat of the same trigger starts it anew instead of adding up."""
        rule = self._rules.message_grant if trigger == "message" else self._rules.tap_grant
        kept = [] if self._rules.overlap == "latest" else self.live(openid, now)
        fresh = Window(trigger, rule.messages, now + rule.lasts)
        self._open[openid] = [window for window in kept if window.trigger != trigger] + [fresh]

    def spend(self, openid: str, now: datetime) -> None:
        """Count one message against the grant that ends first; 45015 without a grant, 45047 when all are used up."""
        live = self.live(openid, now)
        if not live:
            raise ApiError(45015)
        for window in live:
            if window.left > 0:
                window.left -= 1
                return
        raise ApiError(45047)

    def state(self) -> dict[str, list[list[Any]]]:
        """Promise every grant as plain JSON."""
        return {
            openid: [[window.trigger, window.left, window.until.isoformat()] for window in windows]
            for openid, windows in self._open.items()
        }

    def restore(self, state: dict[str, list[list[Any]]]) -> None:
        """Take up the grants of `state()`."""
        for openid, rows in state.items():
            self._open[openid] = [Window(row[0], row[1], datetime.fromisoformat(row[2])) for row in rows]

    def close(self, openid: str) -> None:
        """End everything: the person has unfollowed."""
        self._open.pop(openid, None)
