"""What a phone's request asks for, as an act of its owner."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, cast

from aiohttp import web

from bot.simulator.accounts import RECEPTIONS, Reception
from bot.simulator.actions import Hands
from bot.simulator.media import SIZES
from bot.simulator.world import World

Work = Coroutine[Any, Any, object]
Body = dict[str, Any]


def begin_act(world: World, hands: Hands, openid: str, name: str, body: Body) -> Work | None:
    """Promise the work of one act, checked but not begun; None when it is done already.

    KeyError for an unknown act, button or QR code, ValueError or ApiError for a body that does not fit.
    """
    if name == "reception":
        if body.get("value") not in RECEPTIONS:
            raise ValueError(f"value is one of: {', '.join(RECEPTIONS)}")
        world.people.get(openid).reception = cast("Reception", body["value"])
        world.chats.touch()
        return None
    return ACTS[name](world, hands, openid, body)


def _say(_world: World, hands: Hands, openid: str, body: Body) -> Work:
    kind = str(body.get("kind", "text"))
    if kind not in SAYINGS:
        raise ValueError(f"unknown kind {kind}")
    return SAYINGS[kind](hands, openid, body)


def _tap(_world: World, hands: Hands, openid: str, body: Body) -> Work:
    return hands.tap(openid, _text(body, "menu_id"), _needed(body, "content"))


def _follow(_world: World, hands: Hands, openid: str, body: Body) -> Work:
    return hands.follow(openid, _text(body, "scene"))


def _unfollow(_world: World, hands: Hands, openid: str, _body: Body) -> Work:
    return hands.unfollow(openid)


def _scan(world: World, hands: Hands, openid: str, body: Body) -> Work:
    if ticket := _text(body, "ticket"):
        return hands.scan(openid, world.scenes.scan(ticket, world.now()).scene, ticket)
    return hands.scan(openid, _needed(body, "scene"))


def _press(world: World, hands: Hands, openid: str, body: Body) -> Work:
    key = _needed(body, "key")
    button, _menu_id = world.menus.button(world.people.get(openid).tags, key)
    if button["type"].startswith("pic_"):
        return hands.press_for_pictures(openid, key, [_file(body, "image")])
    if button["type"] == "location_select":
        return hands.press_for_place(openid, key, *_place(body), _text(body, "label"))
    return hands.press(openid, key, result=_text(body, "result"))


def _consent(world: World, hands: Hands, openid: str, body: Body) -> Work:
    template = world.templates.find(body.get("template_id"), subscribe=True)
    return hands.answer_consent(openid, template.id, accept=bool(body.get("accept")))


def _say_text(hands: Hands, openid: str, body: Body) -> Work:
    return hands.say(openid, _needed(body, "text"))


def _say_image(hands: Hands, openid: str, body: Body) -> Work:
    return hands.send_image(openid, _file(body, "image"), _content_type(body, "image/jpeg"))


def _say_voice(hands: Hands, openid: str, body: Body) -> Work:
    seconds = int(_text(body, "seconds") or 3)
    if "file" not in body:
        return hands.send_voice(openid, seconds)
    return hands.send_voice(openid, seconds, _file(body, "voice"), _content_type(body, "audio/amr"))


def _say_location(hands: Hands, openid: str, body: Body) -> Work:
    return hands.send_location(openid, *_place(body), _text(body, "label"))


def _say_link(hands: Hands, openid: str, body: Body) -> Work:
    return hands.send_link(openid, _text(body, "title"), _text(body, "description"), _needed(body, "url"))


def _say_sticker(hands: Hands, openid: str, body: Body) -> Work:
    return hands.send_sticker(openid, _text(body, "name"))


ACTS: Mapping[str, Callable[[World, Hands, str, Body], Work]] = {
    "say": _say,
    "tap": _tap,
    "follow": _follow,
    "unfollow": _unfollow,
    "scan": _scan,
    "menu": _press,
    "consent": _consent,
}

SAYINGS: Mapping[str, Callable[[Hands, str, Body], Work]] = {
    "text": _say_text,
    "image": _say_image,
    "voice": _say_voice,
    "location": _say_location,
    "link": _say_link,
    "sticker": _say_sticker,
}


def _text(body: Body, name: str) -> str:
    value = body.get(name)
    return "" if value is None else str(value)


def _needed(body: Body, name: str) -> str:
    value = _text(body, name)
    if not value.strip():
        raise ValueError(f"{name} is missing")
    return value


async def read_body(request: web.Request) -> dict[str, Any]:
    """The JSON body, or the fields of a form with its file under `file`."""
    if request.headers.get("Sec-Fetch-Site", "none") == "cross-site":
        raise bad_request("only the page itself may act", web.HTTPForbidden)
    if request.content_type.startswith("multipart/"):
        return dict(await request.post())
    raw = await request.text()
    try:
        body = json.loads(raw) if raw else {}
    except ValueError:
        raise bad_request("not JSON") from None
    if not isinstance(body, dict):
        raise bad_request("not a JSON object")
    return body


def _place(body: Body) -> tuple[float, float]:
    latitude, longitude = float(_needed(body, "latitude")), float(_needed(body, "longitude"))
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("not a place on earth")
    return latitude, longitude


def _file(body: Body, kind: str) -> bytes:
    part = body.get("file")
    if not isinstance(part, web.FileField):
        raise ValueError("file is missing")
    content: bytes = part.file.read()
    if not content:
        raise ValueError("file is empty")
    if len(content) > SIZES[kind]:
        raise ValueError("file is too large")
    return content


def _content_type(body: dict[str, Any], default: str) -> str:
    part = body.get("file")
    kind = part.content_type.partition(";")[0] if isinstance(part, web.FileField) else ""
    return kind if kind.startswith(default.split("/", maxsplit=1)[0] + "/") and "svg" not in kind else default


def bad_request(text: str, kind: type[web.HTTPError] = web.HTTPBadRequest) -> web.HTTPError:
    return kind(text=json.dumps({"error": text}, ensure_ascii=False), content_type="application/json")
