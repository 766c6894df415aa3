from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy import parse_message as oracle_parse

from bot.wechat import document
from bot.wechat.document import MAX_BYTES
from bot.wechat.errors import MalformedError
from bot.wechat.parse import parse_message
from tests.wechat.deliveries import ACCOUNT, CREATED, SENDER, make_event, make_text, make_xml

VISIBLE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


def typed(kind: str, inner: str, msg_id: str = "7") -> bytes:
    return make_xml(f"<MsgType><![CDATA[{kind}]]></MsgType>{inner}<MsgId>{msg_id}</MsgId>")


@given(VISIBLE.filter(lambda text: "]]>" not in text))
def test_any_text_arrives_unchanged_and_as_wechatpy_reads_it(content: str) -> None:
    message = parse_message(make_text(content))
    assert message.text == content
    assert message.text.strip() == (oracle_parse(make_text(content)).content or "").strip()


def test_a_text_is_read_with_its_sender_and_time() -> None:
    message = parse_message(make_text())
    theirs = oracle_parse(make_text())
    assert (message.sender, message.account, message.msg_id) == (theirs.source, theirs.target, str(theirs.id))
    assert message.created_at == datetime.fromtimestamp(CREATED, UTC)
    assert message.dedupe_key == f"24534634542342:{SENDER}:{ACCOUNT}"
    assert message.opens_window
    assert not message.is_tap


@pytest.mark.parametrize(
    ("tapped", "expected"),
    [("101", 101), ("0", 0), ("abc", None), ("-1", None), ("", None), ("٣", None), ("9" * 40, None)],
)
def test_a_tapped_option_is_a_number_or_nothing(tapped: str, expected: int | None) -> None:
    message = parse_message(make_text("满意", extra=f"<bizmsgmenuid>{tapped}</bizmsgmenuid>"))
    assert message.menu_id == expected
    assert message.is_tap == (expected is not None)
    assert message.opens_window == (expected is None)


def test_image_voice_and_videos_carry_their_media() -> None:
    image = typed("image", "<PicUrl><![CDATA[http://mmbiz/1]]></PicUrl><MediaId><![CDATA[m1]]></MediaId>")
    assert (parse_message(image).kind, parse_message(image).media_id) == ("image", oracle_parse(image).media_id)
    assert parse_message(image).url == oracle_parse(image).image
    voice = typed(
        "voice",
        "<MediaId>m2</MediaId><Format>AMR</Format><MediaId16K>m2k</MediaId16K><Recognition><![CDATA[]]></Recognition>",
    )
    heard = parse_message(voice)
    assert (heard.kind, heard.media_id, heard.format, heard.text) == ("voice", "m2", "amr", "")
    for kind in ("video", "shortvideo"):
        film = parse_message(typed(kind, "<MediaId>m3</MediaId><ThumbMediaId>t3</ThumbMediaId>"))
        assert (film.kind, film.media_id) == ("video", "m3")


def test_a_location_has_x_as_latitude() -> None:
    raw = typed(
        "location",
        "<Location_X>39.505</Location_X><Location_Y>106.722</Location_Y><Scale>16</Scale><Label>滨海社区</Label>",
    )
    message = parse_message(raw)
    assert (message.latitude, message.longitude) == tuple(map(float, oracle_parse(raw).location))
    assert (message.kind, message.label, message.event) == ("location", "滨海社区", "")


@pytest.mark.parametrize("x", ["", "nan", "inf", "north", "91", "1e999"])
def test_a_location_without_a_point_keeps_its_words(x: str) -> None:
    message = parse_message(
        typed("location", f"<Location_X>{x}</Location_X><Location_Y>106</Location_Y><Label>滨海</Label>")
    )
    assert (message.latitude, message.longitude, message.label) == (None, None, "滨海")


