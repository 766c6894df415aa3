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
STYLE_NAME = "pages.css"
STYLE = (HERE / "static" / STYLE_NAME).read_bytes()
STYLE_VERSION = hashlib.sha256(STYLE).hexdigest()[:12]

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(template: str, status: int = 200, **values: Any) -> web.Response:
    """An HTML page; every value is escaped."""
    body = _ENVIRONMENT.get_template(template).render(style=STYLE_VERSION, **values)
    return web.Response(text=body, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)


async def style(request: web.Request) -> web.Response:
    """The style sheet; its version is in the address, so it is kept for good."""
    tag = f'"{STYLE_VERSION}"'
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": tag,
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=headers)
    return web.Response(body=STYLE, content_type="text/css", charset="utf-8", headers=headers)
