"""An errand from the wish to the resident's word: asked, taken, reported with a result, confirmed or not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from handlers.context import Context
from handlers.policies import stations as policy
from handlers.services import accounts, filing, questions, timers
from handlers.services.notices import posts_for, push, push_to_posts
from handlers.services.stations import book
from handlers.services.timers import Planned
from models.domain.district import Post
from models.domain.errors import MissingPart, WrongMoment
from models.domain.redact import redact
from models.domain.stations import errands as rules
from models.domain.stations import themes
from models.domain.stations.settings import Stations
from models.domain.working_time import DAY_CLOSES, at_clock, shanghai_day
from models.tables import DutyListener, Errand, ErrandPaper, Outbox, Question, ServiceUse

ASKING_HOUR = time(10)
ASK_AGAIN = timedelta(days=3)
REDO_DAYS = 3
"""Working days the station has after the resident said that it is not done."""
WORDS, PHONE = "words", "phone"


def ask(ctx: Context, account_id: str, station: str, words: str) -> Errand:
    """A resident asks for an errand: the station's agents hear it at once."""
    errand = _insert(ctx, station, words, "asked", account_id=account_id)
    book.write(ctx, "errand", errand.id, "errand_asked", station, theme=errand.theme)
    push_to_posts(ctx, posts_for(ctx, station), "errand_asked", {"errand": errand.id}, key=f"{errand.id}")
    _plan(ctx, errand)
    return errand


def register(ctx: Context, post: Post, station: str, said: rules.Said, phone: str) -> Errand:
    """The agent writes an errand down for somebody who stands before him; the slip has a code to take it up with."""
    code = str(int.from_bytes(ctx.registry.random(4), "big") % 900_000 + 100_000)
    errand = _insert(ctx, station, said.matter, "taken", agent=post.code, due_on=said.due_on, code=code)
    if phone:
        filing.keep(ctx, subject(errand), PHONE, phone)
    book.write(ctx, "errand", errand.id, "errand_registered", station, theme=errand.theme, post=post.code)
    hand_over(ctx, errand, post, said.papers)
    _plan(ctx, errand)
    return errand


def take(ctx: Context, errand: Errand, post: Post, papers: tuple[str, ...], due_on: date | None) -> Errand:
    """An agent takes up what a resident asked for. Raises WrongMoment for one that is not waiting."""
    _expect(errand, *rules.IN_HAND)
    first = errand.state == "asked"
    changes = {"due_at": at_clock(due_on, DAY_CLOSES)} if due_on is not None else {}
    errand = ctx.tx.update(errand, state="taken", agent=post.code, **changes)
    hand_over(ctx, errand, post, papers)
    if first:
        book.write(ctx, "errand", errand.id, "errand_taken", errand.station, theme=errand.theme, post=post.code)
        _tell(ctx, errand, "errand_taken", f"{errand.id}:{errand.round}")
    _plan(ctx, errand)
    return errand


def hand_over(ctx: Context, errand: Errand, post: Post, papers: tuple[str, ...]) -> list[ErrandPaper]:
    """Papers that were handed over now; one that is already there is not listed twice."""
    here = {one.name for one in papers_of(ctx, errand) if one.returned_at is None}
    added = [
        ctx.tx.insert(ErrandPaper, errand_id=errand.id, name=redact(name).text, handed_at=ctx.now, taken_by=post.code)
        for name in papers
        if redact(name).text not in here
    ]
    if added:
        book.write(ctx, "errand", errand.id, "errand_papers", errand.station, post=post.code, count=len(added))
    return added


def give_back(ctx: Context, errand: Errand, post: Post, names: tuple[str, ...]) -> list[ErrandPaper]:
    """Papers given back, all of them where none is named; returns what was given back."""
    held = [one for one in papers_of(ctx, errand) if one.returned_at is None]
    chosen = [one for one in held if not names or any(name in one.name or one.name in name for name in names)]
    given = [ctx.tx.update(one, returned_at=ctx.now, returned_by=post.code) for one in chosen]
    if given:
        book.write(ctx, "errand", errand.id, "errand_returned", errand.station, post=post.code, count=len(given))
    return given


def report(ctx: Context, errand: Errand, post: Post, words: str) -> Errand:
    """代办办结: it needs a result, and ends only with the resident's word. Raises MissingPart, WrongMoment."""
    if not words.strip():
        raise MissingPart(verb="errand_finish", number=str(errand.number), parts=("text",))
    _expect(errand, *rules.IN_HAND)
    agent = errand.agent or post.code
    result = redact(words).text
    errand = ctx.tx.update(errand, state="reported", agent=agent, result=result, reported_at=ctx.now)
    book.write(ctx, "errand", errand.id, "errand_reported", errand.station, theme=errand.theme, post=post.code)
    _tell(ctx, errand, "errand_done", f"{errand.id}:{errand.round}", stage="ask1")
    _plan(ctx, errand)
    return errand


