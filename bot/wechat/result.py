"""The outcome of one API call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.wechat.errcodes import NO_ANSWER, Action, judge


@dataclass(frozen=True, slots=True)
class Result:
    """What WeChat answered and what that asks for; a failed call is a result, never an exception."""

    ok: bool
    errcode: int
    errmsg: str
    data: Mapping[str, Any] = field(default_factory=dict)
    """The whole JSON answer."""
    action: Action = "done"
    not_before: datetime | None = None
    """Earliest instant (UTC) at which the same call makes sense again, where that is known."""
    is_held: bool = False
    """Made here, without the network: the call rests until `not_before`."""
    content: bytes = field(default=b"", repr=False)
    """The file, for a media download."""
    content_type: str = ""

    @property
    def is_outcome_unknown(self) -> bool:
        """Whether the call may have had its effect although no answer came."""
        return self.errcode == NO_ANSWER and not self.is_held

    @property
    def reason(self) -> str:
        """Why, in a few words for a row or a log: no personal data, no token."""
        return f"{self.errcode} {judge(self.errcode).reason}"


def fail(errcode: int, errmsg: str, *, data: Mapping[str, Any] | None = None) -> Result:
    """Make the result of a failed call, with the action of the error table."""
    return Result(False, errcode, errmsg, data or {}, judge(errcode).action)
