"""Carries what the service says by WeChat's rules, and by a seed fails to: refused, lost, arrived without an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from bot.simulation.courier import Courier
from bot.wechat.errcodes import judge
from scheduler.parcels import NO_ANSWER, CardBody, Parcel, SendResult

SHARE = 0.06
"""Of the messages something goes wrong with."""
FAULTS = (-1, NO_ANSWER, NO_ANSWER, 45015, 45047, 43004, 45011)
OF_CARDS = (-1, NO_ANSWER, NO_ANSWER, 43101, 47003, 45009)
PREDICTED = frozenset({45015, 45047})
"""What the service must see coming: unless it was made up, each such refusal is a wrong prediction."""


@dataclass
class PostOffice(Courier):
    """The platform's own rules, and trouble by the seed."""

    seed: int = 0
    faulty: bool = False
    failed: int = 0
    repeated: int = 0
    """Arrived a second time, because nobody had answered the first."""
    unforeseen: list[str] = field(default_factory=list)
    """Refusals for a reason that the service should have known."""
    _lost: set[tuple[int, ...]] = field(default_factory=set)
    _cards: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def send(self, parcel: Parcel) -> SendResult:
        """Answer as the platform would on a bad day."""
        assert self.now is not None
        if isinstance(parcel.body, CardBody):
            key = (parcel.openid, parcel.body.client_msg_id)
            before = self._cards.get(key)
            if before is not None and self.now - before < self.rules.client_msg_id_keeps:
                return SendResult(True, wechat_id="again")
            self._cards[key] = self.now
        fault = self._fault(parcel)
        if fault is None:
            return self._carry(parcel)
        self.failed += 1
        if fault == NO_ANSWER:
            return self._no_answer(parcel)
        if isinstance(parcel.body, CardBody):
            del self._cards[parcel.openid, parcel.body.client_msg_id]
        return SendResult(False, fault, action=judge(fault).action)

    def _carry(self, parcel: Parcel) -> SendResult:
        result = super().send(parcel)
        if not result.ok:
            if result.errcode in PREDICTED:
                self.unforeseen.append(f"{result.errcode} for {parcel.openid}, rows {parcel.rows}")
            return result
        self.repeated += parcel.rows in self._lost
        return result

    def _no_answer(self, parcel: Parcel) -> SendResult:
        if self._dice(parcel, "arrives").random() < 0.5 and super().send(parcel).ok:
            self._lost.add(parcel.rows)
        return SendResult(False, NO_ANSWER, action=judge(NO_ANSWER).action)

    def _fault(self, parcel: Parcel) -> int | None:
        dice = self._dice(parcel, "fails")
        if not self.faulty or dice.random() >= SHARE:
            return None
        return dice.choice(OF_CARDS if isinstance(parcel.body, CardBody) else FAULTS)

    def _dice(self, parcel: Parcel, of: str) -> Random:
        # by person and instant: what befalls one does not depend on who else is there
        return Random(f"{self.seed}:{of}:{parcel.openid}:{self.now}")  # noqa: S311 - seeded on purpose

    def forget(self) -> None:
        """Let go of what is behind us: half a year does not fit into a list."""
        self.delivered.clear()
        self.refused.clear()
        self._cards = {key: at for key, at in self._cards.items() if self.now and self.now.date() == at.date()}
