"""东河区 with its three inspectors."""

from __future__ import annotations

import pytest

from models.store.db import Database
from tests.town import Person, Town, make_town


@pytest.fixture
def donghe(database: Database) -> Town:
    return make_town(database, "donghe")


@pytest.fixture
def yu(donghe: Town) -> Person:
    """于广平, 区纪委书记, head of the inspectors."""
    return donghe.bind("于广平", "donghe/inspector")


@pytest.fixture
def meng(donghe: Town) -> Person:
    """孟淑英, of the organisation department."""
    return donghe.bind("孟淑英", "donghe/inspector.second")
