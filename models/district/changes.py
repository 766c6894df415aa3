"""What a new district file changes, one readable line a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from models.domain.district import District

ChangeKind = Literal["added", "changed", "closed"]
SIGNS: dict[ChangeKind, str] = {"added": "+", "changed": "~", "closed": "-"}
SECTIONS = {
    "units": "unit",
    "persons": "person",
    "posts": "post",
    "places": "place",
    "categories": "category",
    "templates": "template",
    "contacts": "contact",
    "settings": "setting",
    "menu": "menu",
}
"""Mappings of a District and what one entry of each is called."""
FACTS = ("code", "name", "service_name", "root", "extra_holidays", "extra_workdays", "calendar_until")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between what is loaded and a file. `closed` is never deleted: old cases name it."""

    kind: ChangeKind
    section: str
    """unit, person, post, place, category, rule, template, contact, setting, menu or district."""
    code: str
    detail: str = ""

    @property
    def line(self) -> str:
        """The change as `load-district` prints it."""
        return f"{SIGNS[self.kind]} {self.section} {self.code}" + (f": {self.detail}" if self.detail else "")


def diff(old: District | None, new: District) -> list[Change]:
    """Everything `new` adds, changes or closes; empty for an equal district whatever its version.

    An entry that is closed already and still absent is not told again; one that comes back is `changed`.
    """
    changes: list[Change] = []
    for attribute, section in SECTIONS.items():
        before: Mapping[str, object] = getattr(old, attribute) if old else {}
        changes += _entries(section, before, getattr(new, attribute))
    changes += _entries(
        "rule", {r.code: r for r in old.routing_rules} if old else {}, {r.code: r for r in new.routing_rules}
    )
    for fact in FACTS if old else ():
        was, now = getattr(old, fact), getattr(new, fact)
        if was != now:
            changes.append(Change("changed", "district", fact, f"{_said(was)} -> {_said(now)}"))
    return changes


def _entries(section: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for code, entry in new.items():
        if getattr(entry, "closed", False):
            continue
        if code not in old:
            yield Change("added", section, code, _title(entry))
        elif old[code] != entry:
            yield Change("changed", section, code, _difference(old[code], entry))
    for code, entry in old.items():
        gone = code not in new or getattr(new[code], "closed", False)
        if gone and not getattr(entry, "closed", False):
            yield Change("closed", section, code, _title(entry))


def _title(entry: Any) -> str:
    for attribute in ("name", "title", "person", "template_id"):
        if isinstance(found := getattr(entry, attribute, None), str) and found:
            return found
    return entry if isinstance(entry, str) else ""


def _difference(old: Any, new: Any) -> str:
    if not hasattr(old, "__dataclass_fields__"):
        return f"{_said(old)} -> {_said(new)}"
    pairs = [(f.name, getattr(old, f.name), getattr(new, f.name)) for f in fields(old)]
    return ", ".join(f"{name} {_said(was)} -> {_said(now)}" for name, was, now in pairs if was != now)


def _said(value: Any) -> str:
    if isinstance(value, frozenset | set | tuple | list):
        words = [str(item) for item in value]
        return "[" + ", ".join(sorted(words) if isinstance(value, frozenset | set) else words) + "]"
    text = str(value) if value not in (None, "") else "none"
    return text if len(text) <= 60 else text[:57] + "..."
