"""codes: QR codes for every community, and posters with them for communities, stations and halls."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import segno
from aiohttp import ClientSession

from bot.commands.account import client_of, district_in_force
from bot.commands.opening import Opened, opened
from bot.papers.posters import SIZES, Paper, Poster, pdf, svg
from bot.settings import SettingsError
from handlers.context import Context
from handlers.policies import stations
from handlers.services.inspecting import halls
from models.domain.district import District
from models.domain.publicity import of_office
from models.store.tx import Reader, Tx

BOX = "box"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A poster to make: its kind, whose it is, and the scene behind its code."""

    kind: str
    unit: str
    scene: str


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "codes", help="the communities' QR codes (permanent, SVG); posters with them (SVG, PDF)"
    )
    command.add_argument("--out", type=Path, default=Path("data/codes"), help="folder (default data/codes)")
    command.add_argument("--posters", action="store_true", help="posters for communities, stations and halls")
    command.add_argument("--paper", choices=[*SIZES], default="A4", help="of posters (default A4)")
    command.add_argument("--font", type=Path, help="a TrueType font to put into the PDF (default: the reader's own)")
    command.set_defaults(run=run_codes)


def run_codes(args: argparse.Namespace) -> int:
    """Ask WeChat for a permanent code a community and draw it; what exists is kept."""
    args.out.mkdir(parents=True, exist_ok=True)
    if args.font is not None and not args.posters:
        raise SettingsError("--font goes with --posters")
    with opened() as at:
        district = district_in_force(at)
        scenes = cast("dict[str, str]", district.settings.get("scenes", {}))
        if args.posters:
            return _posters(at, args, district, scenes)
        files = {scene: args.out / f"{unit}-{district.name_of(unit)}.svg" for scene, unit in scenes.items()}
        missing = {scene: path for scene, path in files.items() if not path.exists()}
        addresses = asyncio.run(_ask(at, list(missing)))
    for scene, path in missing.items():
        # drawn here from the address WeChat gives, so that a poster is sharp at any size
        segno.make(addresses[scene], error="m").save(str(path), scale=10, border=4)
    print(f"{len(missing)} codes made, {len(files) - len(missing)} there already: {args.out}")
    return 0


def wanted(district: District, scenes: Mapping[str, str]) -> Iterator[Wanted]:
    """A poster a community with a code, one more where there is a station, and the box of every hall."""
    held = set(stations.stations(district)) if stations.rules(district) is not None else set()
    for scene, unit in scenes.items():
        yield Wanted("community", unit, scene)
        if unit in held:
            yield Wanted("station", unit, scene)
    for one in district.units.values():
        if one.level in halls.LEVELS and not one.closed:
            yield Wanted(BOX, one.code, halls.scene_of(one.code))


def _posters(at: Opened, args: argparse.Namespace, district: District, scenes: Mapping[str, str]) -> int:
    found = list(wanted(district, scenes))
    hotline = of_office(district.contacts.get("hotline", "12345"))
    # who has no WeChat telephones the inspectors about a matter for the box, never the hall it hangs in
    inspectors = of_office(at.database.read_now(lambda reader: halls.phone(_context(at, reader))))
    paper = cast("Paper", args.paper)
    files = {one: args.out / f"{one.kind}-{one.unit}-{paper}" for one in found}
    missing = [one for one in found if not (files[one].with_name(files[one].name + ".pdf")).exists()]
    addresses = asyncio.run(_ask(at, list(dict.fromkeys(one.scene for one in missing))))
    for one in missing:
        unit = district.units[one.unit]
        poster = Poster(
            one.kind,
            of_office(unit.name),
            of_office(district.service_name),
            inspectors if one.kind == BOX else hotline,
            addresses[one.scene],
        )
        path = files[one]
        try:
            drawn = pdf(poster, paper, args.font)
        except ValueError as error:
            raise SettingsError(str(error)) from None
        path.with_name(path.name + ".svg").write_bytes(svg(poster, paper))
        path.with_name(path.name + ".pdf").write_bytes(drawn)
    print(f"{len(missing)} posters made, {len(found) - len(missing)} there already: {args.out}")
    return 0


def _context(at: Opened, reader: Reader) -> Context:
    return at.registry.context(cast("Tx", reader), at.clock())


async def _ask(at: Opened, scenes: list[str]) -> dict[str, str]:
    addresses = {}
    async with ClientSession() as session:
        client = client_of(at, session)
        for scene in scenes:
            result = await client.create_code(scene)
            if not result.ok:
                raise SettingsError(f"the code for {scene} was refused: {result.reason}")
            addresses[scene] = str(result.data["url"])
    return addresses
