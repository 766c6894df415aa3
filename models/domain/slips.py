"""The slip an old person keeps: its 校验码, and the accounts of people who have no WeChat."""

from __future__ import annotations

import re
import unicodedata

PAPER = "paper:"
"""Accounts that begin so stand for somebody without WeChat: no message can reach them, somebody telephones."""
_CODE = re.compile(r"(?<!\d)(\d{2})[^0-9A-Za-z\u4e00-\u9fff]{0,3}(\d{2})$")


def is_paper(account_id: str | None) -> bool:
    """Whether an account stands for somebody without WeChat."""
    return account_id is not None and account_id.startswith(PAPER)


def code_from(random: bytes) -> str:
    """A code of four digits from at least four random bytes: 38-64."""
    number = int.from_bytes(random[:4], "big") % 10_000
    return f"{number // 100:02}-{number % 100:02}"


def split_code(text: str) -> tuple[str, str]:
    """What stands before the code at the end of a text, and the code in its own form, `` when there is none."""
    flat = unicodedata.normalize("NFKC", text).strip(" .。,，")
    found = _CODE.search(flat)
    return (flat[: found.start()], f"{found[1]}-{found[2]}") if found else (flat, "")


def read_code(text: str) -> str:
    """The code somebody typed, in any width and with any sign between, `` when there is none at the end."""
    return split_code(text)[1]


def is_code(text: str) -> bool:
    """Whether a message is a code and nothing else."""
    before, code = split_code(text)
    return code != "" and not before
