"""A district's own limits laid over the table of tiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, get_args

from models.domain.district import Sourced, TierCode
from models.domain.tiers import COLUMNS, LENGTH, REMINDER, TIERS, Tier

_CODES: tuple[TierCode, ...] = get_args(TierCode)
_LENGTHS = tuple(one.name for one in fields(Tier) if one.name not in ("due", "reminders", "basis"))
_OTHERS = ("due", "reminders", "source", "verified")
_OPTIONAL = ("extension", "first_words_vulnerable", "progress_every")


def read_tiers(overrides: Mapping[str, object]) -> Mapping[TierCode, Tier]:
    """The table with a district's own values: {"3d": {"sign": "2wd", "due": {"middle": "2wd"}, "source": "..."}}.

    Raises ValueError naming the tier and the field that is not known or holds no length.
    """
    if strangers := sorted(set(overrides) - set(_CODES)):
        raise ValueError(f"tiers.{strangers[0]}: not a tier ({', '.join(_CODES)})")
    return {code: _read_tier(code, overrides.get(code, {})) for code in _CODES}


def _read_tier(code: TierCode, given: object) -> Tier:
    row = TIERS[code]
    if not isinstance(given, Mapping):
        raise ValueError(f"tiers.{code}: limits by name are expected")
    changes: dict[str, Any] = {}
    for name, value in given.items():
        path = f"tiers.{code}.{name}"
        if name in ("source", "verified"):
            basis = Sourced(str(given.get("source", row.basis.source)), bool(given.get("verified", False)))
            changes["basis"] = basis
        elif name == "due":
            changes["due"] = _read_due(path, value, row)
        elif name == "reminders":
            changes["reminders"] = _read_reminders(path, value)
        elif name in _LENGTHS:
            changes[name] = _read_length(path, value)
        else:
            raise ValueError(
                f"{path}: not a limit ({', '.join([*_LENGTHS, 'due', 'reminders', 'source', 'verified'])})"
            )
    return replace(row, **changes)


def _read_due(path: str, value: object, row: Tier) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not set(value) <= set(COLUMNS):
        raise ValueError(f"{path}: a length for any of {', '.join(COLUMNS)} is expected")
    return {**row.due, **{column: _read_length(f"{path}.{column}", length) for column, length in value.items()}}


def _read_reminders(path: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{path}: a list such as [T-1, T] is expected")
    return tuple(str(one) if REMINDER.fullmatch(str(one)) else _read_length(path, one) for one in value)


def _read_length(path: str, value: object) -> str:
    if value == "" and path.rpartition(".")[2] in _OPTIONAL:
        return ""
    if LENGTH.fullmatch(str(value)) is None:
        raise ValueError(f"{path}: {value!r} is no length (30min, 24h, 2dh, 4wh, 3wd, 1wd@12:00)")
    return str(value)
