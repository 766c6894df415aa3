from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from wechatpy.client import api as oracle_api

from bot.wechat.caller import next_midnight
from bot.wechat.client import WeChatClient
from bot.wechat.errcodes import ERRCODES, NO_ANSWER, UNREACHABLE, judge
from bot.wechat.token import MemoryTokenStore
from tests.wechat.api import ACCOUNT, Api, Town, error

KEFU = "/cgi-bin/message/custom/send"
TEMPLATE = "/cgi-bin/message/template/send"


async def test_text_goes_out_as_real_characters(town: Town, api: Api) -> None:
    assert (await town.connect().send_text("o1", '路灯"坏了"\n😀')).ok
    sent = api.sent[-1]
    assert (sent.method, sent.path, sent.query) == ("POST", KEFU, {"access_token": "token-1"})
    assert "路灯".encode() in sent.body
    assert b"\\u" not in sent.body
    assert sent.json == {"touser": "o1", "msgtype": "text", "text": {"content": '路灯"坏了"\n😀'}}
    assert sent.content_type == "application/json"


async def test_a_menu_has_its_ids_as_digits_in_text(town: Town, api: Api) -> None:
    await town.connect().send_menu("o1", "解决了吗？", [(101, "解决了"), (102, "没解决")], tail="点一下")
    assert api.sent[-1].json["msgmenu"] == {
        "head_content": "解决了吗？",
        "list": [{"id": "101", "content": "解决了"}, {"id": "102", "content": "没解决"}],
        "tail_content": "点一下",
    }


async def test_an_account_without_menus_gets_the_text_and_is_not_asked_again(town: Town, api: Api) -> None:
    api.plan[KEFU] = [error(40200)]
    client = town.connect()
    for _ in range(2):
        assert (await client.send_menu("o1", "解决了吗？", [(11, "解决了")], fallback="回复 1 解决了")).ok
    assert [sent.json["msgtype"] for sent in api.sent[1:]] == ["msgmenu", "text", "text"]
    api.plan[KEFU] = [error(40200)]
    refused = await client.send_menu("o1", "解决了吗？", [(11, "解决了")])
    assert (refused.errcode, refused.action) == (40200, "change_rung")


async def test_a_template_carries_its_id_against_repeats(town: Town, api: Api) -> None:
    api.plan[TEMPLATE] = [{"errcode": 0, "errmsg": "ok", "msgid": 2345678901234567890}]
    data = {"thing1": {"value": "楼道灯"}}
    result = await town.connect().send_template("o1", "t1", data, url="https://a/c/1", client_msg_id="push-7")
    assert result.data["msgid"] == 2345678901234567890
    assert api.sent[-1].json == {
        "touser": "o1",
        "template_id": "t1",
        "data": data,
        "url": "https://a/c/1",
        "client_msg_id": "push-7",
    }


Call = tuple[str, str, str, Any]


def calls_of(client: WeChatClient) -> dict[str, Any]:
    return {
        "POST /cgi-bin/message/custom/send": client.send_image("o", "m"),
        "POST /cgi-bin/message/subscribe/bizsend": client.send_subscription("o", "t", {}, page="p"),
        "POST /cgi-bin/message/custom/typing": client.show_typing("o"),
        "POST /cgi-bin/menu/create": client.create_menu({"button": []}),
        "GET /cgi-bin/menu/get": client.get_menu(),
        "GET /cgi-bin/menu/delete": client.delete_menu(),
        "POST /cgi-bin/menu/addconditional": client.add_conditional_menu({"button": [], "matchrule": {"tag_id": "1"}}),
        "POST /cgi-bin/menu/delconditional": client.delete_conditional_menu("7"),
        "POST /cgi-bin/tags/create": client.create_tag("干部"),
        "GET /cgi-bin/tags/get": client.list_tags(),
        "POST /cgi-bin/tags/members/batchtagging": client.tag_people(1, ["o"]),
        "POST /cgi-bin/tags/members/batchuntagging": client.tag_people(1, ["o"], is_on=False),
        "POST /cgi-bin/qrcode/create": client.create_code("c:binhai"),
        "GET /cgi-bin/user/info": client.get_user("o"),
        "GET /sns/oauth2/access_token": client.exchange_code("c"),
        "POST /cgi-bin/openapi/quota/get": client.get_quota(KEFU),
        "GET /cgi-bin/getcallbackip": client.list_callback_addresses(),
        "GET /cgi-bin/template/get_all_private_template": client.list_templates(),
        "GET /wxaapi/newtmpl/gettemplate": client.list_subscription_templates(),
    }


