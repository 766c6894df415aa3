"""What cadres say about what they did: 实事, 送服务, 深入社区, 资金, 化解, 项目, 服务商."""

from __future__ import annotations

from handlers.cadre.works import conflicts, deeds, projects, providers

__all__ = ["conflicts", "deeds", "projects", "providers"]
