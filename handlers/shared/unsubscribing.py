"""退订 and 订阅: whether anything is pushed to a person. Own words are always answered."""

from __future__ import annotations

from handlers.context import Talk
from handlers.policies.permissions import is_confidential
from handlers.services.notices import own_voices
from handlers.texts import general, naming
from models.domain.states import OPEN
from models.tables import Case


def unsubscribe(talk: Talk) -> str:
    """Nothing is pushed any more; what the person started himself is finished."""
    if talk.account.muted:
        return general.UNSUBSCRIBED_ALREADY()
    talk.account = talk.tx.update(talk.account, muted=True)
    voices = own_voices(talk.ctx, talk.account.id)
    cases = talk.tx.find(Case, id=tuple(voice.case_id for voice in voices), order="filed_at") if voices else []
    open_still = [case for case in cases if case.state in OPEN and not is_confidential(case)]
    if not open_still:
        return general.UNSUBSCRIBED()
    return general.UNSUBSCRIBED_OPEN(count=len(open_still), numbers=naming.called(open_still))


def subscribe(talk: Talk) -> str:
    """Pushes are wanted again."""
    if not talk.account.muted:
        return general.SUBSCRIBED_ALREADY()
    talk.account = talk.tx.update(talk.account, muted=False)
    return general.SUBSCRIBED()
