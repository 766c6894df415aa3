"""Letters about visits and issues: what is owed, what was proposed, what became of what was said, and came somebody?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from sqlmodel import col

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Asking, Letter
from handlers.services.case_facts import clip
from handlers.services.questions import Option
from handlers.services.visiting import quotas, topics
from handlers.texts import naming
from handlers.texts import topics as topic_texts
from handlers.texts import visits as texts
from models.domain.dates import format_day
from models.tables import Home, HomeVisit, Opinion, Outbox, Topic

QUOTE, ROWS, EXAMPLES, TITLES = 24, 6, 3, 4
HOURS = 72.0
PURPOSE = "visited"


def case_words(ctx: Context, topic: Topic) -> str:
    """What is filed when an issue becomes a case: its title, how many said so, a few of their words."""
    found = topics.opinions_of(ctx, topic)
    said = topic_texts.SEMICOLON.join(clip(one.text, QUOTE * 2) for one in found[:EXAMPLES])
    words = topic_texts.CASE_WORDS(title=topic.title, count=len(found), examples=said)
    community = ctx.district.units[topic.unit].level == "community"
    return topic_texts.CASE_WORDS_AT(unit=ctx.district.name_of(topic.unit), words=words) if community else words


def owed(ctx: Context, row: Outbox) -> Letter | None:
    """To who is behind: what is still to do this month; nothing once it is done."""
    post = ctx.district.posts.get(row.post or "")
    if post is None:
        return None
    found = quotas.mine(ctx, quotas.of_one_person(ctx.district, post), date.fromisoformat(str(row.params["day"])))
    if found.standing is None or found.standing.done:
        return None
    homes, days = found.standing.owed
    text = texts.OWED(
        visits=found.visits,
        posts=found.posts,
        owed_visits=texts.OWED_VISITS(count=homes) if homes else texts.ENOUGH(),
        owed_posts=texts.OWED_POSTS(count=days) if days else texts.ENOUGH(),
        code=texts.UNIT_EXAMPLE,
    )
    what = texts.CARD_OWED_WHAT(homes=homes, days=days)
    return Letter(text, card=cards.todo(texts.CARD_OWED(), what, ctx.now + timedelta(hours=8)))


def asked(ctx: Context, row: Outbox) -> Letter | None:
    """To a household: came somebody? Nothing where the visit was taken back."""
    visit = ctx.tx.get(HomeVisit, int(row.params.get("visit") or 0))
    if visit is None or visit.undone_at is not None or visit.answer:
        return None
    who, unit = ctx.district.person_of(visit.post), ctx.district.posts.get(visit.post)
    name = ctx.district.name_of(unit.unit) if unit is not None else ""
    options = tuple(
        Option(digit=str(at), label=label, effect=effect) for at, (effect, label) in enumerate(texts.LABELS.items(), 1)
    )
    put = Asking("which", options, HOURS, {"purpose": PURPOSE, "visit": visit.id})
    return Letter(texts.ASK(unit=name, who=who, day=format_day(visit.day)), put)


def told(ctx: Context, row: Outbox) -> Letter | None:
    """To whoever said it: what became of it."""
    topic = ctx.tx.get(Topic, int(row.params.get("topic") or 0))
    if topic is None or topic.status != "over":
        return None
    own = ctx.tx.find(Opinion, topic_id=topic.id, account_id=row.account_id, order="id")
    if not own:
        return None
    words = clip(own[0].text, QUOTE)
    everybody = len(topics.opinions_of(ctx, topic))
    return Letter(
        texts.TOLD(
            when=naming.day(own[0].at).partition("（")[0],
            words=texts.TOLD_MORE(words=words, count=len(own)) if len(own) > 1 else words,
            outcome=topic.outcome,
            others=texts.TOLD_OTHERS(count=everybody) if everybody > len(own) else "",
        )
    )


def heard(ctx: Context, row: Outbox) -> Letter | None:
    """To a cadre in the evening: what became of what people said to him, to be told to them."""
    since = datetime.fromisoformat(str(row.params["since"]))
    found = ctx.tx.query(
        Opinion,
        col(Opinion.post) == row.post,
        col(Opinion.case_id).is_(None),
        col(Opinion.told_at) >= since,
        col(Opinion.told_at) < since + timedelta(days=1),
        order_by=(col(Opinion.topic_id), col(Opinion.id)),
    )
    told = {topic.id: topic for one in found if (topic := ctx.tx.get(Topic, one.topic_id or 0)) is not None}
    mine = [one for one in found if one.topic_id in told and not _himself(ctx, one)]
    if not mine:
        return None
    rows = [
        texts.HEARD_ROW(
            where=_where(ctx, one),
            words=clip(one.text, QUOTE),
            outcome=clip(told[one.topic_id or 0].outcome, QUOTE * 2),
        )
        for one in mine[:ROWS]
    ]
    link = ctx.links.url("f", 0, row.account_id or "", ctx.now)
    more = texts.HEARD_MORE(count=len(mine) - ROWS, link=link) if len(mine) > ROWS else ""
    return Letter(texts.HEARD_TOLD(rows="\n".join(rows), more=more))


def proposed(ctx: Context, row: Outbox) -> Letter | None:
    """To the desk: issues wait to be looked at."""
    post = ctx.district.posts.get(row.post or "")
    found = topics.of_posts(ctx, [post], ("proposed",)) if post is not None else []
    if not found:
        return None
    titles = topic_texts.SEPARATOR.join(one.title for one in found[:TITLES])
    what = topic_texts.CARD_PROPOSED()
    text = topic_texts.PROPOSED(count=len(found), titles=titles, n=found[0].number)
    return Letter(text, card=cards.todo(what, titles, ctx.now + timedelta(hours=10)))


def _himself(ctx: Context, opinion: Opinion) -> bool:
    """Whether the household has heard it itself."""
    return bool(ctx.tx.find(Outbox, dedupe_key=f"opinion_told:{opinion.topic_id}:account:{opinion.account_id}"))


def _where(ctx: Context, opinion: Opinion) -> str:
    name = ctx.district.name_of(opinion.community) if opinion.community else ""
    visit = ctx.tx.get(HomeVisit, opinion.source_id) if opinion.source == "visit" else None
    home = ctx.tx.get(Home, visit.home_id) if visit is not None and visit.home_id is not None else None
    return texts.WHERE_HOME(community=name, code=home.code) if home is not None else texts.HEARD_NO_HOME(community=name)


SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter | None]] = {
    "visits_owed": owed,
    "visit_asked": asked,
    "opinion_told": told,
    "heard_told": heard,
    "topics_proposed": proposed,
}
