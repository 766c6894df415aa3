"""A YAML document as plain data with the line of every entry, read without running any of its tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from models.district.errors import DistrictFileError, Loc

MOST_NODES = 500_000
"""More entries than any district has: a file whose references multiply is refused instead of filling the memory."""
NULL_TAG = "tag:yaml.org,2002:null"
_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Marked:
    """Data of a document; scalars stay text as written, so a phone or a code never becomes a number."""

    path: Path
    data: object
    lines: Mapping[Loc, int]

    def line_of(self, loc: Loc) -> int:
        """Line (from 1) of the entry at `loc`, or of the nearest entry around it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)


def read_marked(path: Path) -> Marked:
    """Read one YAML document with its lines.

    Raises DistrictFileError for a file that cannot be read, is not UTF-8 or not YAML, for a key that stands
    twice in one mapping and for a mapping that contains itself.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DistrictFileError(path, 1, f"cannot be read: {error.strerror}", "a district file") from error
    except UnicodeDecodeError as error:
        raise DistrictFileError(path, 1, "is not UTF-8 text", "a district file saved as UTF-8") from error
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise DistrictFileError(path, line, f"is not YAML: {error.problem or error.context}", "valid YAML") from error
    except yaml.YAMLError as error:
        raise DistrictFileError(path, 1, "is not YAML", "valid YAML") from error
    if root is None:
        raise DistrictFileError(path, 1, "is empty", "a district file")
    walk = _Walk(path)
    return Marked(path, walk.value(root, ()), walk.lines)


class _Walk:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Loc, int] = {}
        self._open: list[yaml.Node] = []

    def value(self, node: yaml.Node, loc: Loc) -> object:
        line = node.start_mark.line + 1
        self.lines.setdefault(loc, line)
        if len(self.lines) > MOST_NODES:
            raise DistrictFileError(self.path, line, "has too many entries", f"at most {MOST_NODES}")
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == NULL_TAG else node.value
        if any(node is around for around in self._open):
            raise DistrictFileError(self.path, line, "an entry contains itself", "a tree without loops")
        self._open.append(node)
        found = self._mapping(node, loc) if isinstance(node, yaml.MappingNode) else self._sequence(node, loc)
        self._open.pop()
        return found

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise DistrictFileError(self.path, line, "a key is not text", "a word before the colon")
            key = str(key_node.value)
            if key in found:
                first = self.lines[(*loc, key)]
                raise DistrictFileError(
                    self.path, line, f"'{key}' stands twice", f"one entry, the first is line {first}"
                )
            self.lines[(*loc, key)] = line
            found[key] = self.value(value_node, (*loc, key))
        return found

    def _sequence(self, node: yaml.Node, loc: Loc) -> list[object]:
        return [self.value(item, (*loc, index)) for index, item in enumerate(node.value)]
