"""Customer-service, template and subscribe messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.simulator.config import ApprovedTemplate
from bot.simulator.endpoints.call import Call, Endpoint
from bot.simulator.errors import ApiError


def send_kefu(call: Call) -> dict[str, Any]:
    """A customer-service message, inside a window and its quota only; a refused content costs nothing."""
    person = call.world.people.get(call.data.get("touser"))
    kind = str(call.data.get("msgtype", ""))
    content = call.data.get(kind)
    if kind not in CONTENTS:
        raise ApiError(40008)
    if not isinstance(content, dict):
        raise ApiError(47001)
    shown = CONTENTS[kind](call, content)
    if not person.following:
        raise ApiError(45015)
    if person.reception == "blocked":
        raise ApiError(48002)
    call.world.windows.spend(person.openid, call.world.now())
    call.world.show(person, "menu" if kind == "msgmenu" else kind, shown, "kefu")
    return {}


def _text(call: Call, content: Mapping[str, Any]) -> dict[str, Any]:
    text = content.get("content")
    if not isinstance(text, str) or not text:
        raise ApiError(44002)
    if len(text.encode()) > call.world.rules.kefu_bytes:
        raise ApiError(45002)
    return {"text": text}


def _medium(call: Call, content: Mapping[str, Any]) -> dict[str, Any]:
    return {"media_id": call.world.media.get(str(content.get("media_id", "")), call.world.now()).id}


def _news(_call: Call, content: Mapping[str, Any]) -> dict[str, Any]:
    articles = content.get("articles")
    if not isinstance(articles, list) or not articles:
        raise ApiError(47001)
    if len(articles) > 1:
        raise ApiError(45008)
    names = {"title": "title", "text": "description", "picture": "picurl", "url": "url"}
    return {"articles": [{ours: str(articles[0].get(theirs) or "") for ours, theirs in names.items()}]}


def _menu(call: Call, content: Mapping[str, Any]) -> dict[str, Any]:
    if not call.world.rules.msgmenu:
        raise ApiError(40200)
    options = content.get("list")
    if not isinstance(options, list) or not options:
        raise ApiError(47001)
    rows = []
    for option in options:
        number, words = str(option.get("id", "")), str(option.get("content", ""))
        # Letters are not returned with the tap: such an option loses its id.
        rows.append({"id": number if number.isdecimal() and number.isascii() else "", "content": words})
    head, tail = str(content.get("head_content", "")), str(content.get("tail_content", ""))
    if len((head + tail + "".join(row["content"] for row in rows)).encode()) > call.world.rules.kefu_bytes:
        raise ApiError(45002)
    return {"head": head, "list": rows, "tail": tail}


def _mini_program(_call: Call, content: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": str(content.get("title", "")), "page": str(content.get("pagepath", ""))}


CONTENTS: Mapping[str, Callable[[Call, Mapping[str, Any]], dict[str, Any]]] = {
    "text": _text,
    "image": _medium,
    "voice": _medium,
    "video": _medium,
    "news": _news,
    "msgmenu": _menu,
    "miniprogrampage": _mini_program,
}


def type_to(call: Call) -> dict[str, Any]:
    """Show or hide that somebody types; needs an interaction within the last 30 s."""
    person = call.world.people.get(call.data.get("touser"))
    command = call.data.get("command")
    if command not in ("Typing", "CancelTyping"):
        raise ApiError(45072)
    now = call.world.now()
    if person.last_contact is None or now - person.last_contact > call.world.rules.typing_needs:
        raise ApiError(45080)
    if command == "Typing" and person.typing:
        raise ApiError(45081)
    person.typing = command == "Typing"
    call.world.chats.touch()
    return {}


OUTCOMES: Mapping[str, str] = {"blocked": "failed:user block", "failing": "failed: system failed"}
"""Status of the report; the platform writes one of them with a blank and one without."""


def send_template(call: Call) -> dict[str, Any]:
    """A template message; errcode 0 is not "delivered": the outcome follows as an event."""
    world, now = call.world, call.world.now()
    person = world.people.get(call.data.get("touser"))
    template = world.templates.find(call.data.get("template_id"), subscribe=False)
    rows = world.templates.fill(template, call.data.get("data"))
    world.templates.admit(person)
    client_id = str(call.data.get("client_msg_id") or "")
    if client_id and (former := world.templates.repeat_of(person.openid, client_id, now)) is not None:
        return {"msgid": former}
    msgid = world.next_id()
    if client_id:
        world.templates.remember(person.openid, client_id, msgid, now)
    status = OUTCOMES.get(person.reception, "success")
    if status == "success":
        data = {"title": template.title, "rows": rows, "url": str(call.data.get("url") or "")}
        world.show(person, "template", data, "template")
    call.reporter(person, "TEMPLATESENDJOBFINISH", (("MsgID", msgid), ("Status", status)))
    return {"msgid": msgid}


def send_subscribe(call: Call) -> dict[str, Any]:
    """A subscribe notification, against one consent of the person."""
    world = call.world
    person = world.people.get(call.data.get("touser"))
    template = world.templates.find(call.data.get("template_id"), subscribe=True)
    rows = world.templates.fill(template, call.data.get("data"))
    world.templates.admit(person)
    world.templates.use_consent(person.openid, template)
    msgid = world.next_id()
    data = {"title": template.title, "rows": rows, "url": str(call.data.get("page") or "")}
    world.show(person, "subscribe", data, "subscribe")
    one = (("TemplateId", template.id), ("MsgID", msgid), ("ErrorCode", 0), ("ErrorStatus", "success"))
    call.reporter(person, "subscribe_msg_sent_event", (("SubscribeMsgSentEvent", (("List", one),)),))
    return {"msgid": msgid}


def list_templates(call: Call) -> dict[str, Any]:
    """The account's template messages."""
    rows = [
        {"template_id": one.id, "title": one.title, "content": _content(one), "primary_industry": ""}
        for one in call.world.templates.approved.values()
        if not one.subscribe
    ]
    return {"template_list": rows}


def list_subscribe_templates(call: Call) -> dict[str, Any]:
    """The account's subscribe notifications: type 2 once, 3 long-term."""
    rows = [
        {"priTmplId": one.id, "title": one.title, "content": _content(one), "type": 3 if one.long_term else 2}
        for one in call.world.templates.approved.values()
        if one.subscribe
    ]
    return {"errcode": 0, "errmsg": "ok", "data": rows}


def _content(template: ApprovedTemplate) -> str:
    return "\n".join(f"{label}:{{{{{key}.DATA}}}}" for key, label in template.labels.items())


ENDPOINTS = (
    Endpoint("POST", "/cgi-bin/message/custom/send", send_kefu),
    Endpoint("POST", "/cgi-bin/message/custom/typing", type_to),
    Endpoint("POST", "/cgi-bin/message/template/send", send_template),
    Endpoint("POST", "/cgi-bin/message/subscribe/bizsend", send_subscribe),
    Endpoint("GET", "/cgi-bin/template/get_all_private_template", list_templates),
    Endpoint("GET", "/wxaapi/newtmpl/gettemplate", list_subscribe_templates),
)
