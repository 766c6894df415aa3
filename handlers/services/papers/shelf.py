"""Which papers there are, what each is asked for by, and who may read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.context import Context
from handlers.services.papers.of_brief import brief
from handlers.services.papers.of_bulletin import bulletin
from handlers.services.papers.of_callbacks import callbacks
from handlers.services.papers.of_circulars import circular
from handlers.services.papers.of_errands import errands
from handlers.services.papers.of_meetings import minutes, notice
from handlers.texts import papers as texts
from models.domain.papers import AUDIENCES, Audience, Paper, for_audience

Builder = Callable[[Context, str], Paper | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A paper of a unit; `web` says whether everybody may read it."""

    build: Builder
    audiences: tuple[Audience, ...] = AUDIENCES

    @property
    def web(self) -> bool:
        return "web" in self.audiences


OF_UNITS: Mapping[str, Kind] = {
    "notice": Kind(notice),
    "minutes": Kind(minutes),
    "callbacks": Kind(callbacks),
    "brief": Kind(brief),
    "bulletin": Kind(bulletin),
    "circular": Kind(circular),
    "errands": Kind(errands, ("up", "down")),
}
"""Papers of a unit, as it stands now."""
OF_CASES = ("supervision",)
"""Papers of one case, never public."""


def take(ctx: Context, kind: str, unit: str, audience: Audience) -> Paper | None:
    """The paper of a unit as an audience reads it, None where there is none yet."""
    found = OF_UNITS.get(kind)
    if found is None or audience not in found.audiences or unit not in ctx.district.units:
        return None
    paper = found.build(ctx, unit)
    return for_audience(paper, audience) if paper is not None else None


def on_board(ctx: Context, unit: str) -> list[tuple[str, str]]:
    """(kind, name) of the papers of a unit that everybody may read now."""
    return [
        (kind, texts.NAMES[kind])
        for kind, one in OF_UNITS.items()
        if one.web and (kind == "bulletin" or one.build(ctx, unit) is not None)
    ]
