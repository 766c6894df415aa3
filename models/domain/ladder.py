"""The delivery ladder: which ways to try for one push to one person, in order, and why the others were skipped.

Passive reply, customer-service message (kefu) in a window WeChat has opened, template, subscribe message, held until
the person writes next, the list for somebody who telephones. Windows are predicted with a margin, because a message
that WeChat refuses is worse than one that takes the next way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Rung = Literal["passive", "kefu", "template", "subscribe", "held", "phone"]
Reason = Literal[
    "not_for_this_push", "no_reply_open", "unfollowed", "unsubscribed", "never_wrote", "window_closed", "quota_used",
    "slot_reserved", "no_template", "template_refused", "no_consent", "no_phone",
]  # fmt: skip

MESSAGE_WINDOW, MESSAGE_QUOTA = timedelta(hours=48), 5
TAP_WINDOW, TAP_QUOTA = timedelta(seconds=60), 3
"""WeChat's grants: five messages for 48 h after a message, three for a minute after a tap, a follow or a scan."""
MESSAGE_MARGIN, TAP_MARGIN = timedelta(minutes=3), timedelta(seconds=1)
RESERVED = 1
"""Slots of a resident's window that are kept for the result of the own case and its question."""


@dataclass(frozen=True, slots=True)
class Push:
    """One row of the table of pushes: which template role it has and which rungs below kefu make sense."""

    role: str
    """Template role T01..T12, `` = none."""
    rungs: tuple[Rung, ...]
    reserved: bool = False
    """May use the reserved slot."""
    double: bool = False
    """Sent by kefu and template both: the only double send."""
    despite_unsubscribed: bool = False
    """Finishes what the person began himself in an emergency, or answers own words."""


_ALL: tuple[Rung, ...] = ("passive", "kefu", "template", "subscribe", "held", "phone")
_QUIETLY: tuple[Rung, ...] = ("passive", "kefu", "template", "held")

PUSHES: Mapping[str, Push] = {
    "order": Push("T01", ("passive", "kefu", "template", "held", "phone")),
    "reminder": Push("T02", ("passive", "kefu", "template", "subscribe", "held")),
    "raised": Push("T03", ("passive", "kefu", "template", "held", "phone")),
    "progress": Push("T04", _QUIETLY),
    "words": Push("", ("passive", "kefu", "held")),
    "result": Push("T05", ("passive", "kefu", "template", "subscribe", "held"), reserved=True),
    "poll": Push("T06", _ALL, reserved=True),
    "change": Push("T07", _QUIETLY),
    "emergency": Push("T08", ("passive", "kefu", "template", "phone"), double=True),
    "emergency_words": Push("", ("passive", "kefu", "held", "phone"), reserved=True, despite_unsubscribed=True),
    "commitment": Push("T09", _QUIETLY),
    "meeting": Push("T10", _QUIETLY),
    "duty": Push("T11", ("passive", "kefu", "template", "subscribe", "held")),
    "todo": Push("T12", _QUIETLY),
    "nudge": Push("", ("passive", "kefu", "held")),
    "answer": Push("", ("passive", "kefu", "held"), reserved=True, despite_unsubscribed=True),
}
"""By class of push. Dialogue rules 4: words, nudge and answer have no template and are held instead."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known about one account at the moment of planning."""

    following: bool = True
    unsubscribed: bool = False
    """Said 退订: no pushes of any kind except answers to own words."""
    last_message_at: datetime | None = None
    messages_used: int = 0
    """Kefu messages sent on the grant of the last message."""
    tapped_at: datetime | None = None
    taps_used: int = 0
    """Kefu messages sent on the grant of the last tap, follow or scan."""
    template: bool = False
    """A template id for the push's role exists and WeChat has not refused it for good."""
    template_refused: bool = False
    """This person refused templates or blocks them."""
    consents: int = 0
    """Subscribe messages this person has agreed to and we have not yet used."""
    reply_open: bool = False
    """A passive reply to this person is being written right now."""
    phone: bool = False
    """There is a number that somebody who is not the handler may call, or must for this push."""
    reserve: bool = False
    """A resident with an open case: the last slot is kept for the result and its question."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Rungs to try in order; for a double push kefu and template are both sent, the rest if both fail.

    `held` ends the trying until the person writes; `phone` behind it is for when its own time has passed (an order
    unsigned at its limit, a poll of an urgent case without an answer).
    """

    rungs: tuple[Rung, ...]
    skipped: tuple[tuple[Rung, Reason], ...]
    not_before: datetime
    both: bool = False

    def why_not(self, rung: Rung) -> Reason | None:
        """Why a rung is not tried, None if it is."""
        return dict(self.skipped).get(rung)


