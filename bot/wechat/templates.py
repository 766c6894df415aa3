"""Values of template keywords, brought into the form WeChat accepts (errcode 47003 otherwise).

The limits are those of category templates since May 2023; an account for testing does not enforce them, so a card that
works there may be refused in production.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from models.domain.district import TemplateSetting
from models.domain.templates import PHRASES, SEE_DETAIL

Formatter = Callable[[str], str]


class UnfitValueError(ValueError):
    """A value cannot be said in a keyword of this type; the card would come back with 47003."""


_THING = 20
_BLANKS = re.compile(r"\s+")
_PICTOGRAPHS = re.compile(
    "[\U0001f000-\U0001faff\U000e0000-\U000e007f\u2194-\u2199\u2300-\u23ff\u2600-\u27bf"
    "\u2b00-\u2bff\ufe00-\ufe0f\u20e3]"
)
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_TIME = re.compile(
    r"(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})( ([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?"
)  # fmt: skip
_AMOUNT = re.compile(r"[¥￥$€£]?\d{1,10}(\.\d{1,2})?元?")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


def _tidy(value: str) -> str:
    seen = (" " if char.isspace() else "" if unicodedata.category(char) in _UNSEEN else char for char in value)
    return _BLANKS.sub(" ", _PICTOGRAPHS.sub("", "".join(seen))).strip()


def _thing(value: str) -> str:
    words = _tidy(value)
    if len(words) > _THING:
        words = words[: _THING - 1].rstrip() + "…"
    return words or SEE_DETAIL


def _constant(value: str) -> str:
    # The approved values are known to the account only; an empty one is allowed here and nowhere else.
    words = _tidy(value)
    if len(words) > _THING:
        raise UnfitValueError("const")
    return words


def _phrase(value: str) -> str:
    if value.strip() not in PHRASES:
        raise UnfitValueError("phrase")
    return value.strip()


def _time(value: str) -> str:
    words = _tidy(value)
    ends = words.split("~")
    if len(ends) > 2 or not all(_TIME.fullmatch(end.strip()) for end in ends):
        raise UnfitValueError("time")
    return words


def _name(value: str) -> str:
    # Digits are refused in a name; ten characters with Chinese in it, twenty without.
    words = "".join(char for char in _tidy(value) if not char.isdigit()).strip()
    return words[: 10 if _HAN.search(words) else 20].strip() or SEE_DETAIL


def _amount(value: str) -> str:
    words = _tidy(value).replace(",", "")
    if not _AMOUNT.fullmatch(words):
        raise UnfitValueError("amount")
    return words


def _limited(allowed: str, limit: int, empty: str) -> Formatter:
    """Make a formatter that keeps the allowed characters up to a limit; UnfitValueError when `empty` is `` too."""
    pattern = re.compile(f"[^{allowed}]")

    def keep(value: str) -> str:
        kept = pattern.sub("", _tidy(value))[:limit].strip() or empty
        if not kept:
            raise UnfitValueError("nothing left of the value")
        return kept

    return keep


FORMATTERS: Mapping[str, Formatter] = MappingProxyType(
    {
        "thing": _thing,
        "const": _constant,
        "phrase": _phrase,
        "time": _time,
        "date": _time,
        "name": _name,
        "amount": _amount,
        "character_string": _limited("!-~", 32, "-"),
        "number": _limited("0-9.", 32, "0"),
        "letter": _limited("A-Za-z", 32, ""),
        "symbol": _limited("!-/:-@\\[-`{-~", 5, "-"),
        "phone_number": _limited("0-9+() -", 17, ""),
        "car_number": _limited("0-9A-Za-z\u4e00-\u9fff", 8, ""),
    }
)
"""Keyword type -> formatter. Types unknown here, and the `keyword1` of old templates, are treated as `thing`."""

_SUFFIX = re.compile(r"[0-9]+$")


def fill(setting: TemplateSetting, values: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Make the `data` of a template or subscribe message from our field names.

    Fields the setting does not name are left out; what it names and `values` lacks gets its type's stand-in.
    UnfitValueError, before anything is sent, for a value WeChat would refuse (a phrase off the list, no time).
    """
    data = {}
    for name, key in setting.fields.items():
        kind = _SUFFIX.sub("", key)
        try:
            data[key] = {"value": FORMATTERS.get(kind, _thing)(values.get(name, ""))}
        except UnfitValueError as error:
            msg = f"{setting.role} {name} ({key}): {error}"
            raise UnfitValueError(msg) from None
    return data


def fill_bare(setting: TemplateSetting, values: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The same card with every `thing` replaced by the pointer to the page: the one retry after 47003."""
    things = {name for name, key in setting.fields.items() if _SUFFIX.sub("", key) in {"thing", "name"}}
    return fill(setting, {name: "" if name in things else value for name, value in values.items()})
