"""Rules per keyword type of template and subscribe messages (47003 when broken)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.simulator.errors import ApiError

_DAY = r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2})"
_HOUR = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
_INSTANT = rf"(?:{_DAY}(?: {_HOUR})?|{_HOUR})"
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]")

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "thing": re.compile(r"[^\r\n]{1,20}"),
    "character_string": re.compile(r"[\x20-\x7e]{1,32}"),
    "phrase": re.compile(r"[\u4e00-\u9fff]{1,5}"),
    "time": re.compile(rf"{_INSTANT}(?: ?~ ?{_INSTANT})?"),
    "date": re.compile(rf"{_DAY}(?: {_HOUR})?(?: ?~ ?{_DAY}(?: {_HOUR})?)?"),
    "number": re.compile(r"[+-]?(?=[\d.]{1,32}$)\d+(?:\.\d+)?"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "symbol": re.compile(r"[^\w\s]{1,5}"),
    "amount": re.compile(r"[¥￥$€£]?\d{1,10}(?:\.\d{1,2})?元?"),
    "phone_number": re.compile(r"[\d+\-() ]{1,17}"),
    "car_number": re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{1,8}"),
    "name": re.compile(r"[\u4e00-\u9fff·]{1,10}|[A-Za-z .·]{1,20}"),
}
"""Whole-value pattern per type. Lengths of number, letter and symbol come from one source only."""

_HISTORICAL: Mapping[str, Callable[[str], str]] = {
    "keyword": lambda value: value if len(value) <= 20 else value[:20] + "...",
    "first": lambda _value: "",
    "remark": lambda _value: "",
}
"""Templates from before 2023 are trimmed without a word: excess folded, first and remark dropped."""


def type_of(key: str) -> str:
    """Promise the keyword type of a key: `character_string1` -> `character_string`."""
    return key.rstrip("0123456789")


def check_field(key: str, value: object, approved: frozenset[str] = frozenset()) -> str:
    """Promise the value as the phone shows it.

    `approved` are the values a `const` may take; empty means they are not known here.
    Raises ApiError 47003 when the value breaks the rule of its type.
    """
    kind = type_of(key)
    text = value if isinstance(value, str) else ""
    if kind in _HISTORICAL:
        return _HISTORICAL[kind](text)
    if kind == "const":
        if len(text) <= 20 and (not approved or not text or text in approved):
            return text
    elif kind in PATTERNS and isinstance(value, str) and PATTERNS[kind].fullmatch(text):
        shown = _EMOJI.sub("", text)
        if shown.strip():
            return shown
    raise ApiError(47003, f"data.{key}.value invalid")
