"""The district's rules for those in office, as they are in force today."""

from __future__ import annotations

from typing import Any, cast

from handlers.context import Context
from models.domain import rulebook as rules
from models.domain.district import District
from models.domain.rulebook import Clause, RuleDoc
from models.domain.working_time import shanghai_day


def docs(ctx: Context) -> tuple[RuleDoc, ...]:
    """Every document of the district file."""
    return of(ctx.district)


def of(district: District) -> tuple[RuleDoc, ...]:
    """The same of a district."""
    return rules.read_rules(cast("dict[str, Any]", district.settings.get("rule_docs") or {}))


def cited(ctx: Context, text: str) -> tuple[Clause | None, str]:
    """The clause a text begins with, and the words behind it."""
    return rules.cited(docs(ctx), text, shanghai_day(ctx.now))


def search(ctx: Context, words: str) -> list[Clause]:
    """Clauses about something."""
    return rules.search(docs(ctx), words, shanghai_day(ctx.now))
