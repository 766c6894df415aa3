"""Every number of the platform that the simulator enforces, in one place.

Sources are the platform's pages as gathered in docs; where two sources disagree the field says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal


@dataclass(frozen=True, slots=True)
class Grant:
    """How many customer-service messages a trigger allows and for how long."""

    messages: int
    lasts: timedelta


DAILY_LIMITS: Mapping[str, int] = {
    "/cgi-bin/token": 2_000,
    "/cgi-bin/stable_token": 500_000,
    "/cgi-bin/message/custom/send": 500_000,
    "/cgi-bin/message/template/send": 100_000,
    "/cgi-bin/message/subscribe/bizsend": 100_000,
    "/cgi-bin/menu/create": 1_000,
    "/cgi-bin/menu/get": 10_000,
    "/cgi-bin/menu/delete": 1_000,
    "/cgi-bin/media/upload": 5_000,
    "/cgi-bin/media/get": 10_000,
    "/cgi-bin/qrcode/create": 100_000,
    "/cgi-bin/user/get": 500,
    "/cgi-bin/user/info": 5_000_000,
}
"""Calls a day per path (the old public table; 45009 beyond)."""

MINUTE_LIMITS: Mapping[str, int] = {"/cgi-bin/stable_token": 10_000}
"""Calls a minute per path (45011 beyond)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The platform's limits; tests and experiments replace single fields."""

    message_grant: Grant = Grant(5, timedelta(hours=48))
    """Opened by every message a person writes; recomputed, never added up (since 2023)."""
    tap_grant: Grant = Grant(3, timedelta(minutes=1))
    """Opened by a follow, a scan, CLICK, scancode_* and a tapped msgmenu option."""
    overlap: Literal["sum", "latest"] = "sum"
    """How live grants of different triggers combine: undocumented, so a setting."""

    deliveries: int = 3
    """In all. One page can be read as three retries after the first: then 4."""
    answer_seconds: float = 5.0
    """Real seconds until a delivery is cut and repeated."""
    redeliver_refused: bool = False
    """Whether an HTTP error or an abnormal body is delivered again; the platform shows the fault notice at once."""
    passive_bytes: int = 2048
    """Longest passive text; some report failures from about 1097 Chinese characters on."""
    kefu_bytes: int = 2048
    """Longest customer-service text (45002 beyond)."""

    msgmenu: bool = True
    """False answers 40200, as test accounts and some certified ones do."""
    report_seconds: float | None = 1.0
    """Real seconds until TEMPLATESENDJOBFINISH; None sends no reports."""
    client_msg_id_keeps: timedelta = timedelta(minutes=10)
    typing_needs: timedelta = timedelta(seconds=30)

    token_lasts: timedelta = timedelta(hours=2)
    token_overlap: timedelta = timedelta(minutes=5)
    force_refresh_daily: int = 20
    force_refresh_gap: timedelta = timedelta(seconds=30)
    clear_quota_monthly: int = 10
    daily_limits: Mapping[str, int] = field(default_factory=lambda: DAILY_LIMITS)
    minute_limits: Mapping[str, int] = field(default_factory=lambda: MINUTE_LIMITS)

    media_lasts: timedelta = timedelta(days=3)
    code_lasts: timedelta = timedelta(minutes=5)
    scene_lasts_most: timedelta = timedelta(days=30)