async def test_every_call_reaches_its_path_under_the_given_base(town: Town, api: Api) -> None:
    for call, running in calls_of(town.connect()).items():
        result = await running
        assert result.ok, call
        assert f"{api.sent[-1].method} {api.sent[-1].path}" == call


class Recorder:
    """Stands where wechatpy's client would be and notes which path its definitions call."""

    appid = "wx1"
    secret = "s"

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, dict[str, Any]]] = []

    def get(self, url: str, **kwargs: Any) -> dict[str, Any]:
        self.seen.append(("GET", url, kwargs.get("params") or {}))
        return {}

    def post(self, url: str, **kwargs: Any) -> dict[str, Any]:
        self.seen.append(("POST", url, kwargs.get("data") or {}))
        return {}

    def _request(self, method: str, url: str, **kwargs: Any) -> dict[str, Any]:
        self.seen.append((method.upper(), url, kwargs.get("data") or {}))
        return {}


async def test_bodies_are_those_of_wechatpys_definitions(town: Town, api: Api) -> None:
    theirs = Recorder()
    message = oracle_api.WeChatMessage(theirs)
    message.send_text("o", "灯")
    message.send_image("o", "m")
    oracle_api.WeChatMenu(theirs).create({"button": []})
    oracle_api.WeChatTag(theirs).create("干部")
    oracle_api.WeChatTag(theirs).tag_user(1, ["o"])
    oracle_api.WeChatUser(theirs).get("o")
    client = town.connect()
    await client.send_text("o", "灯")
    await client.send_image("o", "m")
    await client.create_menu({"button": []})
    await client.create_tag("干部")
    await client.tag_people(1, ["o"])
    await client.get_user("o")
    ours = [sent for sent in api.sent if "stable_token" not in sent.path]
    for sent, (method, url, data) in zip(ours, theirs.seen, strict=True):
        assert (sent.method, sent.path.removeprefix("/cgi-bin/")) == (method, url.split("/cgi-bin/")[-1])
        if sent.body:
            assert sent.json == data
        else:
            assert {key: value for key, value in sent.query.items() if key != "access_token"} == data


async def test_a_code_nests_its_scene_where_wechat_looks_for_it(town: Town, api: Api) -> None:
    client = town.connect()
    await client.create_code("c:binhai")
    assert api.sent[-1].json == {
        "action_name": "QR_LIMIT_STR_SCENE",
        "action_info": {"scene": {"scene_str": "c:binhai"}},
    }
    await client.create_code("h:7", seconds=600)
    assert api.sent[-1].json["action_name"] == "QR_STR_SCENE"
    assert api.sent[-1].json["expire_seconds"] == 600


async def test_people_are_tagged_fifty_at_a_time_up_to_the_first_failure(town: Town, api: Api) -> None:
    client = town.connect()
    path = "/cgi-bin/tags/members/batchtagging"
    assert (await client.tag_people(1, [f"o{number}" for number in range(120)])).ok
    assert [len(sent.json["openid_list"]) for sent in api.sent if sent.path == path] == [50, 50, 20]
    api.plan[path] = [{"errcode": 0}, error(45159)]
    assert (await client.tag_people(1, ["o"] * 120)).errcode == 45159
    assert api.calls[path] == 5
    assert (await client.tag_people(1, [])).ok


async def test_the_oauth_exchange_uses_no_api_token_and_one_try(town: Town, api: Api) -> None:
    path = "/sns/oauth2/access_token"
    api.plan[path] = [{"openid": "o9", "is_snapshotuser": 1}, error(40163), error(-1)]
    client = town.connect()
    first = await client.exchange_code("code-1")
    assert (first.data["openid"], first.data["is_snapshotuser"]) == ("o9", 1)
    assert api.sent[-1].query["code"] == "code-1"
    assert (await client.exchange_code("code-1")).action == "stop"
    assert (await client.exchange_code("code-2")).action == "retry"
    assert (api.calls[path], api.fetches) == (3, 0)


# --- media


