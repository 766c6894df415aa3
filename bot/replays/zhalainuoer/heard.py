"""286 issues and the 7 086 opinions they are told by: who is told what is settled here, the parts only say it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.replays.zhalainuoer.plan import Plan
from bot.replays.zhalainuoer.words import MATTERS, Matter, told

ISSUES, OPINIONS = 286, 7086
CHAT, SURVEY, TALK = 86, 500, 1500
OTHERS = 1
"""Cases that are filed in other parts of the story: they are opinions as well."""
FEWEST = 4
"""Opinions of the smallest issue."""


@dataclass(frozen=True, slots=True)
class Seed:
    """One issue as it is: a matter in a community."""

    community: str
    matter: Matter


@dataclass(frozen=True, slots=True)
class Said:
    """One opinion and the issue it belongs to."""

    seed: Seed
    words: str


@dataclass(frozen=True, slots=True)
class Heard:
    """All opinions by where they are heard."""

    seeds: tuple[Seed, ...]
    chat: tuple[Said, ...]
    survey: tuple[Said, ...]
    talk: tuple[Said, ...]
    visit: tuple[Said, ...]

    @property
    def everything(self) -> tuple[Said, ...]:
        return self.chat + self.survey + self.talk + self.visit


@cache
def _heard(communities: tuple[str, ...], issues: int, sizes: tuple[int, int, int, int]) -> Heard:
    plan = Plan.chance_of("heard")
    rounds = -(-issues // len(communities))
    pairs = [(community, MATTERS[at]) for at in range(rounds) for community in communities]
    seeds = tuple(Seed(community, matter) for community, matter in pairs[:issues])
    chat, survey, talk, _ = sizes
    total = sum(sizes)
    # an issue is never told by nobody; the rest falls more often on some than on others
    least = min(FEWEST, total // issues)
    owed = [seed for seed in seeds for _ in range(least)]
    weights = [plan.uniform(0.4, 1.6) for _ in seeds]
    owed += plan.choices(seeds, weights, k=total - len(owed))
    plan.shuffle(owed)
    lamps = [seed for seed in owed if seed.matter.code == "lamp"][:chat]
    left = list(owed)
    for seed in lamps:
        left.remove(seed)
    said = [Said(seed, told(plan, seed.matter)) for seed in left]
    cut = survey + talk
    asked = tuple(Said(seed, told(plan, seed.matter)) for seed in lamps)
    return Heard(seeds, asked, tuple(said[:survey]), tuple(said[survey:cut]), tuple(said[cut:]))


def heard(plan: Plan, others: int = 0) -> Heard:
    """Everything that is said in the year, at the plan's scale, less what `others` say in chat."""
    total, chat, survey, talk = (plan.share(one) for one in (OPINIONS, CHAT, SURVEY, TALK))
    sizes = (max(0, chat - others), survey, talk, total - max(chat, others) - survey - talk)
    return _heard(plan.communities, plan.share(ISSUES), sizes)


def said_here(plan: Plan) -> Heard:
    """What these parts say: one of the opinions is the complaint from which a project of the stations came."""
    return heard(plan, OTHERS)
