from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.simulator.config import WorldConfig, approve
from bot.simulator.world import create_world
from models.domain.district import TemplateSetting
from tests.simulator.conftest import CHEN, LI, WANG, Hand, Scene, make_scene

STABLE = "/cgi-bin/stable_token"


def credentials(scene: Scene, **more: Any) -> dict[str, Any]:
    config = scene.town.world.config
    return {"grant_type": "client_credential", "appid": config.app_id, "secret": config.app_secret} | more


async def code_of(scene: Scene, path: str, body: dict[str, Any] | None = None, **query: str) -> int:
    return int((await scene.call(path, body, **query)).get("errcode", 0))


async def test_the_stable_token_stays_until_its_last_five_minutes_and_both_then_work(scene: Scene) -> None:
    first = await scene.call(STABLE, credentials(scene))
    assert first["expires_in"] == 7200
    scene.clock.step(minutes=114)
    assert (await scene.call(STABLE, credentials(scene)))["access_token"] == first["access_token"]
    scene.clock.step(minutes=1)
    second = await scene.call(STABLE, credentials(scene))
    assert second["access_token"] != first["access_token"]
    for token in (first, second):
        assert await code_of(scene, "/cgi-bin/getcallbackip", access_token=token["access_token"]) == 0
    scene.clock.step(minutes=5)
    assert await code_of(scene, "/cgi-bin/getcallbackip", access_token=first["access_token"]) == 42001


async def test_a_forced_refresh_kills_the_former_token_and_is_rationed(scene: Scene) -> None:
    first = await scene.call(STABLE, credentials(scene))
    await scene.call(STABLE, credentials(scene, force_refresh=True))
    assert await code_of(scene, "/cgi-bin/getcallbackip", access_token=first["access_token"]) == 40001
    assert await code_of(scene, STABLE, credentials(scene, force_refresh=True)) == 45011
    for _ in range(19):
        scene.clock.step(seconds=30)
        assert await code_of(scene, STABLE, credentials(scene, force_refresh=True)) == 0
    scene.clock.step(seconds=30)
    assert await code_of(scene, STABLE, credentials(scene, force_refresh=True)) == 45009
    scene.clock.step(days=1)
    assert await code_of(scene, STABLE, credentials(scene, force_refresh=True)) == 0


async def test_the_ordinary_token_changes_at_every_call_and_the_former_lives_five_minutes(scene: Scene) -> None:
    first = (await scene.call("/cgi-bin/token", **credentials(scene)))["access_token"]
    second = (await scene.call("/cgi-bin/token", **credentials(scene)))["access_token"]
    assert first != second
    assert await code_of(scene, "/cgi-bin/getcallbackip", access_token=first) == 0
    scene.clock.step(minutes=5)
    assert await code_of(scene, "/cgi-bin/getcallbackip", access_token=first) == 42001
    assert await code_of(scene, "/cgi-bin/getcallbackip", access_token=second) == 0


async def test_wrong_credentials_and_addresses_are_named(scene: Scene) -> None:
    assert await code_of(scene, STABLE, credentials(scene, appid="wx0")) == 40013
    assert await code_of(scene, STABLE, credentials(scene, secret="guess")) == 40125
    assert await code_of(scene, STABLE, credentials(scene, grant_type="x")) == 40002
    assert await code_of(scene, "/cgi-bin/getcallbackip", access_token="guess") == 40001
    assert await code_of(scene, "/cgi-bin/getcallbackip", access_token="") == 41001
    assert await code_of(scene, "/cgi-bin/menu/create") == 43002
    assert await code_of(scene, "/cgi-bin/no/such/path") == 40066
    async with make_scene(allowed_ips=frozenset({"10.1.2.3"})) as guarded:
        refused = await guarded.call(STABLE, credentials(guarded))
        assert refused["errcode"] == 40164
        assert "127.0.0.1" in refused["errmsg"]
        assert "rid: 6" in refused["errmsg"]


async def test_body_errors_are_told_apart(scene: Scene) -> None:
    await scene.call("/cgi-bin/getcallbackip")
    url = scene.town.api_base + "/cgi-bin/message/custom/send"
    for raw, expected in ((b"", 44002), (b"{not json", 47001), (b"[1]", 47001), (b'{"touser":"nobody"}', 40003)):
        async with scene.http.post(url, params={"access_token": scene.token}, data=raw) as answer:
            assert (await answer.json())["errcode"] == expected


