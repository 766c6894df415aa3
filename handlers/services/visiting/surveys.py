"""Questionnaires: opened, linked, answered without anybody's name, entered from paper, counted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from handlers.context import Context
from handlers.services.visiting import campaigns, opinions
from handlers.services.visiting.counting import by_name, number, rows
from handlers.services.visiting.opinions import Heard
from models.domain.district import Post
from models.domain.visiting import surveys as rules
from models.domain.visiting.surveys import Item, Results, Tally
from models.domain.working_time import SHANGHAI, at_clock, shanghai_day
from models.store.rows import table_of
from models.store.tx import Reader
from models.tables import Opinion, Survey, SurveyPaper, SurveyTurn

PURPOSE = "w"
"""Of the link that is good once."""
OWN, OPEN, PROXY = "chat", "open", "proxy"
COLUMNS = tuple(f"a{n}" for n in range(1, rules.MOST_ITEMS + 1))
_ID_BYTES, _ID_BITS, _PART_BITS = 8, (1 << 53) - 1, (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class Answers:
    """One filled questionnaire."""

    choices: tuple[int, ...]
    """By item the number of the option, 0 for left open."""
    words: str = ""
    community: str = ""


def begin(ctx: Context, post: Post, name: str, items: Sequence[Item], until: date) -> Survey:
    """A questionnaire of the post's unit, open until the end of a day."""
    campaign = campaigns.running(ctx, post.unit)
    return ctx.tx.insert(
        Survey,
        number=ctx.tx.count("survey"),
        campaign_id=campaign.id if campaign is not None else None,
        unit=post.unit,
        name=name,
        items=rules.pack(items),
        post=post.code,
        opened_at=ctx.now,
        until=until,
    )


def close(ctx: Context, survey: Survey) -> Survey:
    """Nothing more is taken."""
    return ctx.tx.update(survey, closed_at=ctx.now)


def is_open(survey: Survey, now: datetime) -> bool:
    """Whether answers are taken."""
    return survey.closed_at is None and shanghai_day(now) <= survey.until


def running(ctx: Context, units: Sequence[str]) -> list[Survey]:
    """Open questionnaires of these units, the newest first."""
    found = ctx.tx.find(Survey, unit=tuple(units), closed_at=None, order="-id") if units else []
    return [one for one in found if is_open(one, ctx.now)]


def items(survey: Survey) -> tuple[Item, ...]:
    """What is asked."""
    return rules.unpack(survey.items)


def take(ctx: Context, survey: Survey, answers: Answers, channel: str, turn: str = "", post: str = "") -> bool:
    """Count a filled questionnaire; False where this link, form or number of a paper was used before.

    The paper is kept without a name and without a time, under a drawn number; own words become an opinion of that
    day that nobody can put together with the crosses.
    """
    if turn:
        key = _key(survey, channel, turn)
        if ctx.tx.get(SurveyTurn, key) is not None:
            return False
        ctx.tx.insert(SurveyTurn, key=key)
    values = dict(zip(COLUMNS, answers.choices, strict=False))
    ctx.tx.insert(
        SurveyPaper,
        id=_drawn(ctx, _ID_BITS),
        survey_id=survey.id,
        community=answers.community,
        channel=channel,
        post=post,
        **values,
    )
    if answers.words.strip():
        day = at_clock(shanghai_day(ctx.now), time(0))
        heard = Heard("survey", survey.id, answers.community, answers.words, part=_drawn(ctx, _PART_BITS))
        opinions.hear(ctx, heard, at=day)
    return True


def turn_of(ctx: Context, survey: Survey, account_id: str) -> str:
    """What stands for a person's one turn: nobody without the key gets from it to the person."""
    return ctx.sealer.account_id(f"survey:{survey.id}:{account_id}")


def used(reader: Reader, survey: Survey, channel: str, turn: str) -> bool:
    """Whether this link, form or number was used."""
    return reader.get(SurveyTurn, _key(survey, channel, turn)) is not None


def tallies(reader: Reader, survey: Survey, community: str = "") -> dict[str, Tally]:
    """By channel the counts, from the papers themselves: one reading of the table."""
    paper = table_of(SurveyPaper)
    asked = COLUMNS[: len(survey.items)]
    which = paper.c.survey_id == survey.id
    if community:
        which &= paper.c.community == community
    columns = [paper.c.channel, *(paper.c[name] for name in asked)]
    found: dict[str, Tally] = {}
    for channel, *chosen, count in rows(reader, select(*columns, func.count()).where(which).group_by(*columns)):
        tally = found.setdefault(channel, Tally())
        tally.papers += count
        for at, option in enumerate(chosen):
            if option:
                tally.chosen[at, option] = tally.chosen.get((at, option), 0) + count
    return found


def results(reader: Reader, survey: Survey, community: str = "") -> Results:
    """What may be told: own answers, papers entered by cadres apart, small groups hidden."""
    counted = tallies(reader, survey, community)
    own = counted.get(OWN, Tally()).plus(counted.get(OPEN, Tally()))
    return rules.results(items(survey), own, counted.get(PROXY, Tally()))


def by_community(reader: Reader, survey: Survey) -> dict[str, int | None]:
    """Papers by community, small numbers hidden."""
    paper = table_of(SurveyPaper)
    which = paper.c.survey_id == survey.id
    found = by_name(reader, select(paper.c.community, func.count()).where(which).group_by(paper.c.community))
    return rules.told_apart({unit: papers for unit, papers in found.items() if unit})


def words_of(reader: Reader, survey: Survey) -> int:
    """How many wrote something of their own."""
    opinion = table_of(Opinion)
    which = (opinion.c.source == "survey") & (opinion.c.source_id == survey.id)
    return number(reader, select(func.count()).select_from(opinion).where(which))


def last_day(ctx: Context, days: int = 30) -> date:
    """Until when a questionnaire runs where nothing is said."""
    return shanghai_day(ctx.now) + timedelta(days=days)


def closed_on(survey: Survey) -> date:
    """The day after which nothing was taken."""
    return survey.closed_at.astimezone(SHANGHAI).date() if survey.closed_at is not None else survey.until


def of_number(reader: Reader, which: int) -> Survey | None:
    """A questionnaire by its number."""
    found = reader.find(Survey, number=which)
    return found[0] if found else None


def _drawn(ctx: Context, bits: int) -> int:
    """A number that says nothing of when it was drawn."""
    return int.from_bytes(hashlib.sha256(ctx.registry.random(_ID_BYTES)).digest()[:_ID_BYTES], "big") & bits


def _key(survey: Survey, channel: str, turn: str) -> str:
    return hashlib.sha256(f"survey:{survey.id}:{channel}:{turn}".encode()).hexdigest()
