"""Answers as they are kept for a delivery that is repeated: one that names a phone or a room lies sealed."""

from __future__ import annotations

import base64

from handlers.context import Registry

PRIVATE = "private"
"""Note of a talk whose answer holds what only the vault may hold."""
_MARK = "\x02"


class Private(str):
    """An answer with somebody's phone or room in it."""

    __slots__ = ()


def kept(registry: Registry, answer: str | None) -> str | None:
    """The answer as it is stored."""
    if not isinstance(answer, Private):
        return answer or None
    return _MARK + base64.b64encode(registry.sealer.seal(str(answer))).decode()


def said(registry: Registry, stored: str | None) -> str | None:
    """The answer again."""
    if stored is None or not stored.startswith(_MARK):
        return stored
    return registry.sealer.open(base64.b64decode(stored.removeprefix(_MARK)))
