"""Sign-in of web pages that are opened inside WeChat."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from aiohttp import web

from bot.simulator.accounts import Person
from bot.simulator.endpoints.call import Answer, Call, Endpoint
from bot.simulator.errors import ApiError
from bot.simulator.signin import SCOPES
from bot.simulator.words import CHOOSE_ACCOUNT

COOKIE = "sim_phone"
"""Which phone opened the web sheet; set when the page opens a link."""


def authorize(call: Call) -> Answer:
    """Send the phone that opened the page back with a code; ask which phone when nothing tells."""
    call.world.check_app(call.query("appid"))
    target, scope = call.query("redirect_uri"), call.query("scope")
    if scope not in SCOPES or call.query("response_type") != "code" or not target.startswith(("http://", "https://")):
        raise ApiError(40066)
    openid = call.query("sim_openid") or call.request.cookies.get(COOKIE, "")
    if openid not in call.world.people:
        return _choose(call)
    code = call.world.signin.code_for(call.world.people.get(openid), scope, call.world.now())
    raise web.HTTPFound(_with_query(target, {"code": code, "state": call.query("state")}))


def _choose(call: Call) -> web.Response:
    def row(person: Person) -> str:
        link = html.escape(f"?{urlencode({**call.request.query, 'sim_openid': person.openid})}")
        return f'<p><a href="{link}">{html.escape(person.setting.name)}</a></p>'

    rows = "".join(row(person) for person in call.world.people)
    page = f'<!doctype html><meta charset="utf-8"><title>{CHOOSE_ACCOUNT}</title><h1>{CHOOSE_ACCOUNT}</h1>{rows}'
    return web.Response(text=page, content_type="text/html")


def _with_query(url: str, more: dict[str, str]) -> str:
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in more]
    return urlunsplit(parts._replace(query=urlencode([*query, *more.items()])))


def trade_code(call: Call) -> dict[str, Any]:
    """The openid and the page's token for a code."""
    call.world.check_app(call.query("appid"), call.query("secret"))
    if call.query("grant_type") != "authorization_code":
        raise ApiError(40002)
    return call.world.signin.trade(call.query("code"), call.world.now())


def refresh(call: Call) -> dict[str, Any]:
    """A new page's token."""
    call.world.check_app(call.query("appid"))
    return call.world.signin.refresh(call.query("refresh_token"), call.world.now())


def check(call: Call) -> dict[str, Any]:
    """Whether a page's token still works."""
    _person(call, "")
    return {}


def tell_person(call: Call) -> dict[str, Any]:
    """Nickname and picture, for snsapi_userinfo only."""
    person = _person(call, "snsapi_userinfo")
    return {"openid": person.openid, "nickname": person.setting.name, "sex": 0, "headimgurl": "", "privilege": []}


def _person(call: Call, scope: str) -> Person:
    return call.world.signin.person_of(call.query("access_token"), call.query("openid"), scope, call.world.now())


ENDPOINTS = (
    Endpoint("GET", "/connect/oauth2/authorize", authorize, token=False),
    Endpoint("GET", "/sns/oauth2/access_token", trade_code, token=False, content_type="text/plain"),
    Endpoint("GET", "/sns/oauth2/refresh_token", refresh, token=False, content_type="text/plain"),
    Endpoint("GET", "/sns/auth", check, token=False, content_type="text/plain"),
    Endpoint("GET", "/sns/userinfo", tell_person, token=False, content_type="text/plain"),
)
