"""Residents and post holders: each hears something and does something, by its temper and its own seeded chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.simulation import words
from bot.simulation.acts import Act, Heard
from bot.simulation.tempers import CADRES, RESIDENTS, VACANT, CadreTemper, ResidentTemper, draw
from models.domain.district import District

Plan = tuple[timedelta, Act]
"""After how long what is done."""
A_MOMENT = timedelta(seconds=20)
_OFFERED = re.compile(r"(?m)(?:^\s*|\s)([1-9]) ?\S")


@dataclass
class Person:
    """A phone with its own dice: what others do never changes what it would do."""

    openid: str
    chance: Random

    def delay(self, hours: tuple[float, float]) -> timedelta:
        """Some time between the two."""
        return timedelta(seconds=round(3600 * self.chance.uniform(*hours)))

    def answer(self, heard: Heard, reactions: Sequence[words.Reaction]) -> tuple[str, re.Match[str] | None]:
        """The words of the first reaction that fits, `` for silence, and what was found."""
        for reaction in reactions:
            found = re.search(reaction.pattern, heard.text)
            if found is not None:
                return self.pick(reaction.answers), found
        return "", None

    def pick(self, answers: Sequence[tuple[float, str]]) -> str:
        """One of them by its chance, `` for none."""
        at = self.chance.random()
        for share, text in answers:
            at -= share
            if at < 0:
                return text
        return ""

    def digit(self, text: str) -> str:
        """One of the digits that are offered."""
        offered: list[str] = _OFFERED.findall(text)
        return self.chance.choice(offered or ["1"])


@dataclass
class Resident(Person):
    """A household with one phone."""

    temper: ResidentTemper
    place: str
    phone: str
    days: int
    matters: int
    facts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facts = {
            "place": self.place,
            "building": str(self.chance.randint(1, 9)),
            "unit": str(self.chance.randint(1, 4)),
            "room": f"{self.chance.randint(1, 17)}{self.chance.randint(1, 4):02}",
            "name": self.chance.choice(words.NAMES),
            "phone": self.phone,
        }

    def begins(self) -> Iterator[Plan]:
        """Follow, and tell what there is to tell in the hours of a day in which people are awake."""
        if self.matters:
            yield timedelta(minutes=self.chance.randint(1, 120)), Act("follow")
        for _ in range(self.matters):
            at = timedelta(days=self.chance.randrange(self.days), hours=self.chance.triangular(3, 23, 10))
            yield from self._tells(at + timedelta(hours=3))

    def _tells(self, at: timedelta) -> Iterator[Plan]:
        kind = self.chance.choices(
            (words.MATTERS, words.UNCLEAR, words.EMERGENCIES, words.ACCUSATIONS), (0.85, 0.09, 0.02, 0.04)
        )[0]
        text = self.chance.choice(kind).format(**self.facts)
        if self.temper.tells_secrets:
            text += words.SECRETS.format(**self.facts)
        if not self.temper.splits:
            yield at, Act("words", text)
            return
        yield at, Act("photo")
        head, _, tail = text.partition(words.BREATH)
        yield at + A_MOMENT, Act("words", head)
        if tail:
            yield at + 2 * A_MOMENT, Act("words", tail)

    def hears(self, heard: Heard) -> Iterator[Plan]:
        """Answer, tap, meddle, leave, or do nothing."""
        after = self.delay(self.temper.hours)
        if self.chance.random() < self.temper.leaves:
            yield after, Act("unfollow")
            yield after + self.delay((10, 60)), Act("follow")
            return
        if heard.is_card:
            if self.chance.random() < self.temper.answers / 2:
                yield after, Act("words", words.ASKED)
            return
        if self.chance.random() < self.temper.meddles:
            said = self.chance.choice(words.LATER).format(added=self.chance.choice(words.ADDED))
            yield after, Act("words", said)
        if self.chance.random() > self.temper.answers:
            return
        if heard.options and self.chance.random() < 0.7:
            menu_id, label = self.chance.choice(heard.options)
            yield after, Act("tap", label, menu_id)
            return
        text, _ = self.answer(heard, words.RESIDENT_REACTIONS)
        if text:
            matter = self.chance.choice(words.MATTERS).format(**self.facts)
            text = text.replace("#", self.digit(heard.text)) if text == "#" else text
            yield after, Act("words", text.format(**self.facts, matter=matter))


@dataclass
class Cadre(Person):
    """Somebody who fills a post."""

    temper: CadreTemper
    post: str
    role: str
    days: int
    units: tuple[str, ...] = ()
    """Names a dispatcher knows."""

    def begins(self) -> Iterator[Plan]:
        """Look at the list in the morning, on the days on which one feels like it."""
        for day in range(self.days):
            if self.chance.random() < self.temper.mornings * self.temper.looks:
                yield timedelta(days=day, hours=9) + self.delay((0.0, 8.0)), Act("words", words.LIST)

    def hears(self, heard: Heard) -> Iterator[Plan]:
        """An order makes one look; the list is worked through; a question is answered."""
        if heard.is_push or heard.is_card:
            if self.chance.random() < self.temper.looks:
                after = self.delay(self.temper.hours)
                text, found = self.answer(heard, words.ON_A_PUSH)
                said = text.format(**found.groupdict()) if found is not None and text else words.LIST
                yield after, Act("words", said)
            return
        listed = list(re.finditer(words.LISTED, heard.text))
        if listed and heard.said == words.LIST:
            yield from self._works(listed)
            return
        text, found = self.answer(heard, words.CADRE_REACTIONS)
        if text and found is not None:
            yield A_MOMENT, Act("words", self.digit(heard.text) if text == "#" else text.format(**found.groupdict()))

    def _works(self, listed: Sequence[re.Match[str]]) -> Iterator[Plan]:
        at = A_MOMENT
        for line in listed[:4]:
            if self.chance.random() > self.temper.acts:
                continue
            for act in self._does(line):
                at += A_MOMENT
                yield at, act

    def _does(self, line: re.Match[str]) -> Iterator[Act]:
        number, mark = line["n"], line["mark"]
        if self.role == "dispatcher" and words.TO_DISPATCH in mark:
            template = self.chance.choice(words.DISPATCH)
            yield Act("words", template.format(n=number, unit=self.chance.choice(self.units)))
        elif self.role == "leader":
            text = self.pick(words.LEADER).format(n=number)
            if text:
                yield Act("words", text)
        elif words.UNSIGNED in mark:
            refused = self.chance.random() < self.temper.refuses
            yield Act("words", (self.chance.choice(words.REFUSE) if refused else words.SIGN).format(n=number))
        else:
            text = self.pick(words.WORK).format(n=number)
            if text.startswith(words.PHOTO_FIRST):
                yield Act("photo")
                yield Act("words", number)
            if text:
                yield Act("words", text)


def residents(district: District, seed: int, households: int, days: int, opinions: int) -> Iterator[Resident]:
    """The households of the district; `opinions` is how many matters they tell in all."""
    lots = Random(f"{seed}:lots")  # noqa: S311 - seeded on purpose, nothing is kept secret by it
    told = [0] * households
    for _ in range(opinions):
        told[lots.randrange(households)] += 1
    communities = sorted(unit.code for unit in district.units.values() if unit.level == "community")
    for number, matters in enumerate(told):
        if matters:
            chance = Random(f"{seed}:r{number}")  # noqa: S311 - see above
            home = district.units[chance.choice(communities)]
            phone = f"13{number % 10}{4730 + number % 7}{number:05}"[:11]
            yield Resident(f"oRES{number:06}", chance, draw(RESIDENTS, chance), home.name, phone, days, matters)


def cadres(district: District, seed: int, days: int) -> Iterator[Cadre]:
    """Who fills the posts; some are vacant."""
    names = tuple(sorted(unit.short or unit.name for unit in district.units.values() if unit.level != "district"))
    for code in sorted(district.posts):
        chance = Random(f"{seed}:p{code}")  # noqa: S311 - see above
        temper = draw(CADRES, chance)
        if district.posts[code].unit == district.root:
            temper = CADRES[0]  # the desk is filled: without it nothing would be learned about the others
        if temper.name != VACANT:
            yield Cadre(f"oCAD-{code}", chance, temper, code, code.rpartition("/")[2], days, names)


def starts(person: Resident | Cadre, begins: datetime) -> Iterator[tuple[datetime, Act]]:
    """What a person does of their own accord, by instant."""
    for after, act in person.begins():
        yield begins + after, act
