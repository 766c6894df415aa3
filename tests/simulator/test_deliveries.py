from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web
from wechatpy.replies import ArticlesReply

from bot.simulator.town import Silence
from bot.simulator.words import FAULT_NOTICE
from tests.simulator.conftest import WANG, Scene, make_scene


async def say(_message: object) -> str:
    return "报上去了"


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_a_text_reaches_the_service_and_its_reply_the_phone_in_every_mode(mode: str) -> None:
    async with make_scene(mode=mode) as scene:
        scene.service.answer = say
        heard = await scene.town.phone(WANG).says("路灯坏了 ]]> <b>")
        assert heard == ["报上去了"]
        assert heard[0].channel == "passive"
        assert scene.service.seen[0].content == "路灯坏了 ]]> <b>"
        assert scene.service.seen[0].id > 2**53
        assert ("<Content>" in scene.service.bodies[0]) is (mode != "safe")
        assert ("<Encrypt>" in scene.service.bodies[0]) is (mode != "plain")


async def test_an_unanswered_message_comes_three_times_with_one_id_and_fresh_signatures() -> None:
    async def sleep(_message: object) -> None:
        await asyncio.sleep(30)

    async with make_scene(rules={"answer_seconds": 0.5}) as scene:
        scene.service.answer = sleep
        assert await scene.town.phone(WANG).says("在吗") == [FAULT_NOTICE]
        assert len({message.id for message in scene.service.seen}) == 1
        assert len(scene.service.seen) == 3
        assert len({query["nonce"] for query in scene.service.queries}) == 3
        assert scene.town.courier.log[-1].outcome == "failed"


async def test_an_answer_to_the_second_delivery_is_shown_once_and_the_late_first_one_is_lost(scene: Scene) -> None:
    async def second(_message: object) -> str:
        if len(scene.service.seen) == 1:
            await asyncio.sleep(1.8)
            return "太晚了"
        return "第二次"

    scene.service.answer = second
    phone = scene.town.phone(WANG)
    assert await phone.says("在吗") == ["第二次"]
    await asyncio.sleep(0.5)
    assert phone.heard == ["第二次"]
    assert scene.town.courier.log[-1].attempts == 2


@pytest.mark.parametrize(
    "answer",
    [
        web.Response,
        lambda: web.json_response({"ok": True}),
        lambda: web.Response(text="<h1>500</h1>", status=500),
        lambda: web.Response(text="<xml><broken"),
        lambda: web.Response(
            text="<xml><ToUserName>other</ToUserName><FromUserName>x</FromUserName><CreateTime>1</CreateTime>"
            "<MsgType>text</MsgType><Content>hi</Content></xml>"
        ),
    ],
    ids=["empty", "json", "html", "broken", "misaddressed"],
)
async def test_only_an_empty_body_passes_for_an_acknowledgement(scene: Scene, answer: type[web.Response]) -> None:
    async def respond(_message: object) -> web.Response:
        return answer()

    scene.service.answer = respond
    expected = [] if answer is web.Response else [FAULT_NOTICE]
    assert await scene.town.phone(WANG).says("在吗") == expected
    assert len(scene.service.seen) == 1


@pytest.mark.parametrize(("letters", "shown"), [(682, True), (683, False)])
async def test_a_passive_text_of_more_than_2048_bytes_becomes_the_fault_notice(
    scene: Scene, letters: int, shown: bool
) -> None:
    async def long(_message: object) -> str:
        return "字" * letters

    scene.service.answer = long
    [line] = await scene.town.phone(WANG).says("讲长一点")
    assert (line != FAULT_NOTICE) is shown


async def test_safe_mode_refuses_a_plain_reply() -> None:
    async with make_scene(mode="safe") as scene:

        async def plain(message: object) -> web.Response:
            from wechatpy.replies import TextReply

            return web.Response(text=TextReply(content="没加密", message=message).render())

        scene.service.answer = plain
        assert await scene.town.phone(WANG).says("在吗") == [FAULT_NOTICE]


async def test_a_service_that_is_down_gets_three_tries_and_the_person_a_notice() -> None:
    async with make_scene(rules={"answer_seconds": 0.1}) as scene:
        scene.town.courier.callback_url = "http://127.0.0.1:9/wechat"
        assert await scene.town.phone(WANG).says("在吗") == [FAULT_NOTICE]
        assert scene.town.courier.log[-1].attempts == 3


async def test_a_fault_can_duplicate_hold_reverse_lose_or_drop_a_delivery(scene: Scene) -> None:
    plan, phone, service = scene.town.world.faults.plan, scene.town.phone(WANG), scene.service
    plan({"on": "delivery", "do": "duplicate"})
    await phone.says("一")
    assert [message.content for message in service.seen] == ["一", "一"]
    assert service.seen[0].id == service.seen[1].id

    service.seen.clear()
    plan({"on": "delivery", "do": "hold", "times": 2})
    early, late = asyncio.create_task(phone.says("先")), asyncio.create_task(phone.says("后"))
    await asyncio.sleep(0.05)
    assert scene.town.courier.held == 2
    assert service.seen == []
    await scene.town.courier.release(backwards=True)
    await asyncio.gather(early, late)
    assert [message.content for message in service.seen] == ["后", "先"]
    assert service.seen[0].id > service.seen[1].id

    service.seen.clear()
    plan({"on": "delivery", "do": "lose"})
    await phone.says("丢了回音")
    assert [message.content for message in service.seen] == ["丢了回音"] * 2

    service.seen.clear()
    plan({"on": "delivery", "do": "drop"})
    assert await phone.says("没到") == []
    assert service.seen == []


