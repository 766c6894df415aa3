"""座谈 物业服务 12人：路灯不亮；车位不够: a 座谈会 with its opinions; 座谈 37：再一条; 座谈 列表."""

from __future__ import annotations

from handlers.context import Talk
from handlers.grammar.signs import FORUM_HEAD, NUMBERED
from handlers.services import accounts
from handlers.services.visiting import forums, homes
from handlers.services.visiting.forums import Wanted
from handlers.shared.links import field_link
from handlers.texts import topics as texts
from models.domain.dates import format_day
from models.domain.working_time import shanghai_day

ROWS = 6


def answer(talk: Talk, text: str) -> str:
    """座谈 with what stands behind it."""
    own = accounts.own_posts(talk.ctx, talk.account.id) or talk.posts
    post = own[0]
    if text.strip().startswith(texts.LIST_WORD):
        return _listed(talk)
    more = NUMBERED.fullmatch(text)
    if more is not None and more[2]:
        forum = forums.of_post(talk.ctx, int(more[1]), own)
        if forum is None:
            return texts.FORUM_NOT_YOURS(n=more[1])
        count = forums.add(talk.ctx, forum, post, more[2])
        return texts.FORUM_ADDED(n=forum.number, count=count) if count else texts.FORUM_NOTHING()
    head = FORUM_HEAD.fullmatch(text)
    if head is None:
        last = forums.today(talk.ctx, own)
        return texts.FORUM_FORM(n=last.number if last is not None else 37)
    if not forums.sentences(head["minutes"]):
        return texts.FORUM_NOTHING()
    people = int(head["people"] or 0)
    day = shanghai_day(talk.now)
    forum, count = forums.hold(talk.ctx, post, post.unit, day, head["topic"], people, head["minutes"])
    return texts.FORUM_MADE(
        n=forum.number,
        unit=talk.ctx.district.name_of(forum.unit),
        topic=forum.topic,
        people=texts.FORUM_PEOPLE(people=people) if people else "",
        day=format_day(day),
        count=count,
    )


def _listed(talk: Talk) -> str:
    district = talk.ctx.district
    unit = talk.posts[0].unit
    units = tuple(code for code in district.units if unit in district.line_of(code)) or homes.areas(
        district, talk.posts
    )
    count, found = forums.listed(talk.tx, Wanted(units), ROWS)
    if not found:
        return texts.FORUM_NONE(unit=district.name_of(unit))
    rows = [
        texts.FORUM_ROW(
            n=forum.number,
            day=format_day(forum.day),
            unit=district.name_of(forum.unit),
            topic=forum.topic,
            opinions=opinions,
        )
        for forum, opinions in found
    ]
    return texts.FORUM_LIST(
        unit=district.name_of(unit), count=count, rows="\n".join(rows), more=texts.FORUM_MORE(link=field_link(talk))
    )