def test_a_link_brings_title_description_and_address() -> None:
    message = parse_message(
        typed("link", "<Title>公告</Title><Description>停水两天</Description><Url>https://example.com/1</Url>")
    )
    assert (message.kind, message.text, message.url) == ("link", "公告\n停水两天", "https://example.com/1")


@pytest.mark.parametrize("kind", ["sticker", "file", "miniprogrampage", "FILE"])
def test_types_nobody_can_read_are_said_to_be_so(kind: str) -> None:
    message = parse_message(typed(kind, "<MediaId>m</MediaId>"))
    assert (message.kind, message.format, message.msg_id) == ("unreadable", kind.lower(), "7")


def test_the_platforms_own_words_for_a_sticker_are_unreadable() -> None:
    assert parse_message(make_text("【收到不支持的消息类型，暂无法显示】")).kind == "unreadable"
    assert parse_message(make_text("群里说【收到不支持的消息类型，暂无法显示】")).kind == "text"


def test_both_spellings_of_the_message_id_are_one() -> None:
    other = make_text().replace(b"MsgId>", b"MsgID>")
    assert parse_message(other) == parse_message(make_text())


def test_a_message_without_id_is_still_told_apart() -> None:
    one, two = make_text("灯坏了", msg_id=""), make_text("水停了", msg_id="")
    assert parse_message(one).dedupe_key == parse_message(one).dedupe_key != parse_message(two).dedupe_key


def test_one_id_from_two_people_is_two_messages() -> None:
    inner = "<MsgType>text</MsgType><Content>a</Content><MsgId>5</MsgId>"
    keys = {parse_message(make_xml(inner, sender=sender)).dedupe_key for sender in ("o-one", "o-two")}
    assert len(keys) == 2


def test_an_article_message_keeps_its_ids_from_the_dedup_key() -> None:
    plain, article = make_text(), make_text(extra="<MsgDataId>9</MsgDataId><Idx>1</Idx>")
    assert parse_message(plain) == parse_message(article)


def test_pasted_control_characters_are_dropped_and_the_words_kept() -> None:
    assert parse_message(make_text("灯\x08坏\x00了\x1f")).text == "灯坏了"
    assert parse_message(make_text("灯坏了\uffff")).text == "灯坏了"
    assert parse_message(make_text("一行\n二行\t")).text == "一行\n二行\t"


def test_a_text_of_several_expat_buffers_stays_whole() -> None:
    long = "暖气不热" * 4000
    assert parse_message(make_text(long)).text == long


BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<xml><ToUserName>a</ToUserName><FromUserName>&b;</FromUserName></xml>"
)
EXTERNAL = b'<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><Content>&x;</Content></xml>'


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"", "xml", id="empty"),
        pytest.param(b"hello", "xml", id="no xml"),
        pytest.param(b"{}", "xml", id="json"),
        pytest.param(make_text()[:-3], "xml", id="cut"),
        pytest.param(make_text() + b"<xml/>", "xml", id="two roots"),
        pytest.param(BILLION, "doctype", id="billion laughs"),
        pytest.param(EXTERNAL, "doctype", id="external entity"),
        pytest.param(b"<!DOCTYPE xml>" + make_text(), "doctype", id="bare doctype"),
        pytest.param(make_text().replace(b"<![CDATA[text]]>", b"&text;"), "xml", id="undefined entity"),
        pytest.param(b"<html><body/></html>", "root", id="wrong root"),
        pytest.param(b"<xml>" + b"<a>" * 50 + b"</a>" * 50 + b"</xml>", "depth", id="deep"),
        pytest.param(make_text("a" * MAX_BYTES), "size", id="large"),
        pytest.param(make_text().replace("路".encode(), b"\xff\xfe"), "xml", id="not utf-8"),
        pytest.param(make_text().decode().encode("utf-16"), "xml", id="utf-16"),
        pytest.param(make_text().replace("路".encode(), b"\xed\xa0\x80"), "xml", id="lone surrogate"),
        pytest.param(b"<xml/>", "ToUserName", id="no fields"),
        pytest.param(make_xml("<Content>a</Content>"), "MsgType", id="no type"),
        pytest.param(make_xml("<MsgType>event</MsgType>"), "Event", id="event without name"),
        pytest.param(make_text(extra="<MsgType>event</MsgType>"), "twice", id="two types"),
        pytest.param(make_text(extra="<FromUserName>other</FromUserName>"), "twice", id="two senders"),
        pytest.param(make_xml("<MsgType>text</MsgType>", sender=""), "FromUserName", id="no sender"),
        pytest.param(make_xml("<MsgType>text</MsgType>", sender="o" * 200), "FromUserName", id="long sender"),
        pytest.param(make_xml("<MsgType>text</MsgType>", sender="a\nb"), "FromUserName", id="line break in sender"),
        pytest.param(make_xml("<MsgType>text</MsgType>", created=""), "CreateTime", id="no time"),
        pytest.param(make_xml("<MsgType>text</MsgType>", created="9" * 30), "CreateTime", id="endless time"),
        pytest.param(make_xml("<MsgType>text</MsgType>", created=-1), "CreateTime", id="negative time"),
        pytest.param(make_xml("<MsgType>text</MsgType>", created="soon"), "CreateTime", id="time in words"),
    ],
)
def test_damaged_and_hostile_bodies_have_one_kind_of_error(raw: bytes, reason: str) -> None:
    with pytest.raises(MalformedError) as caught:
        parse_message(raw)
    assert caught.value.reason == reason


