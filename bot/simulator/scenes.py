"""QR codes with scenes, temporary and permanent."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.simulator.errors import ApiError
from bot.simulator.rules import Rules

ACTIONS = {"QR_SCENE": False, "QR_STR_SCENE": False, "QR_LIMIT_SCENE": True, "QR_LIMIT_STR_SCENE": True}
"""Action name -> permanent."""


@dataclass(frozen=True, slots=True)
class Code:
    """One QR code; `ends` (UTC) is None for permanent ones."""

    ticket: str
    scene: str
    url: str
    ends: datetime | None


class Scenes:
    """The codes by ticket."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._codes: dict[str, Code] = {}

    def create(self, body: dict[str, Any], now: datetime) -> Code:
        """Promise a code; 40053 for an unknown action or a scene out of bounds.

        A body that does not nest `action_info.scene` silently gets scene 0, as on the platform.
        """
        action = str(body.get("action_name", ""))
        if action not in ACTIONS:
            raise ApiError(40053)
        permanent = ACTIONS[action]
        info = body.get("action_info")
        nested = info.get("scene") if isinstance(info, dict) else None
        scene = nested if isinstance(nested, dict) else {}
        text = str(scene.get("scene_str" if "STR" in action else "scene_id", 0))
        if "STR" in action and not 1 <= len(text) <= 64:
            raise ApiError(40053)
        if action == "QR_LIMIT_SCENE" and text != "0" and not 1 <= int(text) <= 100_000:
            raise ApiError(40053)
        seconds = max(1, int(body.get("expire_seconds") or 60))
        ends = None if permanent else now + min(timedelta(seconds=seconds), self._rules.scene_lasts_most)
        digest = hashlib.sha256(f"{action}|{text}|{len(self._codes)}|{now.isoformat()}".encode()).digest()
        ticket = "gQ" + base64.b64encode(digest * 2).decode()
        code = Code(ticket, text, "http://weixin.qq.com/q/" + digest.hex()[:22], ends)
        self._codes[ticket] = code
        return code

    def state(self) -> list[list[Any]]:
        """Promise every code as plain JSON."""
        return [
            [code.ticket, code.scene, code.url, code.ends and code.ends.isoformat()] for code in self._codes.values()
        ]

    def restore(self, rows: list[list[Any]]) -> None:
        """Take up the codes of `state()`."""
        for ticket, scene, url, ends in rows:
            self._codes[ticket] = Code(ticket, scene, url, ends and datetime.fromisoformat(ends))

    def scan(self, ticket: str, now: datetime) -> Code:
        """Promise the code behind a ticket; KeyError when it is unknown or has expired."""
        code = self._codes[ticket]
        if code.ends is not None and now >= code.ends:
            raise KeyError(ticket)
        return code
