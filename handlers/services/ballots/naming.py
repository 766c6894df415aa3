"""How a round is called."""

from __future__ import annotations

from handlers.texts import ballots as texts


def name_of(round_: str) -> str:
    """2026年下半年民意测评"""
    year, _, half = round_.partition("-")
    return texts.NAME(year=year, half=texts.HALF[half])
