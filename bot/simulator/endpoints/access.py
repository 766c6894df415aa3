"""Tokens, addresses and quotas."""

from __future__ import annotations

import hashlib
from typing import Any

from bot.simulator.endpoints.call import Call, Endpoint
from bot.simulator.errors import ApiError


def issue_token(call: Call) -> dict[str, Any]:
    """The ordinary token: a new one at every call."""
    if call.query("grant_type") != "client_credential":
        raise ApiError(40002)
    call.world.check_app(call.query("appid"), call.query("secret"), ip=call.ip)
    token, seconds = call.world.tokens.issue(call.world.now())
    return {"access_token": token, "expires_in": seconds}


def issue_stable_token(call: Call) -> dict[str, Any]:
    """The stable token: the same one until its last five minutes, unless forced."""
    if call.data.get("grant_type") != "client_credential":
        raise ApiError(40002)
    call.world.check_app(call.data.get("appid"), call.data.get("secret"), ip=call.ip)
    force = bool(call.data.get("force_refresh", False))
    token, seconds = call.world.tokens.issue_stable(call.world.now(), force=force)
    return {"access_token": token, "expires_in": seconds}


def list_addresses(_call: Call) -> dict[str, Any]:
    """Where deliveries come from."""
    return {"ip_list": ["127.0.0.1"]}


def tell_quota(call: Call) -> dict[str, Any]:
    """Limit and use of one path."""
    quota = call.world.quotas.of(str(call.data.get("cgi_path", "")), call.world.now())
    return {"errcode": 0, "errmsg": "ok", "quota": quota}


def clear_quota(call: Call) -> dict[str, Any]:
    """Forget the day's counts."""
    call.world.check_app(call.data.get("appid"))
    call.world.quotas.clear(call.world.now())
    return {}


def clear_quota_by_secret(call: Call) -> dict[str, Any]:
    """The same for those who have no token left to fetch."""
    call.world.check_app(call.data.get("appid"), call.data.get("appsecret"))
    call.world.quotas.clear(call.world.now())
    return {}


def issue_ticket(call: Call) -> dict[str, Any]:
    """The JSSDK ticket, the same for two hours."""
    seconds = int(call.world.rules.token_lasts.total_seconds())
    slot, passed = divmod(int(call.world.now().timestamp()), seconds)
    digest = hashlib.sha256(f"{call.world.config.app_secret}|ticket|{slot}".encode()).hexdigest()
    return {"errcode": 0, "errmsg": "ok", "ticket": digest, "expires_in": seconds - passed}


ENDPOINTS = (
    Endpoint("GET", "/cgi-bin/token", issue_token, token=False),
    Endpoint("POST", "/cgi-bin/stable_token", issue_stable_token, token=False),
    Endpoint("GET", "/cgi-bin/getcallbackip", list_addresses),
    Endpoint("GET", "/cgi-bin/get_api_domain_ip", list_addresses),
    Endpoint("POST", "/cgi-bin/openapi/quota/get", tell_quota),
    Endpoint("POST", "/cgi-bin/clear_quota", clear_quota),
    Endpoint("POST", "/cgi-bin/clear_quota/v2", clear_quota_by_secret, token=False),
    Endpoint("GET", "/cgi-bin/ticket/getticket", issue_ticket),
)
