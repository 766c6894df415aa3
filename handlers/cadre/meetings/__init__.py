"""What cadres say about meetings: 议题, 拟办, 开会, 散会, 主持, 民情, and 承诺 while a meeting sits."""

from __future__ import annotations

from handlers.cadre.meetings import agenda, deciding, drafting, holding, searching, turns

__all__ = ["agenda", "deciding", "drafting", "holding", "searching", "turns"]
