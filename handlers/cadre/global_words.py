"""帮助 and 取消 as a cadre means them; without a cadre's question or post they are the resident's."""

from __future__ import annotations

from handlers.cadre.live_answers import cancel
from handlers.context import Talk
from handlers.grammar import VERBS, parse
from handlers.grammar.verbs import CANCEL, DESK_VERBS, HELP, LEADER_VERBS, STATION_VERBS
from handlers.policies.permissions import DESK_ROLES, leader_of
from handlers.services import kept_commands
from handlers.shared import asking
from handlers.texts import cadre as texts


def answer(talk: Talk) -> str | None:
    """Route of the global words for somebody who fills a post (dialogues 2.3, row 2)."""
    if talk.message.kind != "text" or not talk.posts or talk.message.menu_id is not None:
        return None
    command = parse(talk.text, "cadre")
    if command is None or not command.verb.whole:
        return None
    if command.verb.name == HELP:
        return help_text(talk)
    live = asking.live(talk)
    if command.verb.name == CANCEL and live is not None and kept_commands.is_cadres(live):
        return cancel(talk, live)
    return None


def help_text(talk: Talk) -> str:
    """What a cadre may write, from the table of verbs; the desk's verbs for the desk only."""
    at_desk = any(post.unit == talk.ctx.district.root and post.role in DESK_ROLES for post in talk.posts)
    follows = any(post.role in {"leader", "inspector"} or leader_of(talk.ctx.district, post) for post in talk.posts)
    hidden = (DESK_VERBS if follows else DESK_VERBS | LEADER_VERBS) | STATION_VERBS
    working = [verb.form for verb in VERBS if verb.side == "cadre" and verb.name not in hidden]
    deciding = [verb.form for verb in VERBS if verb.name in DESK_VERBS]
    own = [verb.name for verb in VERBS if verb.side == "resident"]
    return texts.HELP(
        forms=texts.SEPARATOR.join(working),
        desk=texts.HELP_DESK(forms=texts.SEPARATOR.join(deciding)) if at_desk else "",
        own=texts.SEPARATOR.join(own),
    )
