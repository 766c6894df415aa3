"""What WeChat's error codes ask for, as data (developer pages: global return codes, customer-service and templates).

retry        the same call may succeed in seconds
refresh      the token is not accepted: renew it, then once more
next_minute  the minute's quota of this call is used up
tomorrow     the day's quota is used up, until midnight in Shanghai
change_rung  this way to this person, or this content, is closed: take the next rung of the ladder
stop         no rung can succeed: the person or the thing asked about does not exist
alarm        the whole account cannot call: an operator has to act, what waits keeps waiting
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Action = Literal["done", "retry", "refresh", "next_minute", "tomorrow", "change_rung", "stop", "alarm"]

UNREACHABLE = -1001
"""Ours: no connection was made, so nothing was sent."""
NO_ANSWER = -1002
"""Ours: the call may have arrived, but no readable answer came; the outcome is unknown."""
OVERSIZED = -1003
"""Ours: the answer was longer than we take."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do after an error code, and why."""

    action: Action
    reason: str
    alarms: bool = False
    """An operator should hear of it, whatever the action."""


ERRCODES: Mapping[int, Verdict] = MappingProxyType(
    {
        0: Verdict("done", "ok"),
        UNREACHABLE: Verdict("retry", "no connection"),
        NO_ANSWER: Verdict("retry", "no readable answer, outcome unknown"),
        OVERSIZED: Verdict("stop", "answer too large"),
        -1: Verdict("retry", "system busy"),
        40001: Verdict("refresh", "invalid credential"),
        40014: Verdict("refresh", "invalid access_token"),
        42001: Verdict("refresh", "access_token expired"),
        41001: Verdict("refresh", "access_token missing"),
        45011: Verdict("next_minute", "minute quota"),
        45009: Verdict("tomorrow", "daily quota", alarms=True),
        40002: Verdict("alarm", "grant_type refused", alarms=True),
        40013: Verdict("alarm", "app id wrong", alarms=True),
        40125: Verdict("alarm", "app secret wrong", alarms=True),
        40164: Verdict("alarm", "our address is not on the whitelist", alarms=True),
        40243: Verdict("alarm", "app secret frozen", alarms=True),
        41002: Verdict("alarm", "app id missing", alarms=True),
        41004: Verdict("alarm", "app secret missing", alarms=True),
        50002: Verdict("alarm", "account limited", alarms=True),
        40003: Verdict("stop", "no such openid"),
        40007: Verdict("stop", "media_id unknown or older than three days"),
        40029: Verdict("stop", "OAuth code invalid"),
        40163: Verdict("stop", "OAuth code used already"),
        46003: Verdict("stop", "there is no menu"),
        46004: Verdict("stop", "no such user"),
        43004: Verdict("change_rung", "does not follow us"),
        43019: Verdict("change_rung", "on the blacklist"),
        43101: Verdict("change_rung", "no consent, used up or taken back"),
        43117: Verdict("change_rung", "too often for this person"),
        45015: Verdict("change_rung", "outside the 48 hours or the minute"),
        45047: Verdict("change_rung", "messages of this window used up"),
        48002: Verdict("change_rung", "refuses our messages"),
        40008: Verdict("change_rung", "message type refused"),
        40036: Verdict("change_rung", "template id has a wrong length", alarms=True),
        40037: Verdict("change_rung", "template id unknown or of the other kind", alarms=True),
        40200: Verdict("change_rung", "account may not send option menus"),
        44002: Verdict("change_rung", "empty body", alarms=True),
        45002: Verdict("change_rung", "content too long"),
        45008: Verdict("change_rung", "too many articles"),
        45065: Verdict("change_rung", "sent already under this id"),
        45072: Verdict("stop", "typing command unknown"),
        45080: Verdict("stop", "no word from the person in thirty seconds"),
        45081: Verdict("stop", "typing is shown already"),
        45056: Verdict("stop", "too many tags"),
        45057: Verdict("stop", "tag has too many people"),
        45058: Verdict("stop", "tag of the platform"),
        45059: Verdict("stop", "person has too many tags"),
        45157: Verdict("stop", "tag exists"),
        45158: Verdict("stop", "tag name too long"),
        47001: Verdict("change_rung", "JSON refused", alarms=True),
        47003: Verdict("change_rung", "a template value is refused"),
        43002: Verdict("stop", "wrong method", alarms=True),
        43003: Verdict("stop", "https required", alarms=True),
        48001: Verdict("change_rung", "account has no right to this call", alarms=True),
        48003: Verdict("stop", "terms of mass sending not agreed", alarms=True),
        48004: Verdict("change_rung", "call forbidden to this account", alarms=True),
        48006: Verdict("tomorrow", "quota may not be cleared again", alarms=True),
        50001: Verdict("change_rung", "account has no right to this call", alarms=True),
    }
)

_UNKNOWN = Verdict("change_rung", "unknown error", alarms=True)


def judge(errcode: int) -> Verdict:
    """Say what an error code asks for; an unknown one changes the rung and is told to an operator."""
    return ERRCODES.get(errcode, _UNKNOWN)
