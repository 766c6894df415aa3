"""Tags of followers: at most 100 an account, 20 a person, 30 bytes a name."""

from __future__ import annotations

from typing import Any

from bot.simulator.accounts import People
from bot.simulator.errors import ApiError
from bot.simulator.words import STARRED

SYSTEM_TAGS = frozenset({0, 1, 2})


class Tags:
    """The account's tags; who carries them is kept with the person."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._names: dict[int, str] = {2: STARRED}
        self._last = 99

    def create(self, name: object) -> dict[str, Any]:
        """Promise the new tag; 45157 for an empty or used name, 45158 when too long, 45056 beyond a hundred."""
        text = self._check_name(name)
        if len(self._names) >= 100:
            raise ApiError(45056)
        self._last += 1
        self._names[self._last] = text
        return {"id": self._last, "name": text}

    def rename(self, tag: object, name: object) -> None:
        """Give a tag another name."""
        self._names[self._own(tag)] = self._check_name(name)

    def delete(self, tag: object) -> None:
        """Remove a tag from the account and from everybody; 45058 for the system's own."""
        number = self._own(tag)
        del self._names[number]
        for person in self._people:
            if number in person.tags:
                person.tags.remove(number)

    def table(self) -> list[dict[str, Any]]:
        """Promise every tag with its count."""
        return [
            {"id": number, "name": name, "count": sum(number in person.tags for person in self._people)}
            for number, name in self._names.items()
        ]

    def restore(self, rows: list[dict[str, Any]]) -> None:
        """Take up the tags of `table()`."""
        self._names = {row["id"]: row["name"] for row in rows}
        self._last = max(99, *self._names)

    def members(self, tag: object) -> list[str]:
        """Promise the openids that carry a tag."""
        number = self._known(tag)
        return [person.openid for person in self._people if number in person.tags]

    def attach(self, openids: list[Any], tag: object) -> None:
        """Give a tag to people; all or nobody. 45059 beyond twenty a person."""
        number = self._known(tag)
        people = [self._people.get(openid) for openid in openids]
        if any(number not in person.tags and len(person.tags) >= 20 for person in people):
            raise ApiError(45059)
        for person in people:
            if number not in person.tags:
                person.tags.append(number)

    def detach(self, openids: list[Any], tag: object) -> None:
        """Take a tag from people."""
        number = self._known(tag)
        for person in [self._people.get(openid) for openid in openids]:
            if number in person.tags:
                person.tags.remove(number)

    def _check_name(self, name: object) -> str:
        if not isinstance(name, str) or not name or name in self._names.values():
            raise ApiError(45157)
        if len(name.encode()) > 30:
            raise ApiError(45158)
        return name

    def _known(self, tag: object) -> int:
        if not isinstance(tag, int) or tag not in self._names:
            raise ApiError(45159)
        return tag

    def _own(self, tag: object) -> int:
        if tag in SYSTEM_TAGS:
            raise ApiError(45058)
        return self._known(tag)
