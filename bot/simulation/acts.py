"""What somebody does with a phone, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["words", "photo", "tap", "follow", "unfollow", "down"]
SERVICE = "service"
"""Who a standstill happens to."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done: words said, a photo sent, an option tapped; or what befalls the service itself."""

    kind: Kind
    text: str = ""
    """Words, or the label of what was tapped."""
    menu_id: int = 0
    """Of a tap: question id x 10 + digit."""
    hours: float = 0.0
    """Of `down`: how long the service stands still."""


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """Who does it, and when; steps that were lived can be lived again."""

    at: datetime
    number: int
    who: str
    act: Act
    copies: int = 1
    """How often WeChat delivers it."""

    def told(self) -> str:
        """The step as a line of a story."""
        what = self.act.text or f"[{self.act.kind}]"
        if self.act.kind == "tap":
            what = f"[tap {self.act.text}]"
        if self.act.kind == "down":
            what = f"[down for {self.act.hours:.1f} h]"
        return f"{what!r}" + (f" x{self.copies}" if self.copies > 1 else "")


@dataclass(frozen=True, slots=True)
class Heard:
    """What reached a phone: words, and what can be tapped."""

    text: str
    options: tuple[tuple[int, str], ...] = ()
    said: str = ""
    """One's own words that it answers."""
    is_push: bool = False
    """Not an answer to one's own words."""
    is_card: bool = False
    """A template message: it can only be read."""
