"""What carries messages in stories: the platform's own rules of windows, quotas and template fields, without HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.simulator.errors import ApiError
from bot.simulator.fields import check_field
from bot.simulator.rules import Rules
from bot.simulator.windows import Windows
from bot.wechat.errcodes import judge
from bot.wechat.templates import fill, fill_bare
from models.domain.district import District
from models.domain.message import Message
from scheduler.parcels import CardBody, MenuBody, Parcel, SendResult, TextBody


@dataclass(frozen=True)
class Delivered:
    """One message that reached a phone."""

    at: datetime
    openid: str
    rung: str
    text: str
    """Of a card: its values, one a line."""
    parcel: Parcel
    wechat_id: str = ""


@dataclass
class Courier:
    """Sends parcels by the platform's rules; what it should refuse can be set."""

    rules: Rules = field(default_factory=Rules)
    delivered: list[Delivered] = field(default_factory=list)
    refused: list[tuple[Parcel, int]] = field(default_factory=list)
    unapproved: set[str] = field(default_factory=set)
    """Roles whose template the account does not have."""
    fails: list[int] = field(default_factory=list)
    """Error codes the next sends are answered with."""
    district: District | None = None
    now: datetime | None = None

    def __post_init__(self) -> None:
        self.windows = Windows(self.rules)

    def hear(self, message: Message, now: datetime) -> None:
        """A person wrote or tapped: the platform opens its windows."""
        if message.event == "unsubscribe":
            self.windows.close(message.sender)
        elif message.opens_window:
            self.windows.grant(message.sender, "message", now)
        elif message.is_tap:
            self.windows.grant(message.sender, "msgmenu", now)

    def send(self, parcel: Parcel) -> SendResult:
        """Answer as the platform would."""
        assert self.now is not None
        assert self.district is not None
        try:
            if self.fails:
                raise ApiError(self.fails.pop(0))
            text = self._kefu(parcel) if parcel.rung == "kefu" else self._card(parcel)
        except ApiError as error:
            self.refused.append((parcel, error.errcode))
            verdict = judge(error.errcode)
            return SendResult(False, error.errcode, action=verdict.action)
        number = str(10_000 + len(self.delivered)) if parcel.rung == "template" else ""
        self.delivered.append(Delivered(self.now, parcel.openid, parcel.rung, text, parcel, number))
        return SendResult(True, wechat_id=number)

    def to(self, openid: str, rung: str = "") -> list[Delivered]:
        """What reached this phone, oldest first."""
        return [one for one in self.delivered if one.openid == openid and rung in ("", one.rung)]

    def texts(self, openid: str) -> list[str]:
        """The words of it."""
        return [one.text for one in self.to(openid)]

    def _kefu(self, parcel: Parcel) -> str:
        body = parcel.body
        assert isinstance(body, TextBody | MenuBody)
        if isinstance(body, MenuBody) and not self.rules.msgmenu:
            text = body.fallback
        elif isinstance(body, MenuBody):
            text = "\n".join([body.head, *(label for _, label in body.options), body.tail])
        else:
            text = body.content
        if not text or len(text.encode()) > self.rules.kefu_bytes:
            raise ApiError(45002)
        assert self.now is not None
        self.windows.spend(parcel.openid, self.now)
        return text

    def _card(self, parcel: Parcel) -> str:
        body = parcel.body
        assert isinstance(body, CardBody)
        assert self.district is not None
        if body.role in self.unapproved:
            raise ApiError(40037)
        setting = self.district.templates[body.role]
        assert body.template_id == setting.template_id
        data = (fill_bare if body.bare else fill)(setting, body.values)
        return "\n".join(check_field(key, held["value"]) for key, held in data.items())