async def test_daily_and_minute_limits_end_with_their_period_and_can_be_cleared() -> None:
    limits = {"/cgi-bin/menu/get": 2}
    async with make_scene(rules={"daily_limits": limits, "minute_limits": {"/cgi-bin/tags/get": 1}}) as scene:
        await scene.call("/cgi-bin/menu/create", {"button": [{"type": "click", "name": "帮助", "key": "H"}]})
        codes = [await code_of(scene, "/cgi-bin/menu/get") for _ in range(3)]
        assert codes == [0, 0, 45009]
        quota = await scene.call("/cgi-bin/openapi/quota/get", {"cgi_path": "/cgi-bin/menu/get"})
        assert quota["quota"] == {"daily_limit": 2, "used": 2, "remain": 0}
        await scene.call("/cgi-bin/clear_quota", {"appid": scene.town.world.config.app_id})
        assert await code_of(scene, "/cgi-bin/menu/get") == 0
        assert [await code_of(scene, "/cgi-bin/tags/get") for _ in range(2)] == [0, 45011]
        scene.clock.step(minutes=1)
        assert await code_of(scene, "/cgi-bin/tags/get") == 0


async def test_media_live_three_days_and_their_refusal_comes_with_status_200(scene: Scene) -> None:
    form = aiohttp.FormData()
    form.add_field("media", b"\xff\xd8\xff\xe0picture", filename="a.jpg", content_type="image/jpeg")
    await scene.call("/cgi-bin/getcallbackip")
    url = f"{scene.town.api_base}/cgi-bin/media/upload"
    async with scene.http.post(url, params={"access_token": scene.token, "type": "image"}, data=form) as answer:
        media_id = (await answer.json())["media_id"]
    get = f"{scene.town.api_base}/cgi-bin/media/get"
    async with scene.http.get(get, params={"access_token": scene.token, "media_id": media_id}) as answer:
        assert answer.content_type == "image/jpeg"
        assert await answer.read() == b"\xff\xd8\xff\xe0picture"
    scene.clock.step(days=3)
    scene.token = ""
    await scene.call("/cgi-bin/getcallbackip")
    async with scene.http.get(get, params={"access_token": scene.token, "media_id": media_id}) as answer:
        assert (answer.status, answer.content_type) == (200, "text/plain")
        assert (await answer.json(content_type=None))["errcode"] == 40007


async def test_what_a_person_sent_can_be_fetched(scene: Scene) -> None:
    await scene.town.phone(WANG).sends_voice(2)
    await scene.call("/cgi-bin/getcallbackip")
    query = {"access_token": scene.token, "media_id": scene.service.seen[0].media_id}
    async with scene.http.get(f"{scene.town.api_base}/cgi-bin/media/get", params=query) as answer:
        assert (await answer.read()).startswith(b"#!AMR\n")


async def test_a_person_is_told_without_name_or_picture(scene: Scene) -> None:
    known = await scene.call("/cgi-bin/user/info", openid=WANG)
    assert (known["subscribe"], known["nickname"], known["headimgurl"]) == (1, "", "")
    assert await scene.call("/cgi-bin/user/info", openid=CHEN) == {"subscribe": 0, "openid": CHEN}
    assert await code_of(scene, "/cgi-bin/user/info", openid="nobody") == 40003
    assert (await scene.call("/cgi-bin/user/get"))["data"]["openid"] == [WANG, LI]


async def test_a_tag_gives_its_people_their_own_menu(scene: Scene) -> None:
    tag = (await scene.call("/cgi-bin/tags/create", {"tag": {"name": "干部"}}))["tag"]["id"]
    assert await code_of(scene, "/cgi-bin/tags/create", {"tag": {"name": "干部"}}) == 45157
    assert await code_of(scene, "/cgi-bin/tags/create", {"tag": {"name": "很" * 11}}) == 45158
    people = {"openid_list": [LI], "tagid": tag}
    assert await code_of(scene, "/cgi-bin/tags/members/batchtagging", people) == 0
    own = {"button": [{"type": "click", "name": "待办", "key": "TODO"}], "matchrule": {"tag_id": str(tag)}}
    assert await code_of(scene, "/cgi-bin/menu/addconditional", own) == 65303
    await scene.call("/cgi-bin/menu/create", {"button": [{"type": "click", "name": "帮助", "key": "HELP"}]})
    assert "menuid" in await scene.call("/cgi-bin/menu/addconditional", own)
    await scene.town.phone(LI).presses("TODO")
    with pytest.raises(KeyError):
        await scene.town.phone(WANG).presses("TODO")
    assert (await scene.call("/cgi-bin/menu/trymatch", {"user_id": WANG}))["button"][0]["key"] == "HELP"


