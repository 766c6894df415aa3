"""Followers and their tags."""

from __future__ import annotations

from typing import Any

from bot.simulator.endpoints.call import Call, Endpoint
from bot.simulator.errors import ApiError


def tell_person(call: Call) -> dict[str, Any]:
    """What the account may know of one person."""
    return call.world.people.get(call.query("openid")).info()


def tell_people(call: Call) -> dict[str, Any]:
    """The same for up to a hundred."""
    wanted = call.list_of("user_list")
    if len(wanted) > 100:
        raise ApiError(40003, "more than 100")
    return {"user_info_list": [call.world.people.get(row.get("openid")).info() for row in wanted]}


def list_followers(call: Call) -> dict[str, Any]:
    """Openids of the followers, ten thousand a page after `next_openid`."""
    openids = [person.openid for person in call.world.people.followers()]
    after = call.query("next_openid")
    start = openids.index(after) + 1 if after in openids else 0
    page = openids[start : start + 10_000]
    answer: dict[str, Any] = {"total": len(openids), "count": len(page), "next_openid": page[-1] if page else ""}
    if page:
        answer["data"] = {"openid": page}
    return answer


def remark_person(call: Call) -> dict[str, Any]:
    """A note the account makes on a person."""
    call.world.people.get(call.data.get("openid")).remark = str(call.data.get("remark", ""))
    return {}


def create_tag(call: Call) -> dict[str, Any]:
    """A new tag."""
    return {"tag": call.world.tags.create(_tag(call).get("name"))}


def list_tags(call: Call) -> dict[str, Any]:
    """Every tag with its count."""
    return {"tags": call.world.tags.table()}


def rename_tag(call: Call) -> dict[str, Any]:
    """Another name for a tag."""
    call.world.tags.rename(_tag(call).get("id"), _tag(call).get("name"))
    return {}


def delete_tag(call: Call) -> dict[str, Any]:
    """A tag less."""
    call.world.tags.delete(_tag(call).get("id"))
    return {}


def list_tagged(call: Call) -> dict[str, Any]:
    """Who carries a tag."""
    openids = call.world.tags.members(call.data.get("tagid"))
    return {"count": len(openids), "data": {"openid": openids}, "next_openid": openids[-1] if openids else ""}


def attach_tag(call: Call) -> dict[str, Any]:
    """Give a tag to up to fifty people."""
    call.world.tags.attach(call.list_of("openid_list"), call.data.get("tagid"))
    call.world.chats.touch()
    return {}


def detach_tag(call: Call) -> dict[str, Any]:
    """Take it from them."""
    call.world.tags.detach(call.list_of("openid_list"), call.data.get("tagid"))
    call.world.chats.touch()
    return {}


def list_tags_of(call: Call) -> dict[str, Any]:
    """The tags of one person."""
    return {"tagid_list": list(call.world.people.get(call.data.get("openid")).tags)}


def _tag(call: Call) -> dict[str, Any]:
    tag = call.data.get("tag")
    if not isinstance(tag, dict):
        raise ApiError(47001)
    return tag


ENDPOINTS = (
    Endpoint("GET", "/cgi-bin/user/info", tell_person),
    Endpoint("POST", "/cgi-bin/user/info/batchget", tell_people),
    Endpoint("POST", "/cgi-bin/user/info/updateremark", remark_person),
    Endpoint("GET", "/cgi-bin/user/get", list_followers),
    Endpoint("POST", "/cgi-bin/tags/create", create_tag),
    Endpoint("GET", "/cgi-bin/tags/get", list_tags),
    Endpoint("POST", "/cgi-bin/tags/update", rename_tag),
    Endpoint("POST", "/cgi-bin/tags/delete", delete_tag),
    Endpoint("POST", "/cgi-bin/tags/members/batchtagging", attach_tag),
    Endpoint("POST", "/cgi-bin/tags/members/batchuntagging", detach_tag),
    Endpoint("POST", "/cgi-bin/tags/getidlist", list_tags_of),
    Endpoint("POST", "/cgi-bin/user/tag/get", list_tagged),
)
