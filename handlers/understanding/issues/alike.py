"""How alike two messages are: shared n-grams, weighed by rarity, so names of places and things count most.

Title and whole message are compared apart, and each gives half. What everybody writes (请, 领导, 小区) is rare in no
message and weighs next to nothing; the name of an estate occurs in few and weighs much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from handlers.understanding.issues.places import elsewhere, names_in, without_names
from handlers.understanding.learnt.grams import SEAM, grams, prepared

SHORTEST, LONGEST = 2, 3
TITLE_SHARE = 0.5
ELSEWHERE = 0.2
"""What is left of a similarity when both name places and not the same one."""
OTHER_MATTER, SAME_MATTER = 0.2, 0.1
"""What is left when nothing but the name agrees, and the likeness without names from which nothing is taken."""
LOWEST = 0.06
"""Pairs less alike than this are not kept: nothing is ever joined on their account."""
_LOUDEST = 160
"""N-grams of one message that are compared: its rarest and most frequent ones."""
_TOO_COMMON = 0.1
"""Share of all messages from which an n-gram says nothing any more (in files that are large enough to tell)."""
_BLOCK = 512
Progress = Callable[[int, int], None]
Edge = tuple[int, int, float]


def alike(titles: Sequence[str], details: Sequence[str], progress: Progress) -> Iterator[Edge]:
    """Every pair (first < second) that is alike at all, with its similarity from 0 to 1."""
    heads = [prepared(text) for text in titles]
    bodies = [prepared(text) for text in details]
    whole = [f"{head}{SEAM}{body}" if body else head for head, body in zip(heads, bodies, strict=True)]
    names = [names_in(head, body) for head, body in zip(heads, bodies, strict=True)]
    matters = _vectors([without_names(text) for text in whole], 2)
    first, second = _vectors(heads, 1), _vectors(whole, 2)
    total = len(heads)
    for start in range(0, total, _BLOCK):
        end = min(start + _BLOCK, total)
        near = TITLE_SHARE * (first[start:end] @ first[start:].T) + (1 - TITLE_SHARE) * (
            second[start:end] @ second[start:].T
        )
        found = near.tocoo()
        kept = (found.data >= LOWEST) & (found.col > found.row)
        rows, columns = found.row[kept] + start, found.col[kept] + start
        if not kept.any():
            progress(end, total)
            continue
        told = (matters[start:end] @ matters[start:].T).tocsr()
        agree = np.asarray(told[found.row[kept], found.col[kept]]).ravel()
        values = found.data[kept] * (OTHER_MATTER + (1 - OTHER_MATTER) * np.minimum(1, agree / SAME_MATTER))
        for one, other, value in zip(rows.tolist(), columns.tolist(), values.tolist(), strict=True):
            apart = elsewhere(names[one], names[other], whole[one], whole[other])
            yield one, other, value * ELSEWHERE if apart else value
        progress(end, total)


def _vectors(texts: Sequence[str], least: int) -> Any:
    """One sparse row of length one per text."""
    from scipy import sparse  # noqa: PLC0415 - only this command pays for it

    counted = [Counter(gram for gram in grams(text, SHORTEST, LONGEST) if SEAM not in gram) for text in texts]
    spread: Counter[str] = Counter()
    for one in counted:
        spread.update(one.keys())
    most = max(20.0, _TOO_COMMON * len(texts))
    index = {gram: at for at, gram in enumerate(gram for gram, times in spread.items() if least <= times <= most)}
    rarity = np.log(len(texts) / np.array([spread[gram] for gram in index], np.float32)) + 0.01
    ends, places, values = [0], list[int](), list[np.ndarray[Any, Any]]()
    for one in counted:
        pairs = [(index[gram], times) for gram, times in one.items() if gram in index]
        at = np.array([place for place, _ in pairs], np.int64)
        weight = (1 + np.log(np.array([times for _, times in pairs], np.float32))) * rarity[at] if pairs else at
        if len(at) > _LOUDEST:
            loud = np.argpartition(-weight, _LOUDEST)[:_LOUDEST]
            at, weight = at[loud], weight[loud]
        length = float(np.sqrt((weight * weight).sum()))
        places.extend(at.tolist())
        values.append(weight / length if length else weight)
        ends.append(len(places))
    held = np.concatenate(values).astype(np.float32) if values else np.zeros(0, np.float32)
    return sparse.csr_matrix((held, np.array(places, np.int64), np.array(ends)), shape=(len(texts), max(1, len(index))))
