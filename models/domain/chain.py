"""The chain of events of a case: what was recorded cannot be changed later without everybody seeing it.

Events hold no personal text, only salted digests of it: when text and salt are erased, the person is gone and
the chain stays whole.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64
"""Previous hash of the first event of a case."""
EMPTY_ROOT = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """An event as it is chained."""

    case: str
    seq: int
    """From 1, without gaps."""
    kind: str
    version: int
    """Of the shape of `data`."""
    at: datetime
    post: str
    """Post or role that acted, `` for the timer."""
    data: str
    """Canonical JSON."""
    previous: str
    hash: str


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical_json(data: object) -> str:
    """One and only one text for equal data: sorted keys, no blanks, real UTF-8.

    Raises TypeError for what JSON cannot hold and for keys that are not text, ValueError for NaN and infinity.
    """
    _check_keys(data)
    return _encode(data)


def _check_keys(data: object) -> None:
    # json would write 1 and "1" as the same key, and two different events would share a hash
    if isinstance(data, dict):
        if not all(isinstance(key, str) for key in data):
            raise TypeError("keys of event data are text")
        for value in data.values():
            _check_keys(value)
    elif isinstance(data, list | tuple):
        for value in data:
            _check_keys(value)


def event_hash(
    *, case: str, seq: int, kind: str, version: int, at: datetime, post: str, data: str, previous: str
) -> str:
    """SHA-256 (hex) over all fields of an event; `data` is canonical JSON, `at` any aware instant."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    # a JSON list keeps the fields apart: no content can move from one field to its neighbour unseen
    content = _encode([case, seq, kind, version, instant, post, data, previous])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def link(
    *, case: str, seq: int, kind: str, version: int, at: datetime, post: str, data: object, previous: str = GENESIS
) -> Link:
    """The next event of a case, hashed onto `previous` (GENESIS for the first)."""
    text = canonical_json(data)
    digest = event_hash(case=case, seq=seq, kind=kind, version=version, at=at, post=post, data=text, previous=previous)
    return Link(case, seq, kind, version, at, post, text, previous, digest)


def broken_at(links: Iterable[Link]) -> int | None:
    """Sequence number of the first event that does not fit (changed, missing, out of order), None if all is well."""
    previous, case = GENESIS, None
    for expected, one in enumerate(links, start=1):
        case = case if case is not None else one.case
        computed = event_hash(
            case=one.case,
            seq=one.seq,
            kind=one.kind,
            version=one.version,
            at=one.at,
            post=one.post,
            data=one.data,
            previous=one.previous,
        )
        sound = one.seq == expected and one.case == case and one.previous == previous
        if not sound or not hmac.compare_digest(computed, one.hash):
            return expected
        previous = one.hash
    return None


def salted_digest(text: str, salt: bytes) -> str:
    """Digest (hex) that stands for a personal text in an event; without the salt nobody can try texts against it.

    Raises ValueError for a salt under 16 bytes.
    """
    if len(salt) < 16:
        raise ValueError("a salt has at least 16 bytes")
    return hmac.new(salt, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def merkle_root(heads: Sequence[tuple[str, str]]) -> str:
    """One value (hex) for the heads of many cases: (case, hash of its last event), in any order.

    Leaves and nodes are hashed with different prefixes, so that no node can pass for a leaf.
    """
    level = [hashlib.sha256(b"\x00" + canonical_json(list(head)).encode()).digest() for head in sorted(heads)]
    if not level:
        return EMPTY_ROOT
    while len(level) > 1:
        pairs = [level[at : at + 2] for at in range(0, len(level), 2)]
        # an odd one goes up as it is: doubling it would give two different lists the same root
        level = [hashlib.sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0].hex()
