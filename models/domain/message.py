"""What arrives from WeChat, in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MessageKind = Literal["text", "image", "voice", "video", "location", "link", "event", "unreadable"]


@dataclass(frozen=True, slots=True)
class Message:
    """One delivery of WeChat after verification: a message a person sent or an event about that person.

    `dedupe_key` is equal for repeats of one delivery and different for everything else: for messages
    MsgId + sender + account, for events CreateTime + event + key + body hash + sender + account.
    MsgId comes first so that the inbox grows at its end.
    """

    account: str
    """ToUserName: the official account's own id."""
    sender: str
    """FromUserName: the openid."""
    kind: MessageKind
    created_at: datetime
    """CreateTime, UTC, resolution one second."""
    dedupe_key: str
    msg_id: str = ""
    """Kept as text: it does not fit a JavaScript number."""
    text: str = ""
    """Content of a text; the title and description of a link."""
    menu_id: int | None = None
    """bizmsgmenuid: question id x 10 + option, when a msgmenu option was tapped."""
    media_id: str = ""
    format: str = ""
    """amr or speex for voice."""
    url: str = ""
    latitude: float | None = None
    longitude: float | None = None
    """GCJ-02."""
    label: str = ""
    """The address WeChat shows for a location."""
    event: str = ""
    """Event name in lower case: subscribe, unsubscribe, scan, click, view, templatesendjobfinish, ..."""
    event_key: str = ""
    """EventKey; for subscribe the scene without `qrscene_`."""
    result_id: str = ""
    """MsgID of a send that a ...JOBFINISH or subscribe_msg_sent_event reports on, as text."""
    result: str = ""
    """Its Status or ErrorCode, blanks after the colon removed."""
    template_answers: tuple[tuple[str, str], ...] = ()
    """(template id, accept | reject) of subscribe_msg_popup / change events."""

    @property
    def opens_window(self) -> bool:
        """Whether WeChat counts this as the person having written (5 messages in 48 hours)."""
        return self.kind != "event" and self.menu_id is None

    @property
    def is_tap(self) -> bool:
        """Whether WeChat grants the short window of a tap (3 messages in 60 seconds)."""
        return self.menu_id is not None or self.event in TAP_EVENTS


TAP_EVENTS = frozenset({"subscribe", "scan", "click", "scancode_push", "scancode_waitmsg"})
"""Events that grant three customer-service messages within a minute (WeChat: kf/intro)."""
