"""WeChat's callback address in HTTP: which answer each delivery gets.

What is said stays said: a delivery is acknowledged only after `answer` has resolved, which is after the durable commit.
When `answer` fails, nothing at all is answered. An error page would show the person the fault notice and may end the
matter; silence for the five seconds WeChat waits is the one failure it answers by delivering again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web
from aiohttp.http_exceptions import PayloadEncodingError

from bot.wechat.credentials import Credentials
from bot.wechat.document import MAX_BYTES
from bot.wechat.errors import MalformedError, RefusedError
from bot.wechat.gate import Delivery, Gate
from bot.wechat.reply import SUCCESS, render_encrypted, render_text, split_text
from models.domain.message import Message

Answer = Callable[[Message, bytes], Awaitable[str | None]]
"""Handles one message and the plain XML it came in; resolves after the durable commit with the words to say back."""
Clock = Callable[[], datetime]
Count = Callable[[str], None]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PATIENCE = 5.0
"""Seconds WeChat waits for an answer, and we for a body."""

_XML = {"Content-Type": "application/xml; charset=utf-8"}
_log = logging.getLogger("minqing.wechat.webhook")


def webhook(
    credentials: Credentials, answer: Answer, clock: Clock, count: Count, *, patience: float = PATIENCE
) -> Handler:
    """Make the aiohttp handler for GET (verification) and POST (deliveries); ValueError when an AES key is not one.

    `count` hears one word per request: verified, replied, acknowledged, refused, malformed, too_large, slow, broken or
    unanswered, and `cut` beside replied when the words were too long.
    """
    gate = Gate(credentials, clock)

    async def handle(request: web.Request) -> web.StreamResponse:
        if request.method != "POST":
            return verify(request)
        started = asyncio.get_running_loop().time()
        raw = await _read_body(request, patience)
        if isinstance(raw, _Unread):
            count(raw.word)
            return web.Response(status=raw.status, text=raw.word)
        try:
            delivery = gate.open(request.query, raw)
        except RefusedError as refused:
            count("refused")
            _log.warning("delivery refused: %s", refused)
            return web.Response(status=403, text="forbidden")
        except MalformedError as malformed:
            count("malformed")
            _log.warning("malformed delivery of %d bytes acknowledged: %s", len(raw), malformed.reason)
            return web.Response(body=SUCCESS)
        try:
            words = await answer(delivery.message, delivery.xml)
        except Exception:
            count("unanswered")
            _log.exception("delivery not handled, left for redelivery")
            return await _stay_silent(request, started + patience)
        return respond(delivery, words)

    def verify(request: web.Request) -> web.Response:
        if not gate.is_verification(request.query):
            count("refused")
            return web.Response(status=403, text="forbidden")
        count("verified")
        return web.Response(text=request.query["echostr"])

    def respond(delivery: Delivery, words: str | None) -> web.Response:
        if not words:
            count("acknowledged")
            return web.Response(body=SUCCESS)
        count("replied")
        fitting, rest = split_text(words)
        if rest:
            count("cut")
            _log.error("a reply was longer than WeChat shows and was cut")
        now = clock()
        reply = render_text(delivery.message.sender, delivery.message.account, fitting, now)
        if delivery.cipher is not None:
            reply = render_encrypted(reply, delivery.cipher, credentials.token, now)
        return web.Response(body=reply, headers=_XML)

    return handle


class _Unread:
    """A body that was not read to its end, and the answer to that."""

    __slots__ = ("status", "word")

    def __init__(self, status: int, word: str) -> None:
        self.status = status
        self.word = word


async def _read_body(request: web.Request, patience: float) -> bytes | _Unread:
    if (request.content_length or 0) > MAX_BYTES:
        return _Unread(413, "too_large")
    body = bytearray()
    try:
        if request.content.is_eof():
            # The usual case: the body came with the head, so nothing is waited for and no alarm clock needs setting.
            whole = request.content.read_nowait()
            return whole if len(whole) <= MAX_BYTES else _Unread(413, "too_large")
        async with asyncio.timeout(patience):
            # Counted while reading: a chunked or compressed body does not say beforehand how long it is.
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > MAX_BYTES:
                    return _Unread(413, "too_large")
    except TimeoutError:
        return _Unread(408, "slow")
    except (web.RequestPayloadError, PayloadEncodingError, ConnectionError):
        return _Unread(400, "broken")
    return bytes(body)


async def _stay_silent(request: web.Request, until: float) -> web.StreamResponse:
    await asyncio.sleep(until - asyncio.get_running_loop().time())
    if request.transport is not None:
        request.transport.abort()
    # Never seen: the connection is gone. aiohttp asks for a response all the same.
    return web.Response(status=503)
