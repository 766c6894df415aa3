"""The account's menus and the tag that shows cadres theirs."""

from __future__ import annotations

import logging

from bot.service import Service
from bot.wechat.client import WeChatClient
from bot.wechat.lexicon import CADRE_TAG
from bot.wechat.menu import menu_body
from bot.wechat.result import Result
from models.domain.district import District
from models.domain.errors import BadInputError
from models.store.tx import Reader, Tx
from models.tables import Account

log = logging.getLogger("minqing.menus")

AT_ONCE = 50
"""WeChat tags at most fifty people in one call."""


class MenuRefusedError(BadInputError):
    """WeChat did not take a menu or a tag; the message says which and why."""


async def publish(client: WeChatClient, district: District, address: str) -> list[str]:
    """Put both menus of the district file into the account; returns what was done, a line each.

    Raises MenuRefusedError.
    """
    default, conditional = menu_body(district, address)
    _accept("the residents' menu", await client.create_menu(default))
    done = ["residents' menu published"]
    if conditional is not None:
        tag = await find_tag(client)
        if tag is None:
            made = _accept("the tag", await client.create_tag(CADRE_TAG))
            tag = int(made.data["tag"]["id"])
        body = {**conditional, "matchrule": {"tag_id": str(tag)}}
        _accept("the cadres' menu", await client.add_conditional_menu(body))
        done.append(f"cadres' menu published for tag {tag}")
    return done


async def find_tag(client: WeChatClient) -> int | None:
    """The id of the cadres' tag, None while the account has none. Raises MenuRefusedError."""
    known = _accept("the list of tags", await client.list_tags())
    return next((int(tag["id"]) for tag in known.data.get("tags", []) if tag["name"] == CADRE_TAG), None)


async def tag_cadres(service: Service, client: WeChatClient) -> int:
    """Give the tag to accounts that were bound and take it from those that were unbound; returns how many changed.

    Nothing happens before a cadres' menu was published: there is no tag then.
    """
    changed = 0
    for is_cadre in (True, False):
        waiting = await service.database.read(lambda reader: _waiting(reader, is_cadre=is_cadre))  # noqa: B023
        if not waiting:
            continue
        try:
            tag = await find_tag(client)
        except MenuRefusedError as error:
            log.warning("cadres could not be tagged: %s", error)
            return changed
        if tag is None:
            return changed
        openids = [service.registry.sealer.open(row.openid) for row in waiting if row.openid is not None]
        result = await client.tag_people(tag, openids, is_on=is_cadre)
        if not result.ok:
            log.warning("cadres could not be tagged: %s", result.reason)
            return changed
        keys = [row.id for row in waiting]
        await service.database.write(lambda tx: _note(tx, keys, is_on=is_cadre))  # noqa: B023
        changed += len(keys)
    return changed


def _waiting(reader: Reader, *, is_cadre: bool) -> list[Account]:
    rows = reader.find(Account, cadre=is_cadre, tagged=not is_cadre, follows=True)
    return [row for row in rows if row.openid is not None][:AT_ONCE]


def _note(tx: Tx, keys: list[str], *, is_on: bool) -> None:
    for key in keys:
        account = tx.get(Account, key)
        if account is not None:
            tx.update(account, tagged=is_on)


def _accept(what: str, result: Result) -> Result:
    if not result.ok:
        raise MenuRefusedError(f"{what} was refused: {result.errcode} {result.errmsg}")
    return result
