"""Template and subscribe messages: which may be sent to whom, and how often consent was given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.simulator.accounts import Person
from bot.simulator.config import ApprovedTemplate
from bot.simulator.errors import ApiError
from bot.simulator.fields import check_field
from bot.simulator.rules import Rules

LONG_TERM = -1


class Templates:
    """The approved templates, the consents and the client_msg_ids of the last ten minutes."""

    def __init__(self, approved: tuple[ApprovedTemplate, ...], rules: Rules) -> None:
        self._rules = rules
        self.approved: dict[str, ApprovedTemplate] = {template.id: template for template in approved}
        self._consents: dict[tuple[str, str], int] = {}
        self._sent: dict[tuple[str, str], tuple[datetime, int]] = {}

    def find(self, template_id: object, *, subscribe: bool) -> ApprovedTemplate:
        """Promise the template; 40037 for an unknown id and for the other kind of message."""
        template = self.approved.get(template_id) if isinstance(template_id, str) else None
        if template is None or template.subscribe is not subscribe:
            raise ApiError(40037)
        return template

    def fill(self, template: ApprovedTemplate, data: object) -> list[dict[str, str]]:
        """Promise the rows of the card as `{label, value}`; 47003 for a value that is missing or breaks its type."""
        given: Mapping[str, Any] = data if isinstance(data, dict) else {}
        rows = []
        for key, label in template.labels.items():
            held = given.get(key)
            value = held.get("value") if isinstance(held, dict) else None
            rows.append({"label": label, "value": check_field(key, value, template.choices.get(key, frozenset()))})
        return rows

    def admit(self, person: Person) -> None:
        """Raise 43004 for somebody who does not follow, 43101 for somebody who refuses."""
        if not person.following:
            raise ApiError(43004)
        if person.reception == "refused":
            raise ApiError(43101)

    def repeat_of(self, openid: str, client_msg_id: str, now: datetime) -> int | None:
        """Promise the msgid of the same client_msg_id to the same person within ten minutes, if there was one."""
        at, msgid = self._sent.get((openid, client_msg_id), (None, 0))
        return msgid if at is not None and now < at + self._rules.client_msg_id_keeps else None

    def remember(self, openid: str, client_msg_id: str, msgid: int, now: datetime) -> None:
        """Keep a client_msg_id so that a repeat is recognised."""
        self._sent[openid, client_msg_id] = (now, msgid)

    def state(self) -> list[list[Any]]:
        """Promise the consents as plain JSON."""
        return [[openid, template_id, left] for (openid, template_id), left in self._consents.items()]

    def restore(self, rows: list[list[Any]]) -> None:
        """Take up the consents of `state()`."""
        self._consents = {(openid, template_id): left for openid, template_id, left in rows}

    def consent(self, openid: str, template: ApprovedTemplate, *, accept: bool) -> None:
        """Count a tap on allow (one message more, or for good) or refuse (none any longer)."""
        key = (openid, template.id)
        if not accept:
            self._consents[key] = 0
        elif template.long_term:
            self._consents[key] = LONG_TERM
        else:
            self._consents[key] = self._consents.get(key, 0) + 1

    def use_consent(self, openid: str, template: ApprovedTemplate) -> None:
        """Spend one consent; 43101 when none is left."""
        left = self._consents.get((openid, template.id), 0)
        if left == 0:
            raise ApiError(43101)
        if left > 0:
            self._consents[openid, template.id] = left - 1
