"""What may stand on the public board: no accusation, no matter of need, health or family, nothing kept back."""

from __future__ import annotations

from collections.abc import Iterable

PRIVATE = ("低保", "救助", "家庭", "家暴", "邻里", "残疾", "精神", "未成年", "作风", "举报", "欠薪", "婚", "病")
"""A category with one of these in its code is about one household: even its title would name it to neighbours."""
PRIVATE_DANGERS = frozenset({"suicide", "violence", "missing", "person_down"})
UNLISTED = "unlisted"
"""Key in a case's decision: voices that said 不公开."""


def may_be_shown(category: str, danger: str, unlisted: Iterable[int], also_private: Iterable[str] = ()) -> bool:
    """Whether a case of this category may stand on the board with its title and community.

    One voice that said 不公开 keeps it off; `also_private` are categories or groups the district keeps off.
    """
    if not category or any(sign in category for sign in PRIVATE) or danger in PRIVATE_DANGERS:
        return False
    if any(True for _ in unlisted):
        return False
    return not any(category == one or category.startswith(f"{one}/") for one in also_private)
