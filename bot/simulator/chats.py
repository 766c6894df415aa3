"""What every phone shows, in order, and who waits for news of it."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

Side = Literal["me", "service", "system"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of one chat."""

    seq: int
    openid: str
    at: str
    """ISO 8601, UTC."""
    side: Side
    kind: str
    """text image voice video location link sticker | menu news template subscribe | notice follow unfollow."""
    data: dict[str, Any]
    channel: str = ""
    """passive kefu template subscribe, for lines of the service."""

    def as_json(self) -> dict[str, Any]:
        """Promise the entry as plain JSON."""
        return asdict(self)


class Chats:
    """The log of all chats; `seq` grows over all phones, so one number tells what a page has seen."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._phones: dict[str, list[Entry]] = {}
        self._changes = 0
        self._waiting: set[asyncio.Future[None]] = set()
        self.closed = False

    @property
    def seq(self) -> int:
        return len(self._entries)

    @property
    def changes(self) -> int:
        """Grows with every entry and every other change a page wants to know (menu, follow, typing)."""
        return self._changes

    def add(
        self, openid: str, side: Side, kind: str, data: dict[str, Any], *, now: datetime, channel: str = ""
    ) -> Entry:
        """Append a line and wake those who wait."""
        entry = Entry(self.seq + 1, openid, now.isoformat(), side, kind, data, channel)
        self._entries.append(entry)
        self._phones.setdefault(openid, []).append(entry)
        self.touch()
        return entry

    def since(self, seq: int) -> list[Entry]:
        """Promise the lines of all phones after `seq`."""
        return self._entries[max(0, seq) :]

    def on(self, openid: str, skip: int = 0) -> list[Entry]:
        """Promise the lines of one phone, without the first `skip`."""
        return self._phones.get(openid, [])[skip:]

    def count(self, openid: str) -> int:
        """Promise how many lines a phone shows."""
        return len(self._phones.get(openid, ()))

    def restore(self, rows: list[dict[str, Any]]) -> None:
        """Take up the lines of an earlier run, counted anew."""
        self._entries = [Entry(**(row | {"seq": number})) for number, row in enumerate(rows, 1)]
        self._phones = {}
        for entry in self._entries:
            self._phones.setdefault(entry.openid, []).append(entry)
        self.touch()

    def touch(self) -> None:
        """Wake everyone who waits for a change."""
        self._changes += 1
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self, changes: int, seconds: float) -> bool:
        """Wait until something changed after `changes`; False when the real seconds passed or the world closed."""
        if self.closed or self._changes != changes:
            return not self.closed
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return not self.closed

    def close(self) -> None:
        """Let nobody wait any longer."""
        self.closed = True
        self.touch()
