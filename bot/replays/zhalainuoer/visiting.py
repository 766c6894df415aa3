"""The great visit: a register of 30 391 households, a campaign, and everybody visited once; duty days beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.replays.script import Step
from bot.replays.zhalainuoer.heard import said_here
from bot.replays.zhalainuoer.plan import BEGINS, Plan, at
from handlers.services.visiting import figures as counts
from handlers.services.visiting import homes
from models.domain.district import District
from models.store.tx import Reader

HOUSEHOLDS = 30_391
FIRST, LAST = date(2013, 11, 4), date(2014, 9, 30)
WAYS = ("", "个别访谈 ", "", "", "", "")


def steps(plan: Plan) -> Iterator[Step]:
    """The register is read, the desk begins the campaign, then households day by day."""
    rows = register(plan)
    yield Step(at=at(BEGINS.date(), 30), who="desk", does=lambda ctx: homes.read(ctx, rows))
    desk = plan.holder(f"{plan.district.root}/dispatcher")
    begin = (
        f"大走访 开始 群众路线大走访 {FIRST.year}年{FIRST.month}月{FIRST.day}日 {LAST.year}年{LAST.month}月{LAST.day}日"
    )
    yield Step(at=at(BEGINS.date(), 60), who=desk, says=begin)
    draw = plan.chance("visits")
    words: dict[str, list[str]] = {}
    for spoken_there in said_here(plan).visit:
        words.setdefault(spoken_there.seed.community, []).append(spoken_there.words)
    days = plan.workdays(FIRST, LAST)
    by_community: dict[str, list[str]] = {}
    for row in rows:
        by_community.setdefault(row["社区"], []).append(row["户号"])
    for community, codes in by_community.items():
        said = words.pop(community, [])
        draw.shuffle(codes)
        # who says nothing of note is visited as well; where more is said than there are households, some say two things
        told: list[list[str]] = [[] for _ in codes]
        for number, one in enumerate(said):
            told[number % len(codes)].append(one)
        draw.shuffle(told)
        posts = [one for one in plan.district.posts_of(community) if one.role in {"handler", "head", "duty"}]
        for number, (code, heard_there) in enumerate(zip(codes, told, strict=True)):
            day = days[number * len(days) // len(codes)]
            who = plan.holder(posts[number % len(posts)].code)
            for words_there in heard_there or [""]:
                spoken = f"走访 {draw.choice(WAYS)}{code}{f' {words_there}' if words_there else ''}"
                yield Step(at=at(day, 60 + number % 420), who=who, says=spoken)
    if words:
        raise ValueError(f"nobody lives in {', '.join(sorted(words))}")
    for community in plan.communities:
        for month in sorted({(day.year, day.month) for day in days}):
            day = next(one for one in days if (one.year, one.month) == month)
            yield Step(at=at(day, 500), who=plan.holder(plan.handler(community)), says="责任岗 在楼下听大家说话")


def register(plan: Plan) -> list[dict[str, str]]:
    """Households by community, building, entrance, floor and door."""
    draw = plan.chance("register")
    total = plan.share(HOUSEHOLDS)
    weights = [draw.uniform(0.6, 1.4) for _ in plan.communities]
    sizes = [max(1, int(total * weight / sum(weights))) for weight in weights]
    for number in range(abs(total - sum(sizes))):
        sizes[number % len(sizes)] += 1 if total > sum(sizes) else -1
    rows = []
    for community, size in zip(plan.communities, sizes, strict=True):
        for number in range(size):
            building, rest = divmod(number, 60)
            entrance, rest = divmod(rest, 20)
            floor, door = divmod(rest, 4)
            code = f"{building + 1}-{entrance + 1}-{floor + 1}0{door + 1}"
            rows.append({"社区": community, "户号": code})
    return rows


def figures(reader: Reader, district: District, first: date, last: date) -> Mapping[str, Any]:
    """Counted by the service from visits, papers, 座谈会, opinions and issues."""
    return counts.count(reader, district, first, last)
