"""Addresses of pages that are not about a case."""

from __future__ import annotations

from handlers.context import Talk

FIELD = "f"
"""Purpose of the desk of visits."""


def field_link(talk: Talk) -> str:
    """The desk of visits of whoever is being answered: coverage, 座谈会, issues, questionnaires."""
    return talk.ctx.links.url(FIELD, 0, talk.account.id, talk.now)
