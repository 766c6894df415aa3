"""What the edge needs to send one message, and what it brings back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class TextBody:
    """A customer-service text."""

    content: str


@dataclass(frozen=True, slots=True)
class MenuBody:
    """A customer-service msgmenu; `fallback` is the same as text, for an account that may not send menus."""

    head: str
    options: tuple[tuple[int, str], ...]
    """(question id x 10 + digit, label)."""
    tail: str
    fallback: str


@dataclass(frozen=True, slots=True)
class CardBody:
    """A template message: `values` by our field names, to be brought into form by the edge."""

    role: str
    template_id: str
    values: Mapping[str, str]
    url: str
    client_msg_id: str
    """WeChat sends one id to one person once within ten minutes."""
    bare: bool = False
    """WeChat refused a value (47003): send again with every `thing` saying that the page tells it."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to one person, leased from the outbox until its result is recorded or the lease is over."""

    rows: tuple[int, ...]
    """Outbox rows it says."""
    lease: int
    rung: Literal["kefu", "template"]
    openid: str
    account_id: str
    body: TextBody | MenuBody | CardBody
    due: tuple[datetime, ...]
    """When each row fell due: the lease has moved it, the result puts it back."""


Action = Literal["done", "retry", "refresh", "next_minute", "tomorrow", "change_rung", "stop", "alarm"]
"""What an error code asks for (the edge's table of WeChat's codes)."""
NO_ANSWER = -1002
"""The call may have arrived, but nobody said so."""


@dataclass(frozen=True, slots=True)
class SendResult:
    """What WeChat answered."""

    ok: bool
    errcode: int = 0
    errmsg: str = ""
    action: Action = "done"
    wechat_id: str = ""
    """msgid of a template message, as text: the delivery report names it."""
    not_before: datetime | None = None
    """Earliest instant (UTC) at which the same call makes sense again, where that is known."""

    held: bool = False
    """Whether nothing was called, because calls of this kind rest until `not_before`."""

    @property
    def unknown(self) -> bool:
        """Whether the message may have left although no answer came."""
        return not self.ok and self.errcode == NO_ANSWER and not self.held


def by_person(parcels: Sequence[Parcel]) -> list[list[Parcel]]:
    """Parcels of one lease grouped by person, each in order: what is said to one person is sent one after the other."""
    groups: dict[str, list[Parcel]] = {}
    for parcel in parcels:
        groups.setdefault(parcel.account_id, []).append(parcel)
    return list(groups.values())