def answer(ctx: Context, errand: Errand, *, done: bool, by: str, post: str = "", words: str = "") -> Errand:
    """The resident's own word (by chat, page, or to who telephoned): only this makes an errand done.

    Also after the time has run out: a late word counts. Raises WrongMoment for one that nobody reported.
    """
    _expect(errand, "reported", "unconfirmed", "confirmed")
    if done and errand.state == "confirmed":
        return errand
    _drop_questions(ctx, errand)
    kind = "errand_confirmed" if done else "errand_denied"
    book.write(ctx, "errand", errand.id, kind, errand.station, theme=errand.theme, post=post, round=errand.round)
    if done:
        errand = ctx.tx.update(errand, state="confirmed", ended_at=ctx.now, ended_by=by)
    else:
        due = ctx.calendar.on_working_day(ctx.now, REDO_DAYS, DAY_CLOSES).at
        errand = ctx.tx.update(
            errand,
            state="taken",
            round=errand.round + 1,
            due_at=due,
            reported_at=None,
            ended_at=None,
            ended_by="",
        )
        told = dict.fromkeys((*_agents(ctx, errand), *posts_for(ctx, above(ctx, errand.station))))
        params = {"errand": errand.id, "words": redact(words).text[:60]}
        push_to_posts(ctx, told, "errand_denied", params, key=f"{errand.id}:{errand.round}")
    _plan(ctx, errand)
    return errand


def withdraw(ctx: Context, errand: Errand) -> Errand:
    """The resident does not need it any more; papers that lie in the station are still given back."""
    _expect(errand, *rules.OPEN)
    _drop_questions(ctx, errand)
    errand = ctx.tx.update(errand, state="withdrawn", ended_at=ctx.now, ended_by="account")
    book.write(ctx, "errand", errand.id, "errand_withdrawn", errand.station, theme=errand.theme)
    push_to_posts(ctx, _agents(ctx, errand), "errand_withdrawn", {"errand": errand.id}, key=f"{errand.id}")
    _plan(ctx, errand)
    return errand


def take_up(ctx: Context, account_id: str, code: str) -> Errand | None:
    """The code of a slip makes an errand one's own in chat; never the agent's, and only once."""
    for found in ctx.tx.find(Errand, code=code):
        if found.account_id or account_id in _accounts_of_agents(ctx, found):
            continue
        errand = ctx.tx.update(found, account_id=account_id, code="")
        book.write(ctx, "errand", errand.id, "errand_taken_up", errand.station, theme=errand.theme)
        if errand.state == "reported":
            _tell(ctx, errand, "errand_done", f"{errand.id}:{errand.round}:up", stage="ask1")
        return errand
    return None


def silence(ctx: Context, errand: Errand) -> None:
    """Nobody answered: it ends as 未确认 and counts as that, never as done."""
    if errand.state != "reported":
        return
    _drop_questions(ctx, errand)
    errand = ctx.tx.update(errand, state="unconfirmed", ended_at=ctx.now, ended_by="")
    book.write(ctx, "errand", errand.id, "errand_unconfirmed", errand.station, theme=errand.theme)
    _plan(ctx, errand)


def due(ctx: Context, errand_id: int, kind: str) -> None:
    """One of an errand's own timers."""
    errand = ctx.tx.get(Errand, errand_id)
    if errand is None:
        return
    if kind == "due" and errand.state in rules.IN_HAND:
        book.write(ctx, "errand", errand.id, "errand_late", errand.station, theme=errand.theme)
        told = dict.fromkeys((*_agents(ctx, errand), *posts_for(ctx, above(ctx, errand.station))))
        key = f"{errand.id}:{errand.due_at.isoformat()}"
        push_to_posts(ctx, told, "errand_late", {"errand": errand.id}, key=key, urgency="duty")
    elif kind == "again" and errand.state == "reported":
        _tell(ctx, errand, "errand_done", f"{errand.id}:{errand.round}:again", stage="ask2")
    elif kind == "silence":
        silence(ctx, errand)
    elif kind == "papers" and errand.state in rules.ENDED:
        forget_papers(ctx, errand)


def forget_papers(ctx: Context, errand: Errand) -> None:
    """The list of papers and the telephone number are deleted; how many there were stays in the book."""
    found = papers_of(ctx, errand)
    for paper in found:
        ctx.tx.delete(paper)
    filing.forget(ctx, subject(errand))
    if found:
        kept_back = sum(one.returned_at is None for one in found)
        kind, where, theme = "errand_papers_deleted", errand.station, errand.theme
        book.write(ctx, "errand", errand.id, kind, where, theme=theme, count=len(found), kept_back=kept_back)


