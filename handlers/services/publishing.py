"""What may stand on the public board."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handlers.policies.permissions import is_confidential
from models.domain import publicity
from models.domain.district import District
from models.tables import Case


def may_be_shown(district: District, case: Case) -> bool:
    """Whether a case may stand on the board."""
    if is_confidential(case):
        return False
    private: Any = district.settings.get("board_private") or ()
    unlisted: Iterable[int] = case.decision.get(publicity.UNLISTED) or ()
    return publicity.may_be_shown(case.category, str(case.decision.get("kind", "")), unlisted, private)
