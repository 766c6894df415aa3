"""The grammar of chat: one table of verbs, a parser over it, slips, and the page made from it."""

from __future__ import annotations

from handlers.grammar.markdown import to_markdown
from handlers.grammar.parsing import Command, parse
from handlers.grammar.slips import suggest
from handlers.grammar.verbs import BY_NAME, VERBS, Side, Verb, verbs_for

__all__ = ["BY_NAME", "VERBS", "Command", "Side", "Verb", "parse", "suggest", "to_markdown", "verbs_for"]
