"""publish-menu and check: what concerns the account at WeChat and the configuration."""

from __future__ import annotations

import argparse
import asyncio
import json

from aiohttp import ClientSession

from bot.app import credentials_of
from bot.commands.opening import Opened, opened
from bot.menus import publish
from bot.settings import SettingsError, load_settings
from bot.tokens import DatabaseTokenStore
from bot.wechat.client import WeChatClient
from bot.wechat.menu import menu_body
from models.district.load import loaded
from models.district.production import check, warnings
from models.district.reader import build, read_district
from models.domain.district import District


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    command = commands.add_parser("publish-menu", help="put the menus of the district file into the account")
    command.add_argument("--dry-run", action="store_true", help="print them only")
    command.set_defaults(run=run_publish)
    command = commands.add_parser("check", help="look for what is missing or weak in the configuration")
    command.add_argument("--online", action="store_true", help="compare with the account: templates, whitelist, menu")
    command.set_defaults(run=run_check)


def run_publish(args: argparse.Namespace) -> int:
    """Publish the residents' menu and the cadres' menu for those who carry their tag."""
    with opened() as at:
        district = district_in_force(at)
        if args.dry_run:
            default, conditional = menu_body(district, at.settings.address)
            print(json.dumps({"default": default, "posts": conditional}, ensure_ascii=False, indent=2))
            return 0
        for line in asyncio.run(_publish(at, district)):
            print(line)
        return 0


def run_check(args: argparse.Namespace) -> int:
    """Print what is wrong (exit status 2) and what should be settled before going live (exit status 0)."""
    settings = load_settings()
    found = settings.problems()
    district = build(read_district(settings.district), 0)
    found += check(district, settings.env)
    for line in found:
        print(f"wrong: {line}")
    for line in warnings(district):
        print(f"to settle: {line}")
    if args.online and not found:
        with opened(settings) as at:
            found += asyncio.run(_compare(at, district_in_force(at)))
    if not found:
        print("nothing is wrong")
    return 2 if found else 0


def district_in_force(at: Opened) -> District:
    """The district of the database. Raises SettingsError before the first load."""
    district = at.database.read_now(loaded)
    if district is None:
        raise SettingsError("no district is loaded: run minqing load-district FILE")
    return district


def client_of(at: Opened, session: ClientSession) -> WeChatClient:
    """A client of this installation's account for one command."""
    return WeChatClient(
        session,
        at.settings.wechat_api_base,
        credentials_of(at.settings),
        DatabaseTokenStore(at.database, at.registry.sealer),
        at.clock,
        lambda code, line: print(f"alarm {code}: {line}"),
    )


async def _publish(at: Opened, district: District) -> list[str]:
    async with ClientSession() as session:
        return await publish(client_of(at, session), district, at.settings.address)


async def _compare(at: Opened, district: District) -> list[str]:
    found = []
    async with ClientSession() as session:
        client = client_of(at, session)
        templates = await client.list_templates()
        if not templates.ok:
            found.append(f"the account does not answer: {templates.errmsg or templates.reason}")
            print(f"wrong: {found[0]}")
            return found
        approved = {one["template_id"]: one.get("content", "") for one in templates.data.get("template_list", [])}
        for role, setting in district.templates.items():
            if setting.template_id and setting.template_id not in approved:
                found.append(f"template {role}: the account has no {setting.template_id}")
            for name, key in setting.fields.items():
                content = approved.get(setting.template_id, "")
                if content and f"{{{{{key}." not in content:
                    found.append(f"template {role}: {name} is said to be {key}, which the template does not have")
        menu = await client.get_menu()
        if menu.ok and menu.data.get("menu") != menu_body(district, at.settings.address)[0]:
            found.append("the menu of the account is not the one of the district file: run minqing publish-menu")
    for line in found:
        print(f"wrong: {line}")
    return found
