from __future__ import annotations

import pytest
from wechatpy import parse_message as oracle_parse

from bot.wechat.parse import parse_message
from tests.wechat.deliveries import make_event


def test_following_by_a_code_brings_its_scene_without_prefix() -> None:
    raw = make_event("subscribe", "<EventKey><![CDATA[qrscene_c:binhai]]></EventKey><Ticket>t</Ticket>")
    message = parse_message(raw)
    assert (message.event, message.event_key) == ("subscribe", oracle_parse(raw).scene_id)
    assert message.event_key == "c:binhai"
    assert message.is_tap
    assert not message.opens_window


@pytest.mark.parametrize("key", ["", "<EventKey></EventKey>", "<EventKey><![CDATA[]]></EventKey>"])
def test_a_plain_follow_has_no_scene(key: str) -> None:
    assert parse_message(make_event("subscribe", key)).event_key == ""


def test_a_scan_keeps_its_scene_even_if_it_looks_prefixed() -> None:
    assert parse_message(make_event("SCAN", "<EventKey>qrscene_1</EventKey>")).event_key == "qrscene_1"
    assert parse_message(make_event("SCAN", "<EventKey>12</EventKey>")).event == "scan"


def test_the_location_event_is_not_the_location_message() -> None:
    raw = make_event("LOCATION", "<Latitude>39.5</Latitude><Longitude>106.7</Longitude><Precision>40</Precision>")
    message = parse_message(raw)
    theirs = oracle_parse(raw)
    assert (message.kind, message.event) == ("event", "location")
    assert (message.latitude, message.longitude) == (float(theirs.latitude), float(theirs.longitude))
    assert not message.is_tap


@pytest.mark.parametrize(
    ("event", "grants"),
    [
        ("CLICK", True),
        ("VIEW", False),
        ("view_miniprogram", False),
        ("scancode_push", True),
        ("scancode_waitmsg", True),
        ("pic_sysphoto", False),
        ("pic_photo_or_album", False),
        ("pic_weixin", False),
        ("location_select", False),
        ("unsubscribe", False),
    ],
)
def test_menu_events_know_whether_they_grant_messages(event: str, grants: bool) -> None:
    message = parse_message(make_event(event, "<EventKey><![CDATA[k]]></EventKey><MenuId>4</MenuId>"))
    assert (message.kind, message.event, message.event_key) == ("event", event.lower(), "k")
    assert message.is_tap is grants


def test_a_scanned_code_brings_its_content() -> None:
    inner = "<ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult><![CDATA[https://a/c/1]]></ScanResult></ScanCodeInfo>"
    message = parse_message(make_event("scancode_waitmsg", f"<EventKey>s</EventKey>{inner}"))
    assert (message.format, message.text) == ("qrcode", "https://a/c/1")


def test_a_chosen_place_brings_point_and_names() -> None:
    inner = (
        "<SendLocationInfo><Location_X>39.5</Location_X><Location_Y>106.7</Location_Y><Scale>15</Scale>"
        "<Label>滨海街道</Label><Poiname>新达佳苑</Poiname></SendLocationInfo>"
    )
    message = parse_message(make_event("location_select", inner))
    assert (message.latitude, message.longitude, message.label) == (39.5, 106.7, "滨海街道 新达佳苑")


def test_photos_by_menu_with_their_deep_list_are_read() -> None:
    inner = (
        "<SendPicsInfo><Count>2</Count><PicList><item><PicMd5Sum>a1</PicMd5Sum></item>"
        "<item><PicMd5Sum>b2</PicMd5Sum></item></PicList></SendPicsInfo>"
    )
    assert parse_message(make_event("pic_sysphoto", inner)).event == "pic_sysphoto"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("success", "success"),
        ("failed:user block", "failed:user block"),
        ("failed: system failed", "failed:system failed"),
        ("failed:  system failed ", "failed:system failed"),
    ],
)
@pytest.mark.parametrize("spelling", ["MsgID", "MsgId"])
def test_the_outcome_of_a_template_is_read_in_every_spelling(status: str, expected: str, spelling: str) -> None:
    inner = f"<{spelling}>2345678901234567890</{spelling}><Status><![CDATA[{status}]]></Status>"
    message = parse_message(make_event("TEMPLATESENDJOBFINISH", inner))
    assert (message.event, message.result_id, message.result) == (
        "templatesendjobfinish",
        "2345678901234567890",
        expected,
    )
    assert message.msg_id == ""


