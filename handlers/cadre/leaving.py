"""请假 日期 替班人, 请假 结束, 同意 请假, 驳回 请假, 值班."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.cadre.acting import unit_name
from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.acts import VERB_OF_ACT
from handlers.grammar.verbs import LEAVE
from handlers.letters import of_leaves
from handlers.policies.permissions import DESK_ROLES
from handlers.policies.unit_names import find_unit
from handlers.services import accounts, caseload
from handlers.services.leaves import asking
from handlers.services.leaves import roster as rosters
from handlers.services.leaves.roster import Line
from handlers.texts import leaves as texts
from models.domain import leaves as rules
from models.domain.dates import format_day
from models.domain.district import Post
from models.domain.errors import BadDate
from models.domain.working_time import ONE_DAY, shanghai_day

ROWS = 6
NAMES = 4
AGREE, REFUSE = VERB_OF_ACT["grant_extension"], VERB_OF_ACT["refuse_extension"]


def leave(talk: Talk, said: str, text: str) -> str:
    """请假 11月27日 王强; without a name the head answers; 请假 结束 and 请假 取消 take it back."""
    own = accounts.own_posts(talk.ctx, talk.account.id)
    if said != LEAVE or rules.ends(text):
        return _end(talk, own, text)
    today = shanghai_day(talk.now)
    if not text.strip():
        return _needs(talk, own)
    try:
        wanted = rules.read(text, today, talk.ctx.calendar)
    except BadDate as error:
        if error.params["reason"] != "unreadable":
            raise
        return _needs(talk, own)
    for post in own:
        known = asking.overlapping(talk.ctx, post, wanted.from_on, wanted.to_on)
        if known is not None:
            return texts.OVERLAPS(span=of_leaves.span(known))
    substitute: Post | None = None
    if wanted.whom:
        substitute, refusal = _substitute(talk, own, wanted)
        if substitute is None:
            return refusal
    made = asking.ask(talk.ctx, own, talk.account.id, wanted.from_on, wanted.to_on, substitute)
    day_off = texts.DAY_OFF() if wanted.day_off else ""
    span, falls_to = of_leaves.span(made[0]), of_leaves.falls_to(talk.ctx, made[0].post)
    if substitute is not None:
        whom = of_leaves.person(talk.ctx, substitute.code)
        reply = texts.ASKED(span=span, whom=whom, falls_to=falls_to, day_off=day_off)
    else:
        said_open = texts.OPEN if falls_to != texts.NOBODY() else texts.OPEN_NOBODY
        known_words = {"span": span, "falls_to": falls_to, "day": _plain(wanted.from_on), "day_off": day_off}
        reply = said_open(**{name: value for name, value in known_words.items() if name in said_open.blanks})
    others = [one for one in talk.posts if one not in own]
    if others and wanted.from_on <= today:
        names = texts.SEPARATOR.join(dict.fromkeys(of_leaves.person(talk.ctx, one.code) for one in others))
        reply = f"{reply}\n{texts.ALSO_STANDS_IN(whom=names)}"
    return reply


def answer(talk: Talk, verb: str, command: Command) -> str | None:
    """同意 请假, 驳回 请假 [名字]: None for every other message."""
    words = command.rest if command.reference is None else command.whole
    if verb not in {AGREE, REFUSE} or not words.strip().startswith(LEAVE):
        return None
    own = accounts.own_posts(talk.ctx, talk.account.id)
    waiting = asking.waiting_for(talk.ctx, own)
    named = [one for one in waiting if of_leaves.person(talk.ctx, one.post) in words]
    waiting = named or waiting
    if not waiting:
        return texts.NOBODY_ASKED()
    if len(waiting) > 1:
        names = [of_leaves.person(talk.ctx, one.post) for one in waiting]
        return texts.WHICH_ASKED(count=len(waiting), names=texts.SEPARATOR.join(names), name=names[0])
    one = waiting[0]
    whom, span = of_leaves.person(talk.ctx, one.post), of_leaves.span(one)
    if verb == AGREE:
        asking.agree(talk.ctx, one)
        return texts.AGREED(span=span, whom=whom, posts=of_leaves.posts_named(talk.ctx, asking.batch(talk.ctx, one)))
    asking.refuse(talk.ctx, one)
    return texts.REFUSED(whom=whom, span=span, falls_to=of_leaves.falls_to(talk.ctx, one.post))


def roster(talk: Talk, text: str) -> str:
    """值班: who is in today in the person's units; at the desk who is away anywhere; 值班 单位 one unit."""
    district, day = talk.ctx.district, format_day(shanghai_day(talk.now))
    if text.strip():
        unit, _ = find_unit(district, text, talk.posts[0].unit)
        return texts.ROSTER(day=day, rows=_unit_row(talk, unit), more="")
    at_desk = any(post.unit == district.root and post.role in DESK_ROLES for post in talk.posts)
    if at_desk:
        away = rosters.absent(talk.ctx, tuple(district.units))
        units = list(dict.fromkeys(line.post.unit for line in away))
        if not units:
            return texts.ROSTER_ALL_IN(day=day)
    else:
        units = list(dict.fromkeys(post.unit for post in talk.posts))
        below = [code for unit in units for code in district.children.get(unit, ())]
        away = rosters.absent(talk.ctx, below)
        units += [line.post.unit for line in away if line.post.unit not in units]
    rows = [_unit_row(talk, unit) for unit in list(dict.fromkeys(units))[:ROWS]]
    more = texts.ROSTER_MORE(count=len(units) - ROWS) if len(units) > ROWS else ""
    return texts.ROSTER(day=day, rows="\n".join(rows), more=more)


