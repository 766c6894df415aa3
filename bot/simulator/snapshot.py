"""Keeping a world over restarts: who follows, what was said, what may still be sent."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.simulator.config import PhoneSetting
from bot.simulator.media import Medium
from bot.simulator.world import World

FILE = "wechat.json"
VERSION = 1
MOST_LINES = 3000


def save_world(world: World, folder: Path) -> None:
    """Write the world to a folder, media as files beside it; the former state stays whole until the new one is."""
    media = folder / "media"
    media.mkdir(parents=True, exist_ok=True)
    for medium in world.media:
        path = media / medium.id
        if not path.exists():
            path.write_bytes(medium.content)
    whole = json.dumps(_state(world), ensure_ascii=False)
    fresh = folder / (FILE + ".new")
    fresh.write_text(whole, encoding="utf-8")
    fresh.replace(folder / FILE)


def restore_world(world: World, folder: Path) -> bool:
    """Take up what `save_world` wrote; False when there is nothing, or it lies in this world's future.

    A clock before the saved instant means that the service began anew: old chats would contradict it.
    """
    try:
        state = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    if state.get("version") != VERSION or datetime.fromisoformat(state["at"]) > world.now():
        return False
    for row in state["people"]:
        setting = PhoneSetting(**row["setting"])
        person = world.people.get(setting.openid) if setting.openid in world.people else None
        (person or world.people.add(setting, world.now())).restore(row)
    for row in state["media"]:
        path = folder / "media" / row["id"]
        if path.is_file():
            made_at = datetime.fromisoformat(row["made_at"])
            world.media.restore(Medium(row["id"], row["type"], path.read_bytes(), row["content_type"], made_at))
    world.skip_to(state["last_id"])
    world.windows.restore(state["windows"])
    world.menus.restore(state["menus"])
    world.tags.restore(state["tags"])
    world.scenes.restore(state["scenes"])
    world.templates.restore(state["consents"])
    world.chats.restore(state["chats"])
    return True


def _state(world: World) -> dict[str, Any]:
    return {
        "version": VERSION,
        "at": world.now().isoformat(),
        "last_id": world.last_id,
        "people": [person.state() for person in world.people],
        "windows": world.windows.state(),
        "menus": world.menus.state(),
        "tags": world.tags.table(),
        "scenes": world.scenes.state(),
        "consents": world.templates.state(),
        "media": [
            {
                "id": medium.id,
                "type": medium.type,
                "content_type": medium.content_type,
                "made_at": medium.made_at.isoformat(),
            }
            for medium in world.media
        ],
        "chats": [entry.as_json() for entry in world.chats.since(world.chats.seq - MOST_LINES)],
    }
