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


def statement_content(kind: str, at: datetime, post: str, voice: int | None, words: str) -> str:
    """What the digest of a statement is over: who said what, as what, when."""
    return canonical_json([kind, at.astimezone(UTC).isoformat(timespec="microseconds"), post, voice, words])


def text_content(title: str, detail: str, text: str) -> str:
    """What the digest of a case's text is over."""
    return canonical_json([title, detail, text])


def day_link(day: str, root: str, before: str) -> str:
    """The chained hash (hex) of a day: its root, and through the day before all days so far."""
    return hashlib.sha256(canonical_json([day, root, before]).encode()).hexdigest()


def short(digest: str) -> str:
    """A digest as it is published and compared by eye: 64 bits in groups of four."""
    return "-".join(digest[at : at + 4] for at in range(0, 16, 4))


def merkle_root(heads: Sequence[tuple[str, str]]) -> str:
    """One value (hex) for many hashes by name, in any order.

    Leaves and nodes are hashed with different prefixes, so that no node can pass for a leaf.
    """
    return _levels(heads)[-1][0].hex() if heads else EMPTY_ROOT


def merkle_path(heads: Sequence[tuple[str, str]], name: str) -> list[str]:
    """What leads from the leaf of this name to the root: `L` or `R` and the hash (hex) of the neighbour on that side.

    Raises ValueError for a name that is not there.
    """
    at = [head[0] for head in sorted(heads)].index(name)
    path = []
    for level in _levels(heads)[:-1]:
        beside = at ^ 1
        if beside < len(level):
            path.append(("L" if beside < at else "R") + level[beside].hex())
        at //= 2
    return path


def root_of_path(head: tuple[str, str], path: Iterable[str]) -> str:
    """The root (hex) a leaf and its path lead to."""
    node = _leaf(head)
    for step in path:
        beside = bytes.fromhex(step[1:])
        node = _node(beside, node) if step[0] == "L" else _node(node, beside)
    return node.hex()


def _levels(heads: Sequence[tuple[str, str]]) -> list[list[bytes]]:
    levels = [[_leaf(head) for head in sorted(heads)]]
    while len(levels[-1]) > 1:
        last = levels[-1]
        pairs = [last[at : at + 2] for at in range(0, len(last), 2)]
        # an odd one goes up as it is: doubling it would give two different lists the same root
        levels.append([_node(*pair) if len(pair) == 2 else pair[0] for pair in pairs])
    return levels


def _leaf(head: tuple[str, str]) -> bytes:
    return hashlib.sha256(b"\x00" + canonical_json(list(head)).encode()).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
