"""One HTTP call to the API: a base address, a timeout, real UTF-8, and every failure as a result."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
)

from bot.wechat.errcodes import NO_ANSWER, OVERSIZED, UNREACHABLE
from bot.wechat.result import Result, fail

SECONDS = 5.0
MEDIA_SECONDS = 30.0
CONNECT_SECONDS = 3.0
_MAX_ANSWER = 24 * 1024 * 1024
"""The largest file WeChat keeps is a video of 10 MB; anything far beyond is not an answer."""

JSON_HEADERS = {"Content-Type": "application/json; charset=utf-8"}


class Transport:
    """Calls paths under one base address with a session owned by somebody else."""

    def __init__(self, session: ClientSession, base_url: str) -> None:
        self._session = session
        self._base = base_url.rstrip("/")

    async def call(
        self,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        form: FormData | None = None,
        seconds: float = SECONDS,
        wants_file: bool = False,
    ) -> Result:
        """GET without `body` and `form`, POST otherwise; the answer as a result, also for every network failure."""
        # `\\uXXXX` would be shown as such in menus, so the JSON carries the characters themselves.
        data = form if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        try:
            async with self._session.request(
                "GET" if data is None else "POST",
                self._base + path,
                params=params,
                data=data,
                headers=None if body is None else JSON_HEADERS,
                timeout=ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS),
                allow_redirects=False,
            ) as response:
                content = await _read(response)
                if content is None:
                    return fail(OVERSIZED, "answer too large")
                kind = response.content_type
                status = response.status
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            return fail(UNREACHABLE, type(error).__name__)
        # The text of these errors may hold the address with its token; their name is enough.
        except (ClientError, TimeoutError, OSError, ValueError) as error:
            return fail(NO_ANSWER, type(error).__name__)
        if wants_file and status == 200 and not _is_json(content, kind):
            return Result(True, 0, "ok", content=content, content_type=kind) if content else fail(NO_ANSWER, "empty")
        return _read_json(content, status)


async def _read(response: ClientResponse) -> bytes | None:
    content = bytearray()
    async for chunk in response.content.iter_any():
        content += chunk
        if len(content) > _MAX_ANSWER:
            return None
    return bytes(content)


def _is_json(content: bytes, content_type: str) -> bool:
    # An error comes with status 200 and sometimes under the type of a picture: both signs count.
    return "json" in content_type or content_type == "text/plain" or content.lstrip()[:1] == b"{"


def _read_json(content: bytes, status: int) -> Result:
    try:
        data = json.loads(content)
        errcode = int(data.get("errcode") or 0)
    except (ValueError, AttributeError, TypeError, RecursionError):
        return fail(NO_ANSWER, f"HTTP {status} without readable JSON")
    if errcode:
        return fail(errcode, str(data.get("errmsg", "")), data=data)
    if status != 200:
        return fail(NO_ANSWER, f"HTTP {status}")
    return Result(True, 0, str(data.get("errmsg", "ok")), data)
