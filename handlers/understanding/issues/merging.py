"""Joining what is alike: the two most alike groups first, until none are alike enough.

Two groups are as alike as the mean similarity between their messages, times the fourth root of the number of pairs
(at most 64). By the plain mean a big issue told in fifty ways falls apart; without the limit
it swallows its neighbours.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable

ENOUGH = 0.24
"""Similarity from which two groups are one issue."""
_WIDE = 64
"""Pairs of messages beyond which a wider issue gets no more credit."""


def merge(count: int, edges: Iterable[tuple[int, int, float]], enough: float = ENOUGH) -> list[list[int]]:
    """Groups of the numbers below `count`, each ascending, in the order of their first members."""
    near: list[dict[int, float]] = [{} for _ in range(count)]
    members = [[number] for number in range(count)]
    waiting = []
    for one, other, value in edges:
        near[one][other] = near[other][one] = value
        if value >= enough:
            waiting.append((-value, one, other))
    heapq.heapify(waiting)
    while waiting:
        value, one, other = heapq.heappop(waiting)
        if not members[one] or not members[other] or -value != _likeness(near, members, one, other):
            continue
        _join(near, members, waiting, (one, other) if len(near[one]) >= len(near[other]) else (other, one), enough)
    return sorted(sorted(group) for group in members if group)


def _likeness(near: list[dict[int, float]], members: list[list[int]], one: int, other: int) -> float:
    pairs = len(members[one]) * len(members[other])
    return near[one].get(other, 0.0) / pairs * math.sqrt(math.sqrt(min(pairs, _WIDE)))


def _join(
    near: list[dict[int, float]],
    members: list[list[int]],
    waiting: list[tuple[float, int, int]],
    pair: tuple[int, int],
    enough: float,
) -> None:
    """Move the second group into the first and offer the first to its neighbours again."""
    kept, gone = pair
    members[kept] += members[gone]
    members[gone] = []
    del near[kept][gone]
    for neighbour, value in near[gone].items():
        if neighbour != kept:
            del near[neighbour][gone]
            near[kept][neighbour] = near[neighbour][kept] = near[kept].get(neighbour, 0.0) + value
    near[gone] = {}
    for neighbour in near[kept]:
        value = _likeness(near, members, kept, neighbour)
        if value >= enough:
            heapq.heappush(waiting, (-value, kept, neighbour))
