"""Opinions: heard on visits, at 座谈会, on questionnaires and in chat; whoever said one hears once what became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from handlers.context import Context
from handlers.grammar.signs import GENERAL
from handlers.policies.permissions import is_confidential
from handlers.services.visiting.counting import rows
from models.domain.district import District
from models.domain.reading import Reading
from models.domain.redact import redact
from models.domain.states import CaseState
from models.store.rows import table_of
from models.tables import Case, Opinion, TopicMove, Voice

LONGEST = 300
SOURCES = ("visit", "talk", "survey", "chat")
_NOT_HEARD = frozenset({CaseState.WITHDRAWN.value, CaseState.DRAFT.value})


@dataclass(frozen=True, slots=True)
class Heard:
    """Words and where they were heard."""

    source: str
    source_id: int
    community: str
    words: str
    part: int = 1
    post: str = ""


def hear(ctx: Context, heard: Heard, *, account_id: str = "", at: datetime | None = None) -> Opinion:
    """Keep an opinion, redacted: the household's code and names stay where they are."""
    reading = ctx.world.understander.read(heard.words, default_unit=heard.community)
    category, title = matter_of(ctx.district, reading)
    return ctx.tx.insert(
        Opinion,
        source=heard.source,
        source_id=heard.source_id,
        part=heard.part,
        community=reading.place.unit or heard.community,
        category=category,
        title=title,
        text=redacted(heard.words),
        at=at or ctx.now,
        account_id=account_id,
        post=heard.post,
    )


def matter_of(district: District, reading: Reading) -> tuple[str, str]:
    """Category and title of what was understood, `` for a wish of no class: it is known by its own words."""
    matter = reading.matters[0] if reading.matters else None
    category = district.categories.get(matter.category) if matter is not None else None
    if matter is None or category is None or category.group in GENERAL:
        return "", ""
    return category.code, matter.title or category.title


def filed(ctx: Context, number: int, case: Case) -> None:
    """An opinion was filed as a case of its own."""
    opinion = ctx.tx.get(Opinion, number)
    if opinion is not None:
        ctx.tx.update(opinion, case_id=case.id)


def redacted(words: str) -> str:
    """Words without names, numbers and rooms, not too long."""
    return redact(words.strip()[:LONGEST]).text


def forget(ctx: Context, opinion: Opinion) -> None:
    """It was never said: it leaves its issue."""
    for move in ctx.tx.find(TopicMove, opinion_id=opinion.id):
        ctx.tx.delete(move)
    newest = ctx.tx.get(Opinion, opinion.id)
    if newest is not None:
        ctx.tx.delete(newest)


def of_account(ctx: Context, account_id: str) -> list[Opinion]:
    """What somebody said, as far as it is known whose it is."""
    return ctx.tx.find(Opinion, account_id=account_id, order="id")


def forget_account(ctx: Context, account_id: str) -> None:
    """Nobody knows any more whose words these were; told in chat, the words themselves go too."""
    for opinion in of_account(ctx, account_id):
        words = {"text": "", "title": ""} if opinion.source == "chat" else {}
        ctx.tx.update(opinion, account_id="", **words)


def collect(ctx: Context, since: datetime | None = None) -> int:
    """What was told in chat joins the opinions: one for each complainant of a case; returns how many came.

    Done when issues are gathered, so that filing a case costs nothing. Accusations stay where they are, and what
    a cadre filed of a visit is already there.
    """
    opinion = table_of(Opinion)
    of_cases = opinion.c.case_id.is_not(None)
    found = rows(ctx.tx, select(opinion.c.case_id, opinion.c.source, opinion.c.part).where(of_cases))
    known = {(row[0], row[2]) for row in found if row[1] == "chat"}
    filed_of_others = {row[0] for row in found if row[1] != "chat"}
    conditions: list[Any] = [col(Case.state).not_in(tuple(_NOT_HEARD))]
    if since is not None:
        conditions.append(col(Case.filed_at) >= since)
    count = 0
    for case in ctx.tx.query(Case, *conditions, order_by=col(Case.id)):
        left_out = is_confidential(case) or case.erased_at is not None or case.channel == CHANNEL
        if left_out or case.id in filed_of_others:
            continue
        for voice in ctx.tx.find(Voice, case_id=case.id, left_at=None, order="id"):
            if (case.id, voice.id) not in known:
                _join(ctx, case, voice)
                count += 1
    return count


LOOKED_BACK = timedelta(days=60)
"""What was told in chat within these days is looked through every night."""
CHANNEL = "topic"
"""Channel of cases that were made of an issue: they are no opinions of their own."""


def _join(ctx: Context, case: Case, voice: Voice) -> None:
    ctx.tx.insert(
        Opinion,
        source="chat",
        source_id=case.id,
        part=voice.id,
        case_id=case.id,
        community=case.community,
        category=case.category,
        title=case.title,
        text=case.text,
        at=voice.joined_at,
        account_id=voice.account_id,
    )
