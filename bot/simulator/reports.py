"""How the API hands later events to the courier."""

from __future__ import annotations

from collections.abc import Callable

from bot.simulator.accounts import Person
from bot.simulator.deliver import Courier
from bot.simulator.envelopes import Envelope, Fields

Reporter = Callable[[Person, str, Fields], None]
"""(person, event name, fields): deliver an event of the platform some real seconds later, or never if they are off."""


def reporter_of(courier: Courier) -> Reporter:
    """Promise the reporter that uses a courier and its world's `rules.report_seconds`."""
    world = courier.world

    def report(person: Person, event: str, fields: Fields) -> None:
        seconds = world.rules.report_seconds
        if seconds is not None:
            courier.start(later(person, event, fields, seconds))

    async def later(person: Person, event: str, fields: Fields, seconds: float) -> None:
        await courier.pause(seconds)
        whole: Fields = (("Event", event), *fields)
        envelope = Envelope(world.config.account, person.openid, world.now(), "event", whole, machine=True)
        await courier.deliver(envelope)

    return report
