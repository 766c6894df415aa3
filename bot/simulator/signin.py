"""OAuth of web pages inside WeChat: codes that live five minutes and work once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.simulator.accounts import Person
from bot.simulator.errors import ApiError
from bot.simulator.rules import Rules

SCOPES = frozenset({"snsapi_base", "snsapi_userinfo"})


@dataclass(slots=True)
class _Code:
    person: Person
    scope: str
    ends: datetime
    used: bool = False


class SignIn:
    """Issues codes and trades them; its access tokens are not the API's."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._codes: dict[str, _Code] = {}
        self._tokens: dict[str, tuple[Person, str, datetime]] = {}
        self._refreshes: dict[str, tuple[Person, str]] = {}
        self._issued = 0

    def code_for(self, person: Person, scope: str, now: datetime) -> str:
        """Promise a fresh code for the person who opened the page."""
        code = self._secret("code", person.openid, now)[:32]
        self._codes[code] = _Code(person, scope, now + self._rules.code_lasts)
        return code

    def trade(self, code: str, now: datetime) -> dict[str, Any]:
        """Promise the openid behind a code; 41008 without one, 40029 when unknown or too old, 40163 when used."""
        if not code:
            raise ApiError(41008)
        found = self._codes.get(code)
        if found is None:
            raise ApiError(40029)
        if found.used:
            raise ApiError(40163)
        if now >= found.ends:
            raise ApiError(40029)
        found.used = True
        return self._grant(found.person, found.scope, now)

    def refresh(self, token: str, now: datetime) -> dict[str, Any]:
        """Promise a new access token; 40030 for an unknown refresh token."""
        if token not in self._refreshes:
            raise ApiError(40030)
        return self._grant(*self._refreshes[token], now)

    def person_of(self, token: str, openid: str, scope: str, now: datetime) -> Person:
        """Promise whom a page token stands for; 40001 when wrong or too old, 40003 for another openid, 48001 scope."""
        person, held, ends = self._tokens.get(token, (None, "", now))
        if person is None or now >= ends:
            raise ApiError(40001)
        if person.openid != openid:
            raise ApiError(40003)
        if scope and held != scope:
            raise ApiError(48001)
        return person

    def _grant(self, person: Person, scope: str, now: datetime) -> dict[str, Any]:
        access = self._secret("access", person.openid, now)
        refresh = self._secret("refresh", person.openid, now)
        self._tokens[access] = (person, scope, now + self._rules.token_lasts)
        self._refreshes[refresh] = (person, scope)
        answer: dict[str, Any] = {
            "access_token": access,
            "expires_in": int(self._rules.token_lasts.total_seconds()),
            "refresh_token": refresh,
            "openid": person.openid,
            "scope": scope,
        }
        if person.setting.snapshot:
            # A snapshot page shows a virtual user: the openid belongs to nobody who can be written to.
            answer["openid"] = "o" + hashlib.sha256(person.openid.encode()).hexdigest()[:27]
            answer["is_snapshotuser"] = 1
        return answer

    def _secret(self, kind: str, openid: str, now: datetime) -> str:
        self._issued += 1
        return hashlib.sha256(f"{kind}|{openid}|{self._issued}|{now.isoformat()}".encode()).hexdigest()