async def test_a_picture_comes_with_its_type(town: Town, api: Api) -> None:
    picture = b"\xff\xd8\xff" + b"p" * 200_000
    api.plan["/cgi-bin/media/get"] = [web.Response(body=picture, content_type="image/jpeg")]
    result = await town.connect().get_media("m1")
    assert (result.ok, result.content, result.content_type) == (True, picture, "image/jpeg")
    assert api.sent[-1].query["media_id"] == "m1"


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "image/jpeg"])
async def test_an_error_instead_of_a_file_is_an_error_under_any_type(town: Town, api: Api, content_type: str) -> None:
    body = b' {"errcode":40007,"errmsg":"invalid media_id"}'
    api.plan["/cgi-bin/media/get"] = [web.Response(body=body, content_type=content_type)]
    result = await town.connect().get_media("m1")
    assert (result.ok, result.errcode, result.action, result.content) == (False, 40007, "stop", b"")


async def test_a_video_comes_as_an_address(town: Town, api: Api) -> None:
    api.plan["/cgi-bin/media/get"] = [{"video_url": "http://v/1.mp4"}]
    assert (await town.connect().get_media("m1")).data["video_url"] == "http://v/1.mp4"


@pytest.mark.parametrize("response", [{"errcode": 0, "errmsg": "ok"}, {}], ids=["success without file", "empty object"])
async def test_words_are_never_taken_for_a_file(town: Town, api: Api, response: Any) -> None:
    api.plan["/cgi-bin/media/get"] = [response]
    result = await town.connect().get_media("m1")
    assert (result.ok, result.content) == (False, b"")


async def test_an_upload_is_sent_whole_at_every_try(town: Town, api: Api) -> None:
    path = "/cgi-bin/media/upload"
    api.plan[path] = [error(-1), {"type": "image", "media_id": "m9"}]
    result = await town.connect().upload_media("image", b"\x89PNG-bytes", "灯.png", "image/png")
    assert result.data["media_id"] == "m9"
    uploads = [sent for sent in api.sent if sent.path == path]
    assert len(uploads) == 2
    for sent in uploads:
        assert sent.query["type"] == "image"
        assert sent.content_type == "multipart/form-data"
        assert b"\x89PNG-bytes" in sent.body
        assert b'name="media"' in sent.body


# --- failures


async def test_a_busy_system_is_tried_three_times_in_all(town: Town, api: Api) -> None:
    api.plan[KEFU] = [error(-1), error(-1)]
    client = town.connect()
    assert (await client.send_text("o", "灯")).ok
    api.plan[KEFU] = [error(-1)] * 5
    result = await client.send_text("o", "灯")
    assert (result.errcode, result.action) == (-1, "retry")
    assert api.calls[KEFU] == 6


async def test_a_message_of_unknown_fate_is_not_sent_twice(town: Town, api: Api) -> None:
    api.plan[KEFU] = ["hang up"]
    result = await town.connect().send_text("o", "灯")
    assert (result.errcode, result.action, result.is_outcome_unknown) == (NO_ANSWER, "retry", True)
    assert api.calls[KEFU] == 1


async def test_a_template_with_an_id_is_repeated_because_wechat_sends_it_once(town: Town, api: Api) -> None:
    client = town.connect()
    api.plan[TEMPLATE] = ["hang up"]
    assert (await client.send_template("o", "t", {}, client_msg_id="7")).ok
    api.plan[TEMPLATE] = ["hang up"]
    assert not (await client.send_template("o", "t", {})).ok
    assert api.calls[TEMPLATE] == 3


async def test_a_server_that_is_not_there_is_a_result(town: Town, api: Api) -> None:
    client = WeChatClient(
        town.session,
        "http://127.0.0.1:9",
        ACCOUNT,
        MemoryTokenStore(),
        lambda: api.now,
        lambda errcode, line: None,
    )
    result = await client.send_text("o", "灯")
    assert (result.errcode, result.action, result.is_outcome_unknown) == (UNREACHABLE, "retry", False)


