"""Telephone numbers: found in words, asked for a call back, told to the dispatcher."""

from __future__ import annotations

import re

from handlers.context import Talk
from handlers.resident import receipts
from handlers.services.filing import Filing, file_case
from handlers.services.routing import Route
from handlers.shared import asking
from handlers.texts import general

_PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|\d{7,8})(?!\d)")


def phone_in(text: str) -> str:
    """The telephone number a short message holds, `` without one."""
    found = _PHONE.search(text)
    return found[1].replace(" ", "").replace("-", "") if found and len(text) <= 40 else ""


def who_to_call(talk: Talk) -> str:
    """转人工: numbers that are answered, and a call back when the person leaves his own."""
    district = talk.ctx.district
    unit = district.units.get(talk.account.unit) or district.units[district.root]
    hotline = district.contacts.get("hotline", "12345")
    text = general.CALL(unit=district.name_of(unit.code), phone=unit.phone or hotline, hotline=hotline)
    return asking.ask(talk, "phone_text", text, purpose="callback", lives=asking.DRAFT_LIVES)


def ask_for_call(talk: Talk, phone: str) -> str:
    """The dispatcher is told to call back: an order of its own, the number sealed."""
    case = file_case(
        talk.ctx,
        Filing(
            account=talk.account,
            words=general.CALL_WORDS(),
            title=general.CALL_TITLE(),
            community=talk.account.unit,
            phone=phone,
            route=Route(rule="none"),
            decision={"callback": True},
        ),
    )
    hotline = talk.ctx.district.contacts.get("hotline", "12345")
    until = receipts.desk_until(talk.ctx, case)
    return general.CALL_BACK(number=case.running, full=case.number, until=until, hotline=hotline)
