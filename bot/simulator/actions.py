"""What people do with their phones, and what the service gets to know of it."""

from __future__ import annotations

import hashlib
from typing import Any

from bot.simulator.accounts import Person
from bot.simulator.deliver import Courier, Delivery
from bot.simulator.envelopes import Envelope, Fields
from bot.simulator.media import Medium, silent_voice
from bot.simulator.windows import Trigger
from bot.simulator.words import FOLLOWED_NOTICE, UNFOLLOWED_NOTICE, UNREADABLE_TEXT
from bot.simulator.world import World


class Hands:
    """The hands of everybody: each method shows the act on the phone, opens the window it opens and delivers it.

    Every method promises how the delivery ended (None when the platform does not report the act).
    ApiError 40003 for an unknown openid, KeyError for a button or QR code that is not there.
    """

    def __init__(self, world: World, courier: Courier) -> None:
        self.world = world
        self.courier = courier

    # -- words and pictures -------------------------------------------------------------------------------------

    async def say(self, openid: str, text: str) -> Delivery | None:
        """Send words."""
        return await self._send(openid, "text", {"text": text}, (("Content", text),))

    async def tap(self, openid: str, menu_id: str, content: str) -> Delivery | None:
        """Tap an option of a msgmenu or of a bizmsgmenu link: words that carry an id and open the short window only."""
        fields: Fields = (("Content", content),)
        if menu_id:
            fields += (("bizmsgmenuid", menu_id),)
        data = {"text": content, "menu_id": menu_id}
        return await self._send(openid, "text", data, fields, trigger="msgmenu")

    async def send_image(self, openid: str, content: bytes, content_type: str = "image/jpeg") -> Delivery | None:
        """Send a picture."""
        medium = self.world.media.add("image", content, content_type, self.world.now())
        fields: Fields = (("PicUrl", self._picture_url(medium)), ("MediaId", medium.id))
        return await self._send(openid, "image", {"media_id": medium.id}, fields)

    async def send_voice(
        self, openid: str, seconds: int, content: bytes = b"", content_type: str = "audio/amr"
    ) -> Delivery | None:
        """Send a voice of some seconds; without a recording it is AMR silence. Recognition is empty, as of today."""
        medium = self.world.media.add("voice", content or silent_voice(seconds), content_type, self.world.now())
        fields: Fields = (("MediaId", medium.id), ("Format", "amr"), ("Recognition", ""), ("MediaId16K", medium.id))
        return await self._send(openid, "voice", {"media_id": medium.id, "seconds": seconds}, fields)

    async def send_location(self, openid: str, latitude: float, longitude: float, label: str) -> Delivery | None:
        """Send a place (GCJ-02 degrees) with the address WeChat shows."""
        fields: Fields = (
            ("Location_X", f"{latitude:.6f}"),
            ("Location_Y", f"{longitude:.6f}"),
            ("Scale", "16"),
            ("Label", label),
        )
        data = {"latitude": latitude, "longitude": longitude, "label": label}
        return await self._send(openid, "location", data, fields)

    async def send_link(self, openid: str, title: str, text: str, url: str) -> Delivery | None:
        """Send a shared page."""
        fields: Fields = (("Title", title), ("Description", text), ("Url", url))
        return await self._send(openid, "link", {"title": title, "text": text, "url": url}, fields)

    async def send_sticker(self, openid: str, name: str = "") -> Delivery | None:
        """Send a custom sticker: the service only hears that something cannot be shown."""
        return await self._send(openid, "text", {"name": name}, (("Content", UNREADABLE_TEXT),), shown="sticker")

    # -- following and scanning ---------------------------------------------------------------------------------

    async def follow(self, openid: str, scene: str = "", ticket: str = "") -> Delivery | None:
        """Follow the account, by a QR code's scene if given; a follower who scans only causes SCAN."""
        person = self.world.people.get(openid)
        if person.following:
            return await self.scan(openid, scene, ticket) if scene else None
        now = self.world.now()
        person.follow(now, scene)
        self.world.chats.add(openid, "system", "follow", {"text": FOLLOWED_NOTICE, "scene": scene}, now=now)
        key = f"qrscene_{scene}" if scene else ""
        return await self._event(person, "subscribe", _key(key, ticket if scene else ""), "follow")

    async def scan(self, openid: str, scene: str, ticket: str = "") -> Delivery | None:
        """Scan a QR code of the account."""
        person = self.world.people.get(openid)
        if not person.following:
            return await self.follow(openid, scene, ticket)
        return await self._event(person, "SCAN", _key(scene, ticket), "scan")

    async def scan_ticket(self, openid: str, ticket: str) -> Delivery | None:
        """Scan the picture of a ticket; KeyError when it has expired."""
        return await self.scan(openid, self.world.scenes.scan(ticket, self.world.now()).scene, ticket)

    async def unfollow(self, openid: str) -> Delivery | None:
        """Leave; a repeat is reported again, as the platform sometimes does."""
        person = self.world.people.get(openid)
        now = self.world.now()
        if person.following:
            self.world.chats.add(openid, "system", "unfollow", {"text": UNFOLLOWED_NOTICE}, now=now)
        person.following = False
        person.tags.clear()
        self.world.windows.close(openid)
        return await self._event(person, "unsubscribe", _key("", ""), None)

    # -- menu and consent ---------------------------------------------------------------------------------------

    async def press(self, openid: str, key: str, *, result: str = "") -> Delivery | None:
        """Press a menu button, found by key, url or name; `result` is what a scan button read.

        The pictures and places that pic_* and location_select buttons ask for follow as their own messages.
        """
        person = self.world.people.get(openid)
        button, menu_id = self.world.menus.button(person.tags, key)
        kind = button["type"]
        if kind == "click":
            return await self._event(person, "CLICK", (("EventKey", button["key"]),), "click")
        if kind == "view":
            return await self._event(person, "VIEW", (("EventKey", button["url"]), ("MenuId", menu_id)), None)
        if kind.startswith("scancode_"):
            info: Fields = (("ScanType", "qrcode"), ("ScanResult", result))
            return await self._event(person, kind, (("EventKey", button["key"]), ("ScanCodeInfo", info)), "click")
        return None

    async def press_for_pictures(self, openid: str, key: str, pictures: list[bytes]) -> Delivery | None:
        """Press a pic_* button and choose pictures: the event first, then each picture as a message."""
        person = self.world.people.get(openid)
        button, _menu_id = self.world.menus.button(person.tags, key)
        items: Fields = tuple(
            ("item", (("PicMd5Sum", hashlib.md5(picture, usedforsecurity=False).hexdigest()),)) for picture in pictures
        )
        sent: Fields = (("Count", len(pictures)), ("PicList", items))
        done = await self._event(person, button["type"], (("EventKey", button["key"]), ("SendPicsInfo", sent)), None)
        for picture in pictures:
            await self.send_image(openid, picture)
        return done

    async def press_for_place(
        self, openid: str, key: str, latitude: float, longitude: float, label: str
    ) -> Delivery | None:
        """Press a location_select button and choose a place: the event first, then the location message."""
        person = self.world.people.get(openid)
        button, _menu_id = self.world.menus.button(person.tags, key)
        place: Fields = (
            ("Location_X", f"{latitude:.6f}"),
            ("Location_Y", f"{longitude:.6f}"),
            ("Scale", "16"),
            ("Label", label),
            ("Poiname", ""),
        )
        await self._event(person, "location_select", (("EventKey", button["key"]), ("SendLocationInfo", place)), None)
        return await self.send_location(openid, latitude, longitude, label)

    async def answer_consent(self, openid: str, template_id: str, *, accept: bool) -> Delivery | None:
        """Allow or refuse a subscribe notification in its popup; ApiError 40037 for an unknown template."""
        person = self.world.people.get(openid)
        template = self.world.templates.find(template_id, subscribe=True)
        self.world.templates.consent(openid, template, accept=accept)
        one: Fields = (
            ("TemplateId", template.id),
            ("SubscribeStatusString", "accept" if accept else "reject"),
            ("PopupScene", "1"),
        )
        fields: Fields = (("SubscribeMsgPopupEvent", (("List", one),)),)
        return await self._event(person, "subscribe_msg_popup_event", fields, None)

    async def revoke_consent(self, openid: str, template_id: str) -> Delivery | None:
        """Switch a subscribe notification off in the settings; only this direction is reported."""
        person = self.world.people.get(openid)
        template = self.world.templates.find(template_id, subscribe=True)
        self.world.templates.consent(openid, template, accept=False)
        one: Fields = (("TemplateId", template.id), ("SubscribeStatusString", "reject"))
        return await self._event(
            person, "subscribe_msg_change_event", (("SubscribeMsgChangeEvent", (("List", one),)),), None
        )

    async def revoke_authorization(self, openid: str) -> Delivery | None:
        """Take back the consent to personal data (code 1: everything)."""
        person = self.world.people.get(openid)
        fields: Fields = (("OpenID", openid), ("AppID", self.world.config.app_id), ("RevokeInfo", "1"))
        return await self._event(person, "user_authorization_revoke", fields, None)

    async def report_position(self, openid: str, latitude: float, longitude: float) -> Delivery | None:
        """Let the platform report where the phone is (LOCATION); opens no window."""
        person = self.world.people.get(openid)
        fields: Fields = (
            ("Latitude", f"{latitude:.6f}"),
            ("Longitude", f"{longitude:.6f}"),
            ("Precision", "65.000000"),
        )
        return await self._event(person, "LOCATION", fields, None)

    # -- the common way -----------------------------------------------------------------------------------------

    async def _send(
        self,
        openid: str,
        kind: str,
        data: dict[str, Any],
        fields: Fields,
        *,
        shown: str = "",
        trigger: Trigger = "message",
    ) -> Delivery | None:
        person = self.world.people.get(openid)
        now = self.world.now()
        self.world.chats.add(openid, "me", shown or kind, data, now=now)
        if not person.following:
            return None
        person.last_contact = now
        self.world.windows.grant(openid, trigger, now)
        envelope = Envelope(self.world.config.account, openid, now, kind, fields, self.world.next_id())
        return await self.courier.deliver(envelope)

    async def _event(self, person: Person, name: str, fields: Fields, trigger: Trigger | None) -> Delivery:
        now = self.world.now()
        person.last_contact = now
        if trigger is not None:
            self.world.windows.grant(person.openid, trigger, now)
        self.world.chats.touch()
        envelope = Envelope(self.world.config.account, person.openid, now, "event", (("Event", name), *fields))
        return await self.courier.deliver(envelope)

    def _picture_url(self, medium: Medium) -> str:
        return f"{self.world.config.public_url}/sim/media/{medium.id}"


def _key(key: str, ticket: str) -> Fields:
    fields: Fields = (("EventKey", key),)
    return (*fields, ("Ticket", ticket)) if ticket else fields
