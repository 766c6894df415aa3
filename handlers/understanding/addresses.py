"""House numbers by grammar: building, unit, row, floor-free room, in Chinese or Arabic numerals."""

from __future__ import annotations

import re

_NUMBER = r"(\d{1,4}|[一二三四五六七八九十百两]{1,5})"
_GRAMMAR = re.compile(
    rf"(?:{_NUMBER}\s?(?:号楼|栋|幢|#楼|#|号院)|{_NUMBER}\s?(?:排平房|排)|(?<=[街路巷村])\s?{_NUMBER}\s?号(?!楼))"
    rf"(?:\s?[,，]?\s?{_NUMBER}\s?(?:单元|门洞|门))?(?:\s?[,，]?\s?{_NUMBER}\s?(?:室|户|号)?)?"
    rf"|{_NUMBER}\s?单元(?:\s?[,，]?\s?{_NUMBER}\s?(?:室|户|号)?)?"
)
_DASHED = re.compile(r"(?<![\d-])(\d{1,3})-(\d{1,2})-(\d{3,4})(?![\d-])")
_TRIGGERS = re.compile(r"[号栋幢#排单]|\d-\d")
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def numeral(said: str) -> int:
    """Value of a numeral up to 999 in Arabic or Chinese digits (十二, 一百零二 without 零, 三零 is not one)."""
    if said.isdigit():
        return int(said)
    total, digit = 0, 0
    for sign in said:
        if sign == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif sign == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def read_address(text: str) -> tuple[str, int, int]:
    """Normalised address in a normalised text (`3号楼2单元501`, `3排`, `15号`) with its span; `` and 0, 0 without one.

    栋 and 幢 become 号楼; 门 behind a building is the 单元 of the north-east.
    """
    if _TRIGGERS.search(text) is None:
        return "", 0, 0
    if dashed := _DASHED.search(text):
        building, unit, room = dashed.groups()
        return f"{int(building)}号楼{int(unit)}单元{room}", dashed.start(), dashed.end()
    found = _GRAMMAR.search(text)
    if found is None:
        return "", 0, 0
    building, row, house, unit, room, bare_unit, bare_room = found.groups()
    parts: list[str] = []
    if building:
        parts.append(f"{numeral(building)}号{'院' if '号院' in found.group() else '楼'}")
    elif row:
        parts.append(f"{numeral(row)}排")
    elif house:
        parts.append(f"{numeral(house)}号")
    if unit or bare_unit:
        parts.append(f"{numeral(unit or bare_unit)}单元")
    end = found.end()
    if said := room or bare_room:
        # A row of houses has a door behind it; a small bare number or 户 behind a building is a count, not a room.
        if (said.isdigit() and len(said) >= 3) or found.group()[-1] in "室号" or (row and found.group()[-1] == "户"):
            parts.append(f"{numeral(said)}" if not row else f"{numeral(said)}号")
        else:
            end = found.start(5 if room else 7)
    return "".join(parts), found.start(), end
