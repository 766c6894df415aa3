"""我的数据 and 删除我的数据: everything as a page and a file; erased after a question that says what goes and stays."""

from __future__ import annotations

from handlers.context import Talk
from handlers.policies.permissions import is_confidential
from handlers.services.rights import erasing
from handlers.services.rights.own_data import PURPOSE
from handlers.shared import asking
from handlers.texts import naming
from handlers.texts import rights as texts
from models.domain.words import AskBack
from models.tables import Account, Case, Question, Voice


def show(talk: Talk) -> str:
    """我的数据: a link that opens for two days."""
    voices = talk.tx.find(Voice, account_id=talk.account.id)
    cases = talk.tx.find(Case, id=tuple(voice.case_id for voice in voices)) if voices else []
    link = talk.ctx.links.url(PURPOSE, 0, talk.account.id, talk.now)
    shown = [case for case in cases if not is_confidential(case)]
    said = texts.MINE(count=len(shown), since=naming.day(talk.account.first_seen_at), link=link)
    return f"{said}\n{texts.MINE_WAITS()}" if talk.account.erase_asked_at is not None else said


def ask(talk: Talk) -> str:
    """删除我的数据: what goes, what stays, and what becomes of what is open."""
    count = len(erasing.open_cases(talk.ctx, talk.account.id))
    choices = [("erase_all", texts.ERASE_ALL_OPEN if count else texts.ERASE_ALL)]
    choices += [("erase_later", texts.ERASE_LATER)] if count else []
    choices.append(("keep", texts.ERASE_KEEP))
    text = texts.ASK_ERASE(options=naming.numbered(choices))
    text = f"{texts.ASK_ERASE_OPEN(count=count)}\n{text}" if count else text
    return asking.ask(talk, "which", text, choices, purpose="erase", lives=asking.CHOICE_LIVES)


def answered(talk: Talk, question: Question) -> str | None:
    """Which of it; only a plain choice erases anything."""
    found = asking.meaning(question, talk.text)
    if found is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    asking.settle(talk, question, found.effect)
    if found.effect not in {"erase_all", "erase_later"}:
        account = talk.tx.get(Account, talk.account.id) or talk.account
        talk.account = talk.tx.update(account, erase_asked_at=None)
        return texts.KEPT()
    count = len(erasing.open_cases(talk.ctx, talk.account.id))
    talk.account = erasing.forget(talk.ctx, talk.account, withdraw=found.effect == "erase_all")
    talk.refresh()
    if talk.account.erase_asked_at is not None:
        return texts.ERASED_LATER(count=count)
    return texts.ERASED(withdrawn=texts.ERASED_WITHDRAWN(count=count) if count else "")
