"""From a path to a district file that can be relied on, or to one clear line about what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from models.district.build import build
from models.district.errors import DistrictFileError, Loc, Problem
from models.district.marks import Marked, read_marked
from models.district.references import find_problems
from models.district.schema import DistrictFile

__all__ = ["DistrictFileError", "build", "read_district"]


def read_district(path: Path | str) -> DistrictFile:
    """Read and check a district file completely.

    Raises DistrictFileError for the first thing that is wrong, in the order of the lines; first the shape of
    the file, then what its entries say about each other.
    """
    marked = read_marked(Path(path))
    try:
        file = DistrictFile.model_validate(marked.data)
    except ValidationError as error:
        raise _first(marked, map(_explain, _without_echoes(error.errors(include_url=False)))) from error
    problems = list(find_problems(file))
    if problems:
        raise _first(marked, problems)
    return file


def _first(marked: Marked, problems: Iterable[Problem]) -> DistrictFileError:
    line, problem = min(((marked.line_of(p.loc), p) for p in problems), key=lambda found: found[0])
    return DistrictFileError(marked.path, line, problem.what, problem.expected)


def _without_echoes(errors: Sequence[Any]) -> Iterator[Any]:
    """Without the missing keys of an entry that has an unknown one: it is the same key, misspelt."""
    misspelt = {error["loc"][:-1] for error in errors if error["type"] == "extra_forbidden"}
    for error in errors:
        if error["type"] != "missing" or error["loc"][:-1] not in misspelt:
            yield error


def _explain(error: Any) -> Problem:
    loc: Loc = tuple(part for part in error["loc"] if part != "[key]")
    name = f"'{loc[-1]}'" if loc else "the file"
    kind, given = error["type"], error["input"]
    if kind == "missing":
        return Problem(loc, f"{name} is missing", f"'{loc[-1]}: ...' in this entry")
    if kind == "extra_forbidden":
        known = _keys_at(loc[:-1])
        near = get_close_matches(str(loc[-1]), known, n=1)
        return Problem(loc, f"unknown key {name}", f"'{near[0]}'" if near else "one of " + ", ".join(known))
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        return Problem(loc, f"{name} is not a mapping", "'key: value' lines below it")
    if kind in {"tuple_type", "list_type"}:
        return Problem(loc, f"{name} is not a list", "[a, b] or lines that begin with '-'")
    if kind == "literal_error":
        return Problem(loc, f"{name} is {given!r}", error["ctx"]["expected"])
    if kind == "string_pattern_mismatch":
        return Problem(loc, f"{name} is {given!r}", f"text of the form {error['ctx']['pattern']}")
    said = str(error["msg"])
    for opening in ("Input should be ", "String should have ", "Value should have "):
        said = said.removeprefix(opening)
    return Problem(loc, f"{name} is {given!r}", said)


def _keys_at(loc: Loc) -> list[str]:
    """Keys the schema knows at a place of the file."""
    found: Any = DistrictFile
    for part in loc:
        if isinstance(found, type) and issubclass(found, BaseModel):
            field = found.model_fields.get(str(part))
            found = field.annotation if field else None
        else:
            # a code in a mapping, or a number in a list: what stands below it
            found = next((arg for arg in reversed(get_args(found)) if arg is not Ellipsis), None)
        while get_origin(found) not in {None, dict, tuple}:
            found = next((arg for arg in get_args(found) if arg is not type(None)), None)
    return sorted(found.model_fields) if isinstance(found, type) and issubclass(found, BaseModel) else []