def forget_account(ctx: Context, account_id: str) -> None:
    """删除我的数据: what is open is withdrawn, words, papers and ratings lose their person; counts stay."""
    for errand in ctx.tx.find(Errand, account_id=account_id):
        newest = withdraw(ctx, errand) if errand.state in rules.OPEN else errand
        forget_papers(ctx, newest)
        ctx.tx.update(newest, account_id="", matter="", result="", code="")
    for listener in ctx.tx.find(DutyListener, account_id=account_id):
        ctx.tx.delete(listener)
    for use in ctx.tx.find(ServiceUse, account_id=account_id):
        ctx.tx.update(use, account_id="")


def papers_of(ctx: Context, errand: Errand) -> list[ErrandPaper]:
    """Every paper of an errand, in the order it was handed over."""
    return ctx.tx.find(ErrandPaper, errand_id=errand.id, order="handed_at")


def subject(errand: Errand) -> str:
    """Its name in the vault."""
    return f"errand:{errand.id}"


def above(ctx: Context, station: str) -> str:
    """The unit over a station."""
    return ctx.district.units[station].parent or ctx.district.root


def may_call(ctx: Context, errand: Errand, post: Post) -> bool:
    """Whether a post may telephone about the result: never the station itself, nor who ran the errand."""
    if post.unit == errand.station or post.code == errand.agent or post.unit in _unit_of(ctx, errand.agent):
        return False
    return policy.may_at(ctx.district, post, "errand_call", errand.station)


def silent_until(ctx: Context, errand: Errand) -> datetime:
    """Until when a reported errand waits for its resident."""
    since = errand.reported_at or ctx.now
    return _at_asking_hour(since + timedelta(days=settings(ctx).confirm_days))


def settings(ctx: Context) -> Stations:
    """The district's rules; those of the service where it states none."""
    return policy.rules(ctx.district) or Stations()


def _insert(
    ctx: Context,
    station: str,
    words: str,
    state: rules.State,
    *,
    account_id: str = "",
    agent: str = "",
    due_on: date | None = None,
    code: str = "",
) -> Errand:
    due = at_clock(due_on, DAY_CLOSES) if due_on is not None else _usual_due(ctx)
    errand = ctx.tx.insert(
        Errand,
        number=ctx.tx.count("errand"),
        station=station,
        account_id=account_id,
        matter=redact(words).text[:200],
        theme=themes.theme_of_words(words),
        agent=agent,
        state=state,
        asked_at=ctx.now,
        due_at=due,
        code=code,
    )
    filing.keep(ctx, subject(errand), WORDS, words)
    return errand


def _usual_due(ctx: Context) -> datetime:
    return ctx.calendar.on_working_day(ctx.now, settings(ctx).due_days, DAY_CLOSES).at


def _plan(ctx: Context, errand: Errand) -> None:
    """What time will do to it from here on."""
    planned: list[Planned] = []
    if errand.state in rules.IN_HAND:
        planned.append(Planned("due", errand.due_at, round=errand.round, rule="station"))
    if errand.state == "reported" and errand.reported_at is not None:
        again, over = _at_asking_hour(errand.reported_at + ASK_AGAIN), silent_until(ctx, errand)
        planned.append(Planned("again", again, round=errand.round, rule="station"))
        planned.append(Planned("silence", over, round=errand.round, rule="station"))
    if errand.state in rules.ENDED and errand.ended_at is not None:
        at = errand.ended_at + timedelta(days=settings(ctx).papers_days)
        planned.append(Planned("papers", at, round=errand.round, rule="station"))
    timers.plan(ctx, "errand", errand.id, planned)


def _at_asking_hour(at: datetime) -> datetime:
    return at_clock(shanghai_day(at), ASKING_HOUR)


def _tell(ctx: Context, errand: Errand, kind: str, key: str, **params: str) -> Outbox | None:
    if not errand.account_id:
        return None
    return push(ctx, kind, {"errand": errand.id, **params}, key=key, account_id=errand.account_id)


def _agents(ctx: Context, errand: Errand) -> tuple[Post, ...]:
    post = ctx.district.posts.get(errand.agent)
    return (post,) if post is not None and not post.closed else posts_for(ctx, errand.station)


def _accounts_of_agents(ctx: Context, errand: Errand) -> set[str]:
    return {one for post in _agents(ctx, errand) for one in accounts.accounts_of(ctx, post.code)}


def _unit_of(ctx: Context, post: str) -> tuple[str, ...]:
    found = ctx.district.posts.get(post)
    return (found.unit,) if found is not None else ()


def _drop_questions(ctx: Context, errand: Errand) -> None:
    if not errand.account_id:
        return
    for one in ctx.tx.find(Question, account_id=errand.account_id, kind="yesno", status=("queued", "live")):
        if one.data.get("errand") == errand.id:
            questions.settle(ctx, one, "", status="dropped")


def _expect(errand: Errand, *states: str) -> None:
    if errand.state not in states:
        raise WrongMoment(what="errand", number=errand.number, state=errand.state)
