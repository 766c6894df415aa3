"""What a simulated WeChat is made of: the account, its secrets, the phones and the approved templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.simulator.rules import Rules
from bot.simulator.words import ACCOUNT_NAME, DEFAULT_TITLE, TEMPLATE_TITLES
from models.domain.district import TemplateSetting

Mode = Literal["plain", "compatible", "safe"]


@dataclass(frozen=True, slots=True)
class PhoneSetting:
    """One person with a phone, as the page shows it."""

    openid: str
    name: str
    role: str = "resident"
    """resident | community | street | department | desk | leader | ...: colours the phone, nothing else."""
    unit: str = ""
    follows: bool = True
    """Whether the person follows the account when the world begins."""
    snapshot: bool = False
    """Signs in as a snapshot (virtual) user."""


@dataclass(frozen=True, slots=True)
class PlaceSetting:
    """A place that phones offer for sending; degrees, GCJ-02."""

    label: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class ApprovedTemplate:
    """A template this account may use; `labels` maps its keys to what the card calls them, in order."""

    id: str
    title: str
    labels: Mapping[str, str]
    subscribe: bool = False
    """A subscribe notification (…/newtmpl): refused with 40037 by template/send, and the other way round."""
    long_term: bool = False
    """A subscribe notification whose one consent lasts."""
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Approved values of `const` keys."""


@dataclass(frozen=True, slots=True)
class WorldConfig:
    """Everything a world needs; `now` is the only clock it knows."""

    now: Callable[[], datetime]
    app_id: str
    app_secret: str
    token: str
    aes_key: str = ""
    """EncodingAESKey, 43 characters; needed by the compatible and the safe mode."""
    mode: Mode = "plain"
    account: str = "gh_6d71c20e94a8"
    account_name: str = ACCOUNT_NAME
    public_url: str = ""
    """Where phones and the service reach this WeChat: scheme and host, for PicUrl and QR pictures."""
    phones: tuple[PhoneSetting, ...] = ()
    places: tuple[PlaceSetting, ...] = ()
    templates: tuple[ApprovedTemplate, ...] = ()
    allowed_ips: frozenset[str] | None = None
    """IP whitelist for tokens; None lets everybody in."""
    rules: Rules = field(default_factory=Rules)


def approve(settings: Mapping[str, TemplateSetting]) -> tuple[ApprovedTemplate, ...]:
    """Promise the approved templates that a district file speaks of, with the titles of their roles."""
    return tuple(
        ApprovedTemplate(
            id=setting.template_id,
            title=TEMPLATE_TITLES.get(role, DEFAULT_TITLE),
            labels={key: label for label, key in setting.fields.items()},
        )
        for role, setting in settings.items()
        if setting.template_id
    )
