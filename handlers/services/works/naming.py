"""How quantities and services are named in what is said."""

from __future__ import annotations

from handlers.context import Context
from handlers.services.works import projects
from handlers.texts import works as texts
from models.domain.stations.amounts import Quantity
from models.tables import Project


def amounts(ctx: Context, row: Project) -> str:
    """路灯111盏、绿化34.6万平米; nothing where nothing was measured."""
    found = projects.amounts_of(ctx, row)
    return texts.SEPARATOR.join(f"{one.what}{Quantity(one.milli, one.unit).said}" for one in found)
