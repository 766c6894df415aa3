"""What the platform posts to the service, as XML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Union

Value = Union[str, int, float, "Fields"]
Fields = tuple[tuple[str, Value], ...]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message or event of one person; repeats carry the same envelope."""

    account: str
    openid: str
    created_at: datetime
    kind: str
    """MsgType: text, image, voice, location, link, event, ..."""
    fields: Fields = field(default=())
    msg_id: int = 0
    """0 for events, which have none."""
    machine: bool = False
    """Caused by the platform and not by the person: a failure shows no notice."""

    def xml(self, *, encrypted: str = "", plain: bool = True) -> str:
        """Promise the body: plain fields, or only ToUserName, and the Encrypt element when given."""
        inner: Fields = (("ToUserName", self.account),)
        if plain:
            inner += (
                ("FromUserName", self.openid),
                ("CreateTime", int(self.created_at.timestamp())),
                ("MsgType", self.kind),
                *self.fields,
            )
            if self.msg_id:
                inner += (("MsgId", self.msg_id),)
        if encrypted:
            inner += (("Encrypt", encrypted),)
        return _element("xml", inner)


def _element(tag: str, value: Value) -> str:
    if isinstance(value, tuple):
        return f"<{tag}>{''.join(_element(name, part) for name, part in value)}</{tag}>"
    if isinstance(value, str):
        clean = _NOT_XML.sub("", value).replace("]]>", "]]]]><![CDATA[>")
        return f"<{tag}><![CDATA[{clean}]]></{tag}>"
    return f"<{tag}>{value}</{tag}>"
