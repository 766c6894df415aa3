from __future__ import annotations

import pytest

from bot.simulator.rules import Rules
from bot.simulator.windows import Windows
from tests.simulator.conftest import CHEN, LI, WANG, Hand, Scene, make_scene


async def test_a_message_allows_five_for_48_hours_and_the_next_one_counts_anew(scene: Scene) -> None:
    phone = scene.town.phone(WANG)
    assert await scene.write(WANG, "没人说过话") == 45015
    await phone.says("在吗")
    assert [await scene.write(WANG, f"第{n}条") for n in range(6)] == [0, 0, 0, 0, 0, 45047]
    await phone.says("还在吗")
    scene.clock.step(hours=47, minutes=59)
    scene.token = ""
    assert await scene.write(WANG, "还行") == 0
    scene.clock.step(minutes=1)
    assert await scene.write(WANG, "过了") == 45015
    assert [line.channel for line in phone.heard] == ["kefu"] * 6


async def test_a_tap_on_a_msgmenu_opens_the_short_window_only(scene: Scene) -> None:
    await scene.town.hands.tap(WANG, "1011", "解决了")
    assert scene.service.seen[0]._data["bizmsgmenuid"] == "1011"
    assert [await scene.write(WANG, "谢谢") for _ in range(4)] == [0, 0, 0, 45047]
    scene.clock.step(seconds=60)
    assert await scene.write(WANG, "谢谢") == 45015


async def test_following_scanning_and_click_grant_three_each_but_view_grants_nothing(scene: Scene) -> None:
    menu = {
        "button": [
            {"type": "click", "name": "帮助", "key": "HELP"},
            {"type": "view", "name": "公示栏", "url": "http://127.0.0.1/board"},
        ]
    }
    assert (await scene.call("/cgi-bin/menu/create", menu))["errcode"] == 0
    phone = scene.town.phone(CHEN)
    assert await scene.write(CHEN, "还没关注") == 45015
    await phone.follows()
    await phone.presses("HELP")
    assert [await scene.write(CHEN, "您好") for _ in range(7)] == [0] * 6 + [45047]
    await scene.town.phone(LI).presses("公示栏")
    assert await scene.write(LI, "您好") == 45015
    assert [message.event for message in scene.service.seen] == ["subscribe", "click", "view"]


async def test_unfollowing_ends_every_window(scene: Scene) -> None:
    phone = scene.town.phone(WANG)
    await phone.says("在吗")
    await phone.unfollows()
    assert await scene.write(WANG, "再见") == 45015
    await phone.follows()
    assert await scene.write(WANG, "又见面了") == 0


@pytest.mark.parametrize(("overlap", "expected"), [("sum", 8), ("latest", 3)])
def test_how_live_grants_combine_is_a_setting(overlap: str, expected: int) -> None:
    windows, clock = Windows(Rules(overlap=overlap)), Hand()
    windows.grant(WANG, "message", clock())
    windows.grant(WANG, "msgmenu", clock())
    windows.grant(WANG, "msgmenu", clock())
    assert sum(window.left for window in windows.live(WANG, clock())) == expected


def test_the_grant_that_ends_first_is_used_first() -> None:
    windows, clock = Windows(Rules()), Hand()
    windows.grant(WANG, "message", clock())
    windows.grant(WANG, "click", clock())
    windows.spend(WANG, clock())
    clock.step(seconds=61)
    assert [window.left for window in windows.live(WANG, clock())] == [5]


async def test_a_refused_content_costs_nothing(scene: Scene) -> None:
    await scene.town.phone(WANG).says("在吗")
    assert await scene.write(WANG, "字" * 683) == 45002
    two = {"touser": WANG, "msgtype": "news", "news": {"articles": [{"title": "a"}, {"title": "b"}]}}
    assert (await scene.call("/cgi-bin/message/custom/send", two))["errcode"] == 45008
    lost = {"touser": WANG, "msgtype": "image", "image": {"media_id": "gone"}}
    assert (await scene.call("/cgi-bin/message/custom/send", lost))["errcode"] == 40007
    assert sum(window.left for window in scene.town.world.windows.live(WANG, scene.clock())) == 5


async def test_a_msgmenu_is_tapped_by_its_words_and_some_accounts_may_not_send_it() -> None:
    menu = {
        "touser": WANG,
        "msgtype": "msgmenu",
        "msgmenu": {
            "head_content": "7号件，现在解决了吗？",
            "list": [{"id": "421", "content": "解决了"}, {"id": "b", "content": "没解决"}],
            "tail_content": "点一下",
        },
    }
    async with make_scene() as scene:
        phone = scene.town.phone(WANG)
        await phone.says("在吗")
        assert (await scene.call("/cgi-bin/message/custom/send", menu))["errcode"] == 0
        assert "解决了吗" in phone.last
        await phone.taps("解决了")
        await phone.taps("没解决")
        assert scene.service.seen[1]._data["bizmsgmenuid"] == "421"
        assert "bizmsgmenuid" not in scene.service.seen[2]._data
    async with make_scene(rules={"msgmenu": False}) as scene:
        await scene.town.phone(WANG).says("在吗")
        assert (await scene.call("/cgi-bin/message/custom/send", menu))["errcode"] == 40200


async def test_the_twin_link_of_a_msgmenu_can_be_tapped_in_a_passive_reply(scene: Scene) -> None:
    async def ask(_message: object) -> str:
        return '解决了吗？<a href="weixin://bizmsgmenu?msgmenucontent=没解决&msgmenuid=422">2 没解决</a>'

    scene.service.answer = ask
    phone = scene.town.phone(WANG)
    assert await phone.says("在吗") == ["解决了吗？2 没解决"]
    await phone.taps("没解决")
    assert scene.service.seen[1].content == "没解决"
    assert scene.service.seen[1]._data["bizmsgmenuid"] == "422"


async def test_typing_needs_a_word_within_the_last_half_minute(scene: Scene) -> None:
    path, body = "/cgi-bin/message/custom/typing", {"touser": WANG, "command": "Typing"}
    assert (await scene.call(path, body))["errcode"] == 45080
    await scene.town.phone(WANG).says("在吗")
    assert (await scene.call(path, body))["errcode"] == 0
    assert (await scene.call(path, body))["errcode"] == 45081
    assert (await scene.call(path, body | {"command": "Dance"}))["errcode"] == 45072
