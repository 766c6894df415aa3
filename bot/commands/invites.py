"""invite: one unused code per unfilled post."""

from __future__ import annotations

import argparse
import json
from typing import Any

from bot.commands.opening import opened
from bot.settings import SettingsError
from handlers.context import Context
from handlers.services.accounts import accounts_of, make_invite


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("invite", help="codes with which cadres bind their WeChat account to a post")
    command.add_argument("post", nargs="*", help="codes or units of posts")
    command.add_argument("--all", action="store_true", help="every post nobody is bound to")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run_invite)


def run_invite(args: argparse.Namespace) -> int:
    """Print the codes, as a table or as JSON."""
    if not args.all and not args.post:
        raise SettingsError("say which posts (a post code or a unit's name), or --all")
    with opened() as at:
        now = at.clock()
        rows = at.database.write_now(lambda tx: _invite(at.registry.context(tx, now), set(args.post)))
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        print(f"{row['code']}  {row['unit']}  {row['role']}  {row['person']}")
    return 0


def _invite(ctx: Context, wanted: set[str]) -> list[dict[str, Any]]:
    rows = []
    for post in ctx.district.posts.values():
        unit = ctx.district.units[post.unit]
        if post.closed or (wanted and not wanted & {post.code, post.unit, unit.name, unit.short}):
            continue
        if not wanted and accounts_of(ctx, post.code):
            continue
        rows.append(
            {
                "person": ctx.district.person_of(post.code),
                "unit": unit.name,
                "level": unit.level,
                "role": post.role,
                "code": make_invite(ctx, post.code).code,
                "post": post.code,
            }
        )
    if wanted and not rows:
        raise SettingsError(f"no post goes by {', '.join(sorted(wanted))}")
    return rows