def message_window_until(reach: Reach) -> datetime | None:
    """Until when (UTC) a kefu message may count on the person's last message; None if there never was one."""
    return None if reach.last_message_at is None else reach.last_message_at + MESSAGE_WINDOW - MESSAGE_MARGIN


def tap_window_until(reach: Reach) -> datetime | None:
    """Until when (UTC) a kefu message may count on the last tap; None if there was none."""
    return None if reach.tapped_at is None else reach.tapped_at + TAP_WINDOW - TAP_MARGIN


def grant_at(reach: Reach, at: datetime, *, reserved: bool = True) -> Literal["tap", "message"] | None:
    """The grant a kefu message at `at` would use, the one that ends sooner first; None if it would be refused.

    Without `reserved` the last slot of a message window is left for the result of the case.
    """
    return None if _why_no_kefu(reach, at, reserved=reserved) else _open_grant(reach, at)


def _open_grant(reach: Reach, at: datetime) -> Literal["tap", "message"]:
    return "tap" if _tap_open(reach, at) else "message"


def _tap_open(reach: Reach, at: datetime) -> bool:
    until = tap_window_until(reach)
    return until is not None and at <= until and reach.taps_used < TAP_QUOTA


def _why_no_kefu(reach: Reach, at: datetime, *, reserved: bool) -> Reason | None:
    if _tap_open(reach, at):
        return None
    until = message_window_until(reach)
    if until is None:
        return "never_wrote"
    if at > until:
        return "window_closed"
    left = MESSAGE_QUOTA - reach.messages_used
    if left <= 0:
        return "quota_used"
    if reach.reserve and not reserved and left <= RESERVED:
        return "slot_reserved"
    return None


def plan_delivery(push: str, reach: Reach, at: datetime, quiet_until: datetime | None = None) -> Plan:
    """The ways to try for a push at `at`, or at the end of quiet time if later, and why each other way is skipped.

    Windows are judged for the moment of sending; the sender plans again then, since the person may have written.
    A passive reply breaks no quiet. Raises KeyError for a class that is not in the table.
    """
    row = PUSHES[push]
    when = at if quiet_until is None or reach.reply_open else max(at, quiet_until)
    tried: list[Rung] = []
    skipped: list[tuple[Rung, Reason]] = []
    for rung in _ALL:
        reason = "not_for_this_push" if rung not in row.rungs else _why_not(rung, row, reach, when)
        if reason is None:
            tried.append(rung)
        else:
            skipped.append((rung, reason))
    both = row.double and {"kefu", "template"} <= set(tried)
    return Plan(tuple(tried), tuple(skipped), when, both)


def _why_not(rung: Rung, row: Push, reach: Reach, when: datetime) -> Reason | None:
    if rung == "passive":
        return None if reach.reply_open else "no_reply_open"
    if reach.unsubscribed and not row.despite_unsubscribed:
        return "unsubscribed"
    if rung == "held":
        return None
    if rung == "phone":
        return None if reach.phone else "no_phone"
    if not reach.following:
        return "unfollowed"
    if rung == "kefu":
        return _why_no_kefu(reach, when, reserved=row.reserved)
    if rung == "template":
        if not reach.template:
            return "no_template"
        return "template_refused" if reach.template_refused else None
    return None if reach.consents > 0 else "no_consent"
