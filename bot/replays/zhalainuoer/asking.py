"""304 座谈会, a questionnaire filled 33 000 times, and what residents tell in chat."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from bot.replays.script import PHOTO, Step
from bot.replays.zhalainuoer.heard import Said, said_here
from bot.replays.zhalainuoer.plan import Plan, at
from bot.replays.zhalainuoer.words import SURVEY, TOPICS
from handlers.context import Context
from handlers.pages import questionnaires

FORUMS, PAPERS, ENTERED = 304, 33_000, 3_000
"""Of the papers so many are entered by cadres in chat; the others come by the page."""
ASKED_ON, ASKED_UNTIL = date(2014, 3, 3), date(2014, 4, 30)
OPTIONS = (5, 3, 3, 3, 3, 3)
AT_ONCE = 250
"""Forms of one moment."""
WEIGHTS = (6, 3, 1, 1, 1)


def steps(plan: Plan) -> Iterator[Step]:
    """All of it."""
    yield from _forums(plan)
    yield from _survey(plan)
    yield from _chat(plan)


def _forums(plan: Plan) -> Iterator[Step]:
    draw = plan.chance("forums")
    count = plan.share(FORUMS)
    said: dict[str, list[str]] = {}
    for one in said_here(plan).talk:
        said.setdefault(one.seed.community, []).append(one.words)
    # every community has at least one; the others go where most is said
    held = dict.fromkeys(said, 1)
    while sum(held.values()) < count:
        fullest = max(said, key=lambda community: (len(said[community]) / held[community], community))
        held[fullest] += 1
    while sum(held.values()) > count:  # at a small scale: what is said goes to a neighbour's meeting, its place named
        least = min(held, key=lambda community: (len(said[community]), community))
        other = next(community for community in sorted(held) if community != least)
        name = plan.district.name_of(least)
        said[other] += [f"{name}{words}" for words in said.pop(least)]
        del held[least]
    days = plan.workdays(date(2013, 11, 11), date(2014, 9, 26))
    number = 0
    for community, meetings in sorted(held.items()):
        words = said[community]
        for meeting in range(meetings):
            own = words[meeting::meetings]
            number += 1
            day = days[(number * 37) % len(days)]
            spoken = f"座谈 {draw.choice(TOPICS)} {draw.randint(8, 40)}人：{'；'.join(own)}"
            yield Step(at=at(day, 420), who=plan.holder(plan.handler(community)), says=spoken)


def _survey(plan: Plan) -> Iterator[Step]:
    desk = plan.holder(f"{plan.district.root}/dispatcher")
    until = f"{ASKED_UNTIL.year}年{ASKED_UNTIL.month}月{ASKED_UNTIL.day}日"
    yield Step(at=at(ASKED_ON, 0), who=desk, says=SURVEY.format(until=until))
    draw = plan.chance("survey")
    total, entered = plan.share(PAPERS), plan.share(ENTERED)
    days = plan.workdays(ASKED_ON, ASKED_UNTIL)
    said = list(said_here(plan).survey)
    forms = [_form(draw, plan, said[number] if number < len(said) else None) for number in range(total - entered)]
    draw.shuffle(forms)
    for number, start in enumerate(range(0, len(forms), AT_ONCE)):
        day = days[number * len(days) // (len(forms) // AT_ONCE + 1)]
        part = forms[start : start + AT_ONCE]
        yield Step(at=at(day, 120 + number % 300), who="page", does=partial(fill, part))
    for number in range(entered):
        community = plan.communities[number % len(plan.communities)]
        day = days[number * len(days) // entered]
        numbers = " ".join(str(_choice(draw, most)) for most in OPTIONS)
        spoken = f"代填 1 {numbers} 纸{number + 1}"
        yield Step(at=at(day, 300 + number % 150), who=plan.holder(plan.handler(community)), says=spoken)


def fill(forms: Sequence[dict[str, str]], ctx: Context) -> None:
    """Forms sent from the page behind the QR code."""
    survey = questionnaires.of_number(ctx, "1")
    for form in forms:
        questionnaires.take(ctx, survey, form, None)


def _form(draw: random.Random, plan: Plan, said: Said | None) -> dict[str, str]:
    fields = {f"a{at}": str(_choice(draw, most)) for at, most in enumerate(OPTIONS, start=1)}
    fields["community"] = said.seed.community if said is not None else draw.choice(plan.communities)
    fields["once"] = f"{draw.getrandbits(96):024x}"
    return fields | ({"words": said.words} if said is not None else {})


def _choice(draw: random.Random, most: int) -> int:
    return draw.choices(range(1, most + 1), WEIGHTS[:most])[0]


def _chat(plan: Plan) -> Iterator[Step]:
    days = plan.workdays(date(2013, 11, 12), date(2014, 9, 10))
    asked = said_here(plan).chat
    for number, one in enumerate(asked):
        day, key = days[number * len(days) // len(asked)], f"c{number:03}"
        later = plan.workdays(day)
        who, name = f"居民{number:03}", plan.district.name_of(one.seed.community)
        handler = plan.holder(plan.handler(one.seed.community))
        building = number % 20 + 1
        yield Step(at=at(day, 60), who=who, says=f"{name}{building}号楼2单元楼道灯坏了，晚上看不见")
        yield Step(at=at(day, 61), who=who, says="1", case=key)
        yield Step(at=at(day, 180), who=handler, says=f"签收 {{{key}}}")
        yield Step(at=at(day, 240), who=handler, sends=PHOTO)
        yield Step(at=at(day, 241), who=handler, says=f"办结 {{{key}}} 灯泡和声控开关都换了")
        yield Step(at=at(later[2], 60), who=who, says=f"评价 {{{key}}}")
        yield Step(at=at(later[2], 61), who=who, says="1")
        yield Step(at=at(later[2], 62), who=who, says="满意")
