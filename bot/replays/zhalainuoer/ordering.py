"""The desk: every month it looks at what the service proposed and sets right what is not so; in the end it answers."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from bot.replays.script import Step
from bot.replays.zhalainuoer.heard import Seed, said_here
from bot.replays.zhalainuoer.plan import Plan, at
from handlers.context import Context
from handlers.letters import of_topics
from handlers.services.visiting import ending, gathering, opinions, topics
from models.domain.district import Post
from models.tables import Opinion, Topic

BECOME_CASES = 10
ANSWERED_ON = date(2014, 10, 9)


def steps(plan: Plan) -> Iterator[Step]:
    """Looks on the first working day of every month, answers in October."""
    truth = {_key(one.seed.community, one.words): one.seed for one in said_here(plan).everything}
    for one in said_here(
        plan
    ).talk:  # at a small scale some are said at a neighbour's meeting, with the community's name
        truth[_key(one.seed.community, plan.district.name_of(one.seed.community) + one.words)] = one.seed
    for number in range(1, 12):
        year, month = divmod(2013 * 12 + 10 + number, 12)
        day = plan.workdays(date(year, month + 1, 1))[0]
        yield Step(at=at(day, 30), who="desk", does=lambda ctx: order(plan, ctx, truth))
    yield Step(at=at(ANSWERED_ON, 0), who="desk", does=lambda ctx: order(plan, ctx, truth))
    yield Step(at=at(ANSWERED_ON, 60), who="desk", does=lambda ctx: answer(plan, ctx, truth))


def order(plan: Plan, ctx: Context, truth: Mapping[tuple[str, str], Seed]) -> None:
    """Gather what is waiting (`minqing gather`), then take apart, move and merge until every issue is one."""
    opinions.collect(ctx)
    gathering.write(ctx, gathering.plan(ctx.tx, ctx.district.root, gathering.waiting(ctx.tx), lambda _done, _all: None))
    post = desk(ctx)
    known: dict[Seed, Topic] = {}
    found = topics.of_posts(ctx, [post], topics.CHANGED)
    for topic in sorted(found, key=lambda one: (one.status == "proposed", one.number)):
        parts: dict[Seed, list[int]] = {}
        for opinion in topics.opinions_of(ctx, topic):
            parts.setdefault(_seed(plan, opinion, truth), []).append(opinion.id)
        if not parts:
            continue
        own = max(parts, key=lambda seed: (len(parts[seed]), seed.community, seed.matter.code))
        for seed, numbers in parts.items():
            if seed is own:
                continue
            newest = ctx.tx.get(Topic, topic.id) or topic
            if seed in known:
                for number in numbers:
                    topics.move(ctx, number, ctx.tx.get(Topic, known[seed].id) or known[seed], [post])
            else:
                known[seed] = topics.split(ctx, newest, numbers, post)
        newest = ctx.tx.get(Topic, topic.id) or topic
        if own in known:
            topics.merge(ctx, ctx.tx.get(Topic, known[own].id) or known[own], newest, post)
        else:
            known[own] = topics.confirm(ctx, newest, post)


def answer(plan: Plan, ctx: Context, truth: Mapping[tuple[str, str], Seed]) -> None:
    """Some issues become cases like any other, the rest is answered; whoever said it hears of it."""
    post = desk(ctx)
    left = plan.share(BECOME_CASES)
    for topic in topics.of_posts(ctx, [post], ("confirmed",)):
        counted = Counter(_seed(plan, one, truth).matter for one in topics.opinions_of(ctx, topic))
        matter = counted.most_common(1)[0][0]
        if left and matter.code == "road":
            ending.to_case(ctx, topic, post, of_topics.case_words(ctx, topic))
            left -= 1
        else:
            ending.answer(ctx, topic, post, matter.outcome)


def desk(ctx: Context) -> Post:
    """The district's dispatcher."""
    return ctx.district.posts_of(ctx.district.root, "dispatcher")[0]


def _seed(plan: Plan, opinion: Opinion, truth: Mapping[tuple[str, str], Seed]) -> Seed:
    found = truth.get(_key(opinion.community, opinion.text))
    if found is None and opinion.source == "chat":
        # lamps told with a building, and what other parts of the story tell: the desk puts it to what is nearest
        near = (seed for seed in said_here(plan).seeds if seed.community == opinion.community)
        found = next(near, said_here(plan).seeds[0])
    if found is None:
        raise LookupError(f"nobody said {opinion.text!r} in {opinion.community}")
    return found


def _key(community: str, words: str) -> tuple[str, str]:
    """Words as the service keeps them: redacted, of one width."""
    return community, opinions.redacted(unicodedata.normalize("NFKC", words))
