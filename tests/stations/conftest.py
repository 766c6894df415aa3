"""The cast at the station of 滨海社区."""

from __future__ import annotations

import pytest

from handlers.services.stations import duty
from models.tables import DutyTurn, Errand
from tests.cadre.conftest import file_case, li, zhao, zhou
from tests.town import Person, Town

__all__ = ["file_case", "li", "zhao", "zhou"]

STATION = "binhai.binhai"


@pytest.fixture
def wang(town: Town) -> Person:
    """王桂芳, a resident of 滨海社区 by its code."""
    person = town.person("王桂芳")
    person.follows(f"qrscene_{STATION}")
    return person


@pytest.fixture
def secretary(town: Town) -> Person:
    """邓建军, 滨海社区 书记."""
    return town.bind("邓建军", f"{STATION}/head")


def errands(town: Town) -> list[Errand]:
    """All errands, oldest first."""
    return town.database.read_now(lambda reader: reader.find(Errand, order="number"))


def turn(town: Town, station: str = STATION, nth: int = 0) -> DutyTurn:
    """A station's turns, the next one first."""
    found = town.database.read_now(lambda reader: reader.find(DutyTurn, station=station, order="day"))
    return found[nth]


def plan(town: Town) -> None:
    """The service starts: turns are planned."""
    town.do(duty.ensure)
