"""One round of load: every row once, the bare echo before and after it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.deliveries import Mode, text_request
from tests.bench.load import Measured, send

WORDS = "{community}{building}号楼{entrance}单元楼道灯坏了一个多星期了，晚上老人下楼看不见"
"""Each in a house of its own: who tells what a neighbour told already is offered to come along."""
COMMUNITIES = ("滨海社区", "富强社区", "胜利社区", "育红社区", "先锋社区", "铁西社区", "胡杨社区", "团结北路社区")
ROWS = (
    ("files", "1 (files the case)"),
    ("words", "words (understood, draft, card)"),
    ("progress", "进度"),
    ("told", "words a neighbour told already"),
    ("mix", "mix: one 1, two words, one 进度"),
)


_houses = itertools.count()


@dataclass(slots=True)
class Pairs:
    """What was measured, row by row: ours beside the bare echo of the same moment."""

    rows: dict[str, list[tuple[Measured, Measured]]] = field(default_factory=dict)

    def add(self, row: str, ours: Measured, before: Measured, after: Measured) -> None:
        """Keep one run; what the echo did before and after it counts as one."""
        if ours.failures:
            raise SystemExit(f"{row}: {ours.failures} answers were not as expected")
        bare = Measured(
            before.requests + after.requests, before.seconds + after.seconds, before.latencies + after.latencies, 0
        )
        self.rows.setdefault(row, []).append((ours, bare))


async def one_round(mode: Mode, name: str, people: int, service: int, echo: int, pairs: Pairs | None) -> int:
    """Words, `1` and 进度 of the same people, words told before, then a mix; returns how many cases were filed."""
    first = [f"o{name}a{number:06d}" for number in range(people)]
    known, new, more = ([f"o{name}{kind}{number:06d}" for number in range(people // 2)] for kind in "bcd")
    neighbours = _words(next(_houses))
    words = [text_request(mode, first[0], neighbours), *told(mode, first[1:])]
    sealed = b"<Encrypt>" if mode.aes_key else b""
    await send(service, told(mode, known), sealed or b"<Content>")  # drafts that the mix confirms
    mixed = [
        *_texts(mode, known, "1"),
        *told(mode, [*new, *more]),
        *_texts(mode, first[: people // 2], "进度"),
    ]
    random.Random(name).shuffle(mixed)
    runs = (
        ("words", words, sealed or "对就回".encode()),
        ("files", _texts(mode, first, "1"), sealed or b"WD2"),
        ("progress", _texts(mode, first, "进度"), sealed or "最晚".encode()),
        (
            "told",
            _texts(mode, [f"o{name}e{number:06d}" for number in range(people)], neighbours),
            sealed or "反映".encode(),
        ),
        ("mix", mixed, sealed or b"<Content>"),
    )
    bare = await send(echo, words, b"HTTP")
    for row, requests, expected in runs:
        ours = await send(service, requests, expected)
        after = await send(echo, words, b"HTTP")
        if pairs is not None:
            pairs.add(row, ours, bare, after)
        bare = after
    return people + len(known)


def told(mode: Mode, openids: Sequence[str]) -> list[bytes]:
    """The same kind of complaint from each, about a house nobody has complained about before."""
    return [text_request(mode, openid, _words(next(_houses))) for openid in openids]


def _words(house: int) -> str:
    rest, at = divmod(house, len(COMMUNITIES))
    building, entrance = divmod(rest, 9)
    return WORDS.format(community=COMMUNITIES[at], building=building + 1, entrance=entrance + 1)


def _texts(mode: Mode, openids: Sequence[str], text: str) -> list[bytes]:
    return [text_request(mode, openid, text) for openid in openids]
