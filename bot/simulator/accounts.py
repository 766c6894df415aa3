"""The people of the simulated WeChat and how they stand to the account."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.simulator.config import PhoneSetting, WorldConfig
from bot.simulator.errors import ApiError

Reception = Literal["open", "refused", "blocked", "failing"]
"""How template messages fare: taken, refused at once (43101), or accepted and then reported as failed."""
RECEPTIONS: tuple[Reception, ...] = ("open", "refused", "blocked", "failing")


@dataclass(slots=True)
class Person:
    """One WeChat user; instants are UTC."""

    setting: PhoneSetting
    following: bool = False
    followed_at: datetime | None = None
    scene: str = ""
    remark: str = ""
    tags: list[int] = field(default_factory=list)
    reception: Reception = "open"
    last_contact: datetime | None = None
    """Last time the person did anything with the account (typing needs it)."""
    typing: bool = False

    @property
    def openid(self) -> str:
        return self.setting.openid

    def follow(self, now: datetime, scene: str = "") -> None:
        """Begin to follow; the openid stays what it was."""
        self.following, self.followed_at, self.scene = True, now, scene

    def state(self) -> dict[str, Any]:
        """Promise how the person stands to the account, as plain JSON."""
        return {
            "setting": asdict(self.setting),
            "following": self.following,
            "followed_at": self.followed_at and self.followed_at.isoformat(),
            "scene": self.scene,
            "remark": self.remark,
            "tags": self.tags,
            "reception": self.reception,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take up what `state()` told."""
        self.following, self.scene, self.remark = state["following"], state["scene"], state["remark"]
        self.followed_at = state["followed_at"] and datetime.fromisoformat(state["followed_at"])
        self.tags, self.reception = state["tags"], state["reception"]

    def info(self) -> dict[str, Any]:
        """Promise what user/info tells: no nickname and no picture since 2021-12-27."""
        if not self.following:
            return {"subscribe": 0, "openid": self.openid}
        return {
            "subscribe": 1,
            "openid": self.openid,
            "nickname": "",
            "headimgurl": "",
            "language": "zh_CN",
            "subscribe_time": int(self.followed_at.timestamp()) if self.followed_at else 0,
            "remark": self.remark,
            "groupid": self.tags[0] if self.tags else 0,
            "tagid_list": list(self.tags),
            "subscribe_scene": "ADD_SCENE_QR_CODE" if self.scene else "ADD_SCENE_SEARCH",
            "qr_scene": int(self.scene) if self.scene.isdecimal() else 0,
            "qr_scene_str": "" if self.scene.isdecimal() else self.scene,
        }


class People:
    """Everybody by openid."""

    def __init__(self, config: WorldConfig) -> None:
        self._people: dict[str, Person] = {}
        for setting in config.phones:
            self.add(setting, config.now())

    def __iter__(self) -> Any:
        return iter(self._people.values())

    def __contains__(self, openid: object) -> bool:
        return openid in self._people

    def add(self, setting: PhoneSetting, now: datetime) -> Person:
        """Promise a new person, following already if the setting says so; ValueError when the openid is taken."""
        if setting.openid in self._people:
            raise ValueError(f"openid {setting.openid} twice")
        person = self._people[setting.openid] = Person(setting)
        if setting.follows:
            person.follow(now)
        return person

    def get(self, openid: object) -> Person:
        """Promise the person; 40003 for an openid that is not of this account."""
        person = self._people.get(openid) if isinstance(openid, str) else None
        if person is None:
            raise ApiError(40003)
        return person

    def followers(self) -> list[Person]:
        """Promise those who follow, in the order they were added."""
        return [person for person in self._people.values() if person.following]


def openid_of(name: str) -> str:
    """Promise an openid of the usual shape (28 characters, begins with o) that is the same for the same name."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    return "o" + digest[:27]
