"""Menus, QR codes and media."""

from __future__ import annotations

import io
from typing import Any

import segno
from aiohttp import web

from bot.simulator.endpoints.call import Answer, Call, Endpoint
from bot.simulator.errors import ApiError


def create_menu(call: Call) -> dict[str, Any]:
    """Replace the menu everybody sees."""
    call.world.menus.create(call.data)
    call.world.chats.touch()
    return {}


def tell_menu(call: Call) -> dict[str, Any]:
    """The menus as they are."""
    return call.world.menus.as_json()


def delete_menu(call: Call) -> dict[str, Any]:
    """No menu any longer."""
    call.world.menus.delete()
    call.world.chats.touch()
    return {}


def create_conditional_menu(call: Call) -> dict[str, Any]:
    """A menu for those with a tag."""
    menu_id = call.world.menus.create_conditional(call.data)
    call.world.chats.touch()
    return {"menuid": str(menu_id)}


def delete_conditional_menu(call: Call) -> dict[str, Any]:
    """One conditional menu less."""
    call.world.menus.delete_conditional(call.data.get("menuid"))
    call.world.chats.touch()
    return {}


def try_menu(call: Call) -> dict[str, Any]:
    """The menu one person sees."""
    person = call.world.people.get(call.data.get("user_id"))
    return {"button": call.world.menus.seen_by(person.tags)}


def create_code(call: Call) -> dict[str, Any]:
    """A QR code with a scene."""
    now = call.world.now()
    code = call.world.scenes.create(call.data, now)
    answer: dict[str, Any] = {"ticket": code.ticket, "url": code.url}
    if code.ends is not None:
        answer["expire_seconds"] = int((code.ends - now).total_seconds())
    return answer


def show_code(call: Call) -> Answer:
    """The picture of a ticket (404 when it is unknown or has expired)."""
    try:
        code = call.world.scenes.scan(call.query("ticket"), call.world.now())
    except KeyError:
        raise web.HTTPNotFound from None
    picture = io.BytesIO()
    segno.make(code.url).save(picture, kind="png", scale=6)
    return web.Response(body=picture.getvalue(), content_type="image/png")


async def upload(call: Call) -> Answer:
    """A temporary file as the form field `media`."""
    if not call.request.content_type.startswith("multipart/"):
        raise ApiError(41005)
    part = (await call.request.post()).get("media")
    if not isinstance(part, web.FileField):
        raise ApiError(41005)
    now = call.world.now()
    medium = call.world.media.add(call.query("type"), part.file.read(), part.content_type, now)
    name = "thumb_media_id" if medium.type == "thumb" else "media_id"
    return {"type": medium.type, name: medium.id, "created_at": int(now.timestamp())}


def download(call: Call) -> Answer:
    """The bytes of a medium, or an address for a video; the refusal is JSON with HTTP 200."""
    medium = call.world.media.get(call.query("media_id"), call.world.now())
    if medium.type == "video":
        return {"video_url": f"{call.world.config.public_url}/sim/media/{medium.id}"}
    disposition = f'attachment; filename="{medium.filename}"'
    return web.Response(
        body=medium.content, content_type=medium.content_type, headers={"Content-disposition": disposition}
    )


ENDPOINTS = (
    Endpoint("POST", "/cgi-bin/menu/create", create_menu),
    Endpoint("GET", "/cgi-bin/menu/get", tell_menu),
    Endpoint("GET", "/cgi-bin/menu/delete", delete_menu),
    Endpoint("POST", "/cgi-bin/menu/addconditional", create_conditional_menu),
    Endpoint("POST", "/cgi-bin/menu/delconditional", delete_conditional_menu),
    Endpoint("POST", "/cgi-bin/menu/trymatch", try_menu),
    Endpoint("POST", "/cgi-bin/qrcode/create", create_code),
    Endpoint("GET", "/cgi-bin/showqrcode", show_code, token=False),
    Endpoint("POST", "/cgi-bin/media/upload", upload, json=False),
    Endpoint("GET", "/cgi-bin/media/get", download, content_type="text/plain"),
    Endpoint("GET", "/cgi-bin/media/get/jssdk", download, content_type="text/plain"),
)