@pytest.mark.parametrize(
    ("buttons", "expected"),
    [
        ([], 40016),
        ([{"type": "click", "name": "民情直通车", "key": "K"}], 0),
        ([{"type": "click", "name": "民情直通车呀", "key": "K"}], 40018),
        ([{"type": "click", "name": "帮助"}], 40019),
        ([{"type": "dance", "name": "帮助", "key": "K"}], 40017),
        ([{"type": "view", "name": "看", "url": "http://x/" + "y" * 1024}], 40020),
        ([{"name": "多", "sub_button": [{"type": "click", "name": "一", "key": "1"}] * 6}], 40023),
        ([{"name": "多", "sub_button": [{"type": "click", "name": "字" * 21, "key": "1"}]}], 40025),
    ],
)
async def test_a_menu_is_checked_as_the_platform_checks_it(scene: Scene, buttons: list[Any], expected: int) -> None:
    assert await code_of(scene, "/cgi-bin/menu/create", {"button": buttons}) == expected


async def test_a_code_with_a_scene_is_scanned_until_it_expires(scene: Scene) -> None:
    body = {
        "action_name": "QR_STR_SCENE",
        "expire_seconds": 3600,
        "action_info": {"scene": {"scene_str": "community-7"}},
    }
    code = await scene.call("/cgi-bin/qrcode/create", body)
    await scene.town.hands.scan_ticket(CHEN, code["ticket"])
    assert scene.service.seen[0].event == "subscribe_scan"
    assert (scene.service.seen[0].scene_id, scene.service.seen[0].ticket) == ("community-7", code["ticket"])
    async with scene.http.get(
        f"{scene.town.api_base}/cgi-bin/showqrcode", params={"ticket": code["ticket"]}
    ) as picture:
        assert (await picture.read()).startswith(b"\x89PNG")
    scene.clock.step(hours=1)
    with pytest.raises(KeyError):
        await scene.town.hands.scan_ticket(WANG, code["ticket"])
    flat = await scene.call("/cgi-bin/qrcode/create", {"action_name": "QR_STR_SCENE", "scene_str": "lost"})
    await scene.town.hands.scan_ticket(WANG, flat["ticket"])
    assert scene.service.seen[-1].scene_id == "0"


async def test_a_page_signs_in_with_a_code_that_works_once_and_for_five_minutes(scene: Scene) -> None:
    config, base = scene.town.world.config, scene.town.api_base
    asked = {
        "appid": config.app_id,
        "redirect_uri": "http://127.0.0.1/c/abc?x=1",
        "response_type": "code",
        "scope": "snsapi_base",
        "state": "s1",
    }

    async def code_for(openid: str) -> str:
        url, cookies = f"{base}/connect/oauth2/authorize", {"sim_phone": openid}
        async with scene.http.get(url, params=asked, cookies=cookies, allow_redirects=False) as answer:
            assert answer.headers["Location"].startswith("http://127.0.0.1/c/abc?x=1&code=")
            return answer.headers["Location"].split("code=")[1].split("&")[0]

    async def trade(code: str) -> dict[str, Any]:
        query = {"appid": config.app_id, "secret": config.app_secret, "code": code, "grant_type": "authorization_code"}
        async with scene.http.get(f"{base}/sns/oauth2/access_token", params=query) as answer:
            assert answer.content_type == "text/plain"
            return await answer.json(content_type=None)

    code = await code_for(WANG)
    assert (await trade(code))["openid"] == WANG
    assert (await trade(code))["errcode"] == 40163
    late = await code_for(LI)
    scene.clock.step(minutes=5)
    assert (await trade(late))["errcode"] == 40029
    async with scene.http.get(f"{base}/connect/oauth2/authorize", params=asked) as answer:
        assert "王桂芳" in await answer.text()


async def test_api_faults_can_refuse_delay_lose_and_drop(scene: Scene) -> None:
    phone, path = scene.town.phone(WANG), "/cgi-bin/message/custom/send"
    await phone.says("在吗")
    rows = [{"on": path, "do": "errcode", "errcode": -1, "times": 2}, {"on": path, "do": "drop"}]
    rows.append({"on": path, "do": "lose"})
    async with scene.http.post(f"{scene.town.api_base}/sim/faults", json={"faults": rows}) as answer:
        assert len((await answer.json())["faults"]) == 3
    assert [await scene.write(WANG, "一") for _ in range(2)] == [-1, -1]
    with pytest.raises(aiohttp.ClientError):
        await scene.write(WANG, "没到")
    with pytest.raises(aiohttp.ClientError):
        await scene.write(WANG, "到了")
    assert phone.heard == ["到了"]
    async with scene.http.post(f"{scene.town.api_base}/sim/faults", json={"faults": [{"on": "x"}]}) as answer:
        assert answer.status == 400


