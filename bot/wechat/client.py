"""The calls of WeChat's API that this service makes, written directly.

wechatpy's client would need its transport, its token and its hard-coded hosts replaced to be asynchronous and pointed
at another base; thirty short methods are simpler than that and know stable_token, typing, quotas and client_msg_id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from aiohttp import ClientSession, FormData

from bot.wechat.alarms import Alarm, Alarms
from bot.wechat.caller import BACKOFF, Caller, Endpoint
from bot.wechat.credentials import Credentials
from bot.wechat.errcodes import NO_ANSWER
from bot.wechat.result import Result, fail
from bot.wechat.token import TokenSource, TokenStore
from bot.wechat.transport import MEDIA_SECONDS, Transport

MediaKind = Literal["image", "voice", "video", "thumb"]

_KEFU = Endpoint("/cgi-bin/message/custom/send", is_repeatable=False)
_TEMPLATE = Endpoint("/cgi-bin/message/template/send", is_repeatable=False)
_TEMPLATE_ONCE = Endpoint("/cgi-bin/message/template/send")
_SUBSCRIPTION = Endpoint("/cgi-bin/message/subscribe/bizsend", is_repeatable=False)
_TYPING = Endpoint("/cgi-bin/message/custom/typing")
_MENU_CREATE = Endpoint("/cgi-bin/menu/create")
_MENU_GET = Endpoint("/cgi-bin/menu/get")
_MENU_DELETE = Endpoint("/cgi-bin/menu/delete")
_MENU_ADD_CONDITIONAL = Endpoint("/cgi-bin/menu/addconditional", is_repeatable=False)
_MENU_DELETE_CONDITIONAL = Endpoint("/cgi-bin/menu/delconditional")
_TAG_CREATE = Endpoint("/cgi-bin/tags/create")
_TAG_GET = Endpoint("/cgi-bin/tags/get")
_TAG_PUT = Endpoint("/cgi-bin/tags/members/batchtagging")
_TAG_TAKE = Endpoint("/cgi-bin/tags/members/batchuntagging")
_QR_CREATE = Endpoint("/cgi-bin/qrcode/create")
_MEDIA_GET = Endpoint("/cgi-bin/media/get", seconds=MEDIA_SECONDS, wants_file=True)
_MEDIA_UPLOAD = Endpoint("/cgi-bin/media/upload", seconds=MEDIA_SECONDS)
_USER = Endpoint("/cgi-bin/user/info")
_QUOTA = Endpoint("/cgi-bin/openapi/quota/get")
_ADDRESSES = Endpoint("/cgi-bin/getcallbackip")
_TEMPLATES = Endpoint("/cgi-bin/template/get_all_private_template")
_SUBSCRIPTION_TEMPLATES = Endpoint("/wxaapi/newtmpl/gettemplate")

_NO_MENUS = 40200
_TAGGED_AT_ONCE = 50


class WeChatClient:
    """The API of one account. Every method gives a `Result` and raises nothing for what WeChat or the network do."""

    def __init__(
        self,
        session: ClientSession,
        base_url: str,
        credentials: Credentials,
        store: TokenStore,
        clock: Callable[[], datetime],
        alarm: Alarm,
        *,
        backoff: tuple[float, ...] = BACKOFF,
    ) -> None:
        """Use `session` (owned by the caller) for calls under `base_url`; `alarm` hears what an operator must mend."""
        self._alarms = alarms = Alarms(alarm, clock)
        self._transport = Transport(session, base_url)
        self._credentials = credentials
        tokens = TokenSource(self._transport, credentials, store, clock, alarms)
        self._caller = Caller(self._transport, tokens, clock, alarms, backoff=backoff)
        self._has_menus = True

    async def send_text(self, openid: str, text: str) -> Result:
        """Send a customer-service text."""
        return await self._send_kefu(openid, "text", {"content": text})

    async def send_image(self, openid: str, media_id: str) -> Result:
        """Send a customer-service picture."""
        return await self._send_kefu(openid, "image", {"media_id": media_id})

    async def send_menu(
        self, openid: str, head: str, options: Sequence[tuple[int, str]], *, tail: str = "", fallback: str = ""
    ) -> Result:
        """Send options to tap, each with a positive number of its own.

        An account that may not send them (40200) gets `fallback` as text instead, from then on at once.
        """
        if self._has_menus or not fallback:
            choices = [{"id": str(number), "content": words} for number, words in options]
            menu = {"head_content": head, "list": choices, "tail_content": tail}
            result = await self._send_kefu(openid, "msgmenu", menu)
            if result.errcode != _NO_MENUS or not fallback:
                return result
            self._has_menus = False
        return await self.send_text(openid, fallback)

    async def send_template(
        self, openid: str, template_id: str, data: Mapping[str, Any], *, url: str = "", client_msg_id: str = ""
    ) -> Result:
        """Send a template message; with `client_msg_id` a repeat within ten minutes is sent once. `data["msgid"]`."""
        body: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": data}
        if url:
            body["url"] = url
        if client_msg_id:
            body["client_msg_id"] = client_msg_id
        return await self._caller.call(_TEMPLATE_ONCE if client_msg_id else _TEMPLATE, body=body)

    async def send_subscription(
        self, openid: str, template_id: str, data: Mapping[str, Any], *, page: str = ""
    ) -> Result:
        """Send a subscribe message; 43101 when there is no consent left."""
        body: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": data}
        if page:
            body["page"] = page
        return await self._caller.call(_SUBSCRIPTION, body=body)

    async def show_typing(self, openid: str, *, is_on: bool = True) -> Result:
        """Show or end the typing sign."""
        return await self._caller.call(
            _TYPING, body={"touser": openid, "command": "Typing" if is_on else "CancelTyping"}
        )

    async def create_menu(self, menu: Mapping[str, Any]) -> Result:
        """Publish the menu of everybody: {"button": [...]}."""
        return await self._caller.call(_MENU_CREATE, body=menu)

    async def get_menu(self) -> Result:
        """Give the published menus; 46003 when there is none."""
        return await self._caller.call(_MENU_GET)

    async def delete_menu(self) -> Result:
        """Take away all menus, conditional ones too."""
        return await self._caller.call(_MENU_DELETE)

    async def add_conditional_menu(self, menu: Mapping[str, Any]) -> Result:
        """Publish the menu of a tag: {"button": [...], "matchrule": {"tag_id": "..."}}. `data["menuid"]`."""
        return await self._caller.call(_MENU_ADD_CONDITIONAL, body=menu)

    async def delete_conditional_menu(self, menu_id: str) -> Result:
        """Take away one conditional menu."""
        return await self._caller.call(_MENU_DELETE_CONDITIONAL, body={"menuid": menu_id})

    async def create_tag(self, name: str) -> Result:
        """Make a tag of at most 30 bytes; 45157 when it exists. `data["tag"]["id"]`."""
        return await self._caller.call(_TAG_CREATE, body={"tag": {"name": name}})

    async def list_tags(self) -> Result:
        """Give all tags in `data["tags"]`."""
        return await self._caller.call(_TAG_GET)

    async def tag_people(self, tag_id: int, openids: Sequence[str], *, is_on: bool = True) -> Result:
        """Put people under a tag or take them out, fifty a call; the first failure ends it and is the result."""
        endpoint = _TAG_PUT if is_on else _TAG_TAKE
        result = Result(True, 0, "ok")
        for start in range(0, len(openids), _TAGGED_AT_ONCE):
            some = list(openids[start : start + _TAGGED_AT_ONCE])
            result = await self._caller.call(endpoint, body={"openid_list": some, "tagid": tag_id})
            if not result.ok:
                break
        return result

    async def create_code(self, scene: str, *, seconds: int = 0) -> Result:
        """Make a QR code for a scene of 1 to 64 characters, permanent or for `seconds` (at most 30 days)."""
        # Nested one level less, the scene silently becomes 0.
        body: dict[str, Any] = {"action_info": {"scene": {"scene_str": scene}}}
        if seconds:
            body |= {"action_name": "QR_STR_SCENE", "expire_seconds": seconds}
        else:
            body["action_name"] = "QR_LIMIT_STR_SCENE"
        return await self._caller.call(_QR_CREATE, body=body)

    async def get_media(self, media_id: str) -> Result:
        """Fetch a file into `content`; for a video `data["video_url"]` says where it is. 40007 after three days."""
        result = await self._caller.call(_MEDIA_GET, params={"media_id": media_id})
        # Words instead of a file must never be stored as one.
        return result if not result.ok or result.content or "video_url" in result.data else fail(NO_ANSWER, "no file")

    async def upload_media(self, kind: MediaKind, content: bytes, filename: str, content_type: str) -> Result:
        """Upload a file for three days. `data["media_id"]`."""

        def make_form() -> FormData:
            form = FormData()
            form.add_field("media", content, filename=filename, content_type=content_type)
            return form

        return await self._caller.call(_MEDIA_UPLOAD, params={"type": kind}, form=make_form)

    async def get_user(self, openid: str) -> Result:
        """Give what is known of a person; `data["subscribe"]` is 0 for who does not follow. Names are empty."""
        return await self._caller.call(_USER, params={"openid": openid, "lang": "zh_CN"})

    async def exchange_code(self, code: str) -> Result:
        """Turn an OAuth code into `data["openid"]`; the code works once, so there is no second try.

        `data["is_snapshotuser"] == 1` is a virtual openid that must not be bound to anybody.
        """
        credentials = self._credentials
        params = {"appid": credentials.app_id, "secret": credentials.app_secret, "code": code}
        params["grant_type"] = "authorization_code"
        result = await self._transport.call("/sns/oauth2/access_token", params=params)
        self._alarms.judge(result)
        return result

    async def get_quota(self, path: str) -> Result:
        """Give the daily limit and use of an API path in `data["quota"]`."""
        return await self._caller.call(_QUOTA, body={"cgi_path": path})

    async def list_callback_addresses(self) -> Result:
        """Give the addresses WeChat delivers from in `data["ip_list"]`."""
        return await self._caller.call(_ADDRESSES)

    async def list_templates(self) -> Result:
        """Give the account's template messages in `data["template_list"]`."""
        return await self._caller.call(_TEMPLATES)

    async def list_subscription_templates(self) -> Result:
        """Give the account's subscribe templates in `data["data"]`."""
        return await self._caller.call(_SUBSCRIPTION_TEMPLATES)

    async def _send_kefu(self, openid: str, kind: str, content: Mapping[str, Any]) -> Result:
        return await self._caller.call(_KEFU, body={"touser": openid, "msgtype": kind, kind: content})
