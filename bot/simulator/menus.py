"""The account's menu: validation as the platform does it, and what one person sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.simulator.errors import ApiError

TYPES_WITH_KEY = frozenset(
    {
        "click",
        "scancode_push",
        "scancode_waitmsg",
        "pic_sysphoto",
        "pic_photo_or_album",
        "pic_weixin",
        "location_select",
    }
)
DEFAULT_ID = 460_000_000
TYPES = TYPES_WITH_KEY | {"view", "miniprogram", "media_id", "article_id"}


class Menus:
    """The default menu and the conditional ones (by tag), newest conditional first as the platform matches."""

    def __init__(self) -> None:
        self._default: list[dict[str, Any]] | None = None
        self._conditional: dict[int, tuple[list[dict[str, Any]], dict[str, Any]]] = {}
        self._last_id = DEFAULT_ID

    def create(self, body: dict[str, Any]) -> None:
        """Replace the default menu; 40016…40027 name what is wrong with it."""
        self._default = check_buttons(body.get("button"))

    def create_conditional(self, body: dict[str, Any]) -> int:
        """Promise the menuid of a menu for some; 65303 without a default menu, 65307 without a rule."""
        if self._default is None:
            raise ApiError(65303)
        rule = body.get("matchrule")
        if not isinstance(rule, dict) or not any(rule.values()):
            raise ApiError(65307)
        buttons = check_buttons(body.get("button"))
        self._last_id += 1
        self._conditional[self._last_id] = (buttons, rule)
        return self._last_id

    def delete(self) -> None:
        """Remove the default menu and every conditional one."""
        self._default = None
        self._conditional.clear()

    def delete_conditional(self, menu_id: object) -> None:
        """Remove one conditional menu; 65301 when it does not exist."""
        try:
            del self._conditional[int(str(menu_id))]
        except (ValueError, KeyError):
            raise ApiError(65301) from None

    def as_json(self) -> dict[str, Any]:
        """Promise what menu/get tells; 46003 when there is none."""
        if self._default is None:
            raise ApiError(46003)
        answer: dict[str, Any] = {"menu": {"button": self._default, "menuid": DEFAULT_ID}}
        if self._conditional:
            answer["conditionalmenu"] = [
                {"button": buttons, "matchrule": rule, "menuid": menu_id}
                for menu_id, (buttons, rule) in reversed(self._conditional.items())
            ]
        return answer

    def state(self) -> dict[str, Any]:
        """Promise all menus as plain JSON."""
        return {"default": self._default, "conditional": list(self._conditional.items()), "last": self._last_id}

    def restore(self, state: dict[str, Any]) -> None:
        """Take up the menus of `state()`."""
        self._default, self._last_id = state["default"], state["last"]
        self._conditional = {number: (row[0], row[1]) for number, row in state["conditional"]}

    def seen_by(self, tags: list[int]) -> list[dict[str, Any]]:
        """Promise the buttons a person with these tags sees, `[]` without a menu."""
        for buttons, rule in reversed(self._conditional.values()):
            wanted = str(rule.get("tag_id") or rule.get("group_id") or "")
            if wanted and wanted in {str(tag) for tag in tags}:
                return buttons
        return self._default or []

    def button(self, tags: list[int], key: str) -> tuple[dict[str, Any], int]:
        """Promise the button a person taps, found by its key, url or name, and its menuid; KeyError if not seen."""
        buttons = self.seen_by(tags)
        menu_id = next((number for number, row in self._conditional.items() if row[0] is buttons), DEFAULT_ID)
        for button in _leaves(buttons):
            if key in (button.get("key"), button.get("url"), button.get("name")):
                return button, menu_id
        raise KeyError(key)


def _leaves(buttons: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for button in buttons:
        if button.get("sub_button"):
            yield from button["sub_button"]
        else:
            yield button


def check_buttons(buttons: object) -> list[dict[str, Any]]:
    """Promise the buttons unchanged when the platform would take them: 1-3 of them, each with 0-5 below it."""
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise ApiError(40016)
    for button in buttons:
        below = button.get("sub_button") or []
        if len(below) > 5:
            raise ApiError(40023)
        _check(button, name=16, errors=(40018, 40017, 40019, 40020), parent=bool(below))
        for child in below:
            _check(child, name=60, errors=(40025, 40024, 40026, 40027), parent=bool(child.get("sub_button")))
            if child.get("sub_button"):
                raise ApiError(40023)
    return buttons


def _check(button: dict[str, Any], *, name: int, errors: tuple[int, int, int, int], parent: bool) -> None:
    bad_name, bad_type, bad_key, bad_url = errors
    if not 1 <= len(str(button.get("name", "")).encode()) <= name:
        raise ApiError(bad_name)
    if parent:
        return
    kind = button.get("type")
    if kind not in TYPES:
        raise ApiError(bad_type)
    if kind in TYPES_WITH_KEY and not 1 <= len(str(button.get("key", "")).encode()) <= 128:
        raise ApiError(bad_key)
    if kind in ("view", "miniprogram") and not 1 <= len(str(button.get("url", "")).encode()) <= 1024:
        raise ApiError(bad_url)