def _end(talk: Talk, own: Sequence[Post], text: str) -> str:
    found = asking.current(talk.ctx, own)
    today = shanghai_day(talk.now)
    running = [one for one in found if one.from_on <= today]
    named = [one for one in found if _plain(one.from_on) in text]
    chosen = named or running or found
    if not chosen:
        return texts.NO_LEAVE(day=_plain(today + ONE_DAY))
    if len(chosen) > 1:
        listed = texts.SEPARATOR.join(of_leaves.span(one) for one in chosen)
        return texts.WHICH(count=len(chosen), leaves=listed)
    one = chosen[0]
    told = texts.TOLD(whom=of_leaves.person(talk.ctx, one.substitute)) if one.substitute else ""
    if asking.end(talk.ctx, one) == "cancelled":
        return texts.CANCELLED(span=of_leaves.span(one), told=told)
    count = len(caseload.in_hand(talk.ctx, own, talk.account.id))
    return texts.ENDED(told=told, count=count)


def _needs(talk: Talk, own: Sequence[Post]) -> str:
    able = _able(talk, own)
    known = asking.current(talk.ctx, own)
    listed = texts.SEPARATOR.join(of_leaves.span(one) for one in known)
    return texts.NEEDS(
        day=_plain(shanghai_day(talk.now) + ONE_DAY),
        whom=of_leaves.person(talk.ctx, able[0].code) if able else texts.UNTITLED,
        falls_to=of_leaves.falls_to(talk.ctx, own[0].code) if own else texts.NOBODY(),
        yours=texts.YOURS(leaves=listed) if listed else "",
    )


def _substitute(talk: Talk, own: Sequence[Post], wanted: rules.Said) -> tuple[Post | None, str]:
    """The post of who is named, or the words that say why he cannot."""
    district = talk.ctx.district
    named = [
        post for post in district.posts.values() if (name := district.person_of(post.code)) and name in wanted.whom
    ]
    longest = max((len(district.person_of(post.code)) for post in named), default=0)
    named = [post for post in named if len(district.person_of(post.code)) == longest]
    names = _names(talk, own)
    if not named:
        return None, texts.UNKNOWN(said=wanted.whom[:12], names=names)
    whom = district.person_of(named[0].code)
    fitting = [post for post in named if all(rules.may_stand_in(district, mine, post) for mine in own)]
    if not fitting:
        return None, texts.NOT_HIM(whom=whom, names=names)
    able = [post for post in fitting if asking.may_be_asked(talk.ctx, own, post)]
    if not able:
        return None, texts.NOT_BOUND(whom=whom, names=names)
    roles = {post.role for post in own}
    able.sort(key=lambda post: (post.unit != own[0].unit, post.role not in roles))
    for post in able:
        busy = asking.overlapping(talk.ctx, post, wanted.from_on, wanted.to_on)
        if busy is not None:
            return None, texts.HE_IS_AWAY(whom=whom, span=of_leaves.span(busy), names=names)
    return able[0], ""


def _able(talk: Talk, own: Sequence[Post]) -> list[Post]:
    posts = talk.ctx.district.posts.values()
    found = [post for post in posts if own and asking.may_be_asked(talk.ctx, own, post)]
    return sorted(found, key=lambda post: post.unit != own[0].unit)


def _names(talk: Talk, own: Sequence[Post]) -> str:
    names = dict.fromkeys(of_leaves.person(talk.ctx, post.code) for post in _able(talk, own))
    return texts.SEPARATOR.join(list(names)[:NAMES]) or texts.NOBODY()


def _unit_row(talk: Talk, unit: str) -> str:
    lines = [_line(talk, line) for line in rosters.of_unit(talk.ctx, unit)]
    return texts.ROSTER_UNIT(unit=unit_name(talk, unit), posts=texts.SEMICOLON.join(lines) or texts.ROSTER_NOBODY())


def _line(talk: Talk, line: Line) -> str:
    person, title = of_leaves.person(talk.ctx, line.post.code), line.post.title or texts.UNTITLED
    if line.state == "in":
        return texts.ROSTER_IN(whom=person, title=title, phone=f" {line.post.phone}" if line.post.phone else "")
    instead = texts.ROSTER_NOBODY()
    if line.instead is not None:
        instead = texts.ROSTER_INSTEAD(whom=of_leaves.person(talk.ctx, line.instead.code))
    if line.state == "vacant" or line.until is None:
        return texts.ROSTER_VACANT(title=title, instead=instead)
    return texts.ROSTER_AWAY(whom=person, title=title, until=_plain(line.until), instead=instead)


def _plain(day: date) -> str:
    return format_day(day).partition("（")[0]


def mark(talk: Talk, unit: str) -> str:
    """替李晓, for a case that is the person's only because he stands in; `` for his own."""
    own = {post.unit for post in accounts.own_posts(talk.ctx, talk.account.id)}
    if unit in own:
        return ""
    held: Sequence[Post] = [post for post in talk.posts if post.unit == unit]
    return texts.MARK(whom=of_leaves.person(talk.ctx, held[0].code)) if held else ""
