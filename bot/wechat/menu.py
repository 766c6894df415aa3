"""The account's menus as WeChat takes them, from the district file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from models.domain.district import District

Entry = Mapping[str, Any]


def menu_body(district: District, address: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The residents' menu and, if the file has one, the menu for those who carry the cadres' tag.

    A button sends the word it stands for as its key, which is answered as if it had been written.
    """
    residents = _buttons(district.menu.get("residents"), address)
    posts = _buttons(district.menu.get("posts"), address)
    return {"button": residents}, {"button": posts} if posts else None


def _buttons(entries: object, address: str) -> list[dict[str, Any]]:
    return [_button(entry, address) for entry in cast("Sequence[Entry]", entries or ())]


def _button(entry: Entry, address: str) -> dict[str, Any]:
    if entry.get("items"):
        return {"name": entry["name"], "sub_button": _buttons(entry["items"], address)}
    if entry.get("page"):
        return {"type": "view", "name": entry["name"], "url": address + str(entry["page"])}
    return {"type": "click", "name": entry["name"], "key": str(entry["says"])}
