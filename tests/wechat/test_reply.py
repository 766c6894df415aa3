from __future__ import annotations

import xmltodict  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from wechatpy import create_reply
from wechatpy import parse_message as oracle_parse
from wechatpy.crypto import WeChatCrypto

from bot.wechat.crypto import MessageCipher
from bot.wechat.reply import MAX_TEXT_BYTES, render_encrypted, render_text, split_text
from tests.wechat.deliveries import ACCOUNT, AES_KEY, APP_ID, NOW, SENDER, TOKEN, make_text


def test_a_reply_says_the_same_as_wechatpys() -> None:
    reply = create_reply("收到了", message=oracle_parse(make_text()))
    reply.time = int(NOW.timestamp())
    assert xmltodict.parse(render_text(SENDER, ACCOUNT, "收到了", NOW)) == xmltodict.parse(reply.render())


@given(st.text())
def test_any_words_make_a_well_formed_reply(text: str) -> None:
    root = xmltodict.parse(render_text(SENDER, ACCOUNT, text, NOW), strip_whitespace=False)["xml"]
    assert (root["ToUserName"], root["FromUserName"], root["MsgType"]) == (SENDER, ACCOUNT, "text")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff"), min_size=1))
def test_words_arrive_as_they_were_written(text: str) -> None:
    root = xmltodict.parse(render_text(SENDER, ACCOUNT, text, NOW), strip_whitespace=False)["xml"]
    assert root["Content"] == text


def test_the_end_of_a_cdata_section_in_the_words_stays_words() -> None:
    text = "a]]>b]]]]>><Content>伪造</Content>"
    assert xmltodict.parse(render_text(SENDER, ACCOUNT, text, NOW))["xml"]["Content"] == text


def test_control_characters_are_left_out_and_line_breaks_kept() -> None:
    assert xmltodict.parse(render_text(SENDER, ACCOUNT, "灯\x00坏\n了\x1b", NOW))["xml"]["Content"] == "灯坏\n了"


@given(st.text(max_size=60), st.integers(4, 90))
def test_splitting_loses_nothing_and_fits(text: str, limit: int) -> None:
    text = text.encode("utf-8", "replace").decode()
    head, rest = split_text(text, limit)
    assert len(head.encode()) <= limit
    assert head + rest == text or f"{head}\n{rest}" == text
    assert bool(rest) <= (len(text.encode()) > limit)
    assert head or not text or text.startswith("\n")


def test_the_limit_counts_bytes_and_never_cuts_a_character() -> None:
    assert split_text("灯" * 682 + "ab") == ("灯" * 682 + "ab", "")
    assert split_text("灯" * 683) == ("灯" * 682, "灯")
    assert split_text("a" * 2047 + "😀") == ("a" * 2047, "😀")


def test_a_line_break_near_the_end_is_preferred() -> None:
    lines = "\n".join(f"{number} <a href='https://example.com/c/{number}'>看</a>" for number in range(200))
    head, rest = split_text(lines)
    assert len(head.encode()) <= MAX_TEXT_BYTES
    assert head.endswith("</a>")
    assert f"{head}\n{rest}" == lines


def test_wechatpy_decrypts_our_encrypted_reply() -> None:
    plain = render_text(SENDER, ACCOUNT, "收到了", NOW)
    sealed = render_encrypted(plain, MessageCipher(AES_KEY, APP_ID), TOKEN, NOW)
    root = xmltodict.parse(sealed)["xml"]
    opened = WeChatCrypto(TOKEN, AES_KEY, APP_ID).decrypt_message(
        sealed, root["MsgSignature"], root["TimeStamp"], root["Nonce"]
    )
    assert opened.encode() == plain
    assert root["TimeStamp"] == str(int(NOW.timestamp()))
