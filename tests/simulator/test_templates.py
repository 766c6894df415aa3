from __future__ import annotations

from typing import Any

import pytest

from bot.simulator.accounts import Reception
from bot.simulator.errors import ApiError
from bot.simulator.fields import check_field
from tests.simulator.conftest import CHEN, WANG, Scene

GOOD = {
    "character_string1": "WD261123-007",
    "thing2": "楼道灯不亮",
    "time4": "2026年11月26日 18:00",
    "phrase5": "一般",
}


def order(openid: str = WANG, **changes: Any) -> dict[str, Any]:
    data = {key: {"value": value} for key, value in GOOD.items()}
    return {"touser": openid, "template_id": "demo-order", "url": "http://127.0.0.1/c/x", "data": data} | changes


SEND = "/cgi-bin/message/template/send"


async def test_an_accepted_template_is_shown_and_its_outcome_reported(scene: Scene) -> None:
    answer = await scene.call(SEND, order())
    await scene.town.settles()
    phone = scene.town.phone(WANG)
    assert (
        phone.last
        == "新工单通知\n工单编号：WD261123-007\n事项：楼道灯不亮\n截止时间：2026年11月26日 18:00\n紧急程度：一般"
    )
    assert phone.last.links == ("http://127.0.0.1/c/x",)
    report = scene.service.seen[0]._data
    assert (report["Event"], report["MsgID"], report["Status"]) == (
        "TEMPLATESENDJOBFINISH",
        str(answer["msgid"]),
        "success",
    )


@pytest.mark.parametrize(
    ("reception", "status"), [("blocked", "failed:user block"), ("failing", "failed: system failed")]
)
async def test_a_person_who_is_not_reached_is_only_found_out_by_the_report(
    scene: Scene, reception: Reception, status: str
) -> None:
    scene.town.world.people.get(WANG).reception = reception
    assert (await scene.call(SEND, order()))["errcode"] == 0
    await scene.town.settles()
    assert scene.town.phone(WANG).heard == []
    assert scene.service.seen[0]._data["Status"] == status


async def test_refusals_have_their_own_codes(scene: Scene) -> None:
    async def code(body: dict[str, Any]) -> int:
        return int((await scene.call(SEND, body))["errcode"])

    assert await code(order(CHEN)) == 43004
    assert await code(order(template_id="unknown")) == 40037
    assert await code(order(template_id="demo-subscribe")) == 40037
    scene.town.world.people.get(WANG).reception = "refused"
    assert await code(order()) == 43101


async def test_one_client_msg_id_is_sent_once_within_ten_minutes(scene: Scene) -> None:
    first = await scene.call(SEND, order(client_msg_id="order-7"))
    assert (await scene.call(SEND, order(client_msg_id="order-7")))["msgid"] == first["msgid"]
    scene.clock.step(minutes=10)
    assert (await scene.call(SEND, order(client_msg_id="order-7")))["msgid"] != first["msgid"]
    assert len(scene.town.phone(WANG).heard) == 2


async def test_a_broken_field_is_named(scene: Scene) -> None:
    body = order()
    body["data"]["thing2"] = {"value": "字" * 21}
    answer = await scene.call(SEND, body)
    assert answer["errcode"] == 47003
    assert "data.thing2.value invalid" in answer["errmsg"]
    del body["data"]["thing2"]
    assert (await scene.call(SEND, body))["errcode"] == 47003


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("thing1", "字" * 20, "字" * 20),
        ("thing1", "两\n行", None),
        ("thing1", "", None),
        ("thing1", "灯坏了😀", "灯坏了"),
        ("thing1", "😀", None),
        ("character_string1", "WD261123-007", "WD261123-007"),
        ("character_string1", "编号7", None),
        ("character_string1", "x" * 33, None),
        ("phrase1", "待确认", "待确认"),
        ("phrase1", "13笔", None),
        ("phrase1", "六个字的短语", None),
        ("time1", "2026年11月26日 18:00", "2026年11月26日 18:00"),
        ("time1", "2026-11-26 18:00:30", "2026-11-26 18:00:30"),
        ("time1", "2026年11月26日 18:00 ~ 2026年11月27日 09:00", "2026年11月26日 18:00 ~ 2026年11月27日 09:00"),
        ("time1", "2026年11月26日 24:00", None),
        ("time1", "周四18:00前", None),
        ("date1", "2026年11月26日", "2026年11月26日"),
        ("date1", "18:00", None),
        ("number1", "12.5", "12.5"),
        ("number1", "十二", None),
        ("number1", "1" * 33, None),
        ("letter1", "Abc", "Abc"),
        ("letter1", "Ab1", None),
        ("symbol1", "#!", "#!"),
        ("symbol1", "ab", None),
        ("amount1", "¥12.50", "¥12.50"),
        ("amount1", "12345678901", None),
        ("phone_number1", "0473-3000001", "0473-3000001"),
        ("phone_number1", "1" * 18, None),
        ("car_number1", "蒙C12345", "蒙C12345"),
        ("car_number1", "蒙C1234567", None),
        ("name1", "孙工", "孙工"),
        ("name1", "一二三四五六七八九十一", None),
        ("const1", "", ""),
        ("const1", "字" * 21, None),
        ("keyword1", "字" * 25, "字" * 20 + "..."),
        ("first", "您好", ""),
        ("unknown1", "x", None),
        ("thing1", 7, None),
    ],
)
def test_each_keyword_type_has_its_rule(key: str, value: object, shown: str | None) -> None:
    if shown is not None:
        assert check_field(key, value) == shown
        return
    with pytest.raises(ApiError) as refused:
        check_field(key, value)
    assert refused.value.errcode == 47003


def test_a_const_takes_only_its_approved_values() -> None:
    assert check_field("const1", "紧急", frozenset({"紧急"})) == "紧急"
    with pytest.raises(ApiError):
        check_field("const1", "随便", frozenset({"紧急"}))


async def test_a_subscribe_notification_needs_one_consent_each(scene: Scene) -> None:
    body = {"touser": WANG, "template_id": "demo-subscribe", "data": {"thing1": {"value": "您反映的楼道灯"}}}

    async def code() -> int:
        return int((await scene.call("/cgi-bin/message/subscribe/bizsend", body))["errcode"])

    assert await code() == 43101
    await scene.town.hands.answer_consent(WANG, "demo-subscribe", accept=True)
    popup = scene.service.seen[0]._data
    assert popup["Event"] == "subscribe_msg_popup_event"
    assert popup["SubscribeMsgPopupEvent"]["List"]["SubscribeStatusString"] == "accept"
    assert [await code(), await code()] == [0, 43101]
    await scene.town.settles()
    assert scene.service.seen[1]._data["SubscribeMsgSentEvent"]["List"]["ErrorStatus"] == "success"
    assert scene.town.phone(WANG).last == "进度通知\n事项：您反映的楼道灯"
