"""What happened in the demo town before the visitor came: six cases, each at another point of its life.

Everything is played through the simulated WeChat with a clock that begins on the Thursday before, so that what the
visitor sees was done by the service itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.demo_words import FIRST_STEPS, LAST_STEPS, PHONES, PHOTO, Step
from bot.service import Service
from bot.simulator.actions import Hands
from bot.simulator.config import PhoneSetting
from bot.simulator.town import draw_picture
from handlers.services.accounts import make_invite
from models.domain.working_time import SHANGHAI

BEGINS = datetime(2026, 11, 19, 9, 0, tzinfo=SHANGHAI).astimezone(UTC)
"""A Thursday morning in the heating season, a week without holidays."""

Advance = Callable[[timedelta], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Stage:
    """What the story is played on."""

    service: Service
    hands: Hands
    advance: Advance
    """Moves the clock and does all that is due."""
    settle: Callable[[], Awaitable[object]]


async def play(stage: Stage) -> None:
    """Play the whole story up to the moment at which the visitor comes."""
    for phone in PHONES:
        await stage.hands.follow(phone.openid, phone.scene)
        if phone.post:
            code = await stage.service.database.write(_invite(stage.service, phone.post))
            await stage.hands.say(phone.openid, code)
    for step in (*FIRST_STEPS, *LAST_STEPS):
        at = datetime(2026, 11, step.day, step.hour, step.minute, tzinfo=SHANGHAI)
        await stage.advance(max(timedelta(0), at - stage.service.now()))
        await _act(stage.hands, step)
        await stage.settle()


def phones() -> tuple[PhoneSetting, ...]:
    """The phones as the page shows them."""
    return tuple(PhoneSetting(one.openid, one.name, one.role, one.unit, follows=False) for one in PHONES)


def _invite(service: Service, post: str) -> Callable[..., str]:
    from bot.demo_words import BIND  # noqa: PLC0415

    now = service.now()
    return lambda tx: f"{BIND} {make_invite(service.registry.context(tx, now), post).code}"


async def _act(hands: Hands, step: Step) -> None:
    if step.words == PHOTO:
        await hands.send_image(step.who, draw_picture("darkgoldenrod"))
    else:
        await hands.say(step.who, step.words)
