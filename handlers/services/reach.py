"""How one account can be reached now, as our own books say: the ladder decides with this."""

from __future__ import annotations

from datetime import datetime

from handlers.context import Context
from handlers.services.notices import own_voices
from models.domain.ladder import MESSAGE_QUOTA, PUSHES, TAP_QUOTA, TAP_WINDOW, Reach, grant_at, message_window_until
from models.domain.states import OPEN
from models.store.tx import Reader
from models.tables import Account, Case, Conversation, Setting

TEMPLATE_REFUSED = "template:refused:"
"""Setting rows: templates WeChat has refused for the whole account."""
REFUSES_TEMPLATES = "no_templates"
"""Fact of a conversation: this person blocks or refused template messages; gone when they write again."""


def reach_of(
    ctx: Context, account: Account, conversation: Conversation | None, push_class: str, *, cadre: bool, phone: bool
) -> Reach:
    """Everything the ladder asks about one account. `phone`: somebody should telephone if nothing else is left."""
    role = PUSHES[push_class].role
    memory = conversation.memory if conversation is not None else {}
    return Reach(
        following=account.follows and account.openid is not None,
        unsubscribed=account.muted,
        last_message_at=conversation.last_message_at if conversation is not None else None,
        messages_used=conversation.kefu_used if conversation is not None else 0,
        tapped_at=conversation.tap_at if conversation is not None else None,
        taps_used=conversation.tap_used if conversation is not None else 0,
        template=template_usable(ctx, role),
        template_refused=bool(memory.get(REFUSES_TEMPLATES)),
        phone=phone,
        reserve=not cadre and _waits_for_result(ctx, account),
    )


def template_usable(ctx: Context, role: str) -> bool:
    """Whether the district file names a template for the role and WeChat has not refused it."""
    setting = ctx.district.templates.get(role)
    if setting is None or not setting.template_id:
        return False
    refused = ctx.tx.get(Setting, TEMPLATE_REFUSED + role)
    return refused is None or refused.value.get("template_id") != setting.template_id


def refused_templates(reader: Reader, roles: tuple[str, ...]) -> list[str]:
    """Roles whose template WeChat has refused, for the health page and `check`."""
    return [role for role in roles if reader.get(Setting, TEMPLATE_REFUSED + role) is not None]


def window_ends(ctx: Context, account_id: str) -> datetime | None:
    """Until when (UTC) own words keep this person's window open; None when nothing more may be sent in it."""
    conversation = ctx.tx.get(Conversation, account_id)
    if conversation is None:
        return None
    reach = Reach(last_message_at=conversation.last_message_at, messages_used=conversation.kefu_used)
    return message_window_until(reach) if grant_at(reach, ctx.now) is not None else None


def spend(ctx: Context, account_id: str, reach: Reach) -> str | None:
    """Take one customer-service message off the books before it is sent; which grant, None when there is none."""
    conversation = ctx.tx.get(Conversation, account_id)
    grant = grant_at(reach, ctx.now)
    if conversation is None or grant is None:
        return None
    if grant == "tap":
        ctx.tx.update(conversation, tap_used=conversation.tap_used + 1)
    else:
        ctx.tx.update(conversation, kefu_used=conversation.kefu_used + 1)
    return grant


def give_back(ctx: Context, account_id: str) -> None:
    """The message did not leave: its slot is free again, if the window is still the same."""
    conversation = ctx.tx.get(Conversation, account_id)
    if conversation is None:
        return
    on_tap = conversation.tap_at is not None and ctx.now - conversation.tap_at <= TAP_WINDOW
    if on_tap and conversation.tap_used > 0:  # the grant that ends sooner was spent first
        ctx.tx.update(conversation, tap_used=conversation.tap_used - 1)
    elif conversation.kefu_used > 0:
        ctx.tx.update(conversation, kefu_used=conversation.kefu_used - 1)


def close_window(ctx: Context, account_id: str) -> None:
    """WeChat said the window is closed or used up although our books did not: the books follow WeChat."""
    conversation = ctx.tx.get(Conversation, account_id)
    if conversation is not None:
        ctx.tx.update(conversation, kefu_used=MESSAGE_QUOTA, tap_used=TAP_QUOTA)


def _waits_for_result(ctx: Context, account: Account) -> bool:
    states = {state.value for state in OPEN}
    for voice in own_voices(ctx, account.id):
        case = ctx.tx.get(Case, voice.case_id)
        if case is not None and case.state in states:
            return True
    return False