async def test_a_page_waits_for_news_and_is_let_go_when_the_world_closes(scene: Scene) -> None:
    url = f"{scene.town.api_base}/sim/state"

    async def state(**query: str) -> dict[str, Any]:
        async with scene.http.get(url, params=query) as answer:
            return await answer.json()

    seen = await state()
    assert [phone["name"] for phone in seen["phones"]] == ["王桂芳", "李晓", "陈"]
    waiting = asyncio.create_task(state(since="0", changes=str(seen["changes"]), wait="20"))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    async with scene.http.post(
        f"{scene.town.api_base}/sim/phones/{WANG}/say", json={"kind": "text", "text": "路灯坏了"}
    ) as answer:
        assert answer.status == 202
    assert (await waiting)["entries"][0]["data"] == {"text": "路灯坏了"}
    last = asyncio.create_task(state(since="0", changes=str((await state())["changes"]), wait="20"))
    await asyncio.sleep(0.05)
    scene.town.world.close()
    assert (await last)["closed"] is True


@pytest.mark.parametrize(
    ("act", "body", "status"),
    [
        ("say", {"kind": "text", "text": " "}, 400),
        ("say", {"kind": "location", "latitude": 99, "longitude": 1}, 400),
        ("say", {"kind": "image"}, 400),
        ("say", {"kind": "dance"}, 400),
        ("menu", {"key": "none"}, 404),
        ("scan", {"ticket": "none"}, 404),
        ("dance", {}, 404),
        ("consent", {"template_id": "demo-order"}, 400),
        ("follow", {}, 202),
    ],
)
async def test_an_act_that_cannot_be_is_refused(scene: Scene, act: str, body: dict[str, Any], status: int) -> None:
    async with scene.http.post(f"{scene.town.api_base}/sim/phones/{WANG}/{act}", json=body) as answer:
        assert answer.status == status
    async with scene.http.post(f"{scene.town.api_base}/sim/phones/nobody/{act}", json=body) as answer:
        assert answer.status == 404


async def test_another_site_may_not_act_and_odd_queries_are_refused(scene: Scene) -> None:
    url = f"{scene.town.api_base}/sim/phones/{WANG}/say"
    async with scene.http.post(url, json={"text": "在吗"}, headers={"Sec-Fetch-Site": "cross-site"}) as answer:
        assert answer.status == 403
    for path in ("state?since=x", "phones/nobody/open?url=/c", f"phones/{WANG}/open?url=javascript:1"):
        async with scene.http.get(f"{scene.town.api_base}/sim/{path}", allow_redirects=False) as answer:
            assert answer.status in (400, 404)
    assert scene.service.seen == []


async def test_a_phone_can_be_added_and_what_it_sends_is_shown_inertly(scene: Scene) -> None:
    url = f"{scene.town.api_base}/sim/phones"
    async with scene.http.post(url, json={"name": "张建国", "unit": "永昌佳苑"}) as answer:
        openid = (await answer.json())["openid"]
        assert (answer.status, len(openid)) == (201, 28)
    async with scene.http.post(url, json={"name": "张建国"}) as answer:
        assert answer.status == 400
    form = aiohttp.FormData({"kind": "image"})
    form.add_field("file", b"<script>alert(1)</script>", filename="x.svg", content_type="image/svg+xml")
    async with scene.http.post(f"{url}/{openid}/say", data=form) as answer:
        assert answer.status == 202
    await scene.town.settles()
    [entry] = scene.town.world.chats.on(openid)
    async with scene.http.get(f"{scene.town.api_base}/sim/media/{entry.data['media_id']}") as answer:
        assert answer.content_type == "image/jpeg"
        assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert scene.service.seen == []


def test_the_templates_of_a_district_are_approved_with_their_labels() -> None:
    settings = {
        "T01": TemplateSetting("T01", "demo-t01", {"工单编号": "character_string1"}),
        "T02": TemplateSetting("T02", "", {"事项": "thing1"}),
    }
    [card] = approve(settings)
    assert (card.id, card.title, dict(card.labels)) == ("demo-t01", "新工单通知", {"character_string1": "工单编号"})


def test_safe_mode_needs_a_key() -> None:
    config = WorldConfig(now=Hand(), app_id="wx1", app_secret="s", token="t", mode="safe")
    with pytest.raises(ValueError, match="43 characters"):
        create_world(config)