async def test_a_server_that_never_answers_is_given_up(town: Town, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from bot.wechat import client as module

    monkeypatch.setattr(module, "_KEFU", replace(module._KEFU, seconds=0.1))
    api.plan[KEFU] = ["never"]
    result = await asyncio.wait_for(town.connect().send_text("o", "灯"), 10)
    assert (result.errcode, result.is_outcome_unknown) == (NO_ANSWER, True)


@pytest.mark.parametrize(
    "response",
    [
        web.Response(text="<html>502</html>", status=502),
        web.Response(text="[1]"),
        web.Response(text='"ok"'),
        web.Response(text=""),
        web.Response(text='{"errcode":"many"}'),
        web.Response(text='{"errcode":0}', status=500),
        web.Response(status=302, headers={"Location": "http://127.0.0.1:9/"}),
        web.Response(text="[" * 100_000),
    ],
    ids=["html", "array", "string", "empty", "odd errcode", "status 500", "redirect", "deep"],
)
async def test_unreadable_answers_are_results_too(town: Town, api: Api, response: web.Response) -> None:
    api.plan[KEFU] = [response]
    result = await town.connect().send_text("o", "灯")
    assert (result.ok, result.errcode) == (False, NO_ANSWER)


async def test_the_minute_quota_rests_that_call_until_the_next_minute(town: Town, api: Api) -> None:
    api.plan[KEFU] = [error(45011)]
    client = town.connect()
    first, second = await client.send_text("o", "灯"), await client.send_text("o", "灯")
    assert first.action == second.action == "next_minute"
    assert first.not_before == api.now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    assert api.calls[KEFU] == 1
    assert (await client.send_template("o", "t", {})).ok
    assert first.not_before is not None
    api.now = first.not_before
    assert (await client.send_text("o", "灯")).ok


async def test_the_daily_quota_rests_that_call_until_midnight_in_shanghai(town: Town, api: Api) -> None:
    api.plan[TEMPLATE] = [error(45009)]
    client = town.connect()
    first = await client.send_template("o", "t", {})
    assert first.action == "tomorrow"
    assert first.not_before is not None
    assert first.not_before.astimezone(UTC).hour == 16
    api.now = first.not_before - timedelta(seconds=1)
    assert (await client.send_template("o", "t", {})).not_before == first.not_before
    assert api.calls[TEMPLATE] == 1
    assert [errcode for errcode, _ in api.alarms] == [45009]
    api.now += timedelta(seconds=1)
    assert (await client.send_template("o", "t", {})).ok


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        (datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC), datetime(2026, 11, 22, 16, tzinfo=UTC)),
        (datetime(2026, 11, 22, 16, 0, 0, tzinfo=UTC), datetime(2026, 11, 23, 16, tzinfo=UTC)),
        (datetime(2026, 12, 31, 20, 0, 0, tzinfo=UTC), datetime(2027, 1, 1, 16, tzinfo=UTC)),
    ],
)
def test_midnight_is_shanghais(now: datetime, midnight: datetime) -> None:
    assert next_midnight(now) == midnight


@pytest.mark.parametrize("errcode", [45015, 45047, 43004, 43101, 43117, 48002, 47003, 40037, 45002])
async def test_a_closed_way_asks_for_the_next_rung_and_is_not_tried_again(town: Town, api: Api, errcode: int) -> None:
    api.plan[KEFU] = [error(errcode)]
    result = await town.connect().send_text("o", "灯")
    assert (result.ok, result.errcode, result.action) == (False, errcode, "change_rung")
    assert api.calls[KEFU] == 1


async def test_an_unknown_error_changes_the_rung_and_is_told(town: Town, api: Api) -> None:
    api.plan[KEFU] = [error(99999)]
    result = await town.connect().send_text("o", "灯")
    assert result.action == "change_rung"
    assert api.alarms[0][0] == 99999


def test_the_error_table_covers_the_codes_the_platform_documents_for_our_calls() -> None:
    documented = (
        "-1 40001 40003 40007 40013 40014 40037 40164 41001 42001 43002 43003 43004 43101 44002 45002 45008 45009 "
        "45011 45015 45047 47001 47003 48001 48002 48003 48004 48006 50001 50002"
    )
    assert {int(code) for code in documented.split()} <= set(ERRCODES)
    for errcode, verdict in ERRCODES.items():
        assert verdict.reason
        assert judge(errcode) is verdict
        assert verdict.alarms or verdict.action != "alarm"


async def test_an_api_that_knows_only_success_and_a_token_is_enough(town: Town, api: Api) -> None:
    api.expires_in = None
    client = town.connect()
    results = [await running for running in calls_of(client).values()]
    assert all(result.ok and result.errcode == 0 for result in results)
