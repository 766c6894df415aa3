"""What cadres say at the stations: errands and their papers, the Friday duty, the three 理, the five teams."""

from __future__ import annotations

from handlers.cadre.stations import duty, errands, lists, papers

__all__ = ["duty", "errands", "lists", "papers"]
