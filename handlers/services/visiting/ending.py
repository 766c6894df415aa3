"""What becomes of an issue: a case like any other, a meeting's item, or an answer; who said it hears once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services import intake
from handlers.services.intake import Intake
from handlers.services.meetings import agendas
from handlers.services.notices import push
from handlers.services.statements import said
from handlers.services.visiting import opinions, topics
from models.domain.district import Post
from models.domain.errors import MissingPart, NotFound
from models.domain.redact import redact
from models.domain.states import CaseState
from models.domain.working_time import at_clock, shanghai_day
from models.tables import Account, AgendaItem, Case, Meeting, Opinion, Outbox, Topic

EVENING = time(17)
EXAMPLES = 3
WORKED_ON = ("case", "meeting")


@dataclass(frozen=True, slots=True)
class Told:
    """How the authors of an issue were reached."""

    accounts: int = 0
    """Hear it themselves."""
    by_cadres: int = 0
    """Hear it from the cadre who heard them."""
    by_case: int = 0
    """Hear of their own case as it goes."""
    nobody: int = 0
    """Wrote without a name: it stands on the questionnaire's page."""


def to_case(ctx: Context, topic: Topic, post: Post, words: str) -> Case:
    """The issue becomes a case, routed as any other; where somebody filed the same in chat, that case is it.

    `words` tell it: title, how many, examples. Raises IllegalAct for one that is over.
    """
    if topic.case_id is not None and (known := ctx.tx.get(Case, topic.case_id)) is not None:
        return known
    topics.check(topic)
    case = _told_in_chat(ctx, topic) or _file(ctx, topic, post, words)
    newest = ctx.tx.get(Topic, topic.id) or topic
    at = newest.confirmed_at or ctx.now
    ctx.tx.update(
        newest, status="case", case_id=case.id, confirmed_at=at, confirmed_by=newest.confirmed_by or post.code
    )
    return case


def to_meeting(ctx: Context, topic: Topic, post: Post, words: str) -> tuple[Case, Meeting]:
    """The next meeting of the issue's unit, or of one above it, takes it up. Raises NotFound where none is planned."""
    planned: Sequence[Meeting] = ()
    for unit in ctx.district.line_of(topic.unit):
        planned = ctx.tx.find(Meeting, unit=unit, status="planned", order="starts_at")
        if planned:
            break
    if not planned:
        raise NotFound(number="", what="meeting")
    case = to_case(ctx, topic, post, words)
    if not ctx.tx.find(AgendaItem, meeting_id=planned[0].id, case_id=case.id):
        agendas.add(ctx, planned[0], case, post)
    ctx.tx.update(ctx.tx.get(Topic, topic.id) or topic, status="meeting", meeting_id=planned[0].id)
    return case, planned[0]


def answer(ctx: Context, topic: Topic, post: Post, words: str) -> Told:
    """The issue is over with these words. Raises MissingPart without any, IllegalAct while it is worked on."""
    if not words.strip():
        raise MissingPart(verb="gather", number=topic.number, parts=("text",))
    topics.check(topic)
    return _over(ctx, topic, words, post.code)


def follow(ctx: Context) -> int:
    """Issues whose case has ended are over, in the words of the case; returns how many."""
    count = 0
    for topic in ctx.tx.find(Topic, status=WORKED_ON, order="id"):
        case = ctx.tx.get(Case, topic.case_id) if topic.case_id is not None else None
        main = ctx.tx.get(Case, case.main_id) if case is not None and case.main_id is not None else case
        if main is None or main.state == CaseState.WITHDRAWN:
            newest = ctx.tx.get(Topic, topic.id) or topic
            ctx.tx.update(newest, status="confirmed", case_id=None, meeting_id=None)
        elif main.state == CaseState.CLOSED:
            words = next((one.words for one in reversed(said(ctx, main, "done", "answer")) if one.public), "")
            _over(ctx, topic, words or main.title, "")
            count += 1
    return count


def _over(ctx: Context, topic: Topic, words: str, post: str) -> Told:
    newest = ctx.tx.get(Topic, topic.id) or topic
    shown = redact(words.strip(), workmen=True).text
    topic = ctx.tx.update(newest, status="over", outcome=shown, over_at=ctx.now, over_by=post)
    return tell(ctx, topic)


def tell(ctx: Context, topic: Topic) -> Told:
    """Everybody who has not heard hears once, however many of the opinions are theirs."""
    told = Told()
    accounts: set[str] = set()
    posts: set[str] = set()
    for opinion in topics.opinions_of(ctx, topic):
        if opinion.told_at is not None:
            continue
        ctx.tx.update(opinion, told_at=ctx.now)
        if opinion.case_id is not None:
            told = replace(told, by_case=told.by_case + 1)
        elif _reachable(ctx, opinion):
            accounts.add(opinion.account_id)
            told = replace(told, accounts=told.accounts + 1)
        elif opinion.post in ctx.district.posts:
            posts.add(opinion.post)
            told = replace(told, by_cadres=told.by_cadres + 1)
        else:
            told = replace(told, nobody=told.nobody + 1)
    for account in sorted(accounts):
        push(ctx, "opinion_told", {"topic": topic.id}, key=f"{topic.id}", account_id=account)
    for post in sorted(posts):
        _tell_cadre(ctx, post)
    return told


def _tell_cadre(ctx: Context, post: str) -> None:
    """One letter an evening says all that became known that day."""
    at = at_clock(shanghai_day(ctx.now), EVENING)
    at = at if at > ctx.now else at + timedelta(days=1)
    day = shanghai_day(at).isoformat()
    if not ctx.tx.find(Outbox, dedupe_key=f"heard_told:{day}:post:{post}"):
        push(ctx, "heard_told", {"day": day, "since": _since(at)}, key=day, post=post, urgency="duty", not_before=at)


def _since(at: datetime) -> str:
    return (at - timedelta(days=1)).isoformat()


def _reachable(ctx: Context, opinion: Opinion) -> bool:
    account = ctx.tx.get(Account, opinion.account_id) if opinion.account_id else None
    return account is not None and account.follows


def _told_in_chat(ctx: Context, topic: Topic) -> Case | None:
    for opinion in topics.opinions_of(ctx, topic):
        case = ctx.tx.get(Case, opinion.case_id) if opinion.case_id is not None else None
        if case is not None and case.state in agendas.TALKED_OF and not is_confidential(case):
            return case
    return None


def _file(ctx: Context, topic: Topic, post: Post, words: str) -> Case:
    community = topic.unit if ctx.district.units[topic.unit].level == "community" else ""
    reading = ctx.world.understander.read(words, default_unit=community)
    if community and reading.place.unit != community:
        reading = replace(reading, place=replace(reading.place, given="yes", unit=community, candidates=()))
    if not reading.matters and topic.category in ctx.district.categories:
        reading = ctx.world.understander.read(topic.title, default_unit=community)
    given = Intake(words=words, reading=reading, channel=opinions.CHANNEL, way="visit", post=post, community=community)
    cases, _ = intake.file_for(ctx, given)
    return cases[0]
