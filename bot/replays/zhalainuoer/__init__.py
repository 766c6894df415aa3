"""扎赉诺尔 in the year to 2014-10-26: a story made from parts, one module each, the same one every time.

A part is a module with `steps(plan)`, which yields what people do, and `figures(reader, district, first, last)`,
which counts from what the service keeps; put it into PARTS under the name its figures have in the summary.
"""

from __future__ import annotations

from types import ModuleType

from bot.replays.script import DISTRICTS, Script
from bot.replays.zhalainuoer import asking, ordering, posts, stations, visiting
from bot.replays.zhalainuoer.plan import BEGINS, ENDS, Plan

PARTS: dict[str, ModuleType] = {"visits": visiting, "stations": stations}
"""By the name of their figures, in the order in which they are told."""


def make(scale: int = 1) -> Script:
    """The whole year, or one `scale` times smaller with the same code."""
    plan = Plan.of(DISTRICTS / "zhalainuoer.yaml", scale)
    told = (posts, asking, ordering)
    steps = [
        *(step for part in told for step in part.steps(plan)),
        *(step for part in PARTS.values() for step in part.steps(plan)),
    ]
    steps.sort(key=lambda step: step.at)  # stable: what a part says at one instant stays in its order
    return Script(
        name="zhalainuoer-year",
        district=plan.path,
        begins=BEGINS,
        ends=ENDS,
        period="2014-10",
        steps=tuple(steps),
        figures={name: part.figures for name, part in PARTS.items()},
    )
