"""Too much from one person at once: what comes beyond is kept and handled later, and the person hears so."""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta

from handlers.deferring import Flood
from models.domain.message import Message

MOST = 20
"""Messages of one person in a minute: more than anybody writes, nine photos and their story among them."""
SPAN = timedelta(minutes=1)
REMEMBERED = 10_000
"""People; whoever wrote longest ago is forgotten first."""


class Floods:
    """Counts what each person sent within the last minute; a repeated delivery counts once, events do not."""

    def __init__(self) -> None:
        self._sent: OrderedDict[str, deque[tuple[datetime, str]]] = OrderedDict()
        self._told: dict[str, datetime] = {}

    def judge(self, message: Message, now: datetime) -> Flood:
        """Whether this message is beyond the limit, and whether the person has heard so within the minute."""
        if message.kind == "event":
            return ""
        who = message.sender
        sent = self._sent.setdefault(who, deque())
        self._sent.move_to_end(who)
        while sent and now - sent[0][0] >= SPAN:
            sent.popleft()
        if all(key != message.dedupe_key for _, key in sent):
            sent.append((now, message.dedupe_key))
        if len(self._sent) > REMEMBERED:
            self._told.pop(self._sent.popitem(last=False)[0], None)
        if len(sent) <= MOST:
            return ""
        told = self._told.get(who)
        if told is not None and now - told < SPAN:
            return "told"
        self._told[who] = now
        return "tell"
