"""Telephones and rooms of everybody who complains about a case, for whoever has written down the look."""

from __future__ import annotations

from handlers.context import Context
from handlers.services import filing
from handlers.services.notices import voices_of
from models.tables import Case


def contacts(ctx: Context, case: Case, name: str) -> tuple[str, ...]:
    """A field of the vault of everybody who complains and is not anonymous. Whoever calls this logs the look."""
    found = []
    for voice in voices_of(ctx, case):
        if voice.anonymous:
            continue
        subjects = (f"voice:{voice.id}", f"case:{voice.origin_id or case.id}")
        found.append(next((text for one in subjects if (text := filing.read_vault(ctx, one, name))), ""))
    return tuple(dict.fromkeys(text for text in found if text))
