"""Templates, the style sheet and the headers every page goes out with."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
HEADERS = {
    # no script, nothing from the network; the frame is the phones page of this very service
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    ),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FILE_HEADERS = {**HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'self'"}
STATIC = {"pages.css": "text/css", "slip.css": "text/css", "paper.css": "text/css", "icon.svg": "image/svg+xml"}
"""What is served below /static/, and as what."""
_FILES = {name: (HERE / "static" / name).read_bytes() for name in STATIC}
STYLE_VERSION = hashlib.sha256(_FILES["pages.css"]).hexdigest()[:12]

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(template: str, status: int = 200, *, up: str = "../", **values: Any) -> web.Response:
    """An HTML page; every value is escaped. `up` leads from it to the root of the service."""
    body = _ENVIRONMENT.get_template(template).render(style=STYLE_VERSION, up=up, **values)
    return web.Response(text=body, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)


async def static(request: web.Request) -> web.Response:
    """The style sheet (its version is in its address, so it is kept for good) and the icon."""
    name = request.match_info["name"]
    if name not in _FILES:
        raise web.HTTPNotFound
    tag = f'"{hashlib.sha256(_FILES[name]).hexdigest()[:12]}"'
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if "v" in request.query else "public, max-age=86400",
        "ETag": tag,
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=headers)
    return web.Response(body=_FILES[name], content_type=STATIC[name], charset="utf-8", headers=headers)
