"""意见箱: one code a hall; who scans it tells the inspectors, never the unit whose hall it is, nor anybody above it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Context
from handlers.services.inspecting import members
from handlers.texts import halls as texts
from models.domain.district import District

SCENE = "box-"
"""How the scenes of these codes begin; the code of the unit follows."""
LEVELS = ("community", "street", "district")
QR_PREFIX = "qrscene_"


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster holds: whose hall, the scene of its code, and its words."""

    unit: str
    scene: str
    title: str
    lines: tuple[str, ...]


def hall_of(district: District, event_key: str) -> str:
    """The unit whose box was scanned, `` for any other code; letters count alike in both cases."""
    scene = event_key.removeprefix(QR_PREFIX).lower()
    if not scene.startswith(SCENE):
        return ""
    found = district.units.get(scene.removeprefix(SCENE))
    return found.code if found is not None and found.level in LEVELS and not found.closed else ""


def scene_of(unit: str) -> str:
    """The scene of the code in a unit's hall: whoever scans it is not known to live there."""
    return f"{SCENE}{unit}"


def posters(ctx: Context) -> list[Poster]:
    """One for each hall, in the order of the district file."""
    return [
        Poster(unit.code, scene_of(unit.code), texts.POSTER_TITLE(hall=unit.name), _lines(ctx))
        for unit in ctx.district.units.values()
        if unit.level in LEVELS and not unit.closed
    ]


def phone(ctx: Context) -> str:
    """监督举报电话: the inspectors' own, else the hotline."""
    posts = [post.phone for post in members.inspectors(ctx.district) if post.phone]
    return posts[0] if posts else ctx.district.contacts.get("hotline", "12345")


def _lines(ctx: Context) -> tuple[str, ...]:
    return (texts.POSTER_WHAT(), texts.POSTER_WHO(), texts.POSTER_CODE(), texts.POSTER_PHONE(phone=phone(ctx)))
