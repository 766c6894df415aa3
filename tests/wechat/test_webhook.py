from __future__ import annotations

import asyncio
import gzip
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import xmltodict  # type: ignore[import-untyped]
from aiohttp import ClientConnectionError, web
from aiohttp.test_utils import TestClient, TestServer
from wechatpy.crypto import WeChatCrypto

from bot.wechat.credentials import Credentials
from bot.wechat.webhook import webhook
from models.domain.message import Message
from tests.wechat.deliveries import (
    ACCOUNT,
    AES_KEY,
    APP_ID,
    CREATED,
    NOW,
    OTHER_KEY,
    PLAIN,
    SAFE,
    SENDER,
    TOKEN,
    make_event,
    make_query,
    make_safe,
    make_text,
)

Words = str | None | Exception


class Edge:
    """A running webhook with what it was given and what it counted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.heard: list[tuple[Message, bytes]] = []
        self.words: Words = "收到了"
        self.now = NOW
        self.hold: asyncio.Event | None = None
        self.entered = asyncio.Event()
        self.done = asyncio.Event()

    async def answer(self, message: Message, raw: bytes) -> str | None:
        self.entered.set()
        if self.hold is not None:
            await self.hold.wait()
        self.heard.append((message, raw))
        self.done.set()
        if isinstance(self.words, Exception):
            raise self.words
        return self.words

    async def open(self, credentials: Credentials, patience: float = 0.2) -> TestClient[web.Request, web.Application]:
        handler = webhook(
            credentials,
            self.answer,
            lambda: self.now,
            lambda word: self.counts.update([word]),
            patience=patience,
        )
        app = web.Application()
        app.router.add_route("*", "/wechat", handler)
        client = TestClient(TestServer(app))
        await client.start_server()
        return client


Opener = Callable[[Credentials], Awaitable[TestClient[web.Request, web.Application]]]


@pytest.fixture
def edge() -> Edge:
    return Edge()


@pytest.fixture
async def at(edge: Edge) -> AsyncIterator[Opener]:
    clients = []

    async def open_at(credentials: Credentials) -> TestClient[web.Request, web.Application]:
        clients.append(await edge.open(credentials))
        return clients[-1]

    yield open_at
    for client in clients:
        await client.close()


def open_reply(sealed: bytes, key: str = AES_KEY) -> str:
    root = xmltodict.parse(sealed)["xml"]
    crypto = WeChatCrypto(TOKEN, key, APP_ID)
    plain = crypto.decrypt_message(sealed, root["MsgSignature"], root["TimeStamp"], root["Nonce"])
    content: str = xmltodict.parse(plain)["xml"]["Content"]
    return content


async def test_the_official_check_of_the_address_gets_its_echo(at: Opener) -> None:
    client = await at(PLAIN)
    query = (
        "signature=f464b24fc39322e44b38aa78f5edd27bd1441696&timestamp=1714036504&nonce=1514711492"
        "&echostr=4375120948345356249"
    )
    async with client.get(f"/wechat?{query}") as response:
        assert (response.status, await response.text()) == (200, "4375120948345356249")
        assert response.content_type == "text/plain"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "echostr=1",
        make_query(),
        make_query(token="BBBBB", echostr="1"),
        make_query(echostr="1").replace("nonce=4", "nonce=5"),
        "signature=%E8%B7%AF&timestamp=1&nonce=2&echostr=%3Cscript%3E",
        "signature=%ED%A0%80&timestamp=%FF&nonce=2&echostr=3",
    ],
)
async def test_any_other_check_is_forbidden(at: Opener, edge: Edge, query: str) -> None:
    client = await at(PLAIN)
    async with client.get(f"/wechat?{query}") as response:
        assert response.status == 403
    assert edge.counts == {"refused": 1}


async def test_a_plain_delivery_is_answered_in_plain_words(at: Opener, edge: Edge) -> None:
    client = await at(PLAIN)
    for query in (make_query(), make_query(encrypt_type="raw")):
        async with client.post(f"/wechat?{query}", data=make_text()) as response:
            root = xmltodict.parse(await response.read())["xml"]
        assert (root["ToUserName"], root["FromUserName"], root["Content"]) == (SENDER, ACCOUNT, "收到了")
    assert [message.text for message, _ in edge.heard] == ["路灯坏了"] * 2
    assert edge.heard[0][1] == make_text()


@pytest.mark.parametrize("words", [None, ""])
@pytest.mark.parametrize("credentials", [PLAIN, SAFE], ids=["plain", "safe"])
async def test_no_words_are_acknowledged_with_success(
    at: Opener, edge: Edge, words: str | None, credentials: Credentials
) -> None:
    edge.words = words
    client = await at(credentials)
    query, body = make_safe(make_text()) if credentials.aes_key else (make_query(), make_text())
    async with client.post(f"/wechat?{query}", data=body) as response:
        assert (response.status, await response.read()) == (200, b"success")


@pytest.mark.parametrize("plain_fields", [True, False], ids=["compatible", "safe"])
async def test_an_encrypted_delivery_gets_an_encrypted_answer(at: Opener, edge: Edge, plain_fields: bool) -> None:
    client = await at(SAFE)
    query, body = make_safe(make_text(), plain_fields=plain_fields)
    async with client.post(f"/wechat?{query}", data=body) as response:
        assert open_reply(await response.read()) == "收到了"
    assert [raw for _, raw in edge.heard] == [make_text()]


async def test_the_plain_fields_of_compatible_mode_are_not_believed(at: Opener, edge: Edge) -> None:
    client = await at(SAFE)
    query, body = make_safe(make_text(), plain_fields=True)
    forged = body.replace("路灯坏了".encode(), "转账给我".encode())
    async with client.post(f"/wechat?{query}", data=forged) as response:
        assert response.status == 200
    assert edge.heard[0][0].text == "路灯坏了"


async def test_compatible_mode_without_our_key_is_read_as_plain(at: Opener, edge: Edge) -> None:
    client = await at(PLAIN)
    query, body = make_safe(make_text(), plain_fields=True)
    async with client.post(f"/wechat?{query}", data=body) as response:
        assert xmltodict.parse(await response.read())["xml"]["Content"] == "收到了"
    assert edge.heard[0][0].text == "路灯坏了"


async def test_safe_mode_without_our_key_is_refused_and_not_swallowed(at: Opener, edge: Edge) -> None:
    client = await at(PLAIN)
    query, body = make_safe(make_text())
    async with client.post(f"/wechat?{query}", data=body) as response:
        assert response.status == 403
    assert not edge.heard


async def test_after_a_change_of_key_each_reply_uses_the_key_that_opened(at: Opener) -> None:
    client = await at(replace(SAFE, aes_key=OTHER_KEY, aes_key_previous=AES_KEY))
    for key in (AES_KEY, OTHER_KEY):
        query, body = make_safe(make_text(), key=key)
        async with client.post(f"/wechat?{query}", data=body) as response:
            assert open_reply(await response.read(), key) == "收到了"


async def test_plain_deliveries_beside_a_key_need_the_setting(at: Opener, edge: Edge) -> None:
    strict, lenient = await at(SAFE), await at(replace(SAFE, allow_plaintext=True))
    async with strict.post(f"/wechat?{make_query()}", data=make_text()) as response:
        assert response.status == 403
    async with lenient.post(f"/wechat?{make_query()}", data=make_text()) as response:
        assert xmltodict.parse(await response.read())["xml"]["Content"] == "收到了"
    assert len(edge.heard) == 1


def spoil(query: str, name: str) -> str:
    head, tail = query.split(f"{name}=", 1)
    return f"{head}{name}={'1' if tail[0] != '1' else '2'}{tail[1:]}"


@pytest.mark.parametrize("name", ["signature", "timestamp", "nonce"])
async def test_a_plain_delivery_with_one_wrong_part_is_forbidden(at: Opener, edge: Edge, name: str) -> None:
    client = await at(PLAIN)
    async with client.post(f"/wechat?{spoil(make_query(), name)}", data=make_text()) as response:
        assert response.status == 403
    assert not edge.heard


@pytest.mark.parametrize("name", ["msg_signature", "timestamp", "nonce"])
async def test_an_encrypted_delivery_with_one_wrong_part_is_forbidden(at: Opener, edge: Edge, name: str) -> None:
    client = await at(SAFE)
    query, body = make_safe(make_text())
    async with client.post(f"/wechat?{spoil(query, name)}", data=body) as response:
        assert response.status == 403
    assert not edge.heard


@pytest.mark.parametrize(
    ("key", "app_id"), [(OTHER_KEY, APP_ID), (AES_KEY, "wx0000000000000000")], ids=["key", "account"]
)
async def test_a_signed_text_no_key_opens_is_forbidden(at: Opener, edge: Edge, key: str, app_id: str) -> None:
    client = await at(SAFE)
    query, body = make_safe(make_text(), key=key, app_id=app_id)
    async with client.post(f"/wechat?{query}", data=body) as response:
        assert response.status == 403
    assert not edge.heard


@pytest.mark.parametrize("shift", [-601, 601])
@pytest.mark.parametrize("credentials", [PLAIN, SAFE], ids=["plain", "safe"])
async def test_a_timestamp_outside_the_window_is_forbidden_whichever_way(
    at: Opener, edge: Edge, shift: int, credentials: Credentials
) -> None:
    client = await at(credentials)
    query, body = make_safe(make_text()) if credentials.aes_key else (make_query(), make_text())
    edge.now = datetime.fromtimestamp(CREATED + shift, UTC)
    async with client.post(f"/wechat?{query}", data=body) as response:
        assert response.status == 403
    edge.now -= timedelta(seconds=1 if shift > 0 else -1)
    async with client.post(f"/wechat?{query}", data=body) as response:
        assert response.status == 200


async def test_the_moved_clock_is_the_clock_that_judges(at: Opener, edge: Edge) -> None:
    client = await at(PLAIN)
    edge.now = NOW + timedelta(days=30)
    later = make_query(CREATED + 30 * 86400)
    async with client.post(f"/wechat?{later}", data=make_text()) as response:
        assert response.status == 200
        stamp = xmltodict.parse(await response.read())["xml"]["CreateTime"]
    assert int(stamp) == int(edge.now.timestamp())


async def test_the_same_delivery_again_reaches_the_answer_again(at: Opener, edge: Edge) -> None:
    client = await at(PLAIN)
    for _ in range(3):
        async with client.post(f"/wechat?{make_query()}", data=make_text()) as response:
            assert response.status == 200
    assert len({message.dedupe_key for message, _ in edge.heard}) == 1
    assert len(edge.heard) == 3


BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><xml><Content>&b;</Content></xml>'


@pytest.mark.parametrize("body", [b"", b"{}", b"<xml>", b"\xff" * 20, BOMB, make_event(""), b"<xml/>"])
async def test_signed_nonsense_is_acknowledged_and_counted(at: Opener, edge: Edge, body: bytes) -> None:
    plain, safe = await at(PLAIN), await at(SAFE)
    async with plain.post(f"/wechat?{make_query()}", data=body) as response:
        assert (response.status, await response.read()) == (200, b"success")
    async with safe.post(f"/wechat?{make_query(encrypt_type='aes', msg_signature='0')}", data=body) as response:
        assert (response.status, await response.read()) == (200, b"success")
    if body:
        query, sealed = make_safe(b"<xml>&x;</xml>")
        async with safe.post(f"/wechat?{query}", data=sealed) as response:
            assert (response.status, await response.read()) == (200, b"success")
    assert set(edge.counts) == {"malformed"}
    assert not edge.heard


@pytest.mark.parametrize("credentials", [PLAIN, SAFE], ids=["plain", "safe"])
async def test_unsigned_nonsense_is_forbidden(at: Opener, edge: Edge, credentials: Credentials) -> None:
    client = await at(credentials)
    for query in ("", make_query(token="BBBBB"), "encrypt_type=aes", "encrypt_type=aes&msg_signature=%FF"):
        async with client.post(f"/wechat?{query}", data=b"<xml>") as response:
            assert response.status == 403


async def test_unknown_events_and_types_reach_the_answer(at: Opener, edge: Edge) -> None:
    client = await at(PLAIN)
    for body in (make_event("Brand_New_Event"), make_text("【收到不支持的消息类型，暂无法显示】")):
        async with client.post(f"/wechat?{make_query()}", data=body) as response:
            assert response.status == 200
    assert [(message.kind, message.event) for message, _ in edge.heard] == [
        ("event", "brand_new_event"),
        ("unreadable", ""),
    ]


async def in_chunks(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 1024):
        yield b"a" * 1024


async def test_a_body_over_64_kib_is_too_large_announced_or_chunked_or_packed(at: Opener, edge: Edge) -> None:
    client = await at(PLAIN)
    large = b"a" * (64 * 1024 + 1)
    packed = {"Content-Encoding": "gzip"}
    async with client.post(f"/wechat?{make_query()}", data=large) as response:
        assert response.status == 413
    async with client.post(f"/wechat?{make_query()}", data=in_chunks(128 * 1024)) as response:
        assert response.status == 413
    async with client.post(f"/wechat?{make_query()}", data=gzip.compress(large * 20), headers=packed) as response:
        assert response.status == 413
    assert edge.counts == {"too_large": 3}


async def test_a_body_of_exactly_64_kib_is_read(at: Opener, edge: Edge) -> None:
    client = await at(PLAIN)
    frame = len(make_text(""))
    body = make_text("a" * (64 * 1024 - frame))
    assert len(body) == 64 * 1024
    async with client.post(f"/wechat?{make_query()}", data=body) as response:
        assert response.status == 200
    assert len(edge.heard) == 1


async def send_raw(client: TestClient[web.Request, web.Application], head: str, body: bytes = b"") -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(f"POST /wechat?{make_query()} HTTP/1.1\r\nHost: a\r\n{head}\r\n\r\n".encode() + body)
    await writer.drain()
    line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return line


async def test_a_body_that_never_ends_is_given_up(at: Opener, edge: Edge) -> None:
    client = await at(PLAIN)
    assert b" 408 " in await send_raw(client, "Content-Length: 500", b"<xml>")
    assert edge.counts == {"slow": 1}


async def test_a_damaged_transfer_is_the_senders_error(at: Opener, edge: Edge) -> None:
    client = await at(PLAIN)
    assert b" 400 " in await send_raw(client, "Transfer-Encoding: chunked", b"zz\r\nabc\r\n0\r\n\r\n")
    broken = "Content-Encoding: gzip\r\nContent-Length: 5"
    assert b" 400 " in await send_raw(client, broken, b"abcde")
    assert not edge.heard


async def test_words_too_long_for_wechat_are_cut_and_counted(at: Opener, edge: Edge) -> None:
    edge.words = "灯" * 1000
    client = await at(PLAIN)
    async with client.post(f"/wechat?{make_query()}", data=make_text()) as response:
        assert xmltodict.parse(await response.read())["xml"]["Content"] == "灯" * 682
    assert edge.counts == {"replied": 1, "cut": 1}


@pytest.mark.parametrize("credentials", [PLAIN, SAFE], ids=["plain", "safe"])
async def test_what_could_not_be_kept_is_not_acknowledged(at: Opener, edge: Edge, credentials: Credentials) -> None:
    edge.words = OSError("disk full")
    client = await at(credentials)
    query, body = make_safe(make_text()) if credentials.aes_key else (make_query(), make_text())
    with pytest.raises(ClientConnectionError):
        await client.post(f"/wechat?{query}", data=body)
    assert edge.counts == {"unanswered": 1}
    edge.words = "收到了"
    async with client.post(f"/wechat?{query}", data=body) as response:
        assert response.status == 200


async def test_an_answer_goes_on_when_wechat_has_hung_up(edge: Edge) -> None:
    edge.hold = asyncio.Event()
    app = web.Application()
    app.router.add_post("/wechat", webhook(PLAIN, edge.answer, lambda: NOW, lambda word: None))
    # aiohttp's test server cancels a handler whose client left; the service runs with the default, which does not.
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    _, writer = await asyncio.open_connection("127.0.0.1", runner.addresses[0][1])
    head = f"POST /wechat?{make_query()} HTTP/1.1\r\nHost: a\r\nContent-Length: {len(make_text())}\r\n\r\n"
    writer.write(head.encode() + make_text())
    await edge.entered.wait()
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(0.05)
    edge.hold.set()
    await asyncio.wait_for(edge.done.wait(), 5)
    assert [message.text for message, _ in edge.heard] == ["路灯坏了"]
    await runner.cleanup()


async def test_other_methods_are_judged_like_a_check(at: Opener) -> None:
    client = await at(PLAIN)
    async with client.put(f"/wechat?{make_query()}", data=make_text()) as response:
        assert response.status == 403


def test_a_key_that_is_none_stops_the_start() -> None:
    async def never(message: Message, raw: bytes) -> str | None:
        return None

    with pytest.raises(ValueError, match="43 letters"):
        webhook(replace(PLAIN, aes_key="short"), never, lambda: NOW, lambda word: None)


def test_secrets_are_not_printed() -> None:
    shown = repr(replace(SAFE, app_secret="hush"))
    assert AES_KEY not in shown
    assert TOKEN not in shown
    assert "hush" not in shown
