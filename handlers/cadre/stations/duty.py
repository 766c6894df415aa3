"""到岗, 换班, 同意 换班, and the scan of a station's code: who sits there on Fridays."""

from __future__ import annotations

from datetime import date

from handlers.cadre.stations import choosing
from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.acts import VERB_OF_ACT
from handlers.grammar.verbs import SWAP
from handlers.policies import stations as policy
from handlers.services import accounts
from handlers.services.stations import duty, naming, roster
from handlers.texts import stations as texts
from models.domain.dates import format_day, split_date
from models.domain.district import Post
from models.domain.errors import BadDate, WrongMoment
from models.domain.stations import fridays
from models.domain.working_time import SHANGHAI, at_clock, shanghai_day
from models.tables import DutySwap, DutyTurn

AGREE, REFUSE = VERB_OF_ACT["grant_extension"], VERB_OF_ACT["refuse_extension"]
NAMES = 5


def sign_in(talk: Talk, _text: str = "", station: str = "", how: str = "chat") -> str:
    """到岗 by chat where the code cannot be scanned, or by the scan of a station's code."""
    if policy.rules(talk.ctx.district) is None:
        return texts.NO_STATIONS()
    if policy.post_for(talk.ctx.district, talk.posts, "duty_sign") is None:
        return choosing.refusal("duty_sign")
    today = shanghai_day(talk.now)
    mine = _turns_today(talk, today)
    here = [pair for pair in mine if not station or pair[0].station == station]
    if not here:
        coming = _coming(talk)
        if mine:
            where = naming.station(talk.ctx, mine[0][0].station)
            return texts.SIGN_WRONG_STATION(station=where, here=naming.station(talk.ctx, station))
        said = texts.SIGN_NO_TURN if fridays.is_staffed(today, talk.ctx.calendar) else texts.SIGN_NOT_FRIDAY
        return said(turn=coming)
    turn, post = here[0]
    settings = duty.settings(talk.ctx)
    if turn.signed_at is not None:
        return texts.SIGNED_BEFORE(time=naming.clock(turn.signed_at.astimezone(SHANGHAI).time()))
    try:
        turn = duty.sign_in(talk.ctx, turn, post, how)
    except WrongMoment:
        return texts.SIGN_CLOSED(opens=naming.clock(settings.opens), closes=naming.clock(settings.closes))
    opened = at_clock(turn.day, settings.opens)
    late = ""
    if turn.status == "late":
        minutes = int((talk.now - opened).total_seconds() // 60)
        late = texts.SIGNED_LATE(opens=naming.clock(settings.opens), minutes=minutes)
    return texts.SIGNED(
        day=format_day(turn.day),
        time=naming.clock(talk.now.astimezone(SHANGHAI).time()),
        station=naming.station(talk.ctx, turn.station),
        late=late,
    )


def scanned(talk: Talk, station: str) -> str | None:
    """A cadre scans a station's code on a Friday on which he sits somewhere: he has come. None for everybody else."""
    if not talk.posts or not talk.ctx.district.settings.get("stations"):
        return None
    if not _turns_today(talk, shanghai_day(talk.now)):
        return None
    return sign_in(talk, station=station, how="scan")


def swap(talk: Talk, text: str) -> str:
    """换班 11月27日 王强: the other one is asked, and his next turn comes in exchange."""
    if policy.post_for(talk.ctx.district, talk.posts, "duty_swap") is None:
        return choosing.refusal("duty_swap")
    own = accounts.own_posts(talk.ctx, talk.account.id)
    mine = roster.turns_of(talk.ctx, own)
    listed = texts.SWAP_TURNS(days=texts.SEPARATOR.join(format_day(one.day) for one in mine[:3])) if mine else ""
    example = format_day(mine[0].day if mine else fridays.friday_from(shanghai_day(talk.now))).partition("（")[0]
    try:
        said, whom = split_date(text, shanghai_day(talk.now), talk.ctx.calendar)
    except BadDate:
        return texts.SWAP_FORM(day=example, name=_names(talk, mine) or texts.NOBODY, turns=listed)
    turn = next((one for one in mine if one.day == said.day), None)
    if turn is None:
        return texts.SWAP_NO_TURN(day=format_day(said.day), turns=listed)
    other = _other(talk, turn, whom)
    if other is None:
        return texts.SWAP_UNKNOWN(said=whom.strip()[:8], names=_names(talk, [turn]) or texts.NOBODY)
    theirs = [one for one in roster.turns_of(talk.ctx, (other,)) if one.day != turn.day]
    exchange = theirs[0] if theirs else None
    roster.ask_swap(talk.ctx, turn, other, exchange)
    return texts.SWAP_ASKED(
        whom=naming.person(talk.ctx, other.code),
        day=format_day(turn.day),
        exchange=texts.SWAP_EXCHANGE(day=format_day(exchange.day)) if exchange is not None else "",
    )


def answer(talk: Talk, verb: str, command: Command) -> str | None:
    """同意 换班, 驳回 换班: None for every other message."""
    said = command.rest if command.reference is None else command.whole
    if verb not in {AGREE, REFUSE} or not said.strip().startswith(SWAP):
        return None
    waiting = roster.asked_of(talk.ctx, accounts.own_posts(talk.ctx, talk.account.id))
    if not waiting:
        return texts.SWAP_NOBODY()
    return _settle(talk, waiting[0], agreed=verb == AGREE)


def _settle(talk: Talk, one: DutySwap, *, agreed: bool) -> str:
    try:
        one = roster.answer_swap(talk.ctx, one, agreed=agreed)
    except WrongMoment:
        return texts.SWAP_OVER()
    whom = naming.person(talk.ctx, one.post)
    if not agreed:
        return texts.SWAP_REFUSED(whom=whom)
    turn = talk.tx.get(DutyTurn, one.turn_id)
    other = talk.tx.get(DutyTurn, one.other_turn_id) if one.other_turn_id is not None else None
    assert turn is not None
    exchange = texts.SWAP_EXCHANGED(whom=whom, day=format_day(other.day)) if other is not None else ""
    where = naming.station(talk.ctx, turn.station)
    return texts.SWAP_AGREED(day=format_day(turn.day), station=where, exchange=exchange, whom=whom)


def coming(talk: Talk) -> str:
    """The person's next Friday, `` when none is planned."""
    return _coming(talk)


def _coming(talk: Talk) -> str:
    mine = roster.turns_of(talk.ctx, talk.posts)
    if not mine:
        return ""
    return texts.AGENCY_TURN(day=format_day(mine[0].day), station=naming.station(talk.ctx, mine[0].station))


def _turns_today(talk: Talk, today: date) -> list[tuple[DutyTurn, Post]]:
    """Turns of today that the person sits, his own or as a substitute, with the post in which he does."""
    posts = {post.code: post for post in talk.posts}
    found = []
    for turn in roster.turns_on(talk.ctx, today):
        on_duty = roster.on_duty(talk.ctx, turn)
        post = posts.get(on_duty.code) if on_duty is not None else None
        if post is not None:
            found.append((turn, post))
    return found


def _other(talk: Talk, turn: DutyTurn, whom: str) -> Post | None:
    district = talk.ctx.district
    for post in _able(talk, turn):
        name = district.person_of(post.code)
        if name and name in whom:
            return post
    return None


def _able(talk: Talk, turn: DutyTurn) -> list[Post]:
    """Who may take the turn: the station's other posts, those of its street, and rosters of the same street."""
    district = talk.ctx.district
    street = district.units[turn.station].parent
    held = {post.code for post in talk.posts}
    codes = dict.fromkeys(
        (
            *policy.roster_of(district, turn.station),
            *(post.code for post in district.posts_of(turn.station, "handler", "head")),
            *(code for one in district.children.get(street or "", ()) for code in policy.roster_of(district, one)),
            *(post.code for post in district.posts_of(street or "", "handler", "head")),
        )
    )
    found = [district.posts[code] for code in codes if code not in held and code != turn.post]
    return [one for one in found if accounts.accounts_of(talk.ctx, one.code)]


def _names(talk: Talk, turns: list[DutyTurn]) -> str:
    if not turns:
        return ""
    names = dict.fromkeys(talk.ctx.district.person_of(one.code) for one in _able(talk, turns[0]))
    return texts.SEPARATOR.join([name for name in names if name][:NAMES])


__all__ = ["answer", "coming", "scanned", "sign_in", "swap"]
