"""剔除: for which reasons a case may be taken out of the figures, and who has to agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.domain.tiers import length_after
from models.domain.working_time import Calendar

Why = Literal["law", "procedure", "unfounded", "elsewhere", "force", "malicious"]


@dataclass(frozen=True, slots=True)
class ReasonClass:
    """One reason for which a case is no measure of anybody's work."""

    code: Why
    source: str
    verified: bool = False


_OWN = "own, after the practice of 12345 hotlines (诉求不合理、不属受理范围、不可抗力)"
_NOTICE_66 = "国办发 2025 66号 (二), classes that are told the legal route or explained"

REASONS: tuple[ReasonClass, ...] = (
    ReasonClass("law", _NOTICE_66),
    ReasonClass("procedure", _NOTICE_66),
    ReasonClass("unfounded", _OWN),
    ReasonClass("elsewhere", _OWN),
    ReasonClass("force", _OWN),
    ReasonClass("malicious", _NOTICE_66),
)
"""Options 1 to 6 of 剔除; no other reason is accepted. To be confirmed by a district before it goes live."""
CODES: tuple[Why, ...] = tuple(reason.code for reason in REASONS)
MOST_ASKED = 2
"""Times in the life of a case."""
AGREE_LIMIT = "1wd"
"""For each of the two who decide; then the request is void."""
APPEALS_FOR = "15wd"
"""How long a complainant may appeal (dialogue rules 3.2)."""
APPEAL_LIMIT = "5wd"
"""For the inspectors; an appeal that nobody decides is upheld."""


def appeal_until(closed_at: datetime, calendar: Calendar) -> datetime:
    """The last instant of an appeal."""
    return length_after(closed_at, APPEALS_FOR, calendar).at