@given(st.binary(max_size=300))
def test_no_bytes_whatever_cause_another_error(raw: bytes) -> None:
    with pytest.raises(MalformedError):
        parse_message(raw)


@given(st.data())
def test_a_delivery_with_some_bytes_changed_is_a_message_or_malformed(data: st.DataObject) -> None:
    raw = bytearray(make_event("SCAN", "<EventKey>7</EventKey>"))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        message = parse_message(bytes(raw))
    except MalformedError:
        return
    assert message.sender
    assert message.account


_PARTS = st.sampled_from(
    [
        "水",
        "7",
        "]]>",
        "]]",
        "<![CDATA[",
        "&amp;",
        "&",
        "<",
        ">",
        "</Content>",
        "\r\n",
        "\t",
        " ",
        "\x00",
        "\x0b",
        "\ufffe",
    ]
)
_VALUES = st.lists(_PARTS, max_size=5).map("".join)
_FIELDS = st.builds(
    lambda name, value, shape: shape.format(name=name, value=value),
    st.sampled_from(["Content", "MsgId", "Other", "xml", "Event"]),
    _VALUES,
    st.sampled_from(
        [
            "<{name}><![CDATA[{value}]]></{name}>",
            "<{name}>{value}</{name}>",
            "<{name}>7</{name}>",
            "<{name}/>",
            "<{name}><Item><![CDATA[{value}]]></Item></{name}>",
            "{value}",
        ]
    ),
)


@given(
    st.lists(_FIELDS, max_size=5),
    st.sampled_from(["", "\n", "<?xml version='1.0'?>", "\ufeff"]),
    st.sampled_from(["", "\n", "x"]),
)
def test_the_short_way_through_plain_xml_reads_what_expat_reads_or_leaves_it_to_it(
    fields: list[str], before: str, behind: str
) -> None:
    raw = f"{before}<xml>{behind.join(fields)}</xml>".encode()
    flat = document._read_flat(raw)
    if flat is not None:
        assert document._read(raw) == document.Document(flat, [])


def test_the_short_way_takes_what_wechat_sends() -> None:
    raw = b"<xml>\n<ToUserName><![CDATA[gh]]></ToUserName>\n<CreateTime>17640384</CreateTime><X><![CDATA[]]></X></xml>"
    assert document._read_flat(raw) == {"ToUserName": "gh", "CreateTime": "17640384", "X": ""}
