"""Both halves of the edge against the simulated WeChat, which was written on its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, web

from bot.simulator.config import ApprovedTemplate, Mode, PhoneSetting, WorldConfig
from bot.simulator.rules import Rules
from bot.simulator.town import Town, open_town
from bot.wechat.client import WeChatClient
from bot.wechat.credentials import Credentials
from bot.wechat.templates import fill
from bot.wechat.token import MemoryTokenStore
from bot.wechat.webhook import webhook
from models.domain.district import TemplateSetting
from models.domain.message import Message
from tests.wechat.deliveries import AES_KEY, APP_ID, TOKEN

WANG = "owang00000000000000000000001"
SETTING = TemplateSetting(
    "T04",
    "demo-t04",
    {"受理编号": "character_string1", "事项": "thing2", "办理单位": "thing3", "当前状态": "phrase4"},
)
CARD = ApprovedTemplate("demo-t04", "受理进度通知", {key: name for name, key in SETTING.fields.items()})


@dataclass
class Desk:
    """Our side: the webhook with what it heard, and the API client."""

    town: Town
    client: WeChatClient
    heard: list[Message]
    counts: Counter[str]
    failures: list[Exception] = field(default_factory=list)


@asynccontextmanager
async def open_desk(mode: Mode = "plain", aes_key: str = AES_KEY) -> AsyncIterator[Desk]:
    heard: list[Message] = []
    failures: list[Exception] = []
    counts: Counter[str] = Counter()
    now = datetime(2026, 11, 23, 1, 10, tzinfo=UTC)

    async def answer(message: Message, raw: bytes) -> str | None:
        heard.append(message)
        if failures:
            raise failures.pop(0)
        return f"记下了：{message.text}" if message.kind == "text" else None

    key = "" if mode == "plain" else aes_key
    ours = Credentials(APP_ID, TOKEN, aes_key=key, app_secret="secret-of-the-account")
    app = web.Application()
    handler = webhook(ours, answer, lambda: now, lambda word: counts.update([word]), patience=0.3)
    app.router.add_route("*", "/wechat", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    config = WorldConfig(
        now=lambda: now,
        app_id=APP_ID,
        app_secret="secret-of-the-account",
        token=TOKEN,
        aes_key=AES_KEY,
        mode=mode,
        phones=(PhoneSetting(WANG, "王桂芳"),),
        templates=(CARD,),
        rules=Rules(answer_seconds=0.4, report_seconds=0.0),
    )
    callback = f"http://127.0.0.1:{runner.addresses[0][1]}/wechat"
    try:
        async with open_town(config, callback) as town, ClientSession() as session:
            client = WeChatClient(
                session, town.api_base, ours, MemoryTokenStore(), lambda: now, lambda errcode, line: None
            )
            yield Desk(town, client, heard, counts, failures)
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_words_and_their_answer_travel_in_every_mode(mode: Mode) -> None:
    async with open_desk(mode) as desk:
        assert await desk.town.phone(WANG).says("灯坏了 ]]> 😀") == ["记下了：灯坏了 ]]> 😀"]
        assert desk.heard[0].sender == WANG


async def test_compatible_mode_works_before_our_key_is_set() -> None:
    async with open_desk("compatible", aes_key="") as desk:
        assert await desk.town.phone(WANG).says("灯坏了") == ["记下了：灯坏了"]


async def test_what_we_could_not_keep_is_delivered_again_and_answered_then() -> None:
    async with open_desk("safe") as desk:
        desk.failures.append(OSError("disk full"))
        assert await desk.town.phone(WANG).says("灯坏了") == ["记下了：灯坏了"]
        assert [message.dedupe_key for message in desk.heard] == [desk.heard[0].dedupe_key] * 2
        assert desk.counts == {"unanswered": 1, "replied": 1}


async def test_every_kind_of_message_and_event_is_heard_as_what_it_is() -> None:
    async with open_desk() as desk:
        hands = desk.town.hands
        await hands.send_image(WANG, b"\xff\xd8\xff picture")
        await hands.send_voice(WANG, 3)
        await hands.send_location(WANG, 39.5, 106.7, "滨海社区")
        await hands.send_link(WANG, "公告", "停水", "https://example.com/1")
        await hands.send_sticker(WANG)
        await hands.unfollow(WANG)
        await hands.follow(WANG, scene="c:binhai")
        await hands.scan(WANG, "h:7")
        kinds = [message.event or message.kind for message in desk.heard]
        expected = ["image", "voice", "location", "link", "unreadable", "unsubscribe", "subscribe", "scan"]
        assert [kind for kind in kinds if kind in expected] == expected
        by_kind = {message.event or message.kind: message for message in desk.heard}
        assert (by_kind["location"].latitude, by_kind["location"].longitude) == (39.5, 106.7)
        assert (by_kind["subscribe"].event_key, by_kind["scan"].event_key) == ("c:binhai", "h:7")
        assert desk.counts["malformed"] == desk.counts["refused"] == 0
        picture = await desk.client.get_media(by_kind["image"].media_id)
        assert (picture.ok, picture.content) == (True, b"\xff\xd8\xff picture")


async def test_pushes_obey_the_window_and_a_card_reports_its_arrival() -> None:
    async with open_desk() as desk:
        phone = desk.town.phone(WANG)
        closed = await desk.client.send_text(WANG, "太早")
        assert (closed.errcode, closed.action) == (45015, "change_rung")
        await phone.says("灯坏了")
        assert (await desk.client.send_text(WANG, "接单了")).ok
        assert (await desk.client.send_menu(WANG, "解决了吗？", [(71, "解决了"), (72, "没解决")])).ok
        await desk.town.hands.tap(WANG, "71", "解决了")
        assert (desk.heard[-1].menu_id, desk.heard[-1].text) == (71, "解决了")
        values = {
            "受理编号": "WD261123-007",
            "事项": "您反映的楼道灯\n😀" + "很长" * 20,
            "办理单位": "滨海社区 李晓",
            "当前状态": "办理中",
        }
        sent = await desk.client.send_template(WANG, "demo-t04", fill(SETTING, values), client_msg_id="push-1")
        assert sent.ok
        await desk.town.courier.settle()
        report = desk.heard[-1]
        assert (report.event, report.result) == ("templatesendjobfinish", "success")
        assert report.result_id == str(sent.data["msgid"])
        raw = {key: {"value": value} for key, value in zip(SETTING.fields.values(), values.values(), strict=True)}
        assert (await desk.client.send_template(WANG, "demo-t04", raw)).errcode == 47003
