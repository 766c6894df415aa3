"""滨海社区 with a small register of households."""

from __future__ import annotations

import pytest

from handlers.services.visiting import homes
from tests.cadre.conftest import file_case, li, zhao, zhou
from tests.town import Person, Town

__all__ = ["file_case", "li", "zhao", "zhou"]

LI = "binhai.binhai/handler"
ROWS = [
    {"社区": "滨海社区", "户号": f"{building}-{entrance}-{floor}0{door}", "包户干部": LI if building == 3 else ""}
    for building in (3, 5)
    for entrance in (1, 2)
    for floor in (1, 2, 5)
    for door in (1, 2)
]


@pytest.fixture
def register(town: Town) -> Town:
    """24 households: building 3 is 李晓's, building 5 is anybody's."""
    town.do(lambda ctx: homes.read(ctx, ROWS))
    return town


@pytest.fixture
def secretary(town: Town) -> Person:
    """邓建军, 滨海社区 书记."""
    return town.bind("邓建军", "binhai.binhai/head")