async def test_every_kind_of_message_and_event_reads_as_the_field_expects(scene: Scene) -> None:
    phone = scene.town.phone(WANG)
    await phone.sends_photo()
    await phone.sends_voice(4)
    await phone.sends_location("乌达区团结北路")
    await phone.sends_sticker()
    await scene.town.hands.send_link(WANG, "题", "文", "https://example.org/")
    await phone.scans("community-7")
    await phone.unfollows()
    await phone.follows("community-7")
    image, voice, place, sticker, link, scan, leave, follow = scene.service.seen
    assert (image.type, image.image.startswith(scene.town.api_base), bool(image.media_id)) == ("image", True, True)
    assert (voice.type, voice.format, voice.recognition) == ("voice", "amr", None)
    assert (place.type, place.label, place.location) == ("location", "乌达区团结北路", ("39.500000", "106.720000"))
    assert sticker.content.startswith("【收到不支持的消息类型")
    assert (link.type, link.url) == ("link", "https://example.org/")
    assert (scan.event, scan.scene_id) == ("scan", "community-7")
    assert leave.event == "unsubscribe"
    assert (follow.event, follow.scene_id) == ("subscribe_scan", "community-7")


async def test_who_does_not_follow_is_not_delivered_and_shows_no_reply(scene: Scene) -> None:
    scene.service.answer = say
    phone = scene.town.phone(WANG)
    await phone.unfollows()
    assert await phone.says("在吗") == []
    assert [message.type for message in scene.service.seen] == ["event"]


async def test_settings_and_positions_are_reported_without_opening_a_window(scene: Scene) -> None:
    hands = scene.town.hands
    await hands.revoke_consent(WANG, "demo-subscribe")
    await hands.revoke_authorization(WANG)
    await hands.report_position(WANG, 39.5, 106.72)
    changed, revoked, position = [message._data for message in scene.service.seen]
    assert changed["SubscribeMsgChangeEvent"]["List"]["SubscribeStatusString"] == "reject"
    assert (revoked["Event"], revoked["OpenID"]) == ("user_authorization_revoke", WANG)
    assert (position["Event"], position["Latitude"]) == ("LOCATION", "39.500000")
    assert await scene.write(WANG, "看到您了") == 45015


async def test_menu_buttons_for_pictures_and_places_send_the_event_before_the_message(scene: Scene) -> None:
    buttons = [
        {"type": "pic_photo_or_album", "name": "拍照", "key": "PIC"},
        {"type": "location_select", "name": "位置", "key": "LOC"},
        {"type": "scancode_waitmsg", "name": "扫码", "key": "SCAN"},
    ]
    await scene.call("/cgi-bin/menu/create", {"button": buttons})
    await scene.town.hands.press_for_pictures(WANG, "PIC", [b"one", b"two"])
    await scene.town.hands.press_for_place(WANG, "LOC", 39.5, 106.72, "团结北路")
    await scene.town.hands.press(WANG, "SCAN", result="WD-7")
    rows = [message._data for message in scene.service.seen]
    assert [row.get("Event", row["MsgType"]) for row in rows] == [
        "pic_photo_or_album",
        "image",
        "image",
        "location_select",
        "location",
        "scancode_waitmsg",
    ]
    assert rows[0]["SendPicsInfo"]["Count"] == "2"
    assert rows[3]["SendLocationInfo"]["Label"] == "团结北路"
    assert rows[5]["ScanCodeInfo"]["ScanResult"] == "WD-7"


async def test_hearing_waits_for_a_push_and_tells_what_was_heard_instead(scene: Scene) -> None:
    scene.service.answer = say
    phone = scene.town.phone("王桂芳")
    await phone.says("路灯坏了")
    waiting = asyncio.create_task(phone.hears("修好了"))
    await asyncio.sleep(0.02)
    assert not waiting.done()
    await scene.write(WANG, "7号件修好了")
    assert (await waiting).channel == "kefu"
    with pytest.raises(Silence, match="7号件修好了"):
        await phone.hears("满意吗", within=0.05)
    with pytest.raises(Silence):
        await phone.taps("满意")


async def test_whether_an_error_page_is_delivered_again_is_a_setting() -> None:
    async with make_scene(rules={"redeliver_refused": True}) as scene:

        async def recover(_message: object) -> web.Response | str:
            return web.Response(status=502) if len(scene.service.seen) < 3 else "缓过来了"

        scene.service.answer = recover
        assert await scene.town.phone(WANG).says("在吗") == ["缓过来了"]
        assert len(scene.service.seen) == 3


async def test_nothing_is_delivered_after_the_end(scene: Scene) -> None:
    await scene.town.courier.close()
    assert await scene.town.phone(WANG).says("在吗") == []
    assert scene.service.seen == []
    await scene.town.courier.close()


async def test_a_reply_with_pictures_is_shown_as_one_article(scene: Scene) -> None:
    async def show(message: Any) -> web.Response:
        articles = [{"title": f"公告{n}", "description": "停水", "image": "", "url": f"/c/{n}"} for n in (1, 2)]
        return web.Response(text=ArticlesReply(message=message, articles=articles).render())

    scene.service.answer = show
    [line] = await scene.town.phone(WANG).says("公告")
    assert (line, line.links) == ("公告1\n停水", ("/c/1",))
