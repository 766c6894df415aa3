"""大走访 in chat: visits and quotas, campaigns, 座谈会, questionnaires, issues."""

from __future__ import annotations

from handlers.cadre.visiting import campaigning, forums, gathering, standing, surveying, walking

__all__ = ["campaigning", "forums", "gathering", "standing", "surveying", "walking"]