def answer(template: str, status: str) -> str:
    return (
        f"<List><TemplateId><![CDATA[{template}]]></TemplateId>"
        f"<SubscribeStatusString><![CDATA[{status}]]></SubscribeStatusString><PopupScene>1</PopupScene></List>"
    )


@pytest.mark.parametrize(
    ("name", "wrapper"),
    [
        ("subscribe_msg_popup_event", "SubscribeMsgPopupEvent"),
        ("subscribe_msg_change_event", "SubscribeMsgChangeEvent"),
    ],
)
@pytest.mark.parametrize("answers", [(), (("A", "accept"),), (("A", "accept"), ("B", "reject"), ("C", "accept"))])
def test_consents_are_read_whether_none_one_or_several(
    name: str, wrapper: str, answers: tuple[tuple[str, str], ...]
) -> None:
    inner = "".join(answer(*pair) for pair in answers)
    message = parse_message(make_event(name, f"<{wrapper}>{inner}</{wrapper}>"))
    assert message.template_answers == answers


def test_the_outcome_of_a_subscribe_message_is_its_error_code() -> None:
    inner = (
        "<SubscribeMsgSentEvent><List><TemplateId>A</TemplateId><MsgID>1864</MsgID><ErrorCode>43101</ErrorCode>"
        "<ErrorStatus>refuse</ErrorStatus></List></SubscribeMsgSentEvent>"
    )
    message = parse_message(make_event("subscribe_msg_sent_event", inner))
    assert (message.result_id, message.result) == ("1864", "43101")


def test_a_publication_reports_its_id_and_status() -> None:
    inner = "<PublishEventInfo><publish_id>2247503051</publish_id><publish_status>0</publish_status></PublishEventInfo>"
    message = parse_message(make_event("PUBLISHJOBFINISH", inner))
    assert (message.result_id, message.result) == ("2247503051", "0")


@pytest.mark.parametrize(
    "event", ["user_info_modified", "user_authorization_revoke", "user_authorization_cancellation", "Never_Heard_Of"]
)
def test_other_and_unknown_events_keep_their_name(event: str) -> None:
    inner = "<OpenID>o1</OpenID><AppID>wx1</AppID><RevokeInfo>1</RevokeInfo><New><A>1</A><A>2</A></New><X/><X/>"
    message = parse_message(make_event(event, inner))
    assert (message.kind, message.event) == ("event", event.lower())


def test_two_events_of_one_second_are_two_and_a_repeat_is_one() -> None:
    click = make_event("CLICK", "<EventKey>a</EventKey>")
    keys = [
        parse_message(raw).dedupe_key
        for raw in (
            click,
            make_event("CLICK", "<EventKey>b</EventKey>"),
            make_event("VIEW", "<EventKey>a</EventKey>"),
            make_event("TEMPLATESENDJOBFINISH", "<MsgID>1</MsgID><Status>success</Status>"),
            make_event("TEMPLATESENDJOBFINISH", "<MsgID>2</MsgID><Status>success</Status>"),
            make_event("subscribe_msg_popup_event", f"<S>{answer('A', 'accept')}</S>"),
            make_event("subscribe_msg_popup_event", f"<S>{answer('A', 'reject')}</S>"),
            make_event("CLICK", "<EventKey>a</EventKey>", sender="o-other"),
            make_event("CLICK", "<EventKey>a</EventKey>", created=1714112446),
        )
    ]
    assert len(set(keys)) == len(keys)
    assert parse_message(click).dedupe_key == keys[0]


def test_a_repeat_written_with_other_blanks_or_ciphertext_is_the_same_event() -> None:
    once = make_event("CLICK", "<EventKey>a</EventKey><Encrypt>one</Encrypt>")
    again = make_event("CLICK", "\n  <EventKey><![CDATA[a]]></EventKey>\n<Encrypt>two</Encrypt>\n")
    assert parse_message(once).dedupe_key == parse_message(again).dedupe_key
