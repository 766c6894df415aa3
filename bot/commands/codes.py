"""codes: a QR code for every community, so that a follower who scans one is known to live there."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import cast

import segno
from aiohttp import ClientSession

from bot.commands.account import client_of, district_in_force
from bot.commands.opening import Opened, opened
from bot.settings import SettingsError


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("codes", help="make the communities' QR codes (permanent, as SVG files)")
    command.add_argument("--out", type=Path, default=Path("data/codes"), help="folder (default data/codes)")
    command.set_defaults(run=run_codes)


def run_codes(args: argparse.Namespace) -> int:
    """Ask WeChat for a permanent code a community and draw it; what exists is kept."""
    args.out.mkdir(parents=True, exist_ok=True)
    with opened() as at:
        district = district_in_force(at)
        scenes = cast("dict[str, str]", district.settings.get("scenes", {}))
        files = {scene: args.out / f"{unit}-{district.name_of(unit)}.svg" for scene, unit in scenes.items()}
        missing = {scene: path for scene, path in files.items() if not path.exists()}
        addresses = asyncio.run(_ask(at, list(missing)))
    for scene, path in missing.items():
        # drawn here from the address WeChat gives, so that a poster is sharp at any size
        segno.make(addresses[scene], error="m").save(str(path), scale=10, border=4)
    print(f"{len(missing)} codes made, {len(files) - len(missing)} there already: {args.out}")
    return 0


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
