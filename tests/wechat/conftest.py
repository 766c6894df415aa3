from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from tests.wechat.api import Api, Town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    api = Api()
    app = web.Application(client_max_size=16 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", api.answer)
    server = TestServer(app)
    await server.start_server()
    async with ClientSession() as session:
        yield Town(session, server, api)
    await server.close()


@pytest.fixture
def api(town: Town) -> Api:
    return town.api
