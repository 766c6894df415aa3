"""What happened in the demo town before the visitor came: six cases, each at another point of its life, and scenes
(`bot/scenes`) of what goes on beside them.

Everything is played through the simulated WeChat with a clock that begins on the Thursday before, so that what the
visitor sees was done by the service itself.
"""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PIL import Image, ImageDraw, ImageFont

from bot.demo_words import BIND, ELSEWHERE, FIRST_STEPS, HOME, LAST_STEPS, PHONES, PHOTO, DemoPhone, Step
from bot.scenes import SCENES
from bot.service import Service
from bot.simulator.actions import Hands
from bot.simulator.config import PhoneSetting, PlaceSetting
from handlers.services.accounts import make_invite
from models.domain.district import District
from models.domain.working_time import SHANGHAI
from models.store.tx import Tx

BEGINS = datetime(2026, 11, 19, 9, 0, tzinfo=SHANGHAI).astimezone(UTC)
"""A Thursday morning in the heating season, a week without holidays."""

MOST_PLACES = 6

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
    await stage.service.database.write(_number_others)
    for phone in everybody():
        await stage.hands.follow(phone.openid, phone.scene)
        if phone.post:
            code = await stage.service.database.write(_invite(stage.service, phone.post))
            await stage.hands.say(phone.openid, code)
    for step in steps():
        at = datetime(2026, 11, step.day, step.hour, step.minute, tzinfo=SHANGHAI)
        await stage.advance(max(timedelta(0), at - stage.service.now()))
        await _act(stage.hands, step)
        await stage.settle()


def steps() -> list[Step]:
    """What is said, the six cases and every scene together, in order of time."""
    said = [*FIRST_STEPS, *LAST_STEPS, *(step for scene in SCENES for step in scene.steps)]
    return sorted(said, key=lambda one: (one.day, one.hour, one.minute))


def everybody() -> tuple[DemoPhone, ...]:
    """Everybody with a phone on the page, who joins in a scene too."""
    return (*PHONES, *(phone for scene in SCENES for phone in scene.phones))


def phones() -> tuple[PhoneSetting, ...]:
    """The phones as the page shows them."""
    return tuple(PhoneSetting(one.openid, one.name, one.role, one.unit, follows=False) for one in everybody())


def places(district: District) -> tuple[PlaceSetting, ...]:
    """Places of the street in which the demo plays, for sending a location."""
    known = [one for one in district.places.values() if HOME in district.line_of(one.unit)]
    return tuple(
        PlaceSetting(f"{district.name_of(one.unit)} {one.name}", one.latitude, one.longitude)
        for one in known
        if one.latitude is not None and one.longitude is not None
    )[:MOST_PLACES]


def _number_others(tx: Tx) -> None:
    days = dict(ELSEWHERE)
    for scene in SCENES:
        days.update(scene.told)
    for day, told in days.items():
        for _ in range(told):
            tx.count(f"case:{BEGINS.year}-{BEGINS.month:02}-{day:02}")


def _invite(service: Service, post: str) -> Callable[..., str]:
    now = service.now()
    return lambda tx: f"{BIND} {make_invite(service.registry.context(tx, now), post).code}"


def _thermometer() -> bytes:
    """A photo of a radiator and of the thermometer above it, drawn."""
    image, out = Image.new("RGB", (960, 720), "#d9d2c3"), io.BytesIO()
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 560, 960, 720), fill="#a58e6f")
    for left in range(150, 810, 66):
        draw.rounded_rectangle((left, 300, left + 54, 600), 18, fill="#f4f2ec", outline="#c9c4b8", width=3)
    draw.rectangle((110, 330, 850, 346), fill="#e3dfd5")
    draw.rectangle((110, 560, 850, 576), fill="#e3dfd5")
    draw.rounded_rectangle((350, 70, 610, 210), 20, fill="#f9f9f7", outline="#b9b6ad", width=4)
    draw.rounded_rectangle((374, 94, 586, 186), 8, fill="#c6d3bd")
    draw.text((480, 140), "21.0°", fill="#263022", font=ImageFont.load_default(64), anchor="mm")
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


async def _act(hands: Hands, step: Step) -> None:
    if step.words == PHOTO:
        await hands.send_image(step.who, _thermometer())
    else:
        await hands.say(step.who, step.words)
