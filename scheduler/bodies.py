"""From a letter to what the edge sends: text, menu or card, with the question it puts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.context import Context
from handlers.letters import writing
from handlers.letters.forms import Letter
from handlers.policies.permissions import is_confidential
from handlers.services import accounts, questions
from handlers.texts import letters as texts
from models.domain.ladder import Rung
from models.tables import Account, Attempt, Case, Conversation, Outbox, Question
from scheduler.attempts import settle
from scheduler.parcels import CardBody, MenuBody, Parcel, TextBody

LEASE = timedelta(minutes=2)
"""Well within the ten minutes in which WeChat recognises a client_msg_id."""
BUSY = timedelta(minutes=30)
"""A poll waits while a question younger than this, or a draft, is open (dialogues L2)."""
VALUE_REFUSED = 47003


def pack(
    ctx: Context,
    rows: Sequence[Outbox],
    account: Account,
    conversation: Conversation | None,
    letter: Letter,
    rung: Rung,
) -> Parcel | None:
    """Lease the rows and make the parcel; None (and the rows skipped) for a person whose openid was erased."""
    openid = accounts.openid_of(ctx, account)
    if openid is None:
        for row in rows:
            settle(ctx, row, "skipped", "unfollowed")
        return None
    lead = rows[0]
    question = None
    if letter.asking is not None and (rung == "kefu" or lead.kind in writing.POLLS):
        # a card shows no options: an order's question is made when the order itself is shown
        question = writing.question_of(ctx, lead, letter, letter.asking, account.id)
    lease_number = max(row.lease for row in rows) + 1
    due = tuple(row.not_before for row in rows)
    for row in rows:
        ctx.tx.update(
            row,
            lease=lease_number,
            not_before=ctx.now + LEASE,
            rung=rung,
            question_id=question.id if question is not None else None,
        )
    ids = tuple(row.id for row in rows)
    body: TextBody | MenuBody | CardBody
    if rung == "template" and letter.card is not None:
        card = letter.card
        bare = (
            any(one.errcode == VALUE_REFUSED for one in ctx.tx.find(Attempt, outbox_id=lead.id))
            if lead.lease
            else False
        )
        template = ctx.district.templates[card.role]
        url = _url(ctx, lead, account.id, question)
        number = f"{lead.id}" if not bare else f"{lead.id}b"
        body = CardBody(card.role, template.template_id, card.values, url, number, bare)
        return Parcel(ids, lease_number, "template", openid, account.id, body, due)
    body = _kefu_body(ctx, conversation, letter, question)
    return Parcel(ids, lease_number, "kefu", openid, account.id, body, due)


def _kefu_body(
    ctx: Context, conversation: Conversation | None, letter: Letter, question: Question | None
) -> TextBody | MenuBody:
    if question is None or letter.asking is None:
        return TextBody(letter.plain(digits=False))
    live = questions.live(ctx, conversation) if conversation is not None else None
    interrupts = (
        live is not None
        and live.id != question.id
        and live.shown_at is not None
        and ctx.now - live.shown_at < BUSY
        and bool(letter.by_word)
    )
    if interrupts:  # somebody is in the middle of something: no digit may fall into the wrong question
        return TextBody(letter.plain(digits=False))
    options = tuple((questions.tap_id(question, option), option["label"]) for option in letter.asking.options)
    fallback = "\n".join(part for part in (letter.plain(digits=True), letter.tail) if part)
    return MenuBody(letter.text, options, letter.tail or texts.MENU_TAIL(), fallback)


def _url(ctx: Context, row: Outbox, account_id: str, question: Question | None) -> str:
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    if case is not None and row.post is None and is_confidential(case):
        return ""  # the phone may be in other hands: what an accusation is about opens by its code word alone
    if question is not None and question.data.get("errand"):
        return ctx.links.url("e", int(question.data["errand"]), account_id, ctx.now)
    if row.post is None and question is not None:
        return ctx.links.url("q", question.id, account_id, ctx.now)
    if row.case_id is None:
        return ""
    # a person's link, not the post's: it ends with the binding
    return ctx.links.url("c", row.case_id, account_id, ctx.now)
