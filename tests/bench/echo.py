"""The measure of all rows: an aiohttp server that reads a POST and answers it, and does nothing else."""

from __future__ import annotations

import sys

from aiohttp import web


async def echo(request: web.Request) -> web.Response:
    """Answer with the body."""
    return web.Response(body=await request.read())


if __name__ == "__main__":
    app = web.Application()
    app.router.add_post("/wechat", echo)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
