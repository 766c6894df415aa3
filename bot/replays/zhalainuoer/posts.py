"""Everybody takes their post on the first morning."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replays.script import Step
from bot.replays.zhalainuoer.plan import BEGINS, Plan


def steps(plan: Plan) -> Iterator[Step]:
    """One step a post that is open."""
    for post in plan.district.posts.values():
        if not post.closed:
            yield Step(at=BEGINS, who=plan.holder(post.code), post=post.code)
