"""What the stories about the end of a case look at."""

from __future__ import annotations

from tests.town import Town


def words_to(town: Town, who: str) -> list[str]:
    """Everything that was really delivered to somebody, oldest first."""
    return [one.text for one in town.courier.delivered if one.openid == who]
