"""The cast of the model dialogues, and meetings planned by the service itself."""

from __future__ import annotations

import pytest

from handlers.services.meetings import planning
from models.tables import Meeting
from tests.cadre.conftest import file_case, li, zhao, zhou
from tests.town import Person, Town

__all__ = ["file_case", "li", "zhao", "zhou"]


@pytest.fixture
def secretary(town: Town) -> Person:
    """邓建军, 滨海社区 书记."""
    return town.bind("邓建军", "binhai.binhai/head")


@pytest.fixture
def sun(town: Town) -> Person:
    """孙工, 供热公司."""
    return town.bind("孙工", "gongre/handler")


def plan(town: Town) -> None:
    """The service starts: meetings are planned."""
    town.do(planning.ensure)


def meetings(town: Town, **equals: object) -> list[Meeting]:
    """Meetings, the next one first."""
    found: list[Meeting] = town.database.read_now(lambda reader: reader.find(Meeting, order="starts_at", **equals))
    return found
