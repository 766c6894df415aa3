"""Faults on demand, for API calls and for deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

API_KINDS = frozenset({"errcode", "delay", "late", "drop", "lose"})
"""`drop` cuts the connection before anything happened, `lose` after it happened; `delay` waits before, `late` after."""
DELIVERY_KINDS = frozenset({"delay", "drop", "lose", "duplicate", "hold"})
"""`drop` never delivers, `lose` cuts the answer so that WeChat repeats, `hold` keeps until released."""
DELIVERY = "delivery"


@dataclass(slots=True)
class Fault:
    """What goes wrong where; `times` counts down, 0 = used up, -1 = until cleared."""

    on: str
    """An API path (`/cgi-bin/message/custom/send`), a prefix ending in `*`, or `delivery`."""
    do: str
    times: int = 1
    errcode: int = -1
    detail: str = ""
    seconds: float = 0.0
    """Real seconds of a delay."""
    openid: str = ""
    """Limits the fault to one person's deliveries or to calls that name this person."""

    def hits(self, where: str, openid: str) -> bool:
        """Whether the fault strikes here now."""
        named = where.startswith(self.on[:-1]) if self.on.endswith("*") else where == self.on
        return named and self.times != 0 and self.openid in ("", openid)


class Faults:
    """The list of planned faults, first planned first."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def plan(self, row: Mapping[str, Any]) -> Fault:
        """Promise a planned fault from its JSON row; ValueError says what is wrong with the row."""
        known = {"on", "do", "times", "errcode", "detail", "seconds", "openid"}
        if strange := set(row) - known:
            raise ValueError(f"unknown fields: {', '.join(sorted(strange))}")
        fault = Fault(
            on=str(row.get("on", "")),
            do=str(row.get("do", "")),
            times=int(row.get("times", 1)),
            errcode=int(row.get("errcode", -1)),
            detail=str(row.get("detail", "")),
            seconds=float(row.get("seconds", 0)),
            openid=str(row.get("openid", "")),
        )
        kinds = DELIVERY_KINDS if fault.on == DELIVERY else API_KINDS
        if fault.do not in kinds or not (fault.on == DELIVERY or fault.on.startswith("/")):
            raise ValueError(f"`on` is {DELIVERY} or an API path, `do` one of: {', '.join(sorted(kinds))}")
        self.planned.append(fault)
        return fault

    def take(self, where: str, openid: str = "") -> Fault | None:
        """Promise the fault that strikes here, counted down, or None."""
        for fault in self.planned:
            if fault.hits(where, openid):
                if fault.times > 0:
                    fault.times -= 1
                self.planned = [other for other in self.planned if other.times != 0]
                return fault
        return None

    def clear(self) -> None:
        """Forget every planned fault."""
        self.planned = []
