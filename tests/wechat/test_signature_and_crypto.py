from __future__ import annotations

import struct

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import check_signature

from bot.wechat.crypto import MessageCipher, decrypt_with_any
from bot.wechat.errors import MalformedError
from bot.wechat.signature import is_signed, sign
from tests.wechat.deliveries import AES_KEY, APP_ID, OTHER_KEY, TOKEN, make_text

ENCRYPTED = (
    "Q3stYC6hdFzMh9T8HCvyDNlQSuDDtQm2I6puL+LFAVfrpQFViqeq15p/A3LoSNgzNu17vRIyPl14A9h2NGRzM15GZXOcxKFm7Cu2s8GEMst6FcWIeA"
    "CgtxR1MbLVtQTsTknSNUCfLaL9AlaHSUOf9j8cCqMhqonU7ioGC1x+37I5Xv5c2c5xdz5CVDFiuCRKqpKRKOaZg+Ylyy0JvRHucCeF562ZQ8WQBa90"
    "zGSU3kaamuW92ZgAwfmnPROZF7aH0LXfQFqwpwxAvswmRSNShzfDxFdLSKh0TTXSG+mLXdzvcpcY3iKbQ411/nFxQpaJ+JpoauAvPLZ3SVNR8mU9v8"
    "Y0t4RdORIkXFPeeShCfCi1r0DVvw/vnFZwJjDdxQMxJECHUckNUnbhG+AL8eGSI+F1lRl8AUW/8ADdd5XwwyE="
)


def test_the_official_vector_of_the_address_check_is_signed() -> None:
    assert is_signed("f464b24fc39322e44b38aa78f5edd27bd1441696", "AAAAA", "1714036504", "1514711492")


@given(st.text(), st.text(), st.text())
def test_signatures_agree_with_wechatpy(token: str, timestamp: str, nonce: str) -> None:
    try:
        f"{token}{timestamp}{nonce}".encode()
    except UnicodeEncodeError:
        assert not is_signed("0" * 40, token, timestamp, nonce)
        return
    check_signature(token, sign(token, timestamp, nonce), timestamp, nonce)


@pytest.mark.parametrize("signature", ["", "0" * 40, "F464B24FC39322E44B38AA78F5EDD27BD1441696", "路灯", "\udcff"])
def test_a_wrong_signature_is_false_and_never_an_error(signature: str) -> None:
    assert not is_signed(signature, "AAAAA", "1714036504", "1514711492")


def test_the_message_vector_decrypts_and_encrypts_to_itself() -> None:
    cipher = MessageCipher(AES_KEY, APP_ID)
    assert cipher.decrypt(ENCRYPTED) == make_text()
    assert cipher.encrypt(make_text(), b"0123456789abcdef") == ENCRYPTED
    assert is_signed("3c1f6c1f494fedcf699dbb2b44c77b76cd8a9159", TOKEN, "1714112445", "415670741", ENCRYPTED)


@given(st.binary(max_size=200))
def test_what_is_encrypted_comes_back(message: bytes) -> None:
    cipher = MessageCipher(AES_KEY, APP_ID)
    assert cipher.decrypt(cipher.encrypt(message)) == message


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=80))
def test_wechatpy_reads_ours_and_we_read_wechatpy(text: str) -> None:
    oracle = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
    encrypted = MessageCipher(AES_KEY, APP_ID).encrypt(text.encode())
    signature = sign(TOKEN, "1", "2", encrypted)
    assert oracle.decrypt_message({"Encrypt": encrypted}, signature, "1", "2") == text
    theirs = oracle.encrypt_message(text, "2", "1").split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    assert MessageCipher(AES_KEY, APP_ID).decrypt(theirs).decode() == text


def test_two_encryptions_of_one_message_differ() -> None:
    cipher = MessageCipher(AES_KEY, APP_ID)
    assert cipher.encrypt(b"same") != cipher.encrypt(b"same")


def seal(body: bytes) -> str:
    from base64 import b64decode, b64encode

    key = b64decode(AES_KEY + "=")
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return b64encode(encryptor.update(body) + encryptor.finalize()).decode()


def lay_out(message: bytes, *, length: int | None = None, app_id: str = APP_ID, padding: bytes | None = None) -> str:
    body = b"r" * 16 + struct.pack(">I", len(message) if length is None else length) + message + app_id.encode()
    if padding is None:
        count = 32 - len(body) % 32
        padding = bytes([count]) * count
    return seal(body + padding)


# 16 + 4 + 10 + 18 = 48 bytes before padding, so 16 bytes of padding.
TEN = b"0123456789"


@pytest.mark.parametrize(
    "encrypted",
    [
        pytest.param(lay_out(TEN, padding=b"\x00" * 16), id="padding of zero"),
        pytest.param(lay_out(TEN, padding=b"\x21" * 48), id="padding above the block"),
        pytest.param(lay_out(TEN, padding=b"\x0f" + b"\x10" * 15), id="first padding byte differs"),
        pytest.param(lay_out(TEN, padding=b"\x10" * 7 + b"\x11" + b"\x10" * 8), id="middle padding byte differs"),
        pytest.param(lay_out(TEN, length=9), id="length too short"),
        pytest.param(lay_out(TEN, length=11), id="length too long"),
        pytest.param(lay_out(TEN, length=2**32 - 1), id="length beyond everything"),
        pytest.param(lay_out(TEN, app_id="wx0000000000000000"), id="another account"),
        pytest.param(lay_out(TEN, app_id=""), id="no account"),
        pytest.param(lay_out(TEN, app_id=APP_ID + "x"), id="longer account"),
        pytest.param(seal(b"\x20" * 32), id="padding alone"),
        pytest.param("", id="empty"),
        pytest.param("AAAA", id="half a block"),
        pytest.param(ENCRYPTED[:-4], id="cut"),
        pytest.param(ENCRYPTED[:-1], id="base64 without its end"),
        pytest.param(ENCRYPTED + "\n", id="line break behind"),
        pytest.param(" " + ENCRYPTED, id="blank before"),
        pytest.param("路灯" * 20, id="no base64 at all"),
    ],
)
def test_every_damage_is_the_same_refusal(encrypted: str) -> None:
    with pytest.raises(MalformedError, match="undecryptable"):
        MessageCipher(AES_KEY, APP_ID).decrypt(encrypted)


def test_the_layout_of_these_tests_is_otherwise_right() -> None:
    assert MessageCipher(AES_KEY, APP_ID).decrypt(lay_out(TEN)) == TEN


def test_an_empty_app_id_does_not_let_a_length_run_over_the_end() -> None:
    with pytest.raises(MalformedError):
        MessageCipher(AES_KEY, "").decrypt(lay_out(TEN, app_id="", length=999))


def test_during_a_change_of_key_the_one_that_opened_is_returned() -> None:
    new, old = MessageCipher(OTHER_KEY, APP_ID), MessageCipher(AES_KEY, APP_ID)
    assert decrypt_with_any((new, old), new.encrypt(b"new")) == (b"new", new)
    assert decrypt_with_any((new, old), old.encrypt(b"old")) == (b"old", old)
    with pytest.raises(MalformedError):
        decrypt_with_any((new,), old.encrypt(b"old"))


@pytest.mark.parametrize("key", ["", "short", AES_KEY + "=", AES_KEY[:-1] + "路", AES_KEY[:-1] + "-", AES_KEY + "A"])
def test_a_key_that_is_none_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(ValueError, match="43 letters") as caught:
        MessageCipher(key, APP_ID)
    assert not key or key not in str(caught.value)
