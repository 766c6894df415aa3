"""What is said of an errand: the matter, what was handed over, until when; and the states an errand goes through."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.domain.dates import read_date
from models.domain.errors import BadDate
from models.domain.working_time import Calendar

State = Literal["asked", "taken", "reported", "confirmed", "unconfirmed", "withdrawn"]
OPEN: tuple[State, ...] = ("asked", "taken", "reported")
IN_HAND: tuple[State, ...] = ("asked", "taken")
ENDED: tuple[State, ...] = ("confirmed", "unconfirmed", "withdrawn")

_PARTS = re.compile(r"[；;\n]+")
_LISTED = re.compile(r"[、，,和 ]+")
_PAPER = re.compile(r"(?:证|证明|本|卡|表|复印件|照片|相片|单|单据|票|原件|申请书|病历|处方|存折|协议|合同|材料|书)$")
_LABEL = re.compile(r"^(?:材料|带来|交来|收了|手续|附)[:：]?\s*")
_UNTIL = re.compile(r"(?:之前|以前|前|内|办好|办完)$")
_NUMBER = re.compile(
    r"^\s*(?:代办|第)?\s*(\d{1,6})"
    r"(?![\d.\-楼栋幢院单层室天日月年时点人户岁元块万千百个盏次套名位处米度斤]|号[楼栋幢院])"
    r"\s*(?:号代办|号件|号)?[\s:：，,。；;、]*"
)
"""12, 12号, 代办12 in front of words; 3号楼, 12盏 and 3.5万元 are things said."""
_CODE = re.compile(r"^\s*(\d{6})\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """An errand as it was said."""

    matter: str
    papers: tuple[str, ...] = ()
    due_on: date | None = None


def read_errand(text: str, today: date, calendar: Calendar) -> Said:
    """事项；材料；日期, in this order or another; what is neither papers nor a date belongs to the matter."""
    matter: list[str] = []
    papers: list[str] = []
    due: date | None = None
    for part in (one.strip() for one in _PARTS.split(text)):
        if not part:
            continue
        day = _day(part, today, calendar)
        if day is not None and due is None:
            due = day
        elif (listed := read_papers(part)) and matter:
            papers.extend(listed)
        else:
            matter.append(part)
    return Said("；".join(matter), tuple(dict.fromkeys(papers)), due)


def read_papers(text: str) -> tuple[str, ...]:
    """身份证、户口本: names of papers, nothing where one of the words is none."""
    body = _LABEL.sub("", text.strip())
    labelled = body != text.strip()
    listed = tuple(one for one in _LISTED.split(body) if one)
    if labelled or (listed and all(_PAPER.search(one) for one in listed)):
        return listed
    return ()


def split_number(text: str) -> tuple[int | None, str]:
    """12 办好了: the errand's number, and the words behind it."""
    match = _NUMBER.match(text)
    return (int(match[1]), text[match.end() :].strip(" ，,。:：；;、")) if match is not None else (None, text.strip())


def code_in(text: str) -> str:
    """The six digits of a slip, `` for anything else."""
    match = _CODE.match(text)
    return match[1] if match is not None else ""


def _day(part: str, today: date, calendar: Calendar) -> date | None:
    try:
        return read_date(_UNTIL.sub("", part), today, calendar).day
    except BadDate:
        return None
