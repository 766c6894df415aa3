"""家人: a child scans the slip of an old person, or writes number and 校验码, and follows the case with them."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.context import Talk
from handlers.grammar import Command
from handlers.services import households
from handlers.services.case_facts import Facts
from handlers.texts import households as texts
from handlers.texts import naming
from models.domain import slips
from models.domain.errors import BadSlip
from models.domain.numbers import find_references
from models.tables import Case, Household, Voice

ASKED_FOR = timedelta(minutes=30)
"""How long a bare code after a scan belongs to that slip."""
WRONG_CODES_A_DAY = 5
_DAY = timedelta(days=1)


def scanned(talk: Talk) -> str | None:
    """The code of a slip was scanned (also by a new follower): the code on it is asked for; None for other scenes."""
    household = households.of_scene(talk.ctx, talk.message.event_key)
    case = talk.tx.get(Case, household.case_id) if household is not None else None
    if household is None or case is None:
        return None
    if any(one.account_id == talk.account.id for one in households.kin_of(talk.ctx, _own(talk, household))):
        return texts.JOINED_BEFORE(label=naming.label(case), n=case.running)
    talk.remember(slip={"household": household.id, "at": talk.now.isoformat()})
    return texts.SCANNED(n=case.running)


def answer(talk: Talk) -> str | None:
    """Route: a bare code within half an hour of the scan."""
    slip = talk.conversation.memory.get("slip")
    if not slip or talk.message.kind != "text" or not slips.is_code(talk.text):
        return None
    if talk.now - datetime.fromisoformat(slip["at"]) > ASKED_FOR:
        return None
    household = talk.tx.get(Household, int(slip["household"]))
    return _try(talk, [household] if household is not None else [], slips.read_code(talk.text))


def join(talk: Talk, command: Command) -> str | None:
    """家人 21 38-64, also 家人 WD261123-021 3864."""
    before, code = slips.split_code(command.rest)
    found = find_references(before)
    if not code or not found:
        return texts.NEEDS_CODE()
    return _try(talk, households.named(talk.ctx, found[0].reference), code)


def _try(talk: Talk, named: list[Household], code: str) -> str:
    tries = [one for one in talk.conversation.memory.get("codes_of_slips", []) if _fresh(talk, one)]
    hotline = talk.ctx.district.contacts.get("hotline", "12345")
    if len(tries) >= WRONG_CODES_A_DAY:
        return texts.BAD_SLIP["pause"](hotline=hotline)
    reason = "wrong"
    for household in named:
        try:
            with talk.tx.attempt():
                case, voice = households.join(talk.ctx, talk.account, household, code)
        except BadSlip as error:
            reason = str(error.params["reason"]) if reason == "wrong" else reason
            continue
        talk.remember(slip=None, codes_of_slips=None)
        return _joined(talk, case, voice)
    if reason == "wrong":
        for household in named:
            households.wrong_code(talk.ctx, household)
        talk.remember(codes_of_slips=[*tries, talk.now.isoformat()])
    return texts.BAD_SLIP[reason](hotline=hotline)


def _joined(talk: Talk, case: Case, voice: Voice) -> str:
    if voice.joined_at < talk.now:
        return texts.JOINED_BEFORE(label=naming.label(case), n=case.running)
    facts = Facts(talk.ctx, case)
    return texts.JOINED(label=naming.label(case), owner=facts.owner, due=facts.due)


def _own(talk: Talk, household: Household) -> Voice:
    own = talk.tx.get(Voice, household.voice_id)
    assert own is not None
    return own


def _fresh(talk: Talk, at: str) -> bool:
    return talk.now - datetime.fromisoformat(at) < _DAY
