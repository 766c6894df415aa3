"""制度库: the rules for those in office that a 通报 must cite, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

_CITED = re.compile(r"(?P<doc>[\u4e00-\u9fff]{1,12}?)\s*第?\s*(?P<no>\d{1,3}(?:\.\d{1,3})?)\s*(?:条|款)?")
_BOOK = "《》〈〉"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, called 作风3."""

    doc: str
    """Code of its document."""
    no: str
    short: str
    title: str
    text: str
    in_force: date | None = None

    @property
    def name(self) -> str:
        """作风3"""
        return f"{self.short}{self.no}"


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """One document."""

    code: str
    title: str
    short: str
    clauses: tuple[Clause, ...]
    source: str
    verified: bool = False
    in_force: date | None = None


def read_rules(given: Mapping[str, Any]) -> tuple[RuleDoc, ...]:
    """The documents a district file has, in its order."""
    return tuple(_doc(code, entry) for code, entry in given.items())


def _doc(code: str, entry: Mapping[str, Any]) -> RuleDoc:
    since = date.fromisoformat(str(entry["in_force"])) if entry.get("in_force") else None
    short, title = str(entry["short"]), str(entry["title"])
    clauses = tuple(Clause(code, str(no), short, title, str(text), since) for no, text in entry["clauses"].items())
    return RuleDoc(code, title, short, clauses, str(entry.get("source", "")), bool(entry.get("verified")), since)


def cited(docs: tuple[RuleDoc, ...], text: str, on: date) -> tuple[Clause | None, str]:
    """The clause a text begins with (作风3, 《作风规定》第3条) and the words behind it; None for one nobody knows.

    A document that is not in force yet cannot be cited.
    """
    flat = text.strip()
    for mark in _BOOK:
        flat = flat.replace(mark, "")
    match = _CITED.match(flat)
    if match is None:
        return None, text.strip()
    for clause in _in_force(docs, on):
        if clause.no == match["no"] and (clause.short in match["doc"] or match["doc"] in clause.title):
            return clause, flat[match.end() :].strip(" ,，。;；:：、\t\n")
    return None, text.strip()


def named(docs: tuple[RuleDoc, ...], name: str) -> Clause | None:
    """The clause of this name, whether or not it is in force."""
    return next((one for doc in docs for one in doc.clauses if one.name == name), None)


def search(docs: tuple[RuleDoc, ...], words: str, on: date) -> list[Clause]:
    """Clauses that speak of something: those that hold the words first, else those that share most pairs of signs."""
    said = "".join(re.findall(r"[\u4e00-\u9fffA-Za-z0-9]+", words))
    if not said:
        return []
    known = _in_force(docs, on)
    whole = [one for one in known if said in one.text or said in one.title or said == one.short]
    if whole or len(said) < 2:
        return whole
    pairs = {said[at : at + 2] for at in range(len(said) - 1)}
    scored = [(sum(pair in one.text for pair in pairs), one) for one in known]
    return [one for score, one in sorted(scored, key=lambda row: -row[0]) if score]


def _in_force(docs: tuple[RuleDoc, ...], on: date) -> list[Clause]:
    return [one for doc in docs if doc.in_force is None or doc.in_force <= on for one in doc.clauses]
