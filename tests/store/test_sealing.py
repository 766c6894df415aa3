"""What is sealed opens only with its key; accounts are known again without their openid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.store.sealing import SealBrokenError, Sealer

SEALER = Sealer("k" * 40)


@given(st.text())
def test_what_is_sealed_comes_back_and_looks_like_nothing(text: str) -> None:
    if any(0xD800 <= ord(char) <= 0xDFFF for char in text):
        return
    sealed = SEALER.seal(text)
    assert SEALER.open(sealed) == text
    assert sealed != SEALER.seal(text)


def test_another_key_or_a_changed_byte_opens_nothing() -> None:
    sealed = SEALER.seal("滨海社区3号楼")
    with pytest.raises(SealBrokenError):
        Sealer("x" * 40).open(sealed)
    with pytest.raises(SealBrokenError):
        SEALER.open(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(SealBrokenError):
        SEALER.open(b"")


def test_an_openid_always_gives_the_same_account_and_another_key_another() -> None:
    assert SEALER.account_id("oABC") == SEALER.account_id("oABC")
    assert SEALER.account_id("oABC") != SEALER.account_id("oABD")
    assert SEALER.account_id("oABC") != Sealer("x" * 40).account_id("oABC")
    assert "oABC" not in SEALER.account_id("oABC")
